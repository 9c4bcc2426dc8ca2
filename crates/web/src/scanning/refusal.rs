//! Why a scan is not started.

use super::Unproven;
use super::limits::BUSY_SECONDS;
use super::rates::Wait;

/// Why a scan is not started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// It is no URL to scan: what is wrong, and what would be right.
    Target(String, &'static str),
    /// The host does not publish its token.
    NotOwned(Unproven),
    /// Too many scans: what, and in how many seconds it is different.
    Busy(String, u64),
}

impl Refusal {
    /// There is no place left.
    pub(super) fn full() -> Self {
        Self::Busy("Many scans are waiting already.".to_owned(), BUSY_SECONDS)
    }

    /// Somebody has to wait before `host` is asked.
    pub(super) fn wait(wait: Wait, host: &str) -> Self {
        let (who, wait) = match wait {
            Wait::Client(wait) => ("You have started many scans.".to_owned(), wait),
            Wait::Host(wait) => (format!("`{host}` was asked a moment ago."), wait),
        };
        Self::Busy(who, wait.as_secs() + 1)
    }
}
