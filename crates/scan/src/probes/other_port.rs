use crate::declare::declare_probe;
use crate::{Ask, Probe, ProbeContext, ProbeMeta};

declare_probe! {
    /// Asks as the target's own host on other ports.
    ///
    /// Another port is another server, perhaps another team's or one for developers. One of the
    /// ports begins like the target's own, where that has one.
    struct OtherPort {
        name: "other-port",
        mode: Active,
    }
}

pub(super) static PROBE: &dyn Probe = &OtherPort;

impl Probe for OtherPort {
    fn meta(&self) -> &'static ProbeMeta {
        &META
    }

    fn asks(&self, context: &ProbeContext<'_>) -> Vec<Ask> {
        context.as_each(context.lookalikes().other_ports())
    }
}
