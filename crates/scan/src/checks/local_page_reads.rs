use crate::declare::declare_check;
use crate::hole::{Said, Site, holes};
use crate::{Check, CheckContext, CheckMeta, Finding, OriginKind, Severity};

declare_check! {
    /// Local files or every browser extension may read answers.
    ///
    /// ## What it does
    ///
    /// Reports resources that accept `file://`, or an extension that nobody has written.
    ///
    /// ## Why is this bad?
    ///
    /// Extensions are software of other people in the visitor's browser. Some web views send
    /// `file://` for whatever file they show.
    ///
    /// ## How to fix it
    ///
    /// List the extension that is yours by its identifier. A local file should ask another way.
    ///
    /// ## References
    ///
    /// * [Fetch: CORS check](https://fetch.spec.whatwg.org/#concept-cors-check)
    /// * [PortSwigger: Exploiting CORS misconfigurations](https://portswigger.net/research/exploiting-cors-misconfigurations-for-bitcoins-and-bounties)
    struct LocalPageReads {
        code: "CS217",
        name: "local-page-reads",
        topic: Cors,
        severity: Low,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#concept-cors-check",
    }
}

pub(super) static CHECK: &dyn Check = &LocalPageReads;

const SAID: Said = Said {
    what: "local files or all extensions are accepted",
    who: "Any extension in the visitor's browser, or a file that the visitor opens in a web view",
    help: "list the identifiers of your own extensions, and no files",
    site: Site::Other,
};

impl Check for LocalPageReads {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let severities = [Severity::Low, Severity::Info];
        let holes = holes(context, &[OriginKind::File, OriginKind::Extension], &[]);
        findings.extend(holes.iter().map(|hole| hole.finding(&META, SAID, severities)));
    }
}

#[cfg(test)]
mod tests {
    use crate::scripted::{found, list, noted, scan};

    #[test]
    fn it_alone_is_found() {
        let recording = scan(|request| list(request, |it| it.starts_with("chrome-extension://")));
        assert_eq!(found(&recording), ["local-page-reads low"]);
        let recording = scan(|request| list(request, |it| it == "file://"));
        assert_eq!(found(&recording), ["local-page-reads low"]);
        assert!(noted(&recording).len() < 5);
    }
}
