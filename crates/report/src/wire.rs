//! The JSON of a finding, an explanation and a rating. Names and meanings are public API: they may
//! grow, and change only with the version of the schema that contains them.

use corsmith_lint::Finding as LintFinding;
use serde::Serialize;

use crate::{Counts, Source};

/// A finding.
#[derive(Debug, Serialize)]
pub struct Finding<'a> {
    rule: &'static str,
    name: &'static str,
    severity: String,
    message: &'a str,
    help: Option<&'a str>,
    /// The setting; null for the whole document.
    setting: Option<&'a str>,
    clause: &'static str,
    location: Location,
    fix: Option<Fix<'a>>,
}

#[derive(Debug, Serialize)]
struct Location {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    /// In bytes, from the beginning of the file.
    offset: usize,
    length: usize,
}

#[derive(Debug, Serialize)]
struct Fix<'a> {
    title: &'a str,
    /// The values that replace the one at the location; empty removes it.
    replacement: &'a [String],
}

/// How many findings of each severity.
#[derive(Debug, Serialize)]
pub struct Summary {
    errors: usize,
    warnings: usize,
    infos: usize,
}

impl<'a> Finding<'a> {
    /// The wire form of a finding in `source`.
    #[must_use]
    pub fn new(source: &Source, finding: &'a LintFinding) -> Self {
        let region = source.region(finding.span);
        Self {
            rule: finding.rule.code,
            name: finding.rule.name,
            severity: finding.severity.to_string(),
            message: &finding.message,
            help: finding.help.as_deref(),
            setting: Some(finding.setting.as_str()).filter(|setting| !setting.is_empty()),
            clause: finding.rule.clause,
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
                .map(|fix| Fix { title: &fix.title, replacement: &fix.replacement }),
        }
    }
}

impl From<Counts> for Summary {
    fn from(counts: Counts) -> Self {
        Self { errors: counts.errors, warnings: counts.warnings, infos: counts.infos }
    }
}

/// What the settings of one resource mean.
#[derive(Debug, Serialize)]
pub struct Explanations<'a> {
    /// The `match` of a per-path policy; null for every other path.
    path: Option<String>,
    settings: Vec<Explanation<'a>>,
}

#[derive(Debug, Serialize)]
struct Explanation<'a> {
    setting: &'static str,
    header: &'static str,
    sentence: &'a str,
}

impl<'a> Explanations<'a> {
    /// The wire form of the explanations of the resource at `path`.
    #[must_use]
    pub fn new(path: Option<String>, explanations: &'a [corsmith_lint::Explanation]) -> Self {
        let settings = explanations.iter().map(|explanation| Explanation {
            setting: explanation.setting,
            header: explanation.header,
            sentence: &explanation.sentence,
        });
        Self { path, settings: settings.collect() }
    }
}

/// A rating.
#[derive(Debug, Serialize)]
pub struct Rating<'a> {
    /// `dangerous`, `weak`, `moderate` or `strong`; null where the policy is refused.
    level: Option<String>,
    rubric: &'static str,
    reasons: Vec<Reason<'a>>,
}

#[derive(Debug, Serialize)]
struct Reason<'a> {
    level_cap: Option<String>,
    /// The `match` of a per-path policy; null for every other path.
    path: Option<&'a str>,
    text: &'a str,
    raise: Option<&'a str>,
}

impl<'a> From<&'a corsmith_lint::Rating> for Rating<'a> {
    fn from(rating: &'a corsmith_lint::Rating) -> Self {
        let word = |level: corsmith_lint::Level| level.to_string().to_ascii_lowercase();
        let reasons = rating.reasons.iter().map(|reason| Reason {
            level_cap: reason.level_cap.map(word),
            path: reason.path.as_deref(),
            text: &reason.text,
            raise: reason.raise.as_deref(),
        });
        Self { level: rating.level.map(word), rubric: rating.rubric, reasons: reasons.collect() }
    }
}
