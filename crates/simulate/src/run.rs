//! Running cases and sequences.

use std::time::Duration;

use corsmith_fetch::{Browser, CacheEntry, Granted, Outcome, Profile, fetch};
use serde_json::Number;

use crate::case::{CacheEntryWire, Case, Sequence};
use crate::convert::{Unusable, request_init};
use crate::expectation::{unmet, unmet_cache};
use crate::read::InvalidCase;
use crate::script::Script;
use crate::verdict::{FailureWire, Verdict};

/// Runs a case in a browser just started. A case that cannot be run gives a verdict that says so.
#[must_use]
pub fn run_case(case: &Case, profile: Profile) -> Verdict {
    run_in(case, &case.id, &mut Browser::new(profile))
}

/// The verdict on what could not be read as a case.
#[must_use]
pub fn run_invalid(invalid: &InvalidCase) -> Verdict {
    Verdict::invalid(&invalid.id, &invalid.message)
}

/// Runs the steps of a sequence in one browser: of `profile` if it is given, else of the sequence's
/// own.
///
/// The sequence's `max_age_cap` holds for the standard; an engine has its own unless the sequence
/// gives one.
#[must_use]
pub fn run_sequence(sequence: &Sequence, profile: Option<Profile>) -> Vec<Verdict> {
    let named = match &*sequence.profile {
        "spec" => Some(Profile::STANDARD),
        name => Profile::from_name(name),
    };
    let Some(profile) = profile.or(named) else {
        let known = "`spec`, `standard`, `chromium`, `firefox` and `webkit`";
        let message = format!("`profile`: there is no `{}`, only {known}", sequence.profile);
        return vec![Verdict::invalid(&sequence.id, &message)];
    };
    let cap = sequence.max_age_cap.or(profile.max_age_cap_seconds());
    let mut browser = Browser::new(profile.with_max_age_cap_seconds(cap));
    let mut verdicts = Vec::with_capacity(sequence.steps.len());
    for (index, step) in sequence.steps.iter().enumerate() {
        let id = format!("{}#{index}", sequence.id);
        let Some(at) = time(step.at).filter(|at| *at >= browser.now) else {
            let message = format!("`at`: {} is no time after the step before it", step.at);
            verdicts.push(Verdict::invalid(&id, &message));
            continue;
        };
        browser.now = at;
        let mut verdict = run_in(&step.case, &id, &mut browser);
        browser.cache.expire(at);
        let entries: Vec<_> = browser.cache.entries().iter().map(wire).collect();
        if let Some(expected) = &step.cache_after {
            verdict.unmet.extend(unmet_cache(expected, &entries));
        }
        verdict.cache_after = Some(entries);
        verdicts.push(verdict);
    }
    verdicts
}

fn run_in(case: &Case, id: &str, browser: &mut Browser) -> Verdict {
    let init = match request_init(&case.page_origin, &case.request) {
        Ok(init) => init,
        Err(Unusable::Invalid { path, why }) => {
            return Verdict::invalid(id, &format!("`{path}`: {why}"));
        }
        Err(Unusable::Throws(error)) => {
            let mut verdict = Verdict::of(id, Outcome::threw(error, browser));
            verdict.unmet = unmet(case, &verdict);
            return verdict;
        }
    };
    let mut script = Script::new(&case.exchanges);
    let outcome = fetch(&init, browser, &mut script);
    let mut verdict = Verdict::of(id, outcome);
    if let Some(fault) = script.fault() {
        blame(&mut verdict, fault);
    }
    verdict.unmet = unmet(case, &verdict);
    verdict
}

/// Puts the case's own fault in place of what came of it.
fn blame(verdict: &mut Verdict, fault: FailureWire) {
    if fault.code == "case-invalid" {
        (verdict.result, verdict.response_type) = (None, None);
    }
    verdict.failure = Some(fault);
}

fn time(seconds: f64) -> Option<Duration> {
    Duration::try_from_secs_f64(seconds).ok()
}

fn wire(entry: &CacheEntry) -> CacheEntryWire {
    let (method, header_name) = match &entry.granted {
        Granted::Method(method) => (Some(method.clone()), None),
        Granted::HeaderName(name) => (None, Some(name.clone())),
    };
    CacheEntryWire {
        origin: entry.origin.clone(),
        url: entry.url.clone(),
        credentials: entry.credentials,
        method,
        header_name,
        max_age: entry.max_age_seconds,
        stored_at: number(entry.stored_at),
    }
}

/// Whole seconds as an integer.
fn number(time: Duration) -> Number {
    if time.subsec_nanos() == 0 {
        return time.as_secs().into();
    }
    Number::from_f64(time.as_secs_f64()).unwrap_or_else(|| time.as_secs().into())
}
