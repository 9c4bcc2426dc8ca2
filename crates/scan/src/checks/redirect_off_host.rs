use crate::chain::{plain_chains, url_of};
use crate::declare::declare_check;
use crate::shown::shown;

use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// Plain `http` leads to `https` of another host first.
    ///
    /// ## What it does
    ///
    /// Reports a first redirect from plain `http` to `https` of another host, such as from
    /// `http://example.com` to `https://www.example.com`.
    ///
    /// ## Why is this bad?
    ///
    /// A browser learns `Strict-Transport-Security` of the first host only when it asks that host
    /// over `https`. Without it every visit begins over plain `http` again, where it can be kept.
    ///
    /// ## How to fix it
    ///
    /// Redirect to `https` of the same host first, and from there to the other one.
    ///
    /// ## References
    ///
    /// * [The conditions of the preload list](https://hstspreload.org/#submission-requirements)
    struct RedirectOffHost {
        code: "CS521",
        name: "http-redirects-to-another-host",
        topic: Site,
        severity: Low,
        profiles: All,
        since: "0.1.0",
        clause: "https://hstspreload.org/#submission-requirements",
    }
}

pub(super) static CHECK: &dyn Check = &RedirectOffHost;

impl Check for RedirectOffHost {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        for chain in plain_chains(context.recording) {
            let [(index, first), (_, second), ..] = chain.as_slice() else { continue };
            let (from, to) = (url_of(first), url_of(second));
            if to.scheme() != "https" || to.host_str() == from.host_str() {
                continue;
            }
            let message = format!(
                "plain `http` of {} leads to {} first: browsers never learn that the first host \
                wants `https`",
                shown(from.host_str().unwrap_or_default()),
                shown(to.origin().ascii_serialization().as_str())
            );
            let help =
                "redirect to `https` of the same host first, and from there to the other one";
            findings.push(Finding::new(&META, (first.resource, vec![*index]), message, help));
            return;
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
            ("to another host", &["http://example.com/", "https://www.example.com/"][..], 1),
            (
                "to itself first",
                &["http://example.com/", "https://example.com/", "https://www.example.com/"],
                0,
            ),
            ("to plain http", &["http://example.com/", "http://www.example.com/"], 0),
            ("nowhere", &["http://example.com/"], 0),
            ("from https", &["https://example.com/", "https://www.example.com/"], 0),
            ("from another port", &["http://example.com:8080/", "https://www.example.com/"], 0),
        ] {
            let chain: Vec<_> = urls.iter().map(|url| (*url, "301")).collect();
            for purpose in [Purpose::Visit, Purpose::PlainVisit] {
                assert_eq!(reported(&META, &hops(purpose, &chain)).len(), count, "{case}");
            }
        }
    }
}
