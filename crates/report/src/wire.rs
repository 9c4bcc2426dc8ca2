//! The JSON of a finding, an explanation and a rating. Names and meanings are public API: they may
//! grow, and change only with the version of the schema that contains them.

use corsmith_lint::Finding as LintFinding;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{Counts, Source};

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Finding {
    rule: &'static str,
    name: &'static str,
    severity: String,
    message: String,
    help: Option<String>,
    /// The setting; null for the whole document.
    setting: Option<String>,
    clause: &'static str,
    location: Location,
    fix: Option<Fix>,
    /// The environments it is found in, where none was chosen and `[policy]` itself does not have it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    environments: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = FindingLocation)]
struct Location {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    /// In bytes, from the beginning of the file.
    offset: usize,
    length: usize,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = FindingFix)]
struct Fix {
    title: String,
    /// The values that replace the one at the location; empty removes it.
    replacement: Vec<String>,
}

/// How many findings of each severity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Summary {
    errors: usize,
    warnings: usize,
    infos: usize,
}

impl Finding {
    /// The wire form of a finding in `source`.
    #[must_use]
    pub fn new(source: &Source, finding: &LintFinding) -> Self {
        let region = source.region(finding.span);
        Self {
            rule: finding.rule.code,
            name: finding.rule.name,
            severity: finding.severity.to_string(),
            message: finding.message.clone(),
            help: finding.help.clone(),
            setting: Some(finding.setting.clone()).filter(|setting| !setting.is_empty()),
            clause: finding.clause,
            location: Location {
                line: region.start.line,
                column: region.start.column,
                end_line: region.end.line,
                end_column: region.end.column,
                offset: finding.span.start(),
                length: finding.span.range().len(),
            },
            fix: finding
                .fix
                .as_ref()
                .map(|fix| Fix { title: fix.title.clone(), replacement: fix.replacement.clone() }),
            environments: finding.environments.clone(),
        }
    }
}

impl From<Counts> for Summary {
    fn from(counts: Counts) -> Self {
        Self { errors: counts.errors, warnings: counts.warnings, infos: counts.infos }
    }
}

/// What the settings of one resource mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Explanations {
    /// The `match` of a per-path policy; null for every other path.
    path: Option<String>,
    settings: Vec<Explanation>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
struct Explanation {
    setting: &'static str,
    header: &'static str,
    sentence: String,
}

impl Explanations {
    /// The wire form of the explanations of the resource at `path`.
    #[must_use]
    pub fn new(path: Option<String>, explanations: &[corsmith_lint::Explanation]) -> Self {
        let settings = explanations.iter().map(|explanation| Explanation {
            setting: explanation.setting,
            header: explanation.header,
            sentence: explanation.sentence.clone(),
        });
        Self { path, settings: settings.collect() }
    }
}

/// A rating.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Rating {
    /// `dangerous`, `weak`, `moderate` or `strong`; null where the policy is refused.
    level: Option<String>,
    rubric: &'static str,
    reasons: Vec<Reason>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = RatingReason)]
struct Reason {
    level_cap: Option<String>,
    /// The `match` of a per-path policy; null for every other path.
    path: Option<String>,
    text: String,
    raise: Option<String>,
}

impl From<&corsmith_lint::Rating> for Rating {
    fn from(rating: &corsmith_lint::Rating) -> Self {
        let word = |level: corsmith_lint::Level| level.to_string().to_ascii_lowercase();
        let reasons = rating.reasons.iter().map(|reason| Reason {
            level_cap: reason.level_cap.map(word),
            path: reason.path.clone(),
            text: reason.text.clone(),
            raise: reason.raise.clone(),
        });
        Self { level: rating.level.map(word), rubric: rating.rubric, reasons: reasons.collect() }
    }
}
