use crate::declare::declare_probe;
use crate::{Ask, OriginKind, Probe, ProbeContext, ProbeMeta};

declare_probe! {
    /// Asks in preflights for header names, and for one that does not exist.
    ///
    /// As an origin that the server is known to allow, or else its own; and as a stranger.
    struct PreflightHeaders {
        name: "preflight-headers",
        mode: Active,
    }
}

pub(super) static PROBE: &dyn Probe = &PreflightHeaders;

impl Probe for PreflightHeaders {
    fn meta(&self) -> &'static ProbeMeta {
        &META
    }

    fn asks(&self, context: &ProbeContext<'_>) -> Vec<Ask> {
        let (kind, origin) = context.asker();
        let (resource, method) = (context.resource, &context.resource.method);
        let unknown = format!("x-{}", context.label);
        let mut asks: Vec<_> = ["authorization,content-type", "content-type", &unknown]
            .map(|names| Ask::preflight(resource, (kind, &origin), method, names))
            .into();
        if kind != OriginKind::Stranger {
            let stranger = context.origin(context.label.stranger());
            asks.push(Ask::preflight(
                resource,
                (OriginKind::Stranger, &stranger),
                method,
                &unknown,
            ));
        }
        asks
    }

    fn is_follow_up(&self) -> bool {
        true
    }
}
