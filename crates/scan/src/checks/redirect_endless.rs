use crate::chain::chains;
use crate::declare::declare_check;

use crate::{Check, CheckContext, CheckMeta, FailureKind, Finding, Purpose, Stage};

declare_check! {
    /// Redirects do not come to an end.
    ///
    /// ## What it does
    ///
    /// Reports a visit that was given up after too many redirects.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers give up after about twenty, and show an error.
    ///
    /// ## How to fix it
    ///
    /// Look at the chain in the evidence. Two rules often undo each other: one for `https` in the
    /// server, one in the proxy in front of it that does not tell the server that the visitor came
    /// over `https`.
    ///
    /// ## References
    ///
    /// * [Fetch: HTTP-redirect fetch](https://fetch.spec.whatwg.org/#http-redirect-fetch)
    struct RedirectEndless {
        code: "CS525",
        name: "endless-redirects",
        topic: Site,
        severity: Low,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#http-redirect-fetch",
    }
}

pub(super) static CHECK: &dyn Check = &RedirectEndless;

impl Check for RedirectEndless {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        for chain in chains(context.recording, Purpose::Visit) {
            let Some((index, last)) = chain.last() else { continue };
            let Err(failure) = &last.exchange.outcome else { continue };
            if failure.kind == FailureKind::TooLarge && failure.stage == Stage::Address {
                let message = format!("the visit was given up: {}", failure.detail);
                let help = "look at the chain of redirects: two rules often undo each other";
                let evidence = vec![chain[0].0, *index];
                findings.push(Finding::new(&META, (last.resource, evidence), message, help));
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{add_hop, hops, reported};
    use crate::{Failure, FailureKind, Purpose, Stage};

    #[test]
    fn vectors() {
        let mut recording = hops(Purpose::Visit, &[("https://a.test/", "302")]);
        assert!(reported(&META, &recording).is_empty());
        let failure = Failure::new(Stage::Address, FailureKind::TooLarge, "more than 10 redirects");
        add_hop(&mut recording, Purpose::Visit, 1, "https://a.test/", Err(failure));
        assert_eq!(reported(&META, &recording).len(), 1);
    }
}
