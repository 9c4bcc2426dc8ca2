use url::Host;

use crate::declare::declare_probe;
use crate::neighbour::fits;
use crate::{Ask, OriginKind, Probe, ProbeContext, ProbeMeta};

declare_probe! {
    /// Asks as the target's host, then a character that is rare in hosts, then a stranger's domain.
    ///
    /// The URL standard allows them, and browsers differ. Servers that parse an origin as a URL of
    /// their own making stop at such a character and take what is before it for the host.
    struct RareCharacter {
        name: "rare-character",
        mode: Active,
    }
}

pub(super) static PROBE: &dyn Probe = &RareCharacter;

impl Probe for RareCharacter {
    fn meta(&self) -> &'static ProbeMeta {
        &META
    }

    fn asks(&self, context: &ProbeContext<'_>) -> Vec<Ask> {
        let target = &context.resource.target;
        if matches!(target.url.host(), Some(Host::Ipv6(_)) | None) {
            return Vec::new();
        }
        let stranger = context.label.stranger();
        let hosts = CHARACTERS.iter().map(|it| format!("{}{it}.{stranger}", target.host));
        hosts
            .filter(|host| fits(host))
            .map(|host| context.actual(OriginKind::RareCharacter, context.origin(host)))
            .collect()
    }
}

/// Characters that a host may have by the URL standard, and the percent-encoding of one.
const CHARACTERS: &[&str] =
    &["`", "{", "}", "\"", "$", "&", "'", "(", "!", "+", ";", "=", "~", ",", "%60"];
