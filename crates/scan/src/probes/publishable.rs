use crate::declare::declare_probe;
use crate::{Ask, OriginKind, Probe, ProbeContext, ProbeMeta};

declare_probe! {
    /// Asks as pages of services on which anybody can publish.
    ///
    /// Such as `https://somebody.github.io`, for a name that nobody has. A server that allows all
    /// of a service allows everybody.
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
        let name = context.label.to_string();
        let origins = crate::publishable::origins(&name);
        origins.map(|origin| context.actual(OriginKind::Publishable, origin)).collect()
    }
}
