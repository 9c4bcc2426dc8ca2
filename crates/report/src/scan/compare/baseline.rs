//! An earlier scan, read from its JSON.

use std::fmt;

use serde::Deserialize;

use super::{Change, ScoreWire};
use crate::scan::clean;
use crate::scan::json::SCHEMA;

/// Most bytes of a baseline.
pub const MAX_BASELINE_BYTES: usize = 256 * 1024 * 1024;

/// An earlier scan, as far as it is compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    pub(super) corsmith: String,
    pub(super) reports: Vec<OldReport>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OldReport {
    pub(super) target: String,
    pub(super) score: Option<ScoreWire>,
    pub(super) findings: Vec<Change>,
    /// The fingerprints of what was accepted.
    pub(super) accepted: Vec<String>,
}

/// Why a text is no baseline.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum BaselineError {
    /// It has more than [`MAX_BASELINE_BYTES`].
    TooLarge,
    /// It is not JSON, or lacks what a scan has.
    Malformed {
        /// What is wrong.
        message: String,
        /// The line, from 1; 0 where it is not known.
        line: usize,
        /// The column, from 1.
        column: usize,
    },
    /// It is another document.
    OtherSchema {
        /// What it says it is; `None` if it says nothing.
        schema: Option<String>,
    },
}

impl Baseline {
    /// Reads what `--format json` wrote.
    ///
    /// # Errors
    ///
    /// A text that is too long, is not JSON or no `corsmith.scan/v1`.
    ///
    /// ```
    /// use corsmith_report::scan::compare::Baseline;
    ///
    /// let error = Baseline::read(br#"{"schema": "corsmith.lint/v1"}"#).unwrap_err();
    /// assert_eq!(error.to_string(), "the baseline is `corsmith.lint/v1`, not `corsmith.scan/v1`");
    /// ```
    pub fn read(bytes: &[u8]) -> Result<Self, BaselineError> {
        if bytes.len() > MAX_BASELINE_BYTES {
            return Err(BaselineError::TooLarge);
        }
        let head: HeadJson = serde_json::from_slice(bytes).map_err(|error| malformed(&error))?;
        if head.schema.as_deref() != Some(SCHEMA) {
            let schema = head.schema.map(|schema| clean::shortened(&clean::line(&schema), 60));
            return Err(BaselineError::OtherSchema { schema });
        }
        let document: DocumentJson =
            serde_json::from_slice(bytes).map_err(|error| malformed(&error))?;
        Ok(Self {
            corsmith: clean::line(&document.corsmith),
            reports: document.reports.into_iter().map(OldReport::from).collect(),
        })
    }
}

fn malformed(error: &serde_json::Error) -> BaselineError {
    let text = error.to_string();
    // The library writes the place after what is wrong.
    let message = text.split(" at line ").next().unwrap_or_default();
    BaselineError::Malformed {
        message: clean::shortened(&clean::line(message), 200),
        line: error.line(),
        column: error.column(),
    }
}

#[derive(Deserialize)]
struct HeadJson {
    schema: Option<String>,
}

#[derive(Deserialize)]
struct DocumentJson {
    #[serde(default)]
    corsmith: String,
    reports: Vec<ReportJson>,
}

#[derive(Deserialize)]
struct ReportJson {
    target: String,
    grade: Option<GradeJson>,
    findings: Vec<FindingJson>,
    #[serde(default)]
    accepted: Vec<AcceptedJson>,
}

#[derive(Deserialize)]
struct GradeJson {
    rubric: String,
    letter: String,
    score: u8,
}

#[derive(Deserialize)]
struct FindingJson {
    check: String,
    name: String,
    severity: String,
    message: String,
    fingerprint: String,
}

#[derive(Deserialize)]
struct AcceptedJson {
    finding: FindingJson,
}

// A file may be anybody's: what is printed of it passes the same door as what a server sends. Ours
// is unchanged by it.
impl From<ReportJson> for OldReport {
    fn from(json: ReportJson) -> Self {
        Self {
            target: clean::line(&json.target),
            score: json.grade.map(|grade| ScoreWire {
                rubric: clean::line(&grade.rubric),
                letter: clean::line(&grade.letter),
                score: grade.score,
            }),
            findings: json.findings.into_iter().map(Change::from).collect(),
            accepted: json.accepted.into_iter().map(|it| it.finding.fingerprint).collect(),
        }
    }
}

impl From<FindingJson> for Change {
    fn from(json: FindingJson) -> Self {
        Self {
            check: clean::line(&json.check),
            name: clean::line(&json.name),
            severity: clean::line(&json.severity),
            message: clean::line(&json.message),
            fingerprint: clean::line(&json.fingerprint),
        }
    }
}

impl fmt::Display for BaselineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge => {
                let limit = MAX_BASELINE_BYTES / 1024 / 1024;
                write!(f, "the baseline has more than {limit} MiB")
            }
            Self::Malformed { message, line: 0, .. } => {
                write!(f, "the baseline is no `{SCHEMA}`: {message}")
            }
            Self::Malformed { message, line, column } => write!(
                f,
                "the baseline is no `{SCHEMA}`: {message}, in line {line}, column {column}"
            ),
            Self::OtherSchema { schema: Some(schema) } => {
                write!(f, "the baseline is `{schema}`, not `{SCHEMA}`")
            }
            Self::OtherSchema { schema: None } => {
                write!(f, "the baseline does not say that it is `{SCHEMA}`")
            }
        }
    }
}

impl std::error::Error for BaselineError {}
