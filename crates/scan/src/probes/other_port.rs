use crate::declare::declare_probe;
use crate::{Ask, OriginKind, Probe, ProbeContext, ProbeMeta};

declare_probe! {
    /// Asks as the target's own host on other ports.
    ///
    /// Another port is another server, perhaps another team's or one for developers. One of the
    /// ports begins like the target's own, where that has one.
    struct OtherPort {
        name: "other-port",
        mode: Active,
    }
}

pub(super) static PROBE: &dyn Probe = &OtherPort;

impl Probe for OtherPort {
    fn meta(&self) -> &'static ProbeMeta {
        &META
    }

    fn asks(&self, context: &ProbeContext<'_>) -> Vec<Ask> {
        let target = &context.resource.target;
        let own = target.url.port_or_known_default().unwrap_or_default();
        let longer = target.url.port().and_then(|port| format!("{port}1").parse().ok());
        let ports = [Some(8443), Some(1337), longer].into_iter().flatten();
        ports
            .filter(|port: &u16| *port != own)
            .map(|port| {
                let origin = format!("{}:{port}", context.origin(&target.host));
                context.actual(OriginKind::OtherPort, origin)
            })
            .collect()
    }
}
