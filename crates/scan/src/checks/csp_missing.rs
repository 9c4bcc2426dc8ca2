use crate::declare::declare_check;
use crate::visited::Visited;
use crate::{Check, CheckContext, CheckMeta, Finding, Response, Severity};

declare_check! {
    /// The page has no Content Security Policy.
    ///
    /// ## What it does
    ///
    /// Reports a page without an enforced policy and without one that only reports, in the header
    /// and in the markup. An SVG document is one as well (low): opened by itself it runs scripts. A
    /// page of which nothing could be read is left out: its markup may have one.
    ///
    /// ## Why is this bad?
    ///
    /// A policy is the second line of defence: if somebody finds a way to put markup into the page,
    /// a policy decides whether it runs as a script. Without one it does. It is no hole by itself,
    /// which is why this is not worse than medium.
    ///
    /// ## How to fix it
    ///
    /// Begin with a policy that only reports, see what it would block, then enforce it. A strict
    /// policy names scripts by a nonce or hash: `script-src 'nonce-…' 'strict-dynamic'; object-src
    /// 'none'; base-uri 'none'`.
    ///
    /// ## References
    ///
    /// * [CSP](https://w3c.github.io/webappsec-csp/)
    /// * [Strict CSP](https://web.dev/articles/strict-csp)
    struct NoCsp {
        code: "CS400",
        name: "no-csp",
        topic: Csp,
        severity: Medium,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-csp/",
    }
}

pub(super) static CHECK: &dyn Check = &NoCsp;

impl Check for NoCsp {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some(visited) = Visited::of(context) else { return };
        let is_picture = is_picture(visited.answer) && context.is_document;
        if !visited.is_page() && !is_picture {
            return;
        }
        if visited.answer.body.is_unread() {
            return;
        }
        if !context.csp.enforced.is_empty() || !context.csp.report_only.is_empty() {
            return;
        }
        let none = if context.csp.skipped.is_empty() {
            "no Content Security Policy"
        } else {
            "no Content Security Policy that browsers read (CS438 says why)"
        };
        let message = if is_picture {
            format!("the SVG document has {none}: opened by itself, it runs the scripts in it")
        } else {
            format!("the page has {none}: markup that somebody puts into it runs as a script")
        };
        let help = "send `Content-Security-Policy`; begin with \
                    `Content-Security-Policy-Report-Only` to see what it would block";
        findings.push(
            Finding::new(&META, visited.place(), message, help)
                .severity(if is_picture { Severity::Low } else { META.severity })
                .who("somebody who finds a way to put markup into the page"),
        );
    }
}

/// Whether an answer is a picture that is a document, too.
fn is_picture(answer: &Response) -> bool {
    let kind = answer.headers.get("content-type").unwrap_or_default();
    let essence = kind.split(|&byte| byte == b';').next().unwrap_or_default().trim_ascii();
    essence.eq_ignore_ascii_case(b"image/svg+xml")
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes, reported, visit};

    #[test]
    fn markup_that_was_not_read_may_have_one() {
        for (read, count) in [(0, 0), (1, 1)] {
            let mut recording = visit("Content-Type: text/html");
            let body = &mut recording.entries[0].exchange.outcome.as_mut().unwrap().body;
            (body.is_cut, body.read) = (true, read);
            assert_eq!(reported(&META, &recording).len(), count, "{read}");
        }
    }

    #[test]
    fn vectors() {
        fires(&META, "a page without a policy", "Content-Type: text/html");
        fires(
            &META,
            "a policy without a directive",
            "Content-Type: text/html\nContent-Security-Policy: ;",
        );
        passes(
            &META,
            "a policy",
            "Content-Type: text/html\nContent-Security-Policy: default-src 'self'",
        );
        passes(
            &META,
            "an old name and the right one",
            "Content-Type: text/html\nX-Content-Security-Policy: x\nContent-Security-Policy: default-src 'self'",
        );
        passes(
            &META,
            "a policy in the markup",
            "Content-Type: text/html\n\n<meta http-equiv=content-security-policy content=\"default-src 'self'\">",
        );
        passes(
            &META,
            "one that only reports is another finding",
            "Content-Type: text/html\nContent-Security-Policy-Report-Only: default-src 'self'",
        );
        fires(&META, "a document that is a picture", "Content-Type: image/svg+xml\n\n<svg/>");
        fires(
            &META,
            "a policy that browsers skip",
            "Content-Type: text/html\nContent-Security-Policy: default-src ‘self’",
        );
        passes(&META, "another picture", "Content-Type: image/png");
        passes(
            &META,
            "an attachment",
            "Content-Type: text/html\nContent-Disposition: attachment; filename=a.html",
        );
        passes(&META, "no page", "Content-Type: application/json");
    }
}
