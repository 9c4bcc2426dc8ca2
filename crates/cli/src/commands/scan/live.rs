//! Asking targets, several at a time.

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use corsmith_report::grouped;
use corsmith_scan::{
    Exchange, Label, Recording, RedirectReach, Request, ScanOptions, Target, Transport, record,
    ungraded,
};
use corsmith_transport::{Client, batch, publishes_token};
use tokio::sync::watch;

use super::options::{AskOptions, now};
use super::output::Output;
use super::progress::Progress;
use super::targets::Targets;
use crate::error::Error;
use crate::exit::Exit;
use crate::interrupt;
use crate::out::Out;
use crate::stoppable::{Stoppable, stopped};

/// How many errors of a list are printed; the others are counted.
const MAX_ERRORS_SHOWN: usize = 20;
/// Why a scan ended early.
const STOPPED: &str = "the scan was stopped";

/// Scans the targets of the command line or of a list.
pub(super) fn run(
    urls: &[String],
    list: Option<&Path>,
    ask: &AskOptions,
    output: &mut dyn Output,
    out: &mut Out,
) -> Result<Exit, Error> {
    let client = ask.client()?;
    let mut targets = match list {
        None => Targets::of_urls(urls, client.policy())?,
        Some(path) => Targets::of_list(path, client.policy())?,
    };
    let random = getrandom::u64()
        .map_err(|error| Error::outside(format!("there are no random numbers: {error}")))?;
    let (own, passive) = (options(ask, true)?, options(ask, false)?);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Error::outside(format!("cannot begin: {error}")))?;
    let scanner = Arc::new(Scanner {
        client,
        own,
        passive,
        random,
        begun: AtomicU64::new(0),
        is_declared_own: ask.is_declared_own(),
        token: ask.owner_token.clone(),
        stopped: interrupt::subscribe(),
        asked: AtomicUsize::new(0),
    });
    let outcome = runtime.block_on(scan_all(&scanner, &mut targets, ask, output, out));
    // A resolver may still wait for an answer that nobody needs.
    runtime.shutdown_timeout(Duration::from_millis(100));
    outcome
}

async fn scan_all(
    scanner: &Arc<Scanner>,
    targets: &mut Targets,
    ask: &AskOptions,
    output: &mut dyn Output,
    out: &mut Out,
) -> Result<Exit, Error> {
    let progress = Progress::new();
    let mut done = 0;
    let mut exit = Exit::Fine;
    let mut not_written = None;
    let mut wrong = Wrong::default();
    let concurrency = NonZeroUsize::new(ask.concurrency).unwrap_or(NonZeroUsize::MIN);
    let mut stopped = scanner.stopped.clone();
    batch(
        concurrency,
        async || {
            loop {
                let target = tokio::select! {
                    biased;
                    _ = stopped.wait_for(|stopped| *stopped) => return None,
                    target = targets.next() => target?,
                };
                match target {
                    Ok(target) => return Some(target),
                    Err(error) => wrong.add(error),
                }
            }
        },
        |target| Arc::clone(scanner).scan(target),
        |(recording, started_at): (Recording, String)| {
            done += 1;
            let has_answer = recording.entries.iter().any(|entry| entry.response().is_some());
            if !has_answer || ungraded(&recording).is_some() {
                exit = Exit::Failed;
            }
            progress.suspend(|| {
                if not_written.is_none() {
                    not_written = output.add(recording, started_at, out).err();
                }
            });
            if not_written.is_some() {
                interrupt::stop();
            }
            progress.show(done, scanner.asked.load(Ordering::Relaxed));
        },
    )
    .await;
    progress.finish();
    if let Some(error) = not_written {
        return Err(error);
    }
    exit = exit.max(wrong.print(out));
    if let Some(exit) = interrupt::exit(out) {
        return Ok(exit);
    }
    match (done, exit) {
        // No report, so that none replaces an older one.
        (0, Exit::Failed) => Err(Error::outside("nothing was scanned")),
        (0, _) => Err(Error::input("nothing was scanned").help("a list has one URL a line")),
        _ => Ok(exit),
    }
}

/// The lines of a list that are no targets.
#[derive(Default)]
struct Wrong {
    first: Vec<Error>,
    more: usize,
}

impl Wrong {
    fn add(&mut self, error: Error) {
        if self.first.len() < MAX_ERRORS_SHOWN {
            self.first.push(error);
        } else {
            self.more += 1;
        }
    }

    /// Prints them; how the command ends for them.
    fn print(&self, out: &mut Out) -> Exit {
        for error in &self.first {
            out.error(error);
        }
        if self.more > 0 {
            out.note(&format!("{} more errors of the list are not shown", grouped(self.more)));
        }
        self.first.iter().map(Error::exit).max().unwrap_or(Exit::Fine)
    }
}

/// What all scans of this command share.
struct Scanner {
    client: Client,
    own: ScanOptions,
    passive: ScanOptions,
    /// The number from which the labels of all scans are made.
    random: u64,
    /// How many targets were begun.
    begun: AtomicU64,
    is_declared_own: bool,
    token: Option<String>,
    stopped: watch::Receiver<bool>,
    /// How many requests were sent.
    asked: AtomicUsize,
}

impl Scanner {
    /// What a target answered, and when it was asked first.
    async fn scan(self: Arc<Self>, target: Target) -> (Recording, String) {
        let started_at = now();
        let mut is_stopped = self.stopped.clone();
        let options = tokio::select! {
            options = self.options(&target) => options,
            () = stopped(&mut is_stopped) => &self.passive,
        };
        let number = self.begun.fetch_add(1, Ordering::Relaxed);
        let label = Label::from_random(self.random.wrapping_add(number));
        let options = ScanOptions { label, ..options.clone() };
        let mut recording = Recording::new(target);
        let transport = Stoppable::new(self.client.session(), STOPPED);
        let mut session = Counted { transport, asked: &self.asked };
        record(&mut session, &mut recording, &options).await;
        // Also where it was not an exchange that was stopped, but a wait for the server.
        if recording.cut_short.is_some() && *self.stopped.borrow() {
            recording.cut_short = Some(STOPPED.to_owned());
        }
        (recording, started_at)
    }

    /// What may be asked of this target.
    async fn options(&self, target: &Target) -> &ScanOptions {
        let is_own = self.is_declared_own
            || match &self.token {
                Some(token) => publishes_token(&self.client, target, token).await,
                None => false,
            };
        if is_own { &self.own } else { &self.passive }
    }
}

/// A session that counts what is sent for the progress bar.
struct Counted<'a, T> {
    transport: T,
    asked: &'a AtomicUsize,
}

impl<T: Transport> Transport for Counted<'_, T> {
    async fn exchange(&mut self, request: &Request) -> Exchange {
        self.asked.fetch_add(1, Ordering::Relaxed);
        self.transport.exchange(request).await
    }

    async fn wait(&mut self, time: Duration) -> bool {
        self.transport.wait(time).await
    }
}

fn options(ask: &AskOptions, is_own: bool) -> Result<ScanOptions, Error> {
    // Each target gets a label of its own.
    let options = ask.scan_options(is_own, Label::from_random(0))?;
    // Who has published a token has proven nothing about the other hosts of the site.
    let reach = if ask.is_declared_own() { RedirectReach::Site } else { RedirectReach::Host };
    Ok(ScanOptions { reach, ..options })
}
