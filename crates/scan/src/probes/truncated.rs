use crate::declare::declare_probe;
use crate::{Ask, Probe, ProbeContext, ProbeMeta};

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
        context.as_each(context.lookalikes().truncated())
    }
}
