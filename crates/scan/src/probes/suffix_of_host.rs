use crate::declare::declare_probe;
use crate::neighbour::fits;
use crate::{Ask, OriginKind, Probe, ProbeContext, ProbeMeta};

declare_probe! {
    /// Asks as a host that ends with the target's host, under its own registrable domain.
    ///
    /// For `api.example.com` that is `…api.example.com`, without a dot before `api`. Nobody can
    /// register it: it takes a subdomain of the target's own domain.
    struct SuffixOfHost {
        name: "suffix-of-host",
        mode: Active,
    }
}

pub(super) static PROBE: &dyn Probe = &SuffixOfHost;

impl Probe for SuffixOfHost {
    fn meta(&self) -> &'static ProbeMeta {
        &META
    }

    fn asks(&self, context: &ProbeContext<'_>) -> Vec<Ask> {
        let target = &context.resource.target;
        let host = format!("{}{}", context.label, target.host);
        let is_below = target.registrable.as_ref().is_some_and(|it| *it != target.host);
        let origins = if is_below && fits(&host) { context.origins(host) } else { Vec::new() };
        origins.iter().map(|origin| context.actual(OriginKind::SuffixOfHost, origin)).collect()
    }
}
