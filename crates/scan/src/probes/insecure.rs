use crate::declare::declare_probe;
use crate::neighbour::fits;
use crate::{Ask, OriginKind, Probe, ProbeContext, ProbeMeta};

declare_probe! {
    /// Asks over `http` as the target's own host, as one of its subdomains and as a stranger.
    ///
    /// Whoever is on the way can answer for any host over plain `http`, and be such a page. It is
    /// asked of targets at `https` only: others trust everybody on the way as it is.
    struct Insecure {
        name: "insecure",
        mode: Active,
    }
}

pub(super) static PROBE: &dyn Probe = &Insecure;

impl Probe for Insecure {
    fn meta(&self) -> &'static ProbeMeta {
        &META
    }

    fn asks(&self, context: &ProbeContext<'_>) -> Vec<Ask> {
        if context.scheme() != "https" {
            return Vec::new();
        }
        let target = &context.resource.target;
        let mut hosts = vec![(OriginKind::InsecureOwn, target.host.clone())];
        if let Some(registrable) = &target.registrable {
            let host = format!("{}.{registrable}", context.label);
            hosts.push((OriginKind::InsecureSubdomain, host));
        }
        hosts.push((OriginKind::InsecureStranger, context.label.stranger()));
        hosts.retain(|(_, host)| fits(host));
        let asks = hosts.iter().map(|(kind, host)| context.actual(*kind, format!("http://{host}")));
        asks.collect()
    }
}
