//! The configuration of servers, what each setting means, and a rating.

mod document;

use std::path::PathBuf;

use corsmith_policy::Policy;
use corsmith_report::FileFindings;
use corsmith_targets::{InexpressibleErrors, Output, Provenance, TargetSelection};
use schemars::JsonSchema;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::limits::{self, MAX_TARGETS};
use crate::{Advice, PolicyFormat, PolicyText, Problem, target_named};

pub use document::{BuildDocument, BuildInput, BuiltFile, BuiltOutput, InexpressibleSetting};

/// A policy to build, and what for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BuildRequest {
    /// The policy: a Corsmith policy document as TOML, YAML or JSON.
    pub policy: String,
    /// How the policy is written; by default JSON if it starts with `{`, else TOML.
    #[serde(default)]
    pub format: Option<PolicyFormat>,
    /// The environment of the policy to use, such as `staging`.
    #[serde(default)]
    pub environment: Option<String>,
    /// What to write configuration for, perhaps at a version: `nginx`, `nginx@1.18`; by default
    /// `headers`, the plain headers.
    #[serde(default)]
    #[schema(max_items = 64)]
    #[schemars(length(max = 64))]
    pub targets: Vec<String>,
}

impl BuildRequest {
    /// A request for the plain headers of `policy`.
    ///
    /// ```
    /// use corsmith_operations::{BuildRequest, build};
    ///
    /// let request = BuildRequest::of("[policy]\nallow-origins = ['https://app.example.com']\n");
    /// assert_eq!(build(&request)?.outputs[0].target, "headers");
    /// # Ok::<(), corsmith_operations::Problem>(())
    /// ```
    #[must_use]
    pub fn of(policy: impl Into<String>) -> Self {
        Self { policy: policy.into(), format: None, environment: None, targets: Vec::new() }
    }
}

/// What a target made of a policy.
pub struct Built {
    /// The target.
    pub selection: TargetSelection,
    /// What it made.
    pub output: Output,
    /// Where each file was written, if it was.
    pub paths: Vec<PathBuf>,
}

/// A target that cannot express a policy.
pub struct Unbuilt {
    /// The target.
    pub selection: TargetSelection,
    /// Why it cannot.
    pub errors: InexpressibleErrors,
}

/// Builds a policy. A policy that is refused has a document without outputs and with findings; one
/// that a target cannot express has a document that says why.
///
/// # Errors
///
/// If the policy is too long, has no such environment, or there is no such target or version.
///
/// ```
/// use corsmith_operations::{BuildRequest, build};
///
/// let refused = build(&BuildRequest::of("[policy]\nallow-origins = ['https://a.example/']\n"))?;
/// assert!(refused.outputs.is_empty());
/// assert_eq!(refused.findings.len(), 1);
/// # Ok::<(), corsmith_operations::Problem>(())
/// ```
pub fn build(request: &BuildRequest) -> Result<BuildDocument, Problem> {
    let BuildRequest { policy, format, environment, targets } = request;
    let environment = environment.as_deref();
    let targets = selections(targets)?;
    let read = PolicyText { text: policy, format: *format, environment }.read()?;
    let findings = read.findings();
    let advice = Advice::new(&read.resolution);
    let source = read.source;
    let file = FileFindings::new(&source, &findings);
    let input = BuildInput { file, advice: &advice, environment };
    let Ok(policy) = read.resolution.into_policy() else {
        return Ok(BuildDocument::new(&input, None, &[], &[]));
    };
    let (built, unbuilt) = render(&policy, &targets, source.name());
    let built = if unbuilt.is_empty() { built.as_slice() } else { &[] };
    Ok(BuildDocument::new(&input, Some(&policy), built, &unbuilt))
}

/// What each of `targets` makes of `policy`, which was read from `source`.
///
/// ```
/// use corsmith_operations::{PolicyText, render, target_named};
///
/// let text = "[policy]\nallow-origins = ['https://app.example.com']\n";
/// let policy = PolicyText { text, format: None, environment: None }.read()?.into_policy()?;
/// let (built, unbuilt) = render(&policy, &[target_named("caddy")?], "corsmith.toml");
/// assert_eq!((built.len(), unbuilt.len()), (1, 0));
/// # Ok::<(), corsmith_operations::Problem>(())
/// ```
#[must_use]
pub fn render(
    policy: &Policy,
    targets: &[TargetSelection],
    source: &str,
) -> (Vec<Built>, Vec<Unbuilt>) {
    let provenance = Provenance::from_source(source);
    let (mut built, mut unbuilt) = (Vec::new(), Vec::new());
    for &selection in targets {
        match selection.render(policy, &provenance) {
            Ok(output) => built.push(Built { selection, output, paths: Vec::new() }),
            Err(errors) => unbuilt.push(Unbuilt { selection, errors }),
        }
    }
    (built, unbuilt)
}

/// Each target once, in the order asked for.
fn selections(names: &[String]) -> Result<Vec<TargetSelection>, Problem> {
    if names.is_empty() {
        return Ok(vec![target_named("headers")?]);
    }
    if names.len() > MAX_TARGETS {
        let count = names.len();
        return Err(Problem::too_large(format!(
            "`targets` has {count} entries, and at most {MAX_TARGETS} are built"
        )));
    }
    let mut selections: Vec<TargetSelection> = Vec::new();
    for name in names {
        limits::text("targets", name)?;
        let new = target_named(name)?;
        let key = |it: &TargetSelection| (it.target.about().name, it.version);
        if !selections.iter().any(|known| key(known) == key(&new)) {
            selections.push(new);
        }
    }
    Ok(selections)
}
