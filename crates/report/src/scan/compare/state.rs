//! What a finding is to the baseline.

use serde::Serialize;
use utoipa::ToSchema;

/// What a finding is to the baseline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = ScanFindingState)]
pub enum State {
    /// It was not there.
    New,
    /// It was there, and is graver now, or is made up of more.
    Worse,
    /// It was there, and is less grave now, or is made up of less.
    Milder,
    /// It was there, and as grave.
    Unchanged,
}

impl State {
    /// Its name, as JSON has it.
    ///
    /// ```
    /// assert_eq!(corsmith_report::scan::compare::State::New.name(), "new");
    /// ```
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Worse => "worse",
            Self::Milder => "milder",
            Self::Unchanged => "unchanged",
        }
    }

    /// Whether the baseline does not excuse it: what is known and has become graver is news, too.
    ///
    /// ```
    /// use corsmith_report::scan::compare::State;
    ///
    /// assert!(State::Worse.is_news() && !State::Unchanged.is_news());
    /// ```
    #[must_use]
    pub fn is_news(self) -> bool {
        matches!(self, Self::New | Self::Worse)
    }

    /// What SARIF calls it (section 3.27.24): `updated` is what changed in a significant respect.
    pub(in crate::scan) fn sarif(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Worse | Self::Milder => "updated",
            Self::Unchanged => "unchanged",
        }
    }
}
