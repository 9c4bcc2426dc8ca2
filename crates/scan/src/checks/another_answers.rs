use crate::challenge::challenge;
use crate::declare::declare_check;
use crate::grade::Seen;
use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// Something before the site answers in its place.
    ///
    /// ## What it does
    ///
    /// Notes answers that are a challenge, by the field that its maker documents (`cf-mitigated` of
    /// Cloudflare, `x-amzn-waf-action` of AWS WAF), and requests of scripts that are refused with
    /// `403`, or answered with a page, with and without an `Origin` alike, where the visit was
    /// answered well. Where most of what was asked is answered so, there is no grade.
    ///
    /// ## Why is this bad?
    ///
    /// What is judged is the guard and not the site behind it, which answers a browser with a
    /// person before it.
    ///
    /// ## How to fix it
    ///
    /// Let the scanner through the guard for the time of the scan: by its address, or by a field
    /// with a secret that `-H` sends.
    ///
    /// ## References
    ///
    /// * [Cloudflare: Detect a Challenge Page response](https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/)
    /// * [AWS WAF: How CAPTCHA and Challenge work](https://docs.aws.amazon.com/waf/latest/developerguide/waf-captcha-and-challenge-how-it-works.html)
    struct AnotherAnswers {
        code: "CS608",
        name: "another-answers",
        topic: Protocol,
        severity: Info,
        profiles: All,
        since: "0.1.0",
        clause: "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.4",
    }
}

pub(super) static CHECK: &dyn Check = &AnotherAnswers;

impl Check for AnotherAnswers {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let entries = &context.recording.entries;
        let seen = Seen::new(context.recording);
        let Some(reason) = seen.reason() else { return };
        let others = entries.iter().enumerate().filter(|(_, entry)| {
            let answer = entry.response();
            answer.is_some_and(|it| challenge(it).is_some()) || seen.is_of_a_guard(entry)
        });
        let others: Vec<_> = others.map(|(index, _)| index).collect();
        let answers = entries.iter().filter(|entry| entry.response().is_some()).count();
        let message = format!(
            "{} of {answers} answers are of something before the site, which is not judged: {reason}",
            others.len()
        );
        let help = "let the scanner through for the time of the scan, by its address or by a field \
                    that `-H` sends";
        findings.push(Finding::new(&META, (0, others), message, help));
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::scripted::{list, scan};
    use crate::vectors::{fires, passes, reported};
    use crate::{Request, Response};

    #[test]
    fn vectors() {
        fires(&META, "a challenge of Cloudflare", "403\ncf-mitigated: challenge");
        fires(&META, "a challenge of AWS WAF", "202\nx-amzn-waf-action: challenge");
        passes(&META, "a refusal without a mark", "403\nServer: cloudflare");
        passes(&META, "a page that says so", "403\nContent-Type: text/html\n\nJust a moment...");
    }

    #[test]
    fn a_guard_refuses_scripts_without_an_origin_too() {
        let is_visit = |request: &Request| {
            request.headers.get("accept").is_some_and(|accept| accept.starts_with(b"text/html"))
        };
        for (case, guard, count) in [
            ("everything but the visit", (|_| true) as fn(&Request) -> bool, 1),
            ("what has an `Origin`", |request| request.headers.contains("origin"), 0),
            ("nothing", |_| false, 0),
        ] {
            let recording = scan(|request| {
                if guard(request) && !is_visit(request) {
                    return Response::new(403, []);
                }
                list(request, |_| false)
            });
            assert_eq!(reported(&META, &recording).len(), count, "{case}");
        }
    }
}
