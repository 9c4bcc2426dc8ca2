use crate::declare::declare_probe;
use crate::{Ask, Probe, ProbeContext, ProbeMeta};

declare_probe! {
    /// Asks as the target's host, then a hyphen or an underscore, then a stranger's domain.
    ///
    /// Browsers load pages from `api.example.com_.evil.example`. A pattern that ends a host where a
    /// letter would not belong to it takes that for its own.
    struct SpecialCharacter {
        name: "special-character",
        mode: Active,
    }
}

pub(super) static PROBE: &dyn Probe = &SpecialCharacter;

impl Probe for SpecialCharacter {
    fn meta(&self) -> &'static ProbeMeta {
        &META
    }

    fn asks(&self, context: &ProbeContext<'_>) -> Vec<Ask> {
        context.as_each(context.lookalikes().special_characters())
    }
}
