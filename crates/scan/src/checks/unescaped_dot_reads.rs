use crate::declare::declare_check;
use crate::hole::{Said, Site, holes};
use crate::{Check, CheckContext, CheckMeta, Finding, OriginKind, Severity};

declare_check! {
    /// Hosts with another character in place of a dot may read answers.
    ///
    /// ## What it does
    ///
    /// Reports resources that accept `apixexample.com` where `api.example.com` is meant. A name
    /// that nobody can register, such as `api.examplexcom`, shows the same mistake and is reported
    /// as low.
    ///
    /// It is the same for each origin of another host that the server turned out to trust, such as
    /// `https://www.example.com`.
    ///
    /// ## Why is this bad?
    ///
    /// In a regular expression `.` stands for any character. Anybody can register the domain that
    /// comes of it.
    ///
    /// ## How to fix it
    ///
    /// Write `\.` in the regular expression, or compare whole origins without one.
    ///
    /// ## References
    ///
    /// * [Fetch: CORS check](https://fetch.spec.whatwg.org/#concept-cors-check)
    /// * [PortSwigger: Exploiting CORS misconfigurations](https://portswigger.net/research/exploiting-cors-misconfigurations-for-bitcoins-and-bounties)
    struct UnescapedDotReads {
        code: "CS207",
        name: "unescaped-dot-reads",
        topic: Cors,
        severity: High,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#concept-cors-check",
    }
}

pub(super) static CHECK: &dyn Check = &UnescapedDotReads;

const SAID: Said = Said {
    what: "a dot of a trusted host is taken for any character",
    who: "Any website at such a domain, which somebody registers for this",
    help: "write `\\.` for a dot in a regular expression, or compare whole origins without one",
    site: Site::Other,
};

const UNREGISTRABLE: Said = Said {
    who: "Nobody by these names, which cannot be registered; the pattern may let in others",
    ..SAID
};

impl Check for UnescapedDotReads {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        use OriginKind::{Suffix, UnescapedDot, UnescapedDotUnregistrable};
        let registrable = holes(context, &[UnescapedDot], &[Suffix]);
        for hole in &registrable {
            findings.push(hole.finding(&META, SAID, [Severity::High, Severity::Low]));
        }
        for hole in holes(context, &[UnescapedDotUnregistrable], &[UnescapedDot, Suffix]) {
            let severities = [Severity::Low, Severity::Info];
            findings.push(hole.finding(&META, UNREGISTRABLE, severities));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::scripted::{found, list, scan};

    #[test]
    fn it_alone_is_found() {
        for (pattern, expected) in [
            (&["https://api", "example.com"][..], "unescaped-dot-reads high"),
            (&["https://api.example", "com"], "unescaped-dot-reads low"),
            (&["https://api", "example", "com"], "unescaped-dot-reads high"),
        ] {
            let recording = scan(|request| list(request, |origin| matches(origin, pattern)));
            assert_eq!(found(&recording), [expected], "{pattern:?}");
        }
    }

    /// Whether a text is these parts with any character between them.
    fn matches(text: &str, parts: &[&str]) -> bool {
        let Some((first, rest)) = parts.split_first() else { return text.is_empty() };
        let Some(text) = text.strip_prefix(first) else { return false };
        rest.is_empty() && text.is_empty()
            || !rest.is_empty() && !text.is_empty() && matches(&text[1..], rest)
    }
}
