//! What is to be done, and what was seen: shared by the server, which writes requests down, and the sessions.

use std::collections::HashMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::batch::{Batch, read_outcome};
use super::experiment::{Answer, Experiment, Host};
use super::observation::{Observation, Outcome, WireRequest};
use super::origins::Origins;
use super::server::Head;

/// How long `/-/next` waits for work before it says that there is none.
const POLL: Duration = Duration::from_secs(10);
/// How long is waited for an answer that is still being written when its step has ended.
const QUIET_WITHIN: Duration = Duration::from_secs(1);

#[derive(Debug)]
pub(super) struct Notebook {
    origins: Origins,
    pages: Mutex<Pages>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Pages {
    /// The last number given to a session or a batch; numbers are never given twice.
    last: u64,
    sessions: HashMap<u64, Session>,
    batches: HashMap<u64, Batch>,
}

#[derive(Debug, Default)]
struct Session {
    has_asked: bool,
    batch: Option<u64>,
}

/// How far a batch is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Progress {
    pub(super) reported: usize,
    pub(super) is_complete: bool,
    /// What went wrong in the page itself.
    pub(super) failure: Option<String>,
}

/// A request whose answer is being written.
#[derive(Debug)]
pub(super) struct Open<'notebook> {
    notebook: &'notebook Notebook,
    batch: u64,
    n: usize,
}

impl Drop for Open<'_> {
    fn drop(&mut self) {
        let mut pages = self.notebook.pages();
        if let Some(running) = pages.running(self.batch, self.n) {
            running.open -= 1;
        }
        drop(pages);
        self.notebook.changed.notify_all();
    }
}

impl Notebook {
    pub(super) fn new(origins: Origins) -> Self {
        Self { origins, pages: Mutex::default(), changed: Condvar::new() }
    }

    /// A new session, and the address of its page.
    pub(super) fn new_session(&self) -> (u64, String) {
        let mut pages = self.pages();
        pages.last += 1;
        let session = pages.last;
        pages.sessions.insert(session, Session::default());
        (session, format!("{}/-/run?session={session}", self.origins.origin(Host::Own)))
    }

    pub(super) fn end_session(&self, session: u64) {
        self.pages().sessions.remove(&session);
    }

    /// Waits until the page asks for work, at most so long. Whether it has.
    pub(super) fn page_has_asked(&self, session: u64, within: Duration) -> bool {
        let pages = self.wait(within, |pages| {
            pages.sessions.get(&session).is_some_and(|session| session.has_asked)
        });
        pages.sessions.get(&session).is_some_and(|session| session.has_asked)
    }

    /// Offers experiments to a session's page.
    pub(super) fn offer(&self, session: u64, experiments: &[Experiment]) -> u64 {
        let mut pages = self.pages();
        pages.last += 1;
        let batch = pages.last;
        pages.batches.insert(batch, Batch::new(batch, experiments));
        if let Some(session) = pages.sessions.get_mut(&session) {
            session.batch = Some(batch);
        }
        drop(pages);
        self.changed.notify_all();
        batch
    }

    /// The batch for the page that has run `after`, as JSON; none if there is none within some seconds.
    pub(super) fn next_batch(&self, session: u64, after: u64) -> Option<Value> {
        if let Some(session) = self.pages().sessions.get_mut(&session) {
            session.has_asked = true;
        }
        self.changed.notify_all();
        let pages = self.wait(POLL, |pages| pages.offered(session, after).is_some());
        pages.offered(session, after).map(|batch| batch.to_json(&self.origins))
    }

    /// Notes a request; its answer, unless no experiment of this time asks for it.
    pub(super) fn receive(&self, host: Host, head: Head) -> Option<(Answer, Open<'_>)> {
        let (batch, n, prefix) = numbers(&head.target)?;
        let mut pages = self.pages();
        let running = pages.running(batch, n)?;
        let abstracted = |value: &[u8]| self.origins.abstracted(value, &prefix);
        let headers =
            head.headers.iter().map(|(name, value)| (name.clone(), abstracted(value))).collect();
        let path = head.target[prefix.len()..].to_owned();
        let url = format!("{{{}}}{path}", host.name());
        let request = WireRequest { method: head.method, url, headers };
        let mut answer = running.answer(host, &path, request.is_preflight());
        for (_, value) in &mut answer.headers {
            *value = self.origins.expand(value, &prefix, &running.experiment.site);
        }
        running.log.push((running.step, request));
        running.open += 1;
        drop(pages);
        Some((answer, Open { notebook: self, batch, n }))
    }

    /// From here on requests belong to this step.
    pub(super) fn begin_step(&self, batch: u64, n: usize, step: usize) {
        let mut pages = self.wait(QUIET_WITHIN, |pages| {
            pages.batches.get(&batch).is_none_or(|batch| batch.is_quiet(n))
        });
        if let Some(running) = pages.running(batch, n) {
            running.step = step;
        }
    }

    /// Notes what the page says it saw: `[[n, [outcome, …]], …]`. What is not of this shape is passed over.
    pub(super) fn report(&self, batch: u64, results: &Value) {
        let mut pages = self.pages();
        for result in results.as_array().into_iter().flatten() {
            let n = result[0].as_u64().and_then(|n| usize::try_from(n).ok());
            let outcomes: Option<Vec<Outcome>> =
                result[1].as_array().and_then(|all| all.iter().map(read_outcome).collect());
            if let (Some(n), Some(outcomes)) = (n, outcomes)
                && let Some(running) = pages.running(batch, n)
            {
                running.outcomes = Some(outcomes);
            }
        }
        drop(pages);
        self.changed.notify_all();
    }

    /// Waits until more experiments than `reported` are reported, at most so long.
    pub(super) fn progress(&self, batch: u64, reported: usize, within: Duration) -> Progress {
        let pages = self.wait(within, |pages| {
            pages
                .batches
                .get(&batch)
                .is_none_or(|batch| batch.reported() > reported || batch.failure.is_some())
        });
        let batch = pages.batches.get(&batch);
        batch.map_or_else(Progress::default, |batch| Progress {
            reported: batch.reported(),
            is_complete: batch.reported() == batch.len(),
            failure: batch.failure.clone(),
        })
    }

    /// Notes that the page cannot go on with a batch.
    pub(super) fn fail(&self, batch: u64, why: &str) {
        if let Some(batch) = self.pages().batches.get_mut(&batch) {
            batch.failure = Some(why.to_owned());
        }
        self.changed.notify_all();
    }

    /// Takes a batch out, with what was seen, once none of its answers is being written.
    pub(super) fn take(&self, batch: u64) -> Vec<Observation> {
        let mut pages = self.wait(QUIET_WITHIN, |pages| {
            pages
                .batches
                .get(&batch)
                .is_none_or(|batch| (0..batch.len()).all(|n| batch.is_quiet(n)))
        });
        pages.batches.remove(&batch).map(Batch::into_observations).unwrap_or_default()
    }

    /// A text about the first experiment of a batch, with placeholders.
    pub(super) fn abstracted(&self, batch: u64, text: &str) -> String {
        let text = self.origins.abstracted(text.as_bytes(), &format!("/{batch}-0"));
        String::from_utf8_lossy(&text).into_owned()
    }

    fn pages(&self) -> MutexGuard<'_, Pages> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait(&self, within: Duration, done: impl Fn(&Pages) -> bool) -> MutexGuard<'_, Pages> {
        let (until, mut pages) = (Instant::now() + within, self.pages());
        while !done(&pages) {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            let woken = self.changed.wait_timeout(pages, left);
            pages = woken.unwrap_or_else(PoisonError::into_inner).0;
        }
        pages
    }
}

impl Pages {
    /// The batch that a session's page has not run yet.
    fn offered(&self, session: u64, after: u64) -> Option<&Batch> {
        let batch = self.sessions.get(&session)?.batch?;
        if batch == after { None } else { self.batches.get(&batch) }
    }

    fn running(&mut self, batch: u64, n: usize) -> Option<&mut super::batch::Running> {
        self.batches.get_mut(&batch)?.running.get_mut(n)
    }
}

/// `/<batch>-<n>/…` taken apart, with its first segment as text.
fn numbers(target: &str) -> Option<(u64, usize, String)> {
    let segment = target.strip_prefix('/')?.split(['/', '?']).next()?;
    let (batch, n) = segment.split_once('-')?;
    Some((batch.parse().ok()?, n.parse().ok()?, format!("/{segment}")))
}
