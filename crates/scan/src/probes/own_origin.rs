use crate::declare::declare_probe;
use crate::{Ask, OriginKind, Probe, ProbeContext, ProbeMeta};

declare_probe! {
    /// Asks as a page of the target's own origin.
    ///
    /// No page of it needs permission, but many servers list their own origin. Together with the
    /// answer without an `Origin` it shows what is usual here.
    struct OwnOrigin {
        name: "own-origin",
        mode: Active,
    }
}

pub(super) static PROBE: &dyn Probe = &OwnOrigin;

impl Probe for OwnOrigin {
    fn meta(&self) -> &'static ProbeMeta {
        &META
    }

    fn asks(&self, context: &ProbeContext<'_>) -> Vec<Ask> {
        let origin = context.resource.target.origin.serialize();
        vec![context.actual(OriginKind::Own, origin)]
    }
}
