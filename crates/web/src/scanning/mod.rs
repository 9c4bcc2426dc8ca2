//! Scans that the site runs for its visitors: a queue, limits on who starts how many, and reports
//! under addresses that nobody can guess.
//!
//! Nothing is written to a disk, and everything that is kept has an end:
//!
//! | what | at most | for |
//! |---|---|---|
//! | reports | [`MAX_REPORTS`], and [`MAX_REPORTS_BYTES`] together | [`KEPT`] |
//! | the answers of one scan, without bodies once it is judged | [`MAX_SCAN_BYTES`], [`MAX_REQUESTS`] | as its report |
//! | which wish has which report | [`MAX_REPORTS`] | [`CACHED`] |
//! | scans that run | [`MAX_RUNNING`] | [`SCAN_TIME`] |
//! | scans that wait | [`MAX_WAITING`] | until it is their turn |
//! | who started scans, and what was scanned | [`MAX_REMEMBERED`] of each | [`Rates`] |
//!
//! What was asked for least lately is forgotten first. Everything is refused that has no place,
//! before anything is sent.

mod asking;
mod job;
mod kept;
mod limits;
mod ownership;
mod rates;
mod refusal;
mod reports;
mod sender;
mod wish;

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use axum::http::HeaderMap;
use corsmith_scan::{Label, Target};
use corsmith_transport::guard::AddressPolicy;
use corsmith_transport::resolve::Resolver;
use corsmith_transport::{Client, ClientOptions, Limits};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use job::Teller;
pub(crate) use job::{Job, JobId, Progress};
pub use limits::{
    CACHED, KEPT, MAX_REPORTS, MAX_REPORTS_BYTES, MAX_REQUESTS, MAX_RUNNING, MAX_SCAN_BYTES,
    MAX_URL_BYTES, MAX_WAITING, REQUESTS_PER_SECOND, SCAN_TIME,
};
use ownership::Ownership;
pub(crate) use ownership::Unproven;
use rates::Started;
pub use rates::{MAX_REMEMBERED, Rates};
pub(crate) use refusal::Refusal;
use reports::Reports;
pub(crate) use wish::Wish;

/// How scans are run.
///
/// ```
/// use corsmith_transport::guard::AddressPolicy;
/// use corsmith_web::scanning::ScanningOptions;
///
/// // For a server that others can reach.
/// assert_eq!(ScanningOptions::default().resolver.policy(), AddressPolicy::Public);
/// ```
#[derive(Debug, Clone)]
pub struct ScanningOptions {
    /// Resolves names, and says which addresses may be asked. On a server that others can reach,
    /// [`AddressPolicy::Public`] and nothing else.
    pub resolver: Resolver,
    /// How many scans may be started.
    pub rates: Rates,
}

impl Default for ScanningOptions {
    fn default() -> Self {
        Self { resolver: Resolver::new(AddressPolicy::Public), rates: Rates::default() }
    }
}

/// The service. Clones are the same one.
#[derive(Clone)]
pub(crate) struct Scanning(Arc<Inner>);

struct Inner {
    client: Client,
    rates: Rates,
    started: Mutex<Started>,
    reports: Reports,
    running: Semaphore,
    places: Arc<Semaphore>,
    ownership: Ownership,
}

/// What somebody gets who asks for a scan.
enum Entrance {
    /// The scan that was started a moment ago.
    Known(Job),
    /// A place in the queue.
    Place(OwnedSemaphorePermit),
}

impl Scanning {
    /// A service.
    ///
    /// # Errors
    ///
    /// If TLS cannot be set up, or the system has no random numbers.
    pub(crate) fn new(options: &ScanningOptions) -> Result<Self, String> {
        let mut client = ClientOptions::with_resolver(options.resolver.clone());
        client.limits = Limits {
            target: SCAN_TIME,
            max_requests_per_second: NonZeroU32::new(REQUESTS_PER_SECOND),
            ..Limits::default()
        };
        Ok(Self(Arc::new(Inner {
            client: Client::new(client).map_err(|error| error.to_string())?,
            rates: options.rates,
            started: Mutex::default(),
            reports: Reports::new(),
            running: Semaphore::new(MAX_RUNNING),
            places: Arc::new(Semaphore::new(MAX_WAITING + MAX_RUNNING)),
            ownership: Ownership::new().map_err(|error| error.to_string())?,
        })))
    }

    /// Whether this request may start a scan, by who sent it.
    pub(crate) fn is_from_here(&self, headers: &HeaderMap) -> bool {
        sender::is_from_here(headers, self.0.client.policy())
    }

    /// The scan with an address, while it is kept.
    pub(crate) fn job(&self, id: &JobId) -> Option<Job> {
        self.0.reports.job(id)
    }

    /// Starts a scan for `client`, or finds one that was started a moment ago.
    pub(crate) async fn start(&self, wish: Wish, client: IpAddr) -> Result<Job, Refusal> {
        let target = wish.target(self.0.client.policy())?;
        let wish = wish.of(&target);
        let place = match self.enter(&wish, client, &target.host)? {
            Entrance::Known(job) => return Ok(job),
            Entrance::Place(place) => place,
        };
        if wish.is_own {
            let asked = self.0.ownership.check(&self.0.client, &target).await;
            asked.map_err(|unproven| {
                self.started().ask_token_only(&target.host, &self.0.rates, Instant::now());
                Refusal::NotOwned(unproven)
            })?;
        }
        self.begin(wish, target, place)
    }

    /// A place in the queue, before anything is sent for whoever asks: the queue has an end, and
    /// asking a host for its token takes a place like everything else that is sent.
    fn enter(&self, wish: &Wish, client: IpAddr, host: &str) -> Result<Entrance, Refusal> {
        let mut started = self.started();
        if let Some(job) = self.0.reports.recent(wish) {
            return Ok(Entrance::Known(job));
        }
        let places = Arc::clone(&self.0.places);
        let place = places.try_acquire_owned().map_err(|_| Refusal::full())?;
        started
            .start((client, host), &self.0.rates, Instant::now())
            .map_err(|wait| Refusal::wait(wait, host))?;
        Ok(Entrance::Place(place))
    }

    fn begin(
        &self,
        wish: Wish,
        target: Target,
        place: OwnedSemaphorePermit,
    ) -> Result<Job, Refusal> {
        let (teller, progress) = Teller::new();
        let job = Job::new(wish.url.clone(), progress);
        let (Some(job), Ok(label)) = (job, getrandom::u64()) else {
            return Err(Refusal::full());
        };
        self.0.reports.begin(wish.clone(), &job);
        let (service, mut own) = (self.clone(), job.clone());
        tokio::spawn(async move {
            let _place = place;
            let Ok(_turn) = service.0.running.acquire().await else { return };
            let options = wish.options(Label::from_random(label));
            let client = &service.0.client;
            let report = asking::scan(client, target, &wish, &options, &teller).await;
            let Some(report) = report else { return };
            own.bytes = kept::bytes(&report);
            teller.tell(Progress::Done(Arc::new(report)));
            // Once more, with its weight.
            service.0.reports.keep(own);
        });
        Ok(job)
    }

    fn started(&self) -> MutexGuard<'_, Started> {
        self.0.started.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Scanning {
        /// One that scans this machine.
        pub(crate) fn of_this_machine() -> Self {
            let resolver = Resolver::new(AddressPolicy::AllowPrivate);
            Self::new(&ScanningOptions { resolver, ..ScanningOptions::default() }).unwrap()
        }

        /// A scan whose task has died.
        pub(crate) fn dead_job(&self) -> Job {
            let (teller, progress) = Teller::new();
            drop(teller);
            let job = Job::new("https://a.example/".to_owned(), progress).unwrap();
            self.0.reports.keep(job.clone());
            job
        }
    }
}
