use crate::declare::declare_probe;
use crate::{Ask, OriginKind, Probe, ProbeContext, ProbeMeta};

declare_probe! {
    /// Asks as a page of a stranger's domain, and once more as an unrelated second one.
    ///
    /// A server that returns both origins returns any. One alone could be a fixed value. A target
    /// at `http` is asked with the strangers at `https` as well.
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

    fn asks(&self, context: &ProbeContext<'_>) -> Vec<Ask> {
        let label = context.label;
        let strangers = [
            (OriginKind::Stranger, label.stranger()),
            (OriginKind::SecondStranger, label.second_stranger()),
        ];
        let schemes = if context.scheme() == "https" { &["https"][..] } else { &["http", "https"] };
        let ask = |scheme: &&str| {
            strangers.clone().map(|(kind, host)| context.actual(kind, format!("{scheme}://{host}")))
        };
        schemes.iter().flat_map(ask).collect()
    }
}
