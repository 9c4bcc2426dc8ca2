//! Asking targets, several at a time.

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use corsmith_scan::{Exchange, Label, Recording, Request, ScanOptions, Target, Transport, record};
use corsmith_transport::guard::AddressPolicy;
use corsmith_transport::{
    Client, ClientOptions, InvalidCertificates, Limits, batch, publishes_token,
};
use tokio::sync::watch;

use super::options::AskOptions;
use super::output::Output;
use super::progress::Progress;
use super::targets::Targets;
use crate::error::Error;
use crate::exit::Exit;
use crate::out::Out;

/// Scans the targets of the command line or of a list.
pub(super) fn run(
    urls: &[String],
    list: Option<&Path>,
    ask: &AskOptions,
    output: &mut Output,
    out: &mut Out,
) -> Result<Exit, Error> {
    let client = client(ask)?;
    let mut targets = Targets::new(urls, list)?;
    let (own, passive) = (options(ask, true)?, options(ask, false)?);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Error::outside(format!("cannot begin: {error}")))?;
    let scanner = Arc::new(Scanner {
        client,
        own,
        passive,
        is_declared_own: ask.is_declared_own(),
        token: ask.owner_token.clone(),
        stopped: watch::Sender::new(false),
        asked: AtomicUsize::new(0),
    });
    let outcome = runtime.block_on(scan_all(&scanner, &mut targets, ask, output, out));
    // A resolver may still wait for an answer that nobody needs.
    runtime.shutdown_timeout(Duration::from_millis(100));
    outcome
}

async fn scan_all(
    scanner: &Arc<Scanner>,
    targets: &mut Targets<'_>,
    ask: &AskOptions,
    output: &mut Output,
    out: &mut Out,
) -> Result<Exit, Error> {
    #[expect(clippy::exit, reason = "whoever presses Ctrl-C twice waits for nothing")]
    let stop = tokio::spawn({
        let scanner = Arc::clone(scanner);
        async move {
            if tokio::signal::ctrl_c().await.is_ok() {
                scanner.stopped.send_replace(true);
                // The second time nothing is waited for.
                let _ = tokio::signal::ctrl_c().await;
                std::process::exit(130);
            }
        }
    });
    let progress = Progress::new();
    let mut ended = Ended { exit: Exit::Fine, error: None };
    let mut done = 0;
    let mut wrong = Vec::new();
    let concurrency = NonZeroUsize::new(ask.concurrency).unwrap_or(NonZeroUsize::MIN);
    batch(
        concurrency,
        async || {
            loop {
                if *scanner.stopped.borrow() {
                    return None;
                }
                match targets.next()? {
                    Ok(target) => return Some(target),
                    Err(error) => wrong.push(error),
                }
            }
        },
        |target| Arc::clone(scanner).scan(target),
        |recording: Recording| {
            done += 1;
            let has_answered = recording.entries.iter().any(|entry| entry.response().is_some());
            if !has_answered {
                ended.exit = Exit::Failed;
            }
            progress.suspend(|| {
                if ended.error.is_none() {
                    ended.error = output.add(recording, out).err();
                }
            });
            if ended.error.is_some() {
                scanner.stopped.send_replace(true);
            }
            progress.show(done, scanner.asked.load(Ordering::Relaxed));
        },
    )
    .await;
    stop.abort();
    progress.finish();
    for error in &wrong {
        out.error(error);
        ended.exit = ended.exit.max(error.exit());
    }
    if *scanner.stopped.borrow() && ended.error.is_none() {
        out.note("stopped: what was known by then is above");
    }
    match ended.error {
        Some(error) => Err(error),
        None => Ok(ended.exit),
    }
}

struct Ended {
    exit: Exit,
    error: Option<Error>,
}

/// What all scans of this command share.
struct Scanner {
    client: Client,
    own: ScanOptions,
    passive: ScanOptions,
    is_declared_own: bool,
    token: Option<String>,
    stopped: watch::Sender<bool>,
    /// How many requests were sent.
    asked: AtomicUsize,
}

impl Scanner {
    async fn scan(self: Arc<Self>, target: Target) -> Recording {
        let mut stopped = self.stopped.subscribe();
        let mut recording = Recording::new(target);
        let scanning = async {
            let is_own = self.is_declared_own
                || match &self.token {
                    Some(token) => publishes_token(&self.client, &recording.target, token).await,
                    None => false,
                };
            let options = if is_own { &self.own } else { &self.passive };
            let mut session = Counted { transport: self.client.session(), count: &self.asked };
            record(&mut session, &mut recording, options).await;
        };
        let is_stopped = tokio::select! {
            () = scanning => false,
            _ = stopped.wait_for(|stopped| *stopped) => true,
        };
        if is_stopped {
            recording.cut_short = Some("the scan was stopped".to_owned());
        }
        recording
    }
}

/// Counts what is sent, for the progress bar.
struct Counted<'a, T> {
    transport: T,
    count: &'a AtomicUsize,
}

impl<T: Transport> Transport for Counted<'_, T> {
    async fn exchange(&mut self, request: &Request) -> Exchange {
        self.count.fetch_add(1, Ordering::Relaxed);
        self.transport.exchange(request).await
    }

    async fn wait(&mut self, time: Duration) -> bool {
        self.transport.wait(time).await
    }
}

fn options(ask: &AskOptions, is_own: bool) -> Result<ScanOptions, Error> {
    let random = getrandom::u64()
        .map_err(|error| Error::outside(format!("there are no random numbers: {error}")))?;
    ask.scan_options(is_own, Label::from_random(random))
}

fn client(ask: &AskOptions) -> Result<Client, Error> {
    let policy =
        if ask.allow_private { AddressPolicy::AllowPrivate } else { AddressPolicy::PublicAnyPort };
    let mut options = ClientOptions::new(policy);
    let (exchange, target) = ask.timeouts();
    let defaults = Limits::default();
    options.limits = Limits {
        exchange,
        target,
        connect: defaults.connect.min(exchange),
        tls: defaults.tls.min(exchange),
        first_byte: defaults.first_byte.min(exchange),
        max_requests_per_second: ask.rate.and_then(std::num::NonZeroU32::new),
        ..defaults
    };
    if let Some(path) = &ask.ca_file {
        options.extra_roots = std::fs::read(path).map_err(|error| Error::reading(path, &error))?;
    }
    if ask.accept_invalid_certificates {
        options.invalid_certificates = InvalidCertificates::Record;
    }
    Client::new(options).map_err(|error| Error::input(error.to_string()))
}
