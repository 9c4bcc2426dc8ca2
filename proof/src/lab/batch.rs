//! Experiments that a page runs in one go: how they are told to it, and what came of each.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::STEP_TIMEOUT;
use super::experiment::{Answer, Experiment, FetchInit, Host, Page};
use super::observation::{Observation, Outcome, StepObservation, WireRequest};
use super::origins::Origins;

/// How many experiments of one step run at a time. Browsers have six connections to a host, and Chromium holds that of a
/// redirect while the preflight of the next hop waits for one: with more than five, all six can be held.
const CONCURRENCY: usize = 5;
/// Firefox's preflight cache holds 100 URLs and forgets the oldest, and a cache is what steps are for; so no more URLs
/// than this are in one wave. Waves before it are older.
const URLS_IN_A_WAVE: usize = 80;
/// The page reports in pieces of so many experiments.
const REPORT_EVERY: usize = 25;

#[derive(Debug)]
pub(super) struct Batch {
    number: u64,
    /// Why the page cannot go on with it.
    pub(super) failure: Option<String>,
    pub(super) running: Vec<Running>,
}

/// An experiment and what has been seen of it.
#[derive(Debug)]
pub(super) struct Running {
    pub(super) experiment: Experiment,
    /// The step that requests belong to.
    pub(super) step: usize,
    /// How many answers are being written.
    pub(super) open: usize,
    /// Requests with their steps.
    pub(super) log: Vec<(usize, WireRequest)>,
    /// What the page reported.
    pub(super) outcomes: Option<Vec<Outcome>>,
}

impl Batch {
    pub(super) fn new(number: u64, experiments: &[Experiment]) -> Self {
        let running = experiments.iter().cloned().map(|experiment| Running {
            experiment,
            step: 0,
            open: 0,
            log: Vec::new(),
            outcomes: None,
        });
        Self { number, failure: None, running: running.collect() }
    }

    pub(super) fn len(&self) -> usize {
        self.running.len()
    }

    pub(super) fn reported(&self) -> usize {
        self.running.iter().filter(|running| running.outcomes.is_some()).count()
    }

    /// Whether no answer of an experiment is being written.
    pub(super) fn is_quiet(&self, n: usize) -> bool {
        self.running.get(n).is_none_or(|running| running.open == 0)
    }

    pub(super) fn into_observations(self) -> Vec<Observation> {
        self.running.into_iter().map(Running::into_observation).collect()
    }

    /// What the page is told, see `page/run.js`.
    pub(super) fn to_json(&self, origins: &Origins) -> Value {
        let (single, several): (Vec<_>, Vec<_>) =
            (0..self.len()).partition(|&n| self.running[n].experiment.steps.len() <= 1);
        let mut waves = vec![(CONCURRENCY, single)];
        let mut urls = usize::MAX;
        for n in several {
            let needs = self.running[n].cached_urls();
            if urls.saturating_add(needs) > URLS_IN_A_WAVE {
                waves.push((0, Vec::new()));
                urls = 0;
            }
            if let Some((concurrency, wave)) = waves.last_mut() {
                *concurrency += 1;
                wave.push(n);
                urls += needs;
            }
        }
        let waves = waves.into_iter().map(|(concurrency, experiments)| {
            let experiments = experiments.into_iter().map(|n| {
                self.running[n].experiment.to_json(n, &format!("/{}-{n}", self.number), origins)
            });
            json!({ "concurrency": concurrency, "experiments": experiments.collect::<Value>() })
        });
        json!({
            "id": self.number,
            "timeout": milliseconds(STEP_TIMEOUT),
            "reportEvery": REPORT_EVERY,
            "waves": waves.collect::<Value>(),
        })
    }
}

impl Running {
    /// The answer of a resource in the present step; 404 for a URL that is none.
    pub(super) fn answer(&self, host: Host, path: &str, is_preflight: bool) -> Answer {
        let resource = self
            .experiment
            .site
            .iter()
            .find(|resource| resource.host == host && resource.path == path);
        let Some(resource) = resource else {
            return Answer { status: 404, headers: Vec::new() };
        };
        match (&resource.later, is_preflight) {
            (Some(later), true) if self.step > 0 => later.0.clone(),
            (Some(later), false) if self.step > 0 => later.1.clone(),
            (_, true) => resource.preflight.clone(),
            (_, false) => resource.actual.clone(),
        }
    }

    /// The most entries of Firefox's preflight cache that it can fill: one for a URL and a state of credentials.
    fn cached_urls(&self) -> usize {
        let modes: BTreeSet<_> =
            self.experiment.steps.iter().map(|step| step.request.credentials).collect();
        self.experiment.site.len() * modes.len()
    }

    fn into_observation(self) -> Observation {
        let outcomes = self.outcomes.unwrap_or_default();
        let steps = outcomes.into_iter().enumerate().map(|(step, outcome)| {
            let requests = self.log.iter().filter(|(of, _)| *of == step);
            let requests = requests.map(|(_, request)| request.clone()).collect();
            StepObservation { outcome, requests }
        });
        Observation { id: self.experiment.id, steps: steps.collect() }
    }
}

impl Experiment {
    fn to_json(&self, n: usize, prefix: &str, origins: &Origins) -> Value {
        let steps = self.steps.iter().map(|step| {
            let FetchInit {
                resource,
                method,
                headers,
                credentials,
                mode,
                redirect,
                referrer_policy,
            } = &step.request;
            // An index out of range shows as a URL that is nobody's.
            let resource = self.site.get(*resource);
            let (host, path) =
                resource.map_or((Host::Own, "/no-such-resource"), |it| (it.host, it.path.as_str()));
            let headers = headers.iter().map(|(name, value)| json!([name, isomorphic(value)]));
            json!({
                "at": milliseconds(step.at),
                "url": origins.url(prefix, host, path),
                "init": {
                    "method": method,
                    "headers": headers.collect::<Value>(),
                    "credentials": credentials.to_string(),
                    "mode": mode.to_string(),
                    "redirect": redirect.to_string(),
                    "referrerPolicy": referrer_policy.to_string(),
                },
            })
        });
        json!({ "n": n, "opaque": self.page == Page::Opaque, "steps": steps.collect::<Value>() })
    }
}

/// [Isomorphic decoding](https://infra.spec.whatwg.org/#isomorphic-decode).
fn isomorphic(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| char::from(byte)).collect()
}

fn milliseconds(duration: std::time::Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

/// What `page/attempt.js` returned.
pub(super) fn read_outcome(value: &Value) -> Option<Outcome> {
    match value.as_str() {
        Some("threw") => return Some(Outcome::Threw),
        Some("network-error") => return Some(Outcome::NetworkError),
        Some("timed-out") => return Some(Outcome::TimedOut),
        _ => {}
    }
    let headers = value["headers"].as_array()?.iter();
    Some(Outcome::Response {
        kind: value["type"].as_str()?.to_owned(),
        status: u16::try_from(value["status"].as_u64()?).ok()?,
        headers: headers.map(|name| name.as_str().map(str::to_owned)).collect::<Option<_>>()?,
        redirected: value["redirected"].as_bool()?,
    })
}
