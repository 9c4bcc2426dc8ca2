//! The scans that are known: those that go on, and the reports of those that are over.

use moka::policy::EvictionPolicy;
use moka::sync::Cache;

use super::limits::{CACHED, KEPT, MAX_REPORTS, MAX_REPORTS_BYTES};
use super::{Job, JobId, Wish};

/// The scans that are known, in memory and nowhere else.
pub(super) struct Reports {
    jobs: Cache<JobId, Job>,
    recent: Cache<Wish, JobId>,
}

impl Reports {
    pub(super) fn new() -> Self {
        Self {
            jobs: jobs(),
            recent: Cache::builder().max_capacity(MAX_REPORTS as u64).time_to_live(CACHED).build(),
        }
    }

    /// The scan with an address.
    pub(super) fn job(&self, id: &JobId) -> Option<Job> {
        self.jobs.get(id)
    }

    /// The scan that was started for the same wish a moment ago, unless it has failed.
    pub(super) fn recent(&self, wish: &Wish) -> Option<Job> {
        let job = self.job(&self.recent.get(wish)?)?;
        (!job.has_failed()).then_some(job)
    }

    /// Keeps a scan that begins.
    pub(super) fn begin(&self, wish: Wish, job: &Job) {
        self.keep(job.clone());
        self.recent.insert(wish, job.id.clone());
    }

    /// Keeps a scan, in place of what was kept of it.
    pub(super) fn keep(&self, job: Job) {
        self.jobs.insert(job.id.clone(), job);
    }
}

/// Each counts as at least its share, so that there are never more than [`MAX_REPORTS`].
fn jobs() -> Cache<JobId, Job> {
    Cache::builder()
        .weigher(|_, job: &Job| {
            u32::try_from(job.bytes.max(MAX_REPORTS_BYTES / MAX_REPORTS)).unwrap_or(u32::MAX)
        })
        .max_capacity(MAX_REPORTS_BYTES as u64)
        // A new one always gets in, however often the others are asked for.
        .eviction_policy(EvictionPolicy::lru())
        .time_to_live(KEPT)
        .build()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scanning::job::Teller;

    fn waiting() -> Job {
        Job::new("https://a.example/".to_owned(), Teller::new().1).unwrap()
    }

    #[test]
    fn a_new_scan_gets_in_however_often_the_others_are_asked_for() {
        let reports = Reports::new();
        let mut first = Vec::new();
        for _ in 0..MAX_REPORTS {
            let job = waiting();
            reports.keep(job.clone());
            first.push(job.id);
        }
        for id in first.iter().chain(&first).chain(&first) {
            reports.job(id);
        }
        for _ in 0..100 {
            let job = waiting();
            reports.keep(job.clone());
            reports.jobs.run_pending_tasks();
            assert!(reports.job(&job.id).is_some());
        }
        let count = reports.jobs.entry_count();
        assert!(count <= MAX_REPORTS as u64, "{count}");
        assert!(reports.job(&first[0]).is_none() && reports.job(&first[MAX_REPORTS - 1]).is_some());
    }

    #[test]
    fn long_reports_are_fewer() {
        let reports = Reports::new();
        for _ in 0..100 {
            let job = Job { bytes: MAX_REPORTS_BYTES / 10, ..waiting() };
            reports.keep(job.clone());
            reports.jobs.run_pending_tasks();
            assert!(reports.job(&job.id).is_some());
        }
        assert_eq!(reports.jobs.entry_count(), 10);
    }

    #[test]
    fn a_scan_that_failed_is_not_given_to_the_next_one() {
        let reports = Reports::new();
        let wish = Wish { url: "https://a.example/".to_owned(), is_api: false, is_own: false };
        let (teller, progress) = Teller::new();
        let job = Job::new(wish.url.clone(), progress).unwrap();
        reports.begin(wish.clone(), &job);
        assert_eq!(reports.recent(&wish).map(|job| job.id), Some(job.id.clone()));
        for other in [
            Wish { is_api: true, ..wish.clone() },
            Wish { is_own: true, ..wish.clone() },
            Wish { url: "https://a.example/b".to_owned(), ..wish.clone() },
        ] {
            assert!(reports.recent(&other).is_none(), "{other:?}");
        }
        drop(teller);
        assert!(reports.recent(&wish).is_none());
        assert!(reports.job(&job.id).is_some());
    }
}
