use crate::declare::declare_probe;
use crate::neighbour::fits;
use crate::{Ask, OriginKind, Probe, ProbeContext, ProbeMeta};

declare_probe! {
    /// Asks as subdomains of the target's registrable domain and host that nobody has chosen.
    ///
    /// Who controls any host of the domain, by a forgotten name or a hole in another page, is then
    /// trusted like the rest.
    struct Subdomain {
        name: "subdomain",
        mode: Active,
    }
}

pub(super) static PROBE: &dyn Probe = &Subdomain;

impl Probe for Subdomain {
    fn meta(&self) -> &'static ProbeMeta {
        &META
    }

    fn asks(&self, context: &ProbeContext<'_>) -> Vec<Ask> {
        let target = &context.resource.target;
        let Some(registrable) = &target.registrable else { return Vec::new() };
        let mut hosts = vec![format!("{}.{registrable}", context.label)];
        if *registrable != target.host {
            hosts.push(format!("{}.{}", context.label, target.host));
        }
        hosts.retain(|host| fits(host));
        let origins = hosts.iter().flat_map(|host| context.origins(host));
        origins.map(|origin| context.actual(OriginKind::Subdomain, origin)).collect()
    }
}
