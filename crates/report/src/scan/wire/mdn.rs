//! The score of MDN HTTP Observatory's table.

use corsmith_scan::{MdnRefusal, MdnScore};
use serde::Serialize;
use utoipa::ToSchema;

/// The score of MDN HTTP Observatory's table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ScanMdn)]
pub struct Mdn {
    /// From 0 to 165; null if there is none.
    pub score: Option<u32>,
    /// From `A+` to `F`.
    pub grade: Option<&'static str>,
    /// Why there is no score.
    pub refusal: Option<String>,
    /// The version of the table.
    pub algorithm_version: u32,
    /// Its subjects, in its order.
    pub tests: Vec<MdnTest>,
}

/// One subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ScanMdnTest)]
pub struct MdnTest {
    /// The subject.
    pub name: &'static str,
    /// The result.
    pub result: &'static str,
    /// What it adds to the score, or takes.
    pub modifier: i32,
    /// Null where there is nothing to pass.
    pub pass: Option<bool>,
    /// What the result means.
    pub description: &'static str,
}

impl From<&Result<MdnScore, MdnRefusal>> for Mdn {
    fn from(score: &Result<MdnScore, MdnRefusal>) -> Self {
        let tests = score.iter().flat_map(|score| &score.tests).map(|test| MdnTest {
            name: test.name,
            result: test.result,
            modifier: test.modifier,
            pass: test.pass,
            description: test.description,
        });
        Self {
            score: score.as_ref().ok().map(|score| score.score),
            grade: score.as_ref().ok().map(|score| score.grade),
            refusal: score.as_ref().err().map(ToString::to_string),
            algorithm_version: corsmith_scan::MDN_ALGORITHM_VERSION,
            tests: tests.collect(),
        }
    }
}

impl Mdn {
    /// `MDN Observatory's table: B+, 80`, or why it gives no score.
    #[must_use]
    pub fn sentence(&self) -> String {
        match (self.grade, self.score) {
            (Some(grade), Some(score)) => {
                format!(
                    "MDN Observatory's table, version {}: {grade}, {score}",
                    self.algorithm_version
                )
            }
            _ => self.refusal.clone().unwrap_or_default(),
        }
    }
}

impl MdnTest {
    /// `+5`, `0` or `-20`.
    #[must_use]
    pub fn points(&self) -> String {
        if self.modifier > 0 { format!("+{}", self.modifier) } else { self.modifier.to_string() }
    }
}
