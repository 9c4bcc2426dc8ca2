//! A running browser that does experiments.

use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use super::browser::Browser;
use super::error::LabError;
use super::experiment::Experiment;
use super::observation::Observation;
use super::server::Server;
use super::{Console, Engine, STEP_TIMEOUT};

/// How many experiments the page is given at a time.
const BATCH: usize = 500;
/// How long a browser may take to open the page.
const READY_WITHIN: Duration = Duration::from_mins(1);
/// How long a page may report nothing, beyond what the longest experiment may take.
const STALLED_AFTER: Duration = Duration::from_secs(30);
/// How long the console must be silent to be done.
const SILENCE: Duration = Duration::from_millis(400);
/// How often the browser is looked at while its page is silent.
const LOOK_EVERY: Duration = Duration::from_millis(200);

/// A running browser that does experiments, one batch after another. It ends when this is dropped.
#[derive(Debug)]
pub struct Session {
    pub(super) browser: Browser,
    pub(super) server: Arc<Server>,
    number: u64,
}

impl Session {
    pub(super) fn open(
        server: &Arc<Server>,
        engine: Engine,
        console: Console,
    ) -> Result<Self, LabError> {
        let (number, url) = server.notebook.new_session();
        let browser = Browser::start(engine, console, &url);
        let browser = browser.inspect_err(|_| server.notebook.end_session(number))?;
        let mut session = Self { browser, server: Arc::clone(server), number };
        let since = Instant::now();
        while !session.server.notebook.page_has_asked(number, LOOK_EVERY) {
            session.browser.check_runs()?;
            if since.elapsed() > READY_WITHIN {
                let log = session.browser.log_tail();
                return Err(LabError::NotReady { engine, after: READY_WITHIN, log });
            }
        }
        Ok(session)
    }

    /// Which browser it is.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.browser.engine
    }

    /// The version the browser itself reports.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.browser.version
    }

    /// Does the experiments and returns an observation for each, in their order.
    ///
    /// Experiments of one step run five at a time; those of several run in waves after them, so that they keep
    /// their times and their preflight-cache entries.
    pub fn run(&mut self, experiments: &[Experiment]) -> Result<Vec<Observation>, LabError> {
        let mut observations = Vec::with_capacity(experiments.len());
        for chunk in experiments.chunks(BATCH) {
            observations.extend(self.run_batch(chunk)?);
        }
        Ok(observations)
    }

    /// Does one experiment and returns what the browser wrote to its console: the messages alone, without the source
    /// and the level, and with placeholders for the origins and URLs.
    ///
    /// Only in a session of [`Laboratory::open_with_console`](super::Laboratory::open_with_console).
    pub fn console(&mut self, experiment: &Experiment) -> Result<Vec<String>, LabError> {
        let engine = self.engine();
        self.browser.console.new_messages(engine)?;
        let batch = self.server.notebook.offer(self.number, std::slice::from_ref(experiment));
        self.finish(batch, std::slice::from_ref(experiment))?;
        let (mut messages, mut since) = (Vec::new(), Instant::now());
        // They come some time after the page has seen the end, through other processes.
        while since.elapsed() < SILENCE {
            thread::sleep(SILENCE / 8);
            let new = self.browser.console.new_messages(engine)?;
            if !new.is_empty() {
                messages.extend(new);
                since = Instant::now();
            }
        }
        let abstracted = |text: &String| self.server.notebook.abstracted(batch, text);
        Ok(messages.iter().map(abstracted).collect())
    }

    fn run_batch(&mut self, experiments: &[Experiment]) -> Result<Vec<Observation>, LabError> {
        let batch = self.server.notebook.offer(self.number, experiments);
        self.finish(batch, experiments)
    }

    fn finish(
        &mut self,
        batch: u64,
        experiments: &[Experiment],
    ) -> Result<Vec<Observation>, LabError> {
        let longest = experiments.iter().map(Experiment::longest).max().unwrap_or_default();
        let patience = STALLED_AFTER.saturating_add(longest);
        let notebook = &self.server.notebook;
        let (mut reported, mut since) = (0, Instant::now());
        loop {
            let progress = notebook.progress(batch, reported, LOOK_EVERY);
            if progress.is_complete || experiments.is_empty() {
                return Ok(notebook.take(batch));
            }
            if progress.reported > reported {
                (reported, since) = (progress.reported, Instant::now());
            }
            if let Some(message) = progress.failure {
                notebook.take(batch);
                return Err(LabError::Page { engine: self.engine(), message });
            }
            let stalled = since.elapsed() > patience;
            if let Err(error) = self.browser.check_runs() {
                notebook.take(batch);
                return Err(error);
            }
            if stalled {
                notebook.take(batch);
                return Err(LabError::Stalled {
                    engine: self.engine(),
                    after: patience,
                    reported,
                    of: experiments.len(),
                    log: self.browser.log_tail(),
                });
            }
        }
    }
}

impl Experiment {
    /// The longest it may take: all waits, and a timeout in every step.
    fn longest(&self) -> Duration {
        let waits = self.steps.iter().map(|step| step.at).max().unwrap_or_default();
        let steps = u32::try_from(self.steps.len()).unwrap_or(u32::MAX);
        waits.saturating_add(STEP_TIMEOUT.saturating_mul(steps))
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.server.notebook.end_session(self.number);
    }
}
