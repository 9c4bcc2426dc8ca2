use crate::chain::{http_chains, url_of};
use crate::declare::declare_check;

use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// Plain `http` leads to plain `http` before it leads to `https`.
    ///
    /// ## What it does
    ///
    /// Reports a first redirect from plain `http` to `http`, where a later one leads to `https`.
    ///
    /// ## Why is this bad?
    ///
    /// Each hop over plain `http` is one more that can be answered by somebody else.
    ///
    /// ## How to fix it
    ///
    /// Redirect to `https` of the same host first, then elsewhere.
    ///
    /// ## References
    ///
    /// * [MDN: redirections](https://developer.mozilla.org/en-US/docs/Web/Security/Practical_implementation_guides/TLS)
    struct RedirectLateHttps {
        code: "CS523",
        name: "http-redirects-to-http-first",
        topic: Site,
        severity: Low,
        profiles: All,
        since: "0.1.0",
        clause: "https://developer.mozilla.org/en-US/docs/Web/Security/Practical_implementation_guides/TLS",
    }
}

pub(super) static CHECK: &dyn Check = &RedirectLateHttps;

impl Check for RedirectLateHttps {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        for chain in http_chains(context.recording) {
            let [(index, first), (_, second), rest @ ..] = chain.as_slice() else { continue };
            let leads_to_https = rest.iter().any(|(_, entry)| url_of(entry).scheme() == "https");
            if url_of(second).scheme() == "http" && leads_to_https {
                let message = "plain `http` leads to plain `http` before it leads to `https`";
                let help = "redirect to `https` of the same host first, then elsewhere";
                findings.push(Finding::new(&META, (first.resource, vec![*index]), message, help));
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::Purpose;
    use crate::vectors::{hops, reported};

    #[test]
    fn vectors() {
        for (case, urls, count) in [
            ("late", &["http://a.test/", "http://www.a.test/", "https://www.a.test/"][..], 1),
            ("at once", &["http://a.test/", "https://a.test/"], 0),
            (
                "on ports of its own, which the redirects name",
                &["http://a.test:81/", "http://a.test:81/b", "https://a.test:444/b"],
                1,
            ),
            ("never", &["http://a.test/", "http://www.a.test/"], 0),
        ] {
            let chain: Vec<_> = urls.iter().map(|url| (*url, "301")).collect();
            assert_eq!(reported(&META, &hops(Purpose::PlainVisit, &chain)).len(), count, "{case}");
        }
    }
}
