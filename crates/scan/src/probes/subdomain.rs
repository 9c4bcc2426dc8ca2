use crate::declare::declare_probe;
use crate::{Ask, Probe, ProbeContext, ProbeMeta};

declare_probe! {
    /// Asks as subdomains of the target's registrable domain and host that nobody has chosen.
    ///
    /// One has a short name and one a long one, since a pattern may be for either. Who controls any host of the domain, by a forgotten name or a hole in another page, is then
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
        context.as_each(context.lookalikes().subdomains())
    }
}
