use crate::declare::declare_probe;
use crate::{Ask, Probe, ProbeContext, ProbeMeta};

declare_probe! {
    /// Asks for a path below the resource that does not exist, as an origin that is allowed.
    ///
    /// A page cannot read an error without CORS fields, and reports a CORS error instead of the
    /// real one. Asked of `GET` only, and only where some origin is allowed.
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
        let (kind, origin) = context.asker();
        let is_allowed = context.recording.entries.iter().any(|entry| {
            let is_same = entry.exchange.origin().as_ref() == Some(&origin);
            is_same && crate::readable::reach(&entry.exchange) > crate::readable::Reach::Nothing
        });
        if context.resource.method != "GET" || !is_allowed {
            return Vec::new();
        }
        let mut ask = context.actual(kind, origin);
        let path = ask.request.url.path().trim_end_matches('/').to_owned();
        ask.request.url.set_path(&format!("{path}/{}", context.label));
        ask.request.url.set_query(None);
        vec![ask]
    }

    fn is_follow_up(&self) -> bool {
        true
    }
}
