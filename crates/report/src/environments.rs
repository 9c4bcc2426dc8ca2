//! Which environments a finding is about.

use corsmith_lint::Finding;

/// Most names that are shown; the rest are counted.
const MAX_NAMES: usize = 8;

/// ``in the environment `production` ``, where the finding is of environments only.
///
/// ```
/// use corsmith_lint::lint_every_environment;
/// use corsmith_policy::{Format, PolicyDocument, Selection};
/// use corsmith_report::in_environments;
///
/// let text = br#"{"policy": {"allow-origins": ["https://a.example"]},
///     "environment": {"live": {"allow-origins": ["http://a.example"]}}}"#;
/// let document = PolicyDocument::parse(text, Format::Json);
/// let resolution = document.resolve(&Selection::default());
/// let findings = lint_every_environment(&document, &resolution, &|_| None);
/// assert_eq!(in_environments(&findings[0]).unwrap(), "in the environment `live`");
/// ```
#[must_use]
pub fn in_environments(finding: &Finding) -> Option<String> {
    let names: Vec<_> = finding.environments.iter().map(|name| format!("`{name}`")).collect();
    match names.as_slice() {
        [] => None,
        [name] => Some(format!("in the environment {name}")),
        names if names.len() <= MAX_NAMES => {
            Some(format!("in the environments {}", names.join(", ")))
        }
        names => {
            let shown = names.iter().take(MAX_NAMES).cloned().collect::<Vec<_>>().join(", ");
            Some(format!("in the environments {shown} and {} more", names.len() - MAX_NAMES))
        }
    }
}
