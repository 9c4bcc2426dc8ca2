//! A grade.

use serde::Serialize;
use utoipa::ToSchema;

use crate::scan::clean;

/// A grade.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ScanGrade)]
pub struct Grade {
    /// The version of weights and caps.
    pub rubric: &'static str,
    /// `A+`, `A`, `B`, `C`, `D` or `F`.
    pub letter: String,
    /// From 0 to 100.
    pub score: u8,
    /// What decides by itself; null if nothing does.
    pub cap: Option<Cap>,
    /// Where the points went, the most expensive first.
    pub points: Vec<Point>,
    /// What costs nothing because it is accepted.
    pub accepted: Vec<AcceptedCheck>,
}

/// What decides by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ScanGradeCap)]
pub struct Cap {
    /// The highest score.
    pub score: u8,
    /// Its letter.
    pub letter: String,
    /// Why.
    pub because: String,
    /// What would lift it.
    pub raise: String,
}

/// What the findings of one check cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ScanGradePoint)]
pub struct Point {
    /// The code of the check.
    pub check: &'static str,
    /// Its name.
    pub name: &'static str,
    /// How bad its worst finding is.
    pub severity: String,
    /// How many findings it has.
    pub findings: usize,
    /// 0 or less.
    pub delta: i16,
    /// Its worst finding.
    pub why: String,
    /// What would give the points back.
    pub raise: String,
    /// The score if this alone were repaired.
    pub score_without: u8,
}

/// What was found by a check and is accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ScanGradeAccepted)]
pub struct AcceptedCheck {
    /// The code of the check.
    pub check: &'static str,
    /// Its name.
    pub name: &'static str,
    /// How many findings it has.
    pub findings: usize,
    /// Why they are accepted.
    pub reason: String,
}

impl From<&corsmith_scan::Grade> for Grade {
    fn from(grade: &corsmith_scan::Grade) -> Self {
        let points = grade.points.iter().map(|point| Point {
            check: point.check.code,
            name: point.check.name,
            severity: point.severity.to_string(),
            findings: point.findings,
            delta: point.delta,
            why: clean::line(&point.why),
            raise: clean::line(&point.raise),
            score_without: point.score_without,
        });
        let accepted = grade.accepted.iter().map(|it| AcceptedCheck {
            check: it.check.code,
            name: it.check.name,
            findings: it.findings,
            reason: clean::line(&it.reason),
        });
        Self {
            rubric: grade.rubric,
            letter: grade.letter.to_string(),
            score: grade.score,
            cap: grade.cap.as_ref().map(|cap| Cap {
                score: cap.score,
                letter: cap.letter.to_string(),
                because: clean::line(&cap.because),
                raise: clean::line(&cap.raise),
            }),
            points: points.collect(),
            accepted: accepted.collect(),
        }
    }
}
