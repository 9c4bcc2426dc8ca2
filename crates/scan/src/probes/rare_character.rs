use crate::declare::declare_probe;
use crate::{Ask, Probe, ProbeContext, ProbeMeta};

declare_probe! {
    /// Asks as the target's host, then a character that is rare in hosts, then a stranger's domain.
    ///
    /// The URL standard allows them, and browsers differ. Servers that parse an origin as a URL of
    /// their own making stop at such a character and take what is before it for the host.
    struct RareCharacter {
        name: "rare-character",
        mode: Active,
    }
}

pub(super) static PROBE: &dyn Probe = &RareCharacter;

impl Probe for RareCharacter {
    fn meta(&self) -> &'static ProbeMeta {
        &META
    }

    fn asks(&self, context: &ProbeContext<'_>) -> Vec<Ask> {
        context.as_each(context.lookalikes().rare_characters())
    }
}
