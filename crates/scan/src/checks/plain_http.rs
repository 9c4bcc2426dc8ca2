use crate::chain::{plain_chains, url_of};
use crate::declare::declare_check;

use crate::{Check, CheckContext, CheckMeta, Finding, Purpose};

declare_check! {
    /// The host has `https`, and answers over plain `http` without leading there.
    ///
    /// ## What it does
    ///
    /// Reports a visit over plain `http` that ends in an answer over `http` (a success, after
    /// redirects if there are any), while the same host is reached over `https`.
    ///
    /// A host without an answer over `http` is right, and so is one that refuses there (4xx, 5xx). A
    /// redirect that could not be followed says nothing.
    /// Other ports than 80 and 443 are not compared, since nothing says which belong together.
    ///
    /// ## Why is this bad?
    ///
    /// Who types the name of the host, or follows an old link, stays on plain `http`: everybody on
    /// the way can read and change what is exchanged.
    ///
    /// ## How to fix it
    ///
    /// Redirect every plain `http` request to the same address over `https`, with 301 or 308.
    ///
    /// ## References
    ///
    /// * [MDN: redirections](https://developer.mozilla.org/en-US/docs/Web/Security/Practical_implementation_guides/TLS)
    struct PlainHttp {
        code: "CS520",
        name: "plain-http-answers",
        topic: Site,
        severity: Medium,
        profiles: All,
        since: "0.1.0",
        clause: "https://developer.mozilla.org/en-US/docs/Web/Security/Practical_implementation_guides/TLS",
    }
}

pub(super) static CHECK: &dyn Check = &PlainHttp;

impl Check for PlainHttp {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let over_https = |(_, entry): (usize, &crate::Entry)| {
            url_of(entry).scheme() == "https" && entry.response().is_some()
        };
        if !context.recording.of(Purpose::Visit).any(over_https) {
            return;
        }
        for chain in plain_chains(context.recording) {
            let Some((index, last)) = chain.last() else { continue };
            let is_served =
                last.response().is_some_and(|answer| answer.status < 400 && !answer.is_redirect());
            if url_of(last).scheme() != "http" || !is_served {
                continue;
            }
            let message = "the host answers over plain `http` without leading to `https`";
            let help = "redirect every plain `http` request to the same address over `https`, \
            with 301 or 308";
            findings.push(
                Finding::new(&META, (last.resource, vec![*index]), message, help)
                    .who("whoever controls the network between a visitor and the server"),
            );
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::Purpose;
    use crate::vectors::{add_hop, reported, response, visit_to};

    #[test]
    fn vectors() {
        for (case, url, chain, count) in [
            ("an answer", "https://example.com/", &[("http://example.com/", "200")][..], 1),
            (
                "a redirect to plain http",
                "https://example.com/",
                &[("http://example.com/", "301"), ("http://www.example.com/", "200")],
                1,
            ),
            (
                "a redirect",
                "https://example.com/",
                &[("http://example.com/", "301"), ("https://example.com/", "200")],
                0,
            ),
            (
                "a redirect that was not followed",
                "https://example.com/",
                &[("http://example.com/", "301\nLocation: https://example.com/")],
                0,
            ),
            ("a refusal", "https://example.com/", &[("http://example.com/", "403")], 0),
            ("another port", "https://example.com:8443/", &[("http://example.com/", "200")], 0),
            ("another port", "https://example.com/", &[("http://example.com:8080/", "200")], 0),
            ("no plain http", "https://example.com/", &[], 0),
            ("no https", "http://example.com/", &[("http://example.com/", "200")], 0),
            ("the own machine", "https://localhost/", &[("http://localhost/", "200")], 0),
        ] {
            let mut recording = visit_to(url, "Vary: Origin");
            for (hop, (url, answer)) in chain.iter().enumerate() {
                let answer = Ok(response(answer));
                add_hop(&mut recording, Purpose::PlainVisit, hop, url, answer);
            }
            assert_eq!(reported(&META, &recording).len(), count, "{case}");
        }
    }
}
