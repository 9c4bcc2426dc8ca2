use url::Host;

use crate::declare::declare_probe;
use crate::neighbour::fits;
use crate::{Ask, OriginKind, Probe, ProbeContext, ProbeMeta};

declare_probe! {
    /// Asks as domains that begin with the target's host or registrable domain.
    ///
    /// For `api.example.com` that is `api.example.com.` and `api.example.com` with a stranger's
    /// domain behind, and `example.com.` with one. A server that looks only at how an origin begins
    /// accepts them.
    struct Prefix {
        name: "prefix",
        mode: Active,
    }
}

pub(super) static PROBE: &dyn Probe = &Prefix;

impl Probe for Prefix {
    fn meta(&self) -> &'static ProbeMeta {
        &META
    }

    fn asks(&self, context: &ProbeContext<'_>) -> Vec<Ask> {
        let target = &context.resource.target;
        // Nothing can stand behind the brackets of an IPv6 address.
        if matches!(target.url.host(), Some(Host::Ipv6(_)) | None) {
            return Vec::new();
        }
        let (host, stranger) = (&target.host, context.label.stranger());
        let mut hosts = vec![format!("{host}.{stranger}"), format!("{host}{stranger}")];
        if let Some(registrable) = target.registrable.as_ref().filter(|it| *it != host) {
            hosts.push(format!("{registrable}.{stranger}"));
        }
        hosts.retain(|host| fits(host));
        let asks =
            hosts.iter().map(|host| context.actual(OriginKind::Prefix, context.origin(host)));
        asks.collect()
    }
}
