//! An earlier scan, read from its JSON.

use std::fmt;

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::written::{MODE_PROBES, SCHEMA};
use super::{Known, ScoreWire};
use crate::scan::clean;
use crate::scan::json::SCHEMA as SCAN_SCHEMA;
use crate::scan::wire::{Asked, Resource};

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
    pub(super) profile: String,
    /// Whether it asked as pages of other origins.
    pub(super) has_probes: bool,
    /// What it was let ask; `None` where an older Corsmith wrote it, and of a file.
    pub(super) asked: Option<Asked>,
    pub(super) has_failed: bool,
    pub(super) is_cut_short: bool,
    pub(super) score: Option<ScoreWire>,
    pub(super) findings: Vec<Known>,
    pub(super) accepted: Vec<Known>,
}

/// Why a text is no baseline. `Display` is a sentence without its full stop.
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
    /// It is of a newer Corsmith, which says more than this one can read.
    NewerSchema {
        /// What it says it is.
        schema: String,
    },
}

impl Baseline {
    /// Reads what `corsmith baseline` or `corsmith scan --format json` wrote.
    ///
    /// # Errors
    ///
    /// A text that is too long, is not JSON or neither of the two.
    ///
    /// ```
    /// use corsmith_report::scan::compare::Baseline;
    ///
    /// let error = Baseline::read(br#"{"schema": "corsmith.lint/v1"}"#).unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "it is `corsmith.lint/v1`, not `corsmith.baseline/v1` or `corsmith.scan/v1`",
    /// );
    /// ```
    pub fn read(bytes: &[u8]) -> Result<Self, BaselineError> {
        if bytes.len() > MAX_BASELINE_BYTES {
            return Err(BaselineError::TooLarge);
        }
        let head: HeadJson = serde_json::from_slice(bytes).map_err(|error| malformed(&error))?;
        match head.schema.as_deref() {
            Some(SCHEMA | SCAN_SCHEMA) => {}
            schema => return Err(other(schema)),
        }
        let document: DocumentJson =
            serde_json::from_slice(bytes).map_err(|error| malformed(&error))?;
        Ok(Self {
            corsmith: clean::line(&document.corsmith),
            reports: document.reports.into_iter().map(OldReport::from).collect(),
        })
    }

    /// How many targets it has.
    #[must_use]
    pub fn targets(&self) -> usize {
        self.reports.len()
    }
}

/// Why a document of this schema is no baseline.
fn other(schema: Option<&str>) -> BaselineError {
    let shown = schema.map(|schema| clean::shortened(&clean::line(schema), 60));
    let is_later = |known: &str| {
        let (name, version) = known.split_once("/v").unwrap_or((known, ""));
        let other = schema.and_then(|it| it.strip_prefix(name)?.strip_prefix("/v"));
        let number = |text: &str| text.parse::<u32>().ok();
        other.and_then(number).is_some_and(|other| Some(other) > number(version))
    };
    match shown {
        Some(schema) if is_later(SCHEMA) || is_later(SCAN_SCHEMA) => {
            BaselineError::NewerSchema { schema }
        }
        schema => BaselineError::OtherSchema { schema },
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

/// What a baseline and a scan have in common. A scan says how many requests were probes, a baseline
/// only whether there were any.
#[derive(Deserialize)]
struct ReportJson {
    target: String,
    #[serde(default)]
    profile: String,
    #[serde(default)]
    mode: Option<String>,
    #[serde(default)]
    cross_origin_requests: usize,
    asked: Option<Asked>,
    failure: Option<IgnoredAny>,
    cut_short: Option<IgnoredAny>,
    grade: Option<ScoreWire>,
    findings: Vec<Known>,
    #[serde(default)]
    accepted: Vec<AcceptedJson>,
}

#[derive(Deserialize)]
struct AcceptedJson {
    finding: Known,
}

// A file may be anybody's: what is printed of it passes the same door as what a server sends. Ours
// is unchanged by it.
impl From<ReportJson> for OldReport {
    fn from(json: ReportJson) -> Self {
        Self {
            target: clean::line(&json.target),
            profile: clean::line(&json.profile),
            has_probes: json.cross_origin_requests > 0 || json.mode.as_deref() == Some(MODE_PROBES),
            asked: json.asked.map(|asked| Asked {
                mode: clean::line(&asked.mode),
                candidates: asked.candidates.iter().map(|it| clean::line(it)).collect(),
                fields: asked.fields.iter().map(|it| clean::line(it)).collect(),
            }),
            has_failed: json.failure.is_some(),
            is_cut_short: json.cut_short.is_some(),
            score: json.grade.map(|grade| ScoreWire {
                rubric: clean::line(&grade.rubric),
                letter: clean::line(&grade.letter),
                score: grade.score,
            }),
            findings: json.findings.iter().map(cleaned).collect(),
            accepted: json.accepted.iter().map(|it| cleaned(&it.finding)).collect(),
        }
    }
}

fn cleaned(known: &Known) -> Known {
    Known {
        check: clean::line(&known.check),
        name: clean::line(&known.name),
        severity: clean::line(&known.severity),
        resource: Resource {
            method: clean::line(&known.resource.method),
            url: clean::line(&known.resource.url),
        },
        subject: known.subject.as_deref().map(clean::line),
        fingerprint: clean::line(&known.fingerprint),
        members: known.members.iter().map(|it| clean::line(it)).collect(),
        probes: known.probes.iter().map(|it| clean::line(it)).collect(),
    }
}

impl fmt::Display for BaselineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge => {
                let limit = MAX_BASELINE_BYTES / 1024 / 1024;
                write!(f, "a baseline has at most {limit} MiB")
            }
            Self::Malformed { message, line: 0, .. } => write!(f, "it is no baseline: {message}"),
            Self::Malformed { message, line, column } => {
                write!(f, "it is no baseline: {message}, in line {line}, column {column}")
            }
            Self::OtherSchema { schema: Some(schema) } => {
                write!(f, "it is `{schema}`, not `{SCHEMA}` or `{SCAN_SCHEMA}`")
            }
            Self::OtherSchema { schema: None } => {
                write!(f, "it does not say that it is `{SCHEMA}` or `{SCAN_SCHEMA}`")
            }
            Self::NewerSchema { schema } => {
                let version = env!("CARGO_PKG_VERSION");
                write!(f, "it is `{schema}`, of a newer Corsmith than this one ({version})")
            }
        }
    }
}

impl std::error::Error for BaselineError {}
