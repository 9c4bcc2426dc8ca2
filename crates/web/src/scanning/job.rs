//! One scan of the site: what was asked for, how far it is, and its report.

use std::sync::Arc;

use corsmith_report::scan::ScanReport;
use tokio::sync::watch;

/// An address of a report that nobody can guess: 128 random bits, in hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct JobId(String);

impl JobId {
    /// A new one, from the system's random numbers.
    fn random() -> Option<Self> {
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
    /// It is over and there is no report, because of a bug or because the server stops.
    Failed,
}

/// One scan.
#[derive(Debug, Clone)]
pub(crate) struct Job {
    pub(crate) id: JobId,
    /// The URL, as it is scanned.
    pub(crate) url: String,
    pub(crate) progress: watch::Receiver<Progress>,
    /// How many bytes of memory its report takes, about; 0 until there is one.
    pub(super) bytes: usize,
}

impl Job {
    /// One that begins, under a new address; `None` if the system has no random numbers.
    pub(super) fn new(url: String, progress: watch::Receiver<Progress>) -> Option<Self> {
        Some(Self { id: JobId::random()?, url, progress, bytes: 0 })
    }

    /// The report, once there is one.
    pub(crate) fn report(&self) -> Option<Arc<ScanReport>> {
        match &*self.progress.borrow() {
            Progress::Done(report) => Some(Arc::clone(report)),
            Progress::Queued | Progress::Asking { .. } | Progress::Failed => None,
        }
    }

    /// Whether it ended without a report.
    pub(crate) fn has_failed(&self) -> bool {
        matches!(*self.progress.borrow(), Progress::Failed)
    }
}

/// Tells how far a scan is. Whatever becomes of the task that has it, the scan does not go on for
/// ever: it is dropped with the task, and says so.
pub(super) struct Teller(watch::Sender<Progress>);

impl Teller {
    /// One for a scan that waits, and where to hear it.
    pub(super) fn new() -> (Self, watch::Receiver<Progress>) {
        let (sender, receiver) = watch::channel(Progress::Queued);
        (Self(sender), receiver)
    }

    pub(super) fn tell(&self, progress: Progress) {
        self.0.send_replace(progress);
    }
}

impl Drop for Teller {
    fn drop(&mut self) {
        self.0.send_if_modified(|progress| {
            let goes_on = matches!(progress, Progress::Queued | Progress::Asking { .. });
            if goes_on {
                *progress = Progress::Failed;
            }
            goes_on
        });
    }
}

#[cfg(test)]
mod tests {
    use super::{JobId, Progress, Teller};

    #[test]
    fn addresses_are_random_and_read_back() {
        let [one, other] = [JobId::random().unwrap(), JobId::random().unwrap()];
        assert_ne!(one, other);
        assert_eq!(JobId::parse(one.as_str()), Some(one));
        for text in ["", "0", "../../etc/passwd", &"A".repeat(32), &"0".repeat(33)] {
            assert_eq!(JobId::parse(text), None, "{text}");
        }
    }

    #[tokio::test]
    async fn a_scan_whose_task_dies_has_failed() {
        for sent in [None, Some(3)] {
            let (teller, mut progress) = Teller::new();
            let task = tokio::spawn(async move {
                if let Some(sent) = sent {
                    teller.tell(Progress::Asking { sent });
                }
                assert!(sent.is_none() && teller.0.is_closed(), "the task dies");
            });
            assert!(task.await.unwrap_err().is_panic());
            assert!(matches!(*progress.borrow_and_update(), Progress::Failed), "{sent:?}");
        }
    }
}
