use crate::declare::declare_probe;
use crate::readable::{Reach, reach, strangers_reach};
use crate::{Ask, OriginKind, Probe, ProbeContext, ProbeMeta};

declare_probe! {
    /// Asks for a path below the resource that does not exist, as an origin that is allowed and as
    /// strangers.
    ///
    /// A page cannot read an error without CORS fields, and reports a CORS error instead of the
    /// real one; and what answers errors may trust others than the resource does. Asked of `GET`
    /// only, as an allowed origin where there is one, and as two strangers where they may not read
    /// the resource itself.
    struct ErrorBelow {
        name: "error-below",
        mode: Active,
    }
}

pub(super) static PROBE: &dyn Probe = &ErrorBelow;

impl Probe for ErrorBelow {
    fn meta(&self) -> &'static ProbeMeta {
        &META
    }

    fn asks(&self, context: &ProbeContext<'_>) -> Vec<Ask> {
        if context.resource.method != "GET" {
            return Vec::new();
        }
        let (kind, origin) = context.asker();
        let is_allowed = context.recording.entries.iter().any(|entry| {
            let is_same = entry.exchange.origin().as_ref() == Some(&origin);
            is_same && reach(&entry.exchange) > Reach::Nothing
        });
        let mut askers = Vec::new();
        if is_allowed {
            askers.push((kind, origin));
        }
        if strangers_reach(context.recording, context.place()) < Reach::Credentials {
            let (first, second) = (context.label.stranger(), context.label.second_stranger());
            askers.push((OriginKind::Stranger, context.origin(first)));
            askers.push((OriginKind::SecondStranger, context.origin(second)));
        }
        askers.dedup();
        let mut asks = context.as_each(askers);
        for ask in &mut asks {
            let path = ask.request.url.path().trim_end_matches('/').to_owned();
            ask.request.url.set_path(&format!("{path}/{}", context.label));
            ask.request.url.set_query(None);
        }
        asks
    }

    fn is_follow_up(&self) -> bool {
        true
    }
}
