use crate::declare::declare_probe;
use crate::{Ask, Probe, ProbeContext, ProbeMeta};

declare_probe! {
    /// Asks as hosts in which a letter stands for a dot of the target's.
    ///
    /// In a regular expression `.` is any character: `api.example.com` is also `apixexample.com`,
    /// which anybody could register. What nobody can register, such as `api.examplexcom`, shows the
    /// same mistake and is of another kind. At most four dots are tried.
    struct UnescapedDot {
        name: "unescaped-dot",
        mode: Active,
    }
}

pub(super) static PROBE: &dyn Probe = &UnescapedDot;

impl Probe for UnescapedDot {
    fn meta(&self) -> &'static ProbeMeta {
        &META
    }

    fn asks(&self, context: &ProbeContext<'_>) -> Vec<Ask> {
        context.as_each(context.lookalikes().unescaped_dots())
    }
}
