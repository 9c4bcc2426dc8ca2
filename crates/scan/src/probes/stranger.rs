use crate::declare::declare_probe;
use crate::{Ask, OriginKind, Probe, ProbeContext, ProbeMeta};

declare_probe! {
    /// Asks as a page of a stranger's domain, and once more as an unrelated second one.
    ///
    /// A server that returns both origins returns any. One alone could be a fixed value.
    struct Stranger {
        name: "stranger",
        mode: Active,
    }
}

pub(super) static PROBE: &dyn Probe = &Stranger;

impl Probe for Stranger {
    fn meta(&self) -> &'static ProbeMeta {
        &META
    }

    fn asks(&self, ProbeContext { resource, label, .. }: &ProbeContext<'_>) -> Vec<Ask> {
        let origin = |host: String| format!("https://{host}");
        vec![
            Ask::actual(resource, OriginKind::Stranger, origin(label.stranger())),
            Ask::actual(resource, OriginKind::SecondStranger, origin(label.second_stranger())),
        ]
    }
}
