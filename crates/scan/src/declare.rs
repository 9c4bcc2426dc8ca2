//! How a probe and a check state their identity.

/// Declares a check's type and its [`CheckMeta`](crate::CheckMeta), named `META`. The first line of
/// the doc comment is the summary, the rest the published page. As in `corsmith-lint`, only
/// identity and documentation are inside the macro.
macro_rules! declare_check {
    (
        #[doc = $summary:literal]
        $(#[doc = $doc:literal])*
        struct $check:ident {
            code: $code:literal,
            name: $name:literal,
            topic: $topic:ident,
            severity: $severity:ident,
            profiles: $profiles:ident,
            since: $since:literal,
            clause: $clause:literal,
        }
    ) => {
        #[doc = $summary]
        $(#[doc = $doc])*
        struct $check;

        static META: $crate::CheckMeta = $crate::CheckMeta {
            code: $code,
            name: $name,
            topic: $crate::Topic::$topic,
            severity: $crate::Severity::$severity,
            profiles: $crate::Profiles::$profiles,
            summary: $summary.trim_ascii(),
            written_docs: concat!($($doc, "\n"),*),
            since: $since,
            clause: $clause,
        };
    };
}

/// Declares a probe's type and its [`ProbeMeta`](crate::ProbeMeta), named `META`.
macro_rules! declare_probe {
    (
        #[doc = $summary:literal]
        $(#[doc = $doc:literal])*
        struct $probe:ident {
            name: $name:literal,
            mode: $mode:ident,
        }
    ) => {
        #[doc = $summary]
        $(#[doc = $doc])*
        struct $probe;

        static META: $crate::ProbeMeta = $crate::ProbeMeta {
            name: $name,
            mode: $crate::ProbeMode::$mode,
            summary: $summary.trim_ascii(),
            written_docs: concat!($($doc, "\n"),*),
        };
    };
}

pub(crate) use {declare_check, declare_probe};

/// The text of doc comments: a `///` line keeps the space after its slashes.
pub(crate) fn docs(written: &str) -> String {
    let mut docs = String::with_capacity(written.len());
    for line in written.lines() {
        docs.push_str(line.strip_prefix(' ').unwrap_or(line));
        docs.push('\n');
    }
    docs.trim().to_owned()
}
