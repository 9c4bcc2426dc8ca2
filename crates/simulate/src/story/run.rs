//! What one browser does.

use corsmith_fetch::{
    Browser, Outcome, Profile, RequestError, RequestInit, Trace, TraceEntry, fetch,
};

use crate::story::recorder::{Answer, Network, Recorded, Recorder};
use crate::verdict::{FailureWire, Verdict, sentence};

/// What one browser, just started, does.
#[derive(Clone, Debug)]
pub struct Run {
    /// Whose behaviour it has.
    pub profile: Profile,
    /// How it ended. Where a request was [withheld](Run::withheld) this says nothing about a browser.
    pub outcome: Outcome,
    /// What crossed the wire, in order.
    pub exchanges: Vec<Recorded>,
    /// The steps of the standard that were taken.
    pub trace: Vec<TraceEntry>,
    /// For how many seconds the longest entry of the CORS-preflight cache is kept; `None` where it
    /// has none.
    pub keeps_preflight_seconds: Option<u64>,
}

impl Run {
    pub(super) fn of<N: Network>(
        init: &RequestInit,
        profile: Profile,
        recorder: &mut Recorder<N>,
    ) -> Self {
        let mut browser = Browser::new(profile);
        browser.trace = Trace::on();
        let outcome = fetch(init, &mut browser, recorder);
        let kept = browser.cache.entries().iter().map(|entry| entry.max_age_seconds).max();
        Self {
            profile,
            outcome,
            exchanges: recorder.end_run(),
            trace: browser.trace.entries().to_vec(),
            keeps_preflight_seconds: kept,
        }
    }

    pub(super) fn threw(profile: Profile, error: RequestError) -> Self {
        let mut browser = Browser::new(profile);
        browser.trace = Trace::on();
        let outcome = Outcome::threw(error, &mut browser);
        Self {
            profile,
            outcome,
            exchanges: Vec::new(),
            trace: browser.trace.entries().to_vec(),
            keeps_preflight_seconds: None,
        }
    }

    /// Why a request was not sent, if one was not.
    #[must_use]
    pub fn withheld(&self) -> Option<&str> {
        self.exchanges.iter().find_map(|recorded| match &recorded.answer {
            Answer::Withheld(why) => Some(why.as_str()),
            _ => None,
        })
    }

    pub(super) fn is_complete(&self) -> bool {
        self.withheld().is_none()
    }

    /// The exchange whose response is at fault.
    #[must_use]
    pub fn at_fault(&self) -> Option<&Recorded> {
        let failure = self.outcome.result.as_ref().err()?;
        self.exchanges.get(failure.exchange?)
    }

    /// The same as one verdict. Where a request was withheld it has no result, and its failure has
    /// the code `withheld`.
    #[must_use]
    pub fn verdict(&self, id: &str) -> Verdict {
        let mut verdict = Verdict::of(id, self.outcome.clone());
        if let Some(why) = self.withheld() {
            (verdict.result, verdict.response_type) = (None, None);
            verdict.failure = Some(FailureWire {
                code: "withheld".into(),
                step: None,
                exchange: self.exchanges.len().checked_sub(1),
                message: sentence(why),
            });
        }
        verdict
    }
}
