use crate::declare::declare_check;
use crate::hole::{Said, Site, holes};
use crate::readable::{Reach, is_success, reach_of};
use crate::{Check, CheckContext, CheckMeta, Confidence, Finding, OriginKind, Response, Severity};

declare_check! {
    /// The opaque origin `null` may read answers.
    ///
    /// ## What it does
    ///
    /// Reports resources that return `Access-Control-Allow-Origin: null` to `Origin: null`, and, where
    /// that was not asked, those that send it to whoever asks.
    ///
    /// ## Why is this bad?
    ///
    /// Anybody can make a page whose origin is `null`: a sandboxed frame is one. The name looks
    /// like nobody's and is everybody's.
    ///
    /// ## How to fix it
    ///
    /// Take `null` off the list. Developers who open files should serve them from `localhost`
    /// instead.
    ///
    /// ## References
    ///
    /// * [Fetch: CORS check](https://fetch.spec.whatwg.org/#concept-cors-check)
    /// * [PortSwigger: Exploiting CORS misconfigurations](https://portswigger.net/research/exploiting-cors-misconfigurations-for-bitcoins-and-bounties)
    struct NullReads {
        code: "CS203",
        name: "null-origin-reads",
        topic: Cors,
        severity: High,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#concept-cors-check",
    }
}

pub(super) static CHECK: &dyn Check = &NullReads;

const SAID: Said = Said {
    what: "the opaque origin is accepted",
    who: "Any website, from a sandboxed frame that it opens in the visitor's browser",
    help: "take `null` off the list of allowed origins",
    site: Site::Other,
};

impl Check for NullReads {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let severities = [Severity::High, Severity::Low];
        let holes = holes(context, &[OriginKind::Null], &[]);
        findings.extend(holes.iter().map(|hole| hole.finding(&META, SAID, severities)));
        findings
            .extend((0..context.recording.resources.len()).filter_map(|it| unasked(context, it)));
    }
}

/// What is sent without an `Origin`, or for another, is sent for `null`, too, unless the server was
/// asked and answered otherwise.
fn unasked(context: &CheckContext<'_>, resource: usize) -> Option<Finding> {
    let answers = context.own_answers(resource);
    if answers.iter().any(|it| it.entry.origin == Some(OriginKind::Null)) {
        return None;
    }
    let of = |with: Reach| {
        answers.iter().find(|it| {
            let is_shown = !it.answer.is_redirect() && is_success(it.answer.status);
            is_shown && reach_of(b"null", &it.answer.headers) == with && names_null(it.answer)
        })
    };
    let (answer, severity, extent) = match (of(Reach::Credentials), of(Reach::Public)) {
        (Some(it), _) => (it, Severity::High, "with credentials"),
        (None, Some(it)) => (it, Severity::Low, "without credentials"),
        (None, None) => return None,
    };
    let message = format!(
        "`Access-Control-Allow-Origin` is `null`, which is the origin of every sandboxed frame: such \
         a frame of any website may read the answers {extent}"
    );
    let place = (resource, vec![answer.index]);
    let finding =
        Finding::new(&META, place, message, "leave the field out where nobody is allowed");
    Some(finding.severity(severity).confidence(Confidence::Firm).who(SAID.who))
}

fn names_null(answer: &Response) -> bool {
    answer.headers.get("access-control-allow-origin").as_deref() == Some(b"null")
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::Severity;
    use crate::vectors::{passes, reported, visit};

    #[test]
    fn it_is_seen_without_asking() {
        const NULL: &str = "Access-Control-Allow-Origin: null\n";
        let with = format!("{NULL}Access-Control-Allow-Credentials: true");
        let severity = |answer: &str| reported(&META, &visit(answer))[0].severity;
        assert_eq!((severity(&with), severity(NULL)), (Severity::High, Severity::Low));
        passes(&META, "any origin", "Access-Control-Allow-Origin: *");
        passes(&META, "an error", &format!("404\n{NULL}"));
        passes(&META, "a redirect", &format!("302\n{NULL}"));
    }

    use crate::scripted::{found, list, noted, scan};

    #[test]
    fn it_alone_is_found() {
        let recording = scan(|request| list(request, |it| it == "null"));
        assert_eq!(found(&recording), ["null-origin-reads high"]);
        assert!(noted(&recording).len() < 5);
    }
}
