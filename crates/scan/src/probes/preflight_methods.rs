use crate::declare::declare_probe;
use crate::{Ask, OriginKind, Probe, ProbeContext, ProbeMeta};

declare_probe! {
    /// Asks in preflights for methods, and for one that does not exist.
    ///
    /// As an origin that the server is known to allow, or else its own; and as a stranger.
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
        let ask = |method: &str| Ask::preflight(context.resource, (kind, &origin), method, "");
        let mut asks: Vec<_> = ["PUT", "DELETE", "PATCH", &unknown].map(ask).into();
        if kind != OriginKind::Stranger {
            let stranger = context.origin(context.label.stranger());
            let from = (OriginKind::Stranger, stranger.as_str());
            asks.push(Ask::preflight(context.resource, from, "PUT", ""));
        }
        asks
    }

    fn is_follow_up(&self) -> bool {
        true
    }
}
