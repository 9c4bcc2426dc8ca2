use crate::declare::declare_probe;
use crate::publishable::usual;
use crate::{Ask, Probe, ProbeContext, ProbeMeta};

declare_probe! {
    /// Asks as pages of services on which anybody can publish.
    ///
    /// Such as `https://somebody.github.io`, for a name that nobody has. A server that allows all
    /// of a service allows everybody. These are the services that are most used; `publishable-further`
    /// asks as the others.
    struct Publishable {
        name: "publishable",
        mode: Active,
    }
}

pub(super) static PROBE: &dyn Probe = &Publishable;

impl Probe for Publishable {
    fn meta(&self) -> &'static ProbeMeta {
        &META
    }

    fn asks(&self, context: &ProbeContext<'_>) -> Vec<Ask> {
        context.as_each(usual(&context.resource.target, context.label))
    }
}
