//! The servers, frameworks and platforms that there is configuration for.

use corsmith_targets::{About, Deviation, SelectionError, TargetSelection};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Problem;

/// Which targets to list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, ToSchema, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TargetsRequest {
    /// One target, such as `nginx`; by default all of them.
    #[serde(default)]
    pub name: Option<String>,
}

/// Targets: `corsmith.targets/v1`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TargetsDocument {
    /// `corsmith.targets/v1`.
    pub schema: &'static str,
    /// Each of them, by name.
    pub targets: Vec<TargetEntry>,
}

/// One target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TargetEntry {
    /// Its name, which a build asks for.
    pub name: &'static str,
    /// Its name in prose.
    pub title: &'static str,
    /// What it writes.
    pub summary: &'static str,
    /// How much of the promise is proven.
    pub tier: String,
    /// The version that is meant when none is given; null where there are no versions.
    pub default_version: Option<String>,
    /// The versions that there is output for: from the oldest, and where it changes.
    pub versions: Vec<TargetVersion>,
    /// In which points the finished server is known to differ from the policy.
    pub deviations: Vec<DeviationWire>,
    /// Its page in Markdown.
    pub page: &'static str,
}

/// A version from which on the output is different.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TargetVersion {
    /// The version.
    pub from: String,
    /// What is different.
    pub note: &'static str,
}

/// A known deviation of a target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = TargetDeviation)]
pub struct DeviationWire {
    /// What differs.
    pub kind: String,
    /// Of which endpoint of the conformance test; null for all of them.
    pub endpoint: Option<&'static str>,
    /// Why.
    pub reason: &'static str,
}

impl From<&Deviation> for DeviationWire {
    fn from(deviation: &Deviation) -> Self {
        Self {
            kind: deviation.difference.to_string(),
            endpoint: deviation.endpoint,
            reason: deviation.reason,
        }
    }
}

impl TargetsDocument {
    /// The document of `abouts`.
    ///
    /// ```
    /// use corsmith_operations::TargetsDocument;
    ///
    /// let about = corsmith_targets::find("nginx").unwrap().about();
    /// assert_eq!(TargetsDocument::new(&[about]).targets[0].title, "nginx");
    /// ```
    #[must_use]
    pub fn new(abouts: &[&About]) -> Self {
        Self {
            schema: "corsmith.targets/v1",
            targets: abouts.iter().map(|about| TargetEntry::new(about)).collect(),
        }
    }
}

impl TargetEntry {
    fn new(about: &About) -> Self {
        let versions = about
            .releases
            .iter()
            .map(|release| TargetVersion { from: release.version.to_string(), note: release.note });
        Self {
            name: about.name,
            title: about.title,
            summary: about.summary,
            tier: about.tier.to_string(),
            default_version: (!about.releases.is_empty())
                .then(|| about.default_version.to_string()),
            versions: versions.collect(),
            deviations: about.deviations.iter().map(DeviationWire::from).collect(),
            page: about.page,
        }
    }
}

/// Lists targets.
///
/// # Errors
///
/// If there is no such target.
///
/// ```
/// use corsmith_operations::{TargetsRequest, targets};
///
/// let document = targets(&TargetsRequest { name: Some("caddy".into()) })?;
/// assert_eq!(document.targets[0].name, "caddy");
/// # Ok::<(), corsmith_operations::Problem>(())
/// ```
pub fn targets(request: &TargetsRequest) -> Result<TargetsDocument, Problem> {
    let all = corsmith_targets::ALL.iter().map(|target| target.about());
    let abouts: Vec<&About> = match &request.name {
        None => all.collect(),
        Some(name) => all.filter(|about| about.name == name).collect(),
    };
    match (&request.name, abouts.as_slice()) {
        (Some(name), []) => {
            let shown: String = name.chars().take(40).collect();
            Err(unknown(format!("there is no target `{shown}`")))
        }
        (_, abouts) => Ok(TargetsDocument::new(abouts)),
    }
}

/// The target that a request names: `nginx`, or `nginx@1.18`.
///
/// # Errors
///
/// If there is no such target, or no output for such a version.
///
/// ```
/// use corsmith_operations::target_named;
///
/// assert!(target_named("nginx@1.18").is_ok());
/// let problem = target_named("ngnix").err().unwrap();
/// assert!(problem.help.unwrap().contains("nginx"));
/// ```
pub fn target_named(text: &str) -> Result<TargetSelection, Problem> {
    TargetSelection::parse(text).map_err(|error| match error {
        SelectionError::UnknownTarget { .. } => unknown(error.to_string()),
        error => Problem::bad_request(error.to_string()),
    })
}

fn unknown(detail: String) -> Problem {
    let names: Vec<_> = TargetSelection::names().collect();
    Problem::bad_request(detail).with_help(format!("the targets are {}", names.join(", ")))
}
