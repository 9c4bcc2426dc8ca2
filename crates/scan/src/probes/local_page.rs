use crate::declare::declare_probe;
use crate::{Ask, Probe, ProbeContext, ProbeMeta, bystander};

declare_probe! {
    /// Asks as a local file and as extensions of browsers.
    ///
    /// Browsers send `null` for files; some web views send `file://`. An extension is software of
    /// somebody else in the visitor's browser.
    struct LocalPage {
        name: "local-page",
        mode: Active,
    }
}

pub(super) static PROBE: &dyn Probe = &LocalPage;

impl Probe for LocalPage {
    fn meta(&self) -> &'static ProbeMeta {
        &META
    }

    fn asks(&self, context: &ProbeContext<'_>) -> Vec<Ask> {
        context.as_each(bystander::files_and_extensions(context.label))
    }
}
