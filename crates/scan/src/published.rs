//! The published pages of checks and probes.

use std::fmt::Write as _;

use crate::{Check, CheckMeta, Probe, Topic, checks, probes};

/// A check's page in Markdown: what `corsmith rule CS301` prints and `docs/checks/` publishes.
///
/// ```
/// use corsmith_scan::{check_page, find_check};
///
/// let page = find_check("CS301").map(check_page).unwrap_or_default();
/// assert!(page.starts_with("# CS301: no-nosniff\n"));
/// assert!(page.contains("## How to fix it"));
/// ```
#[must_use]
pub fn check_page(check: &CheckMeta) -> String {
    let CheckMeta { code, name, topic, severity, since, clause, summary, .. } = check;
    let (profiles, docs) = (check.profiles, check.docs());
    format!(
        "# {code}: {name}\n\n{summary}\n\n\
         Topic: {topic}  \nSeverity: {severity}  \nFor: {profiles}  \nSince: {since}  \nClause: <{clause}>\n\n{docs}\n"
    )
}

/// The name of a check's page in `docs/checks/`, such as `CS301-no-nosniff.md`.
///
/// ```
/// use corsmith_scan::{check_file_name, find_check};
///
/// let name = find_check("CS301").map(check_file_name);
/// assert_eq!(name.as_deref(), Some("CS301-no-nosniff.md"));
/// ```
#[must_use]
pub fn check_file_name(check: &CheckMeta) -> String {
    format!("{}-{}.md", check.code, check.name)
}

/// The tables of all checks and probes, for `docs/checks/README.md`.
///
/// ```
/// assert!(corsmith_scan::check_index().contains("[CS301](CS301-no-nosniff.md)"));
/// ```
#[must_use]
pub fn check_index() -> String {
    let mut index = String::from(
        "# Checks\n\n\
         What `corsmith scan` finds. Codes are never renumbered and never reused. The severity is that of an ordinary finding; \
         a check may know better for one.\n",
    );
    for topic in Topic::ALL {
        // Writing to a `String` cannot fail.
        let _ = write!(
            index,
            "\n## {topic}\n\n| Code | Name | Severity | What it reports |\n|---|---|---|---|\n"
        );
        for meta in checks().map(Check::meta).filter(|meta| meta.topic == topic) {
            let CheckMeta { code, name, severity, summary, .. } = meta;
            let file = check_file_name(meta);
            let _ = writeln!(index, "| [{code}]({file}) | {name} | {severity} | {summary} |");
        }
    }
    index.push_str("\n## Probes\n\nWhat is asked. Probes judge nothing.\n\n| Name | When | What it asks |\n|---|---|---|\n");
    for meta in probes().map(Probe::meta) {
        let _ = writeln!(index, "| {} | {} | {} |", meta.name, meta.mode, meta.summary);
    }
    index
}
