use crate::declare::declare_probe;
use crate::neighbour::{Owner, fits, owner};
use crate::{Ask, OriginKind, Probe, ProbeContext, ProbeMeta};

declare_probe! {
    /// Asks as hosts in which a letter stands for a dot of the target's.
    ///
    /// In a regular expression `.` is any character: `api.example.com` is also `apixexample.com`,
    /// which anybody could register. What nobody can register, such as `api.examplexcom`, shows the
    /// same mistake and is of another kind. At most four dots are tried.
    struct UnescapedDot {
        name: "unescaped-dot",
        mode: Active,
    }
}

pub(super) static PROBE: &dyn Probe = &UnescapedDot;

impl Probe for UnescapedDot {
    fn meta(&self) -> &'static ProbeMeta {
        &META
    }

    fn asks(&self, context: &ProbeContext<'_>) -> Vec<Ask> {
        const MOST: usize = 4;
        let target = &context.resource.target;
        if target.registrable.is_none() {
            return Vec::new();
        }
        let host = &target.host;
        let dots = host.match_indices('.').map(|(place, _)| place);
        let hosts = dots.filter_map(|dot| {
            let host = format!("{}x{}", &host[..dot], &host[dot + 1..]);
            let kind = match owner(&host, target) {
                Owner::Target => return None,
                Owner::Anybody => OriginKind::UnescapedDot,
                Owner::Nobody => OriginKind::UnescapedDotUnregistrable,
            };
            fits(&host).then_some((kind, host))
        });
        let asks = hosts.take(MOST).map(|(kind, host)| context.actual(kind, context.origin(host)));
        asks.collect()
    }
}
