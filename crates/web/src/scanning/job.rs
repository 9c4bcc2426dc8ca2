//! One scan of the site: what was asked for, how far it is, and its report.

use std::sync::Arc;

use corsmith_report::scan::ScanReport;
use tokio::sync::watch;

/// An address of a report that nobody can guess: 128 random bits, in hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct JobId(String);

impl JobId {
    /// A new one, from the system's random numbers.
    pub(super) fn random() -> Option<Self> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).ok()?;
        Some(Self(bytes.iter().map(|byte| format!("{byte:02x}")).collect()))
    }

    /// Reads what a path has.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let is_id =
            text.len() == 32 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        is_id.then(|| Self(text.to_owned()))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// How far a scan is.
#[derive(Debug, Clone)]
pub(crate) enum Progress {
    /// It waits for its turn.
    Queued,
    /// So many requests were sent.
    Asking { sent: usize },
    /// It is over.
    Done(Arc<ScanReport>),
}

/// One scan.
#[derive(Debug, Clone)]
pub(crate) struct Job {
    pub(crate) id: JobId,
    /// The URL, as it is scanned.
    pub(crate) url: String,
    pub(crate) progress: watch::Receiver<Progress>,
}

impl Job {
    /// The report, once there is one.
    pub(crate) fn report(&self) -> Option<Arc<ScanReport>> {
        match &*self.progress.borrow() {
            Progress::Done(report) => Some(Arc::clone(report)),
            Progress::Queued | Progress::Asking { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::JobId;

    #[test]
    fn addresses_are_random_and_read_back() {
        let [one, other] = [JobId::random().unwrap(), JobId::random().unwrap()];
        assert_ne!(one, other);
        assert_eq!(JobId::parse(one.as_str()), Some(one));
        for text in ["", "0", "../../etc/passwd", &"A".repeat(32), &"0".repeat(33)] {
            assert_eq!(JobId::parse(text), None, "{text}");
        }
    }
}
