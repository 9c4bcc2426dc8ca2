use crate::declare::declare_probe;
use crate::publishable::further;
use crate::readable::{Reach, strangers_reach_of, telling_answers};
use crate::{Ask, Probe, ProbeContext, ProbeMeta};

declare_probe! {
    /// Asks as pages of further services on which anybody can publish.
    ///
    /// Some thirty beside those of `publishable`. They are asked of the first resource, and of each
    /// other that names anybody's origin in an answer: what a scan of many paths sends stays
    /// bounded. Where strangers read with credentials, nothing is asked.
    struct PublishableFurther {
        name: "publishable-further",
        mode: Active,
    }
}

pub(super) static PROBE: &dyn Probe = &PublishableFurther;

impl Probe for PublishableFurther {
    fn meta(&self) -> &'static ProbeMeta {
        &META
    }

    fn asks(&self, context: &ProbeContext<'_>) -> Vec<Ask> {
        let telling = telling_answers(context.recording, context.place());
        let strangers = strangers_reach_of(context.recording, context.place(), &telling);
        let names_anybody = telling.iter().any(|it| it.named_reach() > Reach::Nothing);
        if strangers == Reach::Credentials || !context.is_first() && !names_anybody {
            return Vec::new();
        }
        context.as_each(further(&context.resource.target, context.label))
    }

    fn is_follow_up(&self) -> bool {
        true
    }
}
