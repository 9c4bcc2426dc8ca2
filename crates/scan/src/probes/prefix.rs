use crate::declare::declare_probe;
use crate::{Ask, Probe, ProbeContext, ProbeMeta};

declare_probe! {
    /// Asks as domains that begin with the target's host or registrable domain.
    ///
    /// For `api.example.com` that is `api.example.com.` and `api.example.com` with a stranger's
    /// domain behind, and `example.com.` with one. A server that looks only at how an origin begins
    /// accepts them.
    struct Prefix {
        name: "prefix",
        mode: Active,
    }
}

pub(super) static PROBE: &dyn Probe = &Prefix;

impl Probe for Prefix {
    fn meta(&self) -> &'static ProbeMeta {
        &META
    }

    fn asks(&self, context: &ProbeContext<'_>) -> Vec<Ask> {
        context.as_each(context.lookalikes().prefixes())
    }
}
