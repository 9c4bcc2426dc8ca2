use crate::declare::declare_probe;
use crate::{Ask, Probe, ProbeContext, ProbeMeta, bystander};

declare_probe! {
    /// Asks as pages of the user's own machine, and as domains that begin like it.
    ///
    /// Developers allow their own machine and forget it: `localhost` without a port and at 3000,
    /// 4200, 5173 and 8080, and `127.0.0.1`. A pattern without an end then allows
    /// `localhost.evil.example` too, or `192.168.0.1.evil.example` where it was meant for a private
    /// network.
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
        let target = &context.resource.target;
        let own = target.origin.serialize();
        let mut askers = bystander::local();
        askers.retain(|(_, origin)| *origin != own);
        // What begins with the target's own address is a prefix of it, which is asked as such.
        let begins = bystander::beginning_locally(context.label);
        askers.extend(
            begins.into_iter().filter(|(_, it)| !it.contains(&format!("/{}.", target.host))),
        );
        context.as_each(askers)
    }
}
