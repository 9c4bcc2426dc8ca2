//! A rule's published page.

use std::fmt::Write as _;

use crate::{RuleMeta, rules};

/// A rule's page in Markdown: what `corsmith rule CS013` prints and `docs/rules/` publishes.
///
/// ```
/// use corsmith_lint::{find, page};
///
/// let page = find("CS013").map(page).unwrap_or_default();
/// assert!(page.starts_with("# CS013: origin-default-port\n"));
/// assert!(page.contains("## Use instead"));
/// ```
#[must_use]
pub fn page(rule: &RuleMeta) -> String {
    let RuleMeta { code, name, summary, severity, since, clause, .. } = rule;
    let docs = rule.docs();
    let nature = rule
        .refusal
        .map_or_else(String::new, |refusal| format!("Refused as: {}  \n", refusal.nature()));
    format!(
        "# {code}: {name}\n\n{summary}\n\n\
         Severity: {severity}  \n{nature}Since: {since}  \nClause: <{clause}>\n\n{docs}\n"
    )
}

/// The name of a rule's page in `docs/rules/`, such as `CS013-origin-default-port.md`.
///
/// ```
/// use corsmith_lint::{file_name, find};
///
/// assert_eq!(find("CS013").map(file_name).as_deref(), Some("CS013-origin-default-port.md"));
/// ```
#[must_use]
pub fn file_name(rule: &RuleMeta) -> String {
    format!("{}-{}.md", rule.code, rule.name)
}

/// The table of all rules, for `docs/rules/README.md`.
///
/// ```
/// assert!(corsmith_lint::index().contains("[CS013](CS013-origin-default-port.md)"));
/// ```
#[must_use]
pub fn index() -> String {
    let mut table = String::from(
        "# Rules\n\n\
         Codes are never renumbered and never reused. An error means that there is no policy; a\n\
         warning is a risk someone should have accepted; an info is worth knowing.\n\n\
         | Code | Name | Severity | What it reports |\n| --- | --- | --- | --- |\n",
    );
    for rule in rules() {
        let RuleMeta { code, name, severity, summary, .. } = rule.meta();
        let file = file_name(rule.meta());
        // Writing to a `String` cannot fail.
        let _ = writeln!(table, "| [{code}]({file}) | {name} | {severity} | {summary} |");
    }
    table
}
