use crate::declare::declare_check;
use crate::integrity::{Pinning, unpinned};
use crate::shown::shown;
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding, LoadKind};

declare_check! {
    /// The page uses a style sheet of another site without `integrity`.
    ///
    /// ## What it does
    ///
    /// Notes `<link rel=stylesheet>` of another registrable domain without an `integrity` that
    /// browsers understand; one finding for each host. Style sheets of services that change, such
    /// as those of web fonts, cannot be pinned.
    ///
    /// ## Why is this bad?
    ///
    /// A style sheet can read what is on the page, letter by letter, and make it look like
    /// something else.
    ///
    /// ## How to fix it
    ///
    /// Add `integrity="sha384-…" crossorigin="anonymous"`, or serve the file from the own site.
    ///
    /// ## References
    ///
    /// * [Subresource Integrity](https://w3c.github.io/webappsec-subresource-integrity/)
    struct StyleIntegrity {
        code: "CS531",
        name: "foreign-style-without-integrity",
        topic: Site,
        severity: Info,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-subresource-integrity/",
    }
}

pub(super) static CHECK: &dyn Check = &StyleIntegrity;

impl Check for StyleIntegrity {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some((seen, page)) = Visited::page_of(context).zip(context.page) else { return };
        for host in unpinned(page, LoadKind::Stylesheet, seen.url) {
            let message =
                format!("the page uses style sheets of {} without `integrity`", shown(&host.name));
            let help = match host.pinning {
                Pinning::Possible => {
                    "add `integrity` and `crossorigin`, or serve the file from the own site"
                }
                Pinning::Impossible => "they change under the same address and cannot be pinned",
            };
            findings.push(Finding::new(&META, seen.place(), message, help).subject(host.name));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(
            &META,
            "another site",
            "Content-Type: text/html\n\n<link rel=stylesheet href=//cdn.test/x.css>",
        );
        passes(
            &META,
            "a hash",
            "Content-Type: text/html\n\n<link rel=stylesheet href=//cdn.test/x.css \
            integrity=sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU= crossorigin>",
        );
        passes(
            &META,
            "the own site",
            "Content-Type: text/html\n\n<link rel=stylesheet href=https://s.example.com/x.css>",
        );
    }
}
