//! Every rule at once.

use corsmith_policy::{PolicyDocument, Resolution};

use crate::rules::ALL;
use crate::{Context, Finding, Findings, Rule};

/// What every rule finds in `document`, as resolved for one environment. Sorted by place, then by
/// code; an inherited value is judged once; at most [`MAX_FINDINGS`](crate::MAX_FINDINGS) and one
/// that counts the rest.
///
/// Never fails. What is valid in a document with errors is advised on all the same.
///
/// ```
/// use corsmith_policy::{Format, PolicyDocument, Selection};
///
/// let document = PolicyDocument::parse(br#"{"policy": {"allow-origins": ["null"]}}"#, Format::Json);
/// let findings = corsmith_lint::lint(&document, &document.resolve(&Selection::default()));
/// assert_eq!(findings[0].rule.name, "origin-null");
/// assert!(findings[0].fix.is_some());
/// ```
#[must_use]
pub fn lint(document: &PolicyDocument, resolution: &Resolution) -> Vec<Finding> {
    by_every_rule(document, resolution).finish()
}

/// What every rule finds.
pub(crate) fn by_every_rule(document: &PolicyDocument, resolution: &Resolution) -> Findings {
    by(ALL.iter().copied(), document, resolution)
}

/// What those rules find that look at an environment: those of the document as a whole find the
/// same in each.
pub(crate) fn by_rules_of_environments(
    document: &PolicyDocument,
    resolution: &Resolution,
) -> Findings {
    by(ALL.iter().copied().filter(|rule| !rule.is_of_document()), document, resolution)
}

fn by(
    rules: impl Iterator<Item = &'static dyn Rule>,
    document: &PolicyDocument,
    resolution: &Resolution,
) -> Findings {
    let context = Context::new(document, resolution);
    let mut findings = Findings::default();
    for rule in rules {
        rule.check(&context, &mut findings);
    }
    findings
}
