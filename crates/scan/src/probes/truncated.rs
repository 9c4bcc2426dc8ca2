use crate::declare::declare_probe;
use crate::neighbour::{Owner, owner};
use crate::{Ask, OriginKind, Probe, ProbeContext, ProbeMeta};

declare_probe! {
    /// Asks as domains that are the target's with a part missing.
    ///
    /// For `api.example.com` that is `xample.com`, `example.co` and `api.example.co`, as far as
    /// somebody could register them. A server that looks whether its own name contains the origin's
    /// accepts them.
    struct Truncated {
        name: "truncated",
        mode: Active,
    }
}

pub(super) static PROBE: &dyn Probe = &Truncated;

impl Probe for Truncated {
    fn meta(&self) -> &'static ProbeMeta {
        &META
    }

    fn asks(&self, context: &ProbeContext<'_>) -> Vec<Ask> {
        let target = &context.resource.target;
        let Some(registrable) = &target.registrable else { return Vec::new() };
        let cut = |host: &str| host.get(..host.len().saturating_sub(1)).map(str::to_owned);
        let mut hosts: Vec<String> =
            [registrable.get(1..).map(str::to_owned), cut(registrable), cut(&target.host)]
                .into_iter()
                .flatten()
                .filter(|host| owner(host, target) == Owner::Anybody)
                .collect();
        hosts.dedup();
        let asks =
            hosts.iter().map(|host| context.actual(OriginKind::Truncated, context.origin(host)));
        asks.collect()
    }
}
