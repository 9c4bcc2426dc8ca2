use crate::declare::declare_probe;
use crate::{Ask, OriginKind, Probe, ProbeContext, ProbeMeta};

declare_probe! {
    /// Asks as an opaque origin, `null`.
    ///
    /// Sandboxed frames, local files and requests that were redirected across origins send it.
    /// Anybody can make such a frame.
    struct Null {
        name: "null",
        mode: Active,
    }
}

pub(super) static PROBE: &dyn Probe = &Null;

impl Probe for Null {
    fn meta(&self) -> &'static ProbeMeta {
        &META
    }

    fn asks(&self, context: &ProbeContext<'_>) -> Vec<Ask> {
        vec![context.actual(OriginKind::Null, "null")]
    }
}
