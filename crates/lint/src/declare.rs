//! How a rule states its identity.

/// Declares a rule's type and its [`RuleMeta`](crate::RuleMeta), named `META`. The first line of
/// the doc comment is the summary, the rest the published page.
///
/// Only identity and documentation are inside the macro: rustfmt does not see into macros, so
/// behaviour stays in an ordinary `impl`.
macro_rules! declare_rule {
    (
        #[doc = $summary:literal]
        $(#[doc = $doc:literal])*
        struct $rule:ident {
            code: $code:literal,
            name: $name:literal,
            severity: $severity:ident,
            since: $since:literal,
            clause: $clause:literal,
            refusal: $refusal:expr,
        }
    ) => {
        #[doc = $summary]
        $(#[doc = $doc])*
        struct $rule;

        static META: $crate::RuleMeta = $crate::RuleMeta {
            code: $code,
            name: $name,
            severity: $crate::Severity::$severity,
            summary: $summary.trim_ascii(),
            written_docs: concat!($($doc, "\n"),*),
            since: $since,
            clause: $clause,
            refusal: $refusal,
        };
    };
}

pub(crate) use declare_rule;
