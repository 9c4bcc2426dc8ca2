use crate::declare::declare_probe;
use crate::{Ask, Probe, ProbeContext, ProbeMeta};

declare_probe! {
    /// Asks in a preflight whether public pages may ask into a private network.
    ///
    /// Chromium once meant to send this field; the permission of Local Network Access has taken its
    /// place. Servers that say yes say it to clients that still ask.
    struct PreflightPrivateNetwork {
        name: "preflight-private-network",
        mode: Active,
    }
}

pub(super) static PROBE: &dyn Probe = &PreflightPrivateNetwork;

impl Probe for PreflightPrivateNetwork {
    fn meta(&self) -> &'static ProbeMeta {
        &META
    }

    fn asks(&self, context: &ProbeContext<'_>) -> Vec<Ask> {
        let (kind, origin) = context.asker();
        let method = &context.resource.method;
        let mut ask = Ask::preflight(context.resource, (kind, &origin), method, "");
        ask.request = ask.request.header("Access-Control-Request-Private-Network", "true");
        vec![ask]
    }

    fn is_follow_up(&self) -> bool {
        true
    }
}
