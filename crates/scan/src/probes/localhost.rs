use crate::declare::declare_probe;
use crate::{Ask, OriginKind, Probe, ProbeContext, ProbeMeta};

declare_probe! {
    /// Asks as pages of the user's own machine, and as a domain that begins with `localhost`.
    ///
    /// Developers allow their own machine and forget it. A pattern without an end then allows
    /// `localhost.evil.example` too.
    struct Localhost {
        name: "localhost",
        mode: Active,
    }
}

pub(super) static PROBE: &dyn Probe = &Localhost;

impl Probe for Localhost {
    fn meta(&self) -> &'static ProbeMeta {
        &META
    }

    fn asks(&self, context: &ProbeContext<'_>) -> Vec<Ask> {
        let own = context.resource.target.origin.serialize();
        let stranger = format!("localhost.{}", context.label.stranger());
        let mut asks: Vec<_> = ["http://localhost:3000", "https://localhost", "http://127.0.0.1"]
            .iter()
            .filter(|origin| **origin != own)
            .map(|origin| context.actual(OriginKind::Localhost, origin))
            .collect();
        let prefixed = [format!("https://{stranger}"), format!("http://{stranger}")];
        asks.extend(prefixed.map(|origin| context.actual(OriginKind::LocalhostPrefix, origin)));
        asks
    }
}
