//! Scans that the site runs for its visitors: a queue, limits on who starts how many, and reports
//! under addresses that nobody can guess.
//!
//! Nothing is written to a disk, and a report is forgotten after [`KEPT`].

mod job;
mod rates;

use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use corsmith_report::scan::ScanReport;
use corsmith_scan::{
    Exchange, JudgeOptions, Label, Profile, Recording, Request, ScanOptions, Target, Transport,
    judge, record,
};
use corsmith_transport::guard::AddressPolicy;
use corsmith_transport::{Client, ClientOptions, Limits, publishes_token};
use moka::sync::Cache;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use tokio::sync::{Semaphore, watch};

pub(crate) use job::{Job, JobId, Progress};
pub use rates::Rates;
use rates::{Started, Wait};

/// How long a report is kept.
pub const KEPT: Duration = Duration::from_hours(1);
/// Most reports that are kept; the ones that were asked for least lately go first.
pub const MAX_REPORTS: u64 = 500;
/// For how long whoever asks for the same scan gets the same report.
pub const CACHED: Duration = Duration::from_mins(1);
/// Scans that run at one time; others wait.
const MAX_RUNNING: usize = 8;
/// Scans that wait at one time.
const MAX_WAITING: usize = 64;
/// Most requests of one scan.
const BUDGET: usize = 120;
/// How long one scan may take.
const TARGET_DEADLINE: Duration = Duration::from_mins(1);
/// Requests to one host per second.
const REQUESTS_PER_SECOND: u32 = 20;

/// How scans are run.
#[derive(Debug, Clone)]
pub struct ScanningOptions {
    /// Which addresses may be asked. On a server that others can reach,
    /// [`AddressPolicy::Public`] and nothing else.
    pub addresses: AddressPolicy,
    /// How many scans may be started.
    pub rates: Rates,
}

impl Default for ScanningOptions {
    fn default() -> Self {
        Self { addresses: AddressPolicy::Public, rates: Rates::default() }
    }
}

/// What to scan.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Wish {
    pub(crate) url: String,
    pub(crate) is_api: bool,
    /// With every probe, if the host publishes its token.
    pub(crate) is_own: bool,
}

/// Why a scan is not started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// It is no URL to scan: what is wrong, and what would be right.
    Target(String, &'static str),
    /// The host does not publish this token.
    NotOwned { host: String, token: String },
    /// Too many scans: what, and in how many seconds it is different.
    Busy(String, u64),
}

/// The service. Clones are the same one.
#[derive(Clone)]
pub(crate) struct Scanning(Arc<Inner>);

struct Inner {
    client: Client,
    rates: Rates,
    started: Mutex<Started>,
    jobs: Cache<JobId, Job>,
    recent: Cache<Wish, JobId>,
    running: Semaphore,
    places: Semaphore,
    /// What tokens are made of: another one with each start of the server.
    secret: [u8; 32],
}

impl Scanning {
    /// A service.
    ///
    /// # Errors
    ///
    /// If TLS cannot be set up, or the system has no random numbers.
    pub(crate) fn new(options: &ScanningOptions) -> Result<Self, String> {
        let mut client = ClientOptions::new(options.addresses);
        client.limits = Limits {
            target: TARGET_DEADLINE,
            max_requests_per_second: std::num::NonZeroU32::new(REQUESTS_PER_SECOND),
            ..Limits::default()
        };
        let mut secret = [0; 32];
        getrandom::fill(&mut secret).map_err(|error| error.to_string())?;
        Ok(Self(Arc::new(Inner {
            client: Client::new(client).map_err(|error| error.to_string())?,
            rates: options.rates,
            started: Mutex::default(),
            jobs: Cache::builder().max_capacity(MAX_REPORTS).time_to_live(KEPT).build(),
            recent: Cache::builder().max_capacity(MAX_REPORTS).time_to_live(CACHED).build(),
            running: Semaphore::new(MAX_RUNNING),
            places: Semaphore::new(MAX_WAITING + MAX_RUNNING),
            secret,
        })))
    }

    /// The scan with an address, while it is kept.
    pub(crate) fn job(&self, id: &JobId) -> Option<Job> {
        self.0.jobs.get(id)
    }

    /// What the owner of a host publishes so that it may be scanned with every probe.
    pub(crate) fn token(&self, host: &str) -> String {
        let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, &self.0.secret);
        let tag = ring::hmac::sign(&key, host.as_bytes());
        tag.as_ref()[..16].iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Starts a scan for `client`, or finds one that was started a moment ago.
    pub(crate) async fn start(&self, wish: Wish, client: IpAddr) -> Result<Job, Refusal> {
        let target =
            Target::parse(&wish.url).map_err(|error| Refusal::Target(error.message, error.help))?;
        let wish = Wish { url: target.url.to_string(), ..wish };
        if let Some(job) = self.0.recent.get(&wish).and_then(|id| self.job(&id)) {
            return Ok(job);
        }
        corsmith_transport::guard::check_url(&target.url, self.0.client.policy()).map_err(
            |failure| {
                Refusal::Target(failure.detail, "only public addresses can be scanned from here")
            },
        )?;
        self.may_start(client, &target.host)?;
        if wish.is_own {
            let token = self.token(&target.host);
            if !publishes_token(&self.0.client, &target, &token).await {
                return Err(Refusal::NotOwned { host: target.host, token });
            }
        }
        let busy = || Refusal::Busy("Many scans are waiting already.".to_owned(), 30);
        let (Some(id), Ok(label)) = (JobId::random(), getrandom::u64()) else {
            return Err(busy());
        };
        let (sender, progress) = watch::channel(Progress::Queued);
        let job = Job { id: id.clone(), url: wish.url.clone(), progress };
        // A scan that finds no place does not wait: the queue has an end.
        if self.0.places.available_permits() == 0 {
            return Err(busy());
        }
        self.0.jobs.insert(id.clone(), job.clone());
        self.0.recent.insert(wish.clone(), id);
        let service = self.clone();
        let options =
            ScanOptions { budget: BUDGET, ..scan_options(&wish, Label::from_random(label)) };
        let profile = if wish.is_api { Profile::Api } else { Profile::Site };
        tokio::spawn(async move {
            let Ok(_place) = service.0.places.acquire().await else { return };
            let Ok(_turn) = service.0.running.acquire().await else { return };
            let report = run(&service.0.client, target, &options, profile, &sender).await;
            sender.send_replace(Progress::Done(Arc::new(report)));
        });
        Ok(job)
    }

    fn may_start(&self, client: IpAddr, host: &str) -> Result<(), Refusal> {
        let mut started = self.0.started.lock().unwrap_or_else(PoisonError::into_inner);
        started.start((client, host), &self.0.rates, Instant::now()).map_err(|wait| {
            let (who, wait) = match wait {
                Wait::Client(wait) => ("You have started many scans.".to_owned(), wait),
                Wait::Host(wait) => (format!("`{host}` was scanned a moment ago."), wait),
            };
            Refusal::Busy(who, wait.as_secs() + 1)
        })
    }
}

fn scan_options(wish: &Wish, label: Label) -> ScanOptions {
    if wish.is_own { ScanOptions::active(label) } else { ScanOptions::passive(label) }
}

async fn run(
    client: &Client,
    target: Target,
    options: &ScanOptions,
    profile: Profile,
    sender: &watch::Sender<Progress>,
) -> ScanReport {
    let started_at = now();
    let mut recording = Recording::new(target);
    let mut session = Told { transport: client.session(), sent: 0, sender };
    record(&mut session, &mut recording, options).await;
    let judgement = judge(&recording, &JudgeOptions { profile, ..JudgeOptions::default() });
    ScanReport::new(recording, judgement, profile, started_at)
}

/// Tells how many requests were sent.
struct Told<'a, T> {
    transport: T,
    sent: usize,
    sender: &'a watch::Sender<Progress>,
}

impl<T: Transport> Transport for Told<'_, T> {
    async fn exchange(&mut self, request: &Request) -> Exchange {
        self.sent += 1;
        self.sender.send_replace(Progress::Asking { sent: self.sent });
        self.transport.exchange(request).await
    }

    async fn wait(&mut self, time: Duration) -> bool {
        self.transport.wait(time).await
    }
}

fn now() -> String {
    let now = OffsetDateTime::now_utc();
    // Only years beyond 9999 cannot be written.
    now.replace_nanosecond(0).unwrap_or(now).format(&Rfc3339).unwrap_or_default()
}
