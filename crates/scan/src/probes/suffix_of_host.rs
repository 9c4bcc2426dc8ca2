use crate::declare::declare_probe;
use crate::{Ask, Probe, ProbeContext, ProbeMeta};

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
        context.as_each(context.lookalikes().suffixes_of_host())
    }
}
