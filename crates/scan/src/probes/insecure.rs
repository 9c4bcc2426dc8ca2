use crate::declare::declare_probe;
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
        let mut askers = context.lookalikes().insecure();
        let stranger = format!("http://{}", context.label.stranger());
        askers.push((OriginKind::InsecureStranger, stranger));
        context.as_each(askers)
    }
}
