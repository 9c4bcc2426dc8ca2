use crate::declare::declare_probe;
use crate::{Ask, Probe, ProbeContext, ProbeMeta, Purpose, Redirects};

declare_probe! {
    /// Asks without an `Origin`, as a navigation or an `<img>` does.
    ///
    /// With it the answers to other probes are compared: a shared cache may give this answer to a
    /// page that sends an `Origin`.
    struct NoOrigin {
        name: "no-origin",
        mode: Active,
    }
}

pub(super) static PROBE: &dyn Probe = &NoOrigin;

impl Probe for NoOrigin {
    fn meta(&self) -> &'static ProbeMeta {
        &META
    }

    fn asks(&self, context: &ProbeContext<'_>) -> Vec<Ask> {
        let request = context.resource.request();
        let (purpose, redirects) = (Purpose::Actual, Redirects::Keep);
        vec![Ask { request, purpose, origin: None, redirects }]
    }
}
