//! What a scan is allowed to do.

use corsmith_fetch::HeaderList;

use crate::{Label, ProbeMode};

/// Most requests of a scan of one target, redirects included, unless the user says otherwise.
pub const DEFAULT_BUDGET: usize = 1_000;
/// Most redirects that are followed from one request.
pub const MAX_HOPS: usize = 10;
/// Most paths of a scan.
pub const MAX_PATHS: usize = 64;
/// Most methods of a scan.
pub const MAX_METHODS: usize = 16;
/// How many exchanges in a row may fail, or be answered 429 or 503, before the target is left alone.
pub const MAX_FAILURES: usize = 5;
/// The longest wait that a `Retry-After` may ask for, in seconds; more ends the scan.
pub const MAX_RETRY_AFTER_SECONDS: u64 = 30;

/// What a scan asks, and how much.
#[derive(Debug, Clone)]
pub struct ScanOptions {
    /// Which probes are sent: those of this mode and of the modes before it.
    pub mode: ProbeMode,
    /// The label of the scan.
    pub label: Label,
    /// Further paths, with their queries, beside that of the target.
    pub paths: Vec<String>,
    /// The methods of actual requests. Only what changes nothing on a server that keeps to HTTP:
    /// the default is `GET`.
    pub methods: Vec<String>,
    /// Origins to ask about beside those of the probes.
    pub candidates: Vec<String>,
    /// Fields for every request to the target's own origin, such as `Authorization` for a staging
    /// server. They are never sent to another origin, also not after a redirect, nor with a preflight,
    /// unless browsers themselves send them with each: `User-Agent` and `Sec-…`.
    pub headers: HeaderList,
    /// Most requests, redirects included.
    pub budget: usize,
    /// How far a redirect of the visit may lead an active scan.
    pub reach: RedirectReach,
}

/// How far a redirect of the visit may lead an active scan: where the visit itself goes, and where
/// the probes that follow it go, are two things.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum RedirectReach {
    /// To every host with the same registrable domain: whoever says that a site is theirs means all
    /// of it.
    #[default]
    Site,
    /// To the target's host and the `www.` before it: for whoever has proven no more than that one.
    Host,
}

impl ScanOptions {
    /// A scan that sends what an ordinary visit sends.
    #[must_use]
    pub fn passive(label: Label) -> Self {
        Self {
            mode: ProbeMode::Passive,
            label,
            paths: Vec::new(),
            methods: vec!["GET".to_owned()],
            candidates: Vec::new(),
            headers: HeaderList::new(),
            budget: DEFAULT_BUDGET,
            reach: RedirectReach::Site,
        }
    }

    /// A scan with every probe but those that are asked for one by one.
    #[must_use]
    pub fn active(label: Label) -> Self {
        Self { mode: ProbeMode::Active, ..Self::passive(label) }
    }
}
