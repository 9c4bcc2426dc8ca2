use crate::declare::declare_probe;
use crate::{Ask, OriginKind, Probe, ProbeContext, ProbeMeta};

declare_probe! {
    /// Asks with values that no browser sends: in capitals, with a dot at the end, several origins.
    ///
    /// What a server makes of them shows how it compares. None of it is a hole by itself.
    struct Malformed {
        name: "malformed",
        mode: Active,
    }
}

pub(super) static PROBE: &dyn Probe = &Malformed;

impl Probe for Malformed {
    fn meta(&self) -> &'static ProbeMeta {
        &META
    }

    fn asks(&self, context: &ProbeContext<'_>) -> Vec<Ask> {
        let target = &context.resource.target;
        let own = target.origin.serialize();
        let stranger = context.origin(context.label.stranger());
        let mut values = vec![
            own.to_ascii_uppercase(),
            format!("{stranger} {own}"),
            format!("{own}, {stranger}"),
        ];
        if target.registrable.is_some() {
            values.push(context.origin(format!("{}.", target.host)));
        }
        values.iter().map(|value| context.actual(OriginKind::Malformed, value)).collect()
    }
}
