//! Scans that the site runs for its visitors: a queue, limits on who starts how many, and reports
//! under addresses that nobody can guess.
//!
//! Nothing is written to a disk, and a report is forgotten after [`KEPT`], or earlier where many
//! others come after it.

mod job;
mod kept;
mod rates;
mod sender;

use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use axum::http::HeaderMap;
use corsmith_report::scan::ScanReport;
use corsmith_scan::{
    Exchange, JudgeOptions, Label, Profile, Recording, RedirectReach, Request, ScanOptions, Target,
    Transport, judge, record,
};
use corsmith_transport::guard::{AddressPolicy, check_url};
use corsmith_transport::{Client, ClientOptions, Limits, OWNER_LABEL, OWNER_PATH, publishes_token};
use moka::policy::EvictionPolicy;
use moka::sync::Cache;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use job::Teller;
pub(crate) use job::{Job, JobId, Progress};
pub use rates::Rates;
use rates::{Started, Wait};

/// How long a report is kept.
pub const KEPT: Duration = Duration::from_hours(1);
/// Most reports that are kept; the ones that were asked for least lately go first.
pub const MAX_REPORTS: usize = 500;
/// Most bytes of memory that all reports together take, about; the same go first.
pub const MAX_REPORTS_BYTES: usize = 64 << 20;
/// For how long whoever asks for the same scan gets the same report.
pub const CACHED: Duration = Duration::from_mins(1);
/// The longest URL that is scanned, in bytes: every request of a scan has it.
pub const MAX_URL_BYTES: usize = 2_048;
/// Scans that run at one time; others wait.
const MAX_RUNNING: usize = 8;
/// Scans that wait at one time.
const MAX_WAITING: usize = 64;
/// Most requests of one scan.
const BUDGET: usize = 120;
/// How long one scan may take.
const TARGET_DEADLINE: Duration = Duration::from_mins(1);
/// How much longer than that is waited for it.
const GRACE: Duration = Duration::from_secs(10);
/// Requests to one host per second.
const REQUESTS_PER_SECOND: u32 = 20;
/// When to come back if there is no place, in seconds.
const BUSY_SECONDS: u64 = 30;

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
    /// The host does not publish its token.
    NotOwned(Unproven),
    /// Too many scans: what, and in how many seconds it is different.
    Busy(String, u64),
}

/// What the owner of a host publishes so that it may be scanned with every probe, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unproven {
    pub(crate) host: String,
    pub(crate) line: String,
    /// The URL that has the line.
    pub(crate) url: String,
    /// The name of the TXT record that has it instead; addresses have none.
    pub(crate) record: Option<String>,
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
    places: Arc<Semaphore>,
    /// What tokens are made of: another one with each start of the server.
    secret: [u8; 32],
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
            jobs: jobs(),
            recent: Cache::builder().max_capacity(MAX_REPORTS as u64).time_to_live(CACHED).build(),
            running: Semaphore::new(MAX_RUNNING),
            places: Arc::new(Semaphore::new(MAX_WAITING + MAX_RUNNING)),
            secret,
        })))
    }

    /// Whether this request may start a scan, by who sent it.
    pub(crate) fn is_from_here(&self, headers: &HeaderMap) -> bool {
        sender::is_from_here(headers, self.0.client.policy())
    }

    /// The scan with an address, while it is kept.
    pub(crate) fn job(&self, id: &JobId) -> Option<Job> {
        self.0.jobs.get(id)
    }

    /// Starts a scan for `client`, or finds one that was started a moment ago.
    pub(crate) async fn start(&self, wish: Wish, client: IpAddr) -> Result<Job, Refusal> {
        let target = self.target(&wish.url)?;
        let wish = Wish { url: target.url.to_string(), ..wish };
        let place = match self.enter(&wish, client, &target.host)? {
            Entrance::Known(job) => return Ok(job),
            Entrance::Place(place) => place,
        };
        if wish.is_own {
            let token = self.token(&target.host);
            if !publishes_token(&self.0.client, &target, &token).await {
                // Whoever publishes it now does not have to wait.
                self.started().leave(&target.host);
                return Err(Refusal::NotOwned(Unproven::new(&target, &token)));
            }
        }
        self.begin(wish, target, place)
    }

    /// What is to be scanned, if that is allowed as far as its URL tells.
    fn target(&self, url: &str) -> Result<Target, Refusal> {
        let url = url.trim();
        if url.len() > MAX_URL_BYTES {
            let length = url.len();
            let message = format!("the URL has {length} bytes, and {MAX_URL_BYTES} is the most");
            return Err(Refusal::Target(message, "leave out what the answer does not depend on"));
        }
        let target =
            Target::parse(url).map_err(|error| Refusal::Target(error.message, error.help))?;
        check_url(&target.url, self.0.client.policy()).map_err(|failure| {
            Refusal::Target(failure.detail, "only public addresses can be scanned from here")
        })?;
        Ok(target)
    }

    /// A place in the queue, before anything is sent for whoever asks: the queue has an end, and
    /// asking a host for its token takes a place like everything else that is sent.
    fn enter(&self, wish: &Wish, client: IpAddr, host: &str) -> Result<Entrance, Refusal> {
        let mut started = self.started();
        let known = self.0.recent.get(wish).and_then(|id| self.job(&id));
        if let Some(job) = known.filter(|job| !job.has_failed()) {
            return Ok(Entrance::Known(job));
        }
        let Ok(place) = Arc::clone(&self.0.places).try_acquire_owned() else { return Err(full()) };
        started.start((client, host), &self.0.rates, Instant::now()).map_err(|wait| {
            let (who, wait) = match wait {
                Wait::Client(wait) => ("You have started many scans.".to_owned(), wait),
                Wait::Host(wait) => (format!("`{host}` was scanned a moment ago."), wait),
            };
            Refusal::Busy(who, wait.as_secs() + 1)
        })?;
        Ok(Entrance::Place(place))
    }

    fn begin(
        &self,
        wish: Wish,
        target: Target,
        place: OwnedSemaphorePermit,
    ) -> Result<Job, Refusal> {
        let (Some(id), Ok(label)) = (JobId::random(), getrandom::u64()) else {
            return Err(full());
        };
        let (teller, progress) = Teller::new();
        let job = Job { id: id.clone(), url: wish.url.clone(), progress, bytes: 0 };
        let options = scan_options(&wish, Label::from_random(label));
        let profile = if wish.is_api { Profile::Api } else { Profile::Site };
        self.0.jobs.insert(id.clone(), job.clone());
        self.0.recent.insert(wish, id.clone());
        let (service, mut own) = (self.clone(), job.clone());
        tokio::spawn(async move {
            let _place = place;
            let Ok(_turn) = service.0.running.acquire().await else { return };
            let Some(report) = run(&service.0.client, target, options, profile, &teller).await
            else {
                return;
            };
            own.bytes = kept::bytes(&report);
            teller.tell(Progress::Done(Arc::new(report)));
            // Once more, with its weight.
            service.0.jobs.insert(id, own);
        });
        Ok(job)
    }

    fn started(&self) -> MutexGuard<'_, Started> {
        self.0.started.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn token(&self, host: &str) -> String {
        let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, &self.0.secret);
        let tag = ring::hmac::sign(&key, host.as_bytes());
        tag.as_ref()[..16].iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl Unproven {
    fn new(target: &Target, token: &str) -> Self {
        let is_name = target.url.domain().is_some();
        Self {
            host: target.host.clone(),
            line: format!("corsmith-owner={token}"),
            url: target.at(OWNER_PATH).url.to_string(),
            record: is_name.then(|| format!("{OWNER_LABEL}.{}", target.host)),
        }
    }
}

/// The reports. Each counts as at least its share, so that there are never more than
/// [`MAX_REPORTS`].
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

fn full() -> Refusal {
    Refusal::Busy("Many scans are waiting already.".to_owned(), BUSY_SECONDS)
}

fn scan_options(wish: &Wish, label: Label) -> ScanOptions {
    let options = if wish.is_own { ScanOptions::active } else { ScanOptions::passive };
    // The token is that of one host.
    ScanOptions { budget: BUDGET, reach: RedirectReach::Host, ..options(label) }
}

/// The report of a scan; `None` if judging it fails, which is a bug.
async fn run(
    client: &Client,
    target: Target,
    options: ScanOptions,
    profile: Profile,
    teller: &Teller,
) -> Option<ScanReport> {
    let started_at = now();
    let mut recording = Recording::new(target);
    let mut session = Told { transport: client.session(), sent: 0, teller };
    let asking = record(&mut session, &mut recording, &options);
    if timeout(TARGET_DEADLINE + GRACE, asking).await.is_err() {
        recording.cut_short = Some("the time is up".to_owned());
    }
    drop(session);
    // A page can be long: those who wait for an answer of this site do not wait for that.
    let judging = tokio::task::spawn_blocking(move || {
        let judgement = judge(&recording, &JudgeOptions { profile, ..JudgeOptions::default() });
        let mut report = ScanReport::new(recording, judgement, profile, started_at);
        kept::drop_unshown(&mut report);
        report
    });
    judging.await.ok()
}

/// Tells how many requests were sent.
struct Told<'a, T> {
    transport: T,
    sent: usize,
    teller: &'a Teller,
}

impl<T: Transport> Transport for Told<'_, T> {
    async fn exchange(&mut self, request: &Request) -> Exchange {
        self.sent += 1;
        self.teller.tell(Progress::Asking { sent: self.sent });
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

#[cfg(test)]
mod tests {
    use super::*;

    impl Scanning {
        /// One that scans this machine.
        pub(crate) fn of_this_machine() -> Self {
            let addresses = AddressPolicy::AllowPrivate;
            Self::new(&ScanningOptions { addresses, ..ScanningOptions::default() }).unwrap()
        }

        /// A scan whose task has died.
        pub(crate) fn dead_job(&self) -> Job {
            let (teller, progress) = Teller::new();
            drop(teller);
            let job = Job { progress, ..waiting() };
            self.0.jobs.insert(job.id.clone(), job.clone());
            job
        }
    }

    fn waiting() -> Job {
        let (_, progress) = Teller::new();
        let id = JobId::random().unwrap();
        Job { id, url: "https://a.example/".to_owned(), progress, bytes: 0 }
    }

    #[test]
    fn a_new_scan_gets_in_however_often_the_others_are_asked_for() {
        let jobs = jobs();
        let mut first = Vec::new();
        for _ in 0..MAX_REPORTS {
            let job = waiting();
            jobs.insert(job.id.clone(), job.clone());
            first.push(job.id);
        }
        for id in first.iter().chain(&first).chain(&first) {
            jobs.get(id);
        }
        for _ in 0..100 {
            let job = waiting();
            jobs.insert(job.id.clone(), job.clone());
            jobs.run_pending_tasks();
            assert!(jobs.get(&job.id).is_some());
        }
        assert!(jobs.entry_count() <= MAX_REPORTS as u64, "{}", jobs.entry_count());
        assert!(jobs.get(&first[0]).is_none() && jobs.get(&first[MAX_REPORTS - 1]).is_some());
    }

    #[test]
    fn long_reports_are_fewer() {
        let jobs = jobs();
        for _ in 0..100 {
            let job = Job { bytes: MAX_REPORTS_BYTES / 10, ..waiting() };
            jobs.insert(job.id.clone(), job.clone());
            jobs.run_pending_tasks();
            assert!(jobs.get(&job.id).is_some());
        }
        assert_eq!(jobs.entry_count(), 10);
    }

    #[tokio::test]
    async fn a_scan_that_failed_is_not_given_to_the_next_one() {
        let scanning = Scanning::of_this_machine();
        let url = "http://127.0.0.1:9/".to_owned();
        let wish = Wish { url, is_api: false, is_own: false };
        let dead = scanning.dead_job();
        scanning.0.recent.insert(wish.clone(), dead.id.clone());
        let job = scanning.start(wish, IpAddr::from([127, 0, 0, 1])).await.unwrap();
        assert_ne!(job.id, dead.id);
    }

    #[test]
    fn a_token_is_that_of_one_host_and_of_one_server() {
        let [one, other] = [Scanning::of_this_machine(), Scanning::of_this_machine()];
        assert_eq!(one.token("a.example"), one.clone().token("a.example"));
        assert_ne!(one.token("a.example"), one.token("b.example"));
        assert_ne!(one.token("a.example"), other.token("a.example"));
    }
}
