use crate::declare::declare_check;
use crate::hole::strangers;
use crate::readable::{Reach, answers_below, is_success};
use crate::shown::listed;
use crate::{Check, CheckContext, CheckMeta, Confidence, Finding, OriginKind};

declare_check! {
    /// Any website may read answers below the resource with the visitor's credentials.
    ///
    /// ## What it does
    ///
    /// Reports resources that refuse strangers, while what is below them, at an address that nobody
    /// has thought of, returns the origin of a stranger and of a second one with
    /// `Access-Control-Allow-Credentials: true`. An error counts if it is 404 or 410: others may come
    /// from a firewall.
    ///
    /// ## Why is this bad?
    ///
    /// An error may tell of the visitor: a name, a token, what exists and what does not. And what
    /// answers there answers perhaps elsewhere, too: a handler of errors or another route adds fields
    /// of its own, that compare nothing.
    ///
    /// ## How to fix it
    ///
    /// Let one place decide about CORS for every answer, errors included.
    ///
    /// ## References
    ///
    /// * [Fetch: CORS check](https://fetch.spec.whatwg.org/#concept-cors-check)
    struct StrangerReadsErrors {
        code: "CS240",
        name: "stranger-reads-errors",
        topic: Cors,
        severity: Medium,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#concept-cors-check",
    }
}

pub(super) static CHECK: &dyn Check = &StrangerReadsErrors;

impl Check for StrangerReadsErrors {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        use OriginKind::{SecondStranger, Stranger};
        let mut open = strangers(context);
        open.retain(|hole| hole.reach == Reach::Credentials);
        for resource in 0..context.recording.resources.len() {
            // Where strangers read a resource itself, that is what there is to say; of one that only
            // leads elsewhere, what they read elsewhere.
            let leads_elsewhere = context.telling_answers(resource).is_empty();
            if open.iter().any(|hole| hole.resource == resource || leads_elsewhere) {
                continue;
            }
            let readers: Vec<_> = answers_below(context.recording, resource)
                .filter(|it| matches!(it.entry.origin, Some(Stranger | SecondStranger)))
                .filter(|it| is_success(it.answer.status) || matches!(it.answer.status, 404 | 410))
                .filter(|it| it.named_reach() == Reach::Credentials)
                .collect();
            let is_there = |kind| readers.iter().any(|it| it.entry.origin == Some(kind));
            if !is_there(Stranger) || !is_there(SecondStranger) {
                continue;
            }
            let origins = listed(readers.iter().map(crate::readable::Answered::origin));
            let message = format!(
                "any origin is accepted below the resource: {origins} may read the answers with \
                 credentials (seen on an answer with status {})",
                readers[0].answer.status
            );
            let help = "let one place decide about CORS for every answer, errors included";
            let evidence = readers.iter().map(|it| it.index).collect();
            findings.push(
                Finding::new(&META, (resource, evidence), message, help)
                    .confidence(Confidence::Firm)
                    .who("Any website that the visitor opens"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::ScanOptions;
    use crate::scripted::{found, label, list, scan, scan_at};

    #[test]
    fn it_alone_is_found() {
        for (status, expected) in [
            (404, &["stranger-reads-errors medium"][..]),
            (200, &["stranger-reads-errors medium"]),
            // A firewall has pages of its own.
            (403, &[]),
            (302, &[]),
        ] {
            let recording = scan(|request| {
                let is_below = request.url.path() != "/";
                let mut answer = list(request, |_| is_below);
                if is_below {
                    answer.status = status;
                }
                answer
            });
            assert_eq!(found(&recording), expected, "{status}");
        }
    }

    #[test]
    fn another_resource_that_they_read_is_no_excuse() {
        let mut options = ScanOptions::active(label());
        options.paths = vec!["/a".to_owned()];
        for (leads_elsewhere, expected) in [
            (false, &["stranger-reads-errors medium", "stranger-reads-with-credentials high"][..]),
            (true, &["stranger-reads-with-credentials high"]),
        ] {
            let recording = scan_at("https://api.example.com/", &options, |request| {
                let is_other = request.url.path() == "/a";
                let mut answer = list(request, |_| !is_other);
                if is_other && leads_elsewhere {
                    answer.status = 302;
                    answer.headers.append("Location", "/");
                }
                answer
            });
            assert_eq!(found(&recording), expected, "{leads_elsewhere}");
        }
    }

    #[test]
    fn where_strangers_read_the_resource_it_is_no_news() {
        let recording = scan(|request| list(request, |_| true));
        assert_eq!(found(&recording), ["stranger-reads-with-credentials high"]);
    }
}
