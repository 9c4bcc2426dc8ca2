use crate::declare::declare_probe;
use crate::{Ask, Probe, ProbeContext, ProbeMeta};

declare_probe! {
    /// Asks as a domain that ends with the target's registrable domain, without a dot before it.
    ///
    /// For `api.example.com` that is `…example.com`, which anybody could register. A server that
    /// looks only at how an origin ends accepts it.
    struct Suffix {
        name: "suffix",
        mode: Active,
    }
}

pub(super) static PROBE: &dyn Probe = &Suffix;

impl Probe for Suffix {
    fn meta(&self) -> &'static ProbeMeta {
        &META
    }

    fn asks(&self, context: &ProbeContext<'_>) -> Vec<Ask> {
        context.as_each(context.lookalikes().suffixes())
    }
}
