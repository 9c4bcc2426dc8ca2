use crate::declare::declare_probe;
use crate::{Ask, OriginKind, Probe, ProbeContext, ProbeMeta, Purpose};

declare_probe! {
    /// Asks in preflights for methods, and for one that does not exist.
    ///
    /// As an origin that the server is known to allow; and as a stranger. If none is known, as each
    /// that it is likely to allow: perhaps preflights allow it, and the answer forgets to.
    struct PreflightMethods {
        name: "preflight-methods",
        mode: Active,
    }
}

pub(super) static PROBE: &dyn Probe = &PreflightMethods;

impl Probe for PreflightMethods {
    fn meta(&self) -> &'static ProbeMeta {
        &META
    }

    fn asks(&self, context: &ProbeContext<'_>) -> Vec<Ask> {
        let (kind, origin) = context.asker();
        let unknown = format!("X-{}", context.label.to_string().to_ascii_uppercase());
        let ask = |kind, origin: &str, method: &str| {
            Ask::preflight(context.resource, (kind, origin), method, "")
        };
        let mut asks = Vec::new();
        if kind == OriginKind::Own {
            asks.extend(["PUT", &unknown].map(|method| ask(kind, &origin, method)));
            let likely = candidates(context);
            asks.extend(likely.iter().map(|origin| ask(OriginKind::Candidate, origin, "PUT")));
        } else {
            let methods = ["PUT", "DELETE", "PATCH", &unknown];
            asks.extend(methods.map(|method| ask(kind, &origin, method)));
        }
        if kind != OriginKind::Stranger {
            let stranger = context.origin(context.label.stranger());
            asks.push(ask(OriginKind::Stranger, &stranger, "PUT"));
        }
        asks
    }

    fn is_follow_up(&self) -> bool {
        true
    }
}

/// The origins that the resource was asked as because it is likely to allow them.
fn candidates(context: &ProbeContext<'_>) -> Vec<String> {
    let resource = context.resource;
    let asked = context.recording.of(Purpose::Actual).filter(|(_, entry)| {
        let request = &entry.exchange.request;
        entry.origin == Some(OriginKind::Candidate)
            && request.method == resource.method
            && request.url == resource.target.url
    });
    asked.filter_map(|(_, entry)| entry.exchange.origin()).collect()
}
