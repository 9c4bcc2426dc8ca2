//! `corsmith.simulate/v1`.

use corsmith_fetch::{Decision, TraceEntry};
use corsmith_simulate::{CaseRequest, Credentials, Fix, InBrowser, Mode, Redirect, Story};
use indexmap::IndexMap;
use serde::Serialize;
use utoipa::ToSchema;

use super::difference::EngineDifference;
use super::exchange::SimulatedExchange;
use super::verdict::SimulatedVerdict;
use crate::HeaderField;

/// The story of a `fetch()`: `corsmith.simulate/v1`. Strings from the wire have one code point a
/// byte.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SimulateDocument {
    /// `corsmith.simulate/v1`.
    pub schema: &'static str,
    /// The page's origin, as it was given.
    pub page_origin: String,
    /// What the page gave to `fetch()`.
    pub request: RequestedFetch,
    /// What came of it, by profile, the main one first.
    pub verdicts: IndexMap<String, SimulatedVerdict>,
    /// The three questions, answered for the main profile.
    pub questions: SimulatedQuestions,
    /// What crosses the wire with the main profile.
    pub exchanges: Vec<SimulatedExchange>,
    /// How each engine compares with the standard; null where it was not compared.
    pub differences: IndexMap<String, EngineDifference>,
    /// By engine, the error that the page's code gets.
    pub page_error: IndexMap<String, Option<String>>,
    /// By engine, what it prints to its console.
    pub console: IndexMap<String, Vec<String>>,
    /// What to do, where it fails.
    pub fix: Option<SimulatedFix>,
    /// What is not simulated and may matter.
    pub warnings: Vec<String>,
    /// Every step of the standard with the main profile; left out unless asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trace: Option<Vec<TraceStep>>,
}

/// What a page gives to `fetch()`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct RequestedFetch {
    /// The URL.
    pub url: String,
    /// The method.
    pub method: String,
    /// The headers.
    pub headers: Vec<HeaderField>,
    /// The credentials mode.
    pub credentials: Credentials,
    /// The request mode.
    pub mode: Mode,
    /// The redirect mode.
    pub redirect: Redirect,
    /// The referrer policy, if one was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub referrer_policy: Option<String>,
    /// There, and true, where a preflight is sent in any case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub use_cors_preflight_flag: Option<bool>,
}

/// The three questions, in sentences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SimulatedQuestions {
    /// Is it cross-origin?
    pub is_cross_origin: String,
    /// May it be sent?
    pub may_be_sent: String,
    /// May it be read?
    pub may_be_read: String,
}

/// What to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SimulatedFix {
    /// The code of the cause.
    pub cause: Option<&'static str>,
    /// What to do, a sentence or two each.
    pub sentences: Vec<String>,
}

/// A step of the Fetch standard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TraceStep {
    /// The step's name.
    pub step: String,
    /// Where it stands.
    pub url: String,
    /// `goes-on` or `stops`.
    pub decision: &'static str,
    /// What was compared.
    pub because: String,
    /// How many exchanges had been made.
    pub exchanges: usize,
}

impl SimulateDocument {
    /// The document of `story`, which is about `request` of a page of `page_origin`.
    ///
    /// ```
    /// use corsmith_operations::{SimulateDocument, SimulateRequest, story};
    ///
    /// let policy = "[policy]\nallow-origins = ['https://app.example.com']\n";
    /// let (page, url) = ("https://app.example.com", "https://api.example.com/");
    /// let request = SimulateRequest::of(policy, page, url);
    /// let document = SimulateDocument::new(&story(&request)?, page, &request.case());
    /// assert_eq!(document.exchanges.len(), 1);
    /// # Ok::<(), corsmith_operations::Problem>(())
    /// ```
    #[must_use]
    pub fn new(story: &Story, page_origin: &str, request: &CaseRequest) -> Self {
        let engines = story.browsers.iter().map(|browser| &browser.run);
        let runs = [&story.main].into_iter().chain(engines);
        let verdicts = runs.map(|run| (run.profile.name().to_owned(), SimulatedVerdict::of(run)));
        let questions = &story.questions;
        Self {
            schema: "corsmith.simulate/v1",
            page_origin: page_origin.to_owned(),
            request: RequestedFetch::of(request),
            verdicts: verdicts.collect(),
            questions: SimulatedQuestions {
                is_cross_origin: questions.is_cross_origin.clone(),
                may_be_sent: questions.may_be_sent.clone(),
                may_be_read: questions.may_be_read.clone(),
            },
            exchanges: story.main.exchanges.iter().map(SimulatedExchange::of).collect(),
            differences: by_engine(story, |it| EngineDifference::of(it.difference.as_ref())),
            page_error: by_engine(story, |it| it.page_error.map(str::to_owned)),
            console: by_engine(story, |it| it.console.clone()),
            fix: story.fix.as_ref().map(SimulatedFix::of),
            warnings: story.warnings.clone(),
            trace: None,
        }
    }

    /// The same with every step of the standard.
    ///
    /// ```
    /// use corsmith_operations::{SimulateRequest, simulate};
    ///
    /// let policy = "[policy]\nallow-origins = ['https://app.example.com']\n";
    /// let (page, url) = ("https://app.example.com", "https://api.example.com/");
    /// let request = SimulateRequest { trace: true, ..SimulateRequest::of(policy, page, url) };
    /// assert!(!simulate(&request)?.trace.unwrap().is_empty());
    /// # Ok::<(), corsmith_operations::Problem>(())
    /// ```
    #[must_use]
    pub fn with_trace(self, story: &Story) -> Self {
        Self { trace: Some(story.main.trace.iter().map(TraceStep::of).collect()), ..self }
    }
}

fn by_engine<T>(story: &Story, value: impl Fn(&InBrowser) -> T) -> IndexMap<String, T> {
    let browsers = story.browsers.iter();
    browsers.map(|browser| (browser.run.profile.name().to_owned(), value(browser))).collect()
}

impl RequestedFetch {
    fn of(request: &CaseRequest) -> Self {
        Self {
            url: request.url.clone(),
            method: request.method.clone(),
            headers: HeaderField::list(&request.headers),
            credentials: request.credentials,
            mode: request.mode,
            redirect: request.redirect,
            referrer_policy: request.referrer_policy.clone(),
            use_cors_preflight_flag: request.use_cors_preflight_flag.then_some(true),
        }
    }
}

impl SimulatedFix {
    fn of(fix: &Fix) -> Self {
        Self { cause: fix.cause.map(|cause| cause.code), sentences: fix.sentences.clone() }
    }
}

impl TraceStep {
    fn of(entry: &TraceEntry) -> Self {
        Self {
            step: entry.step.to_string(),
            url: entry.step.url(),
            decision: match entry.decision {
                Decision::GoesOn => "goes-on",
                Decision::Stops => "stops",
            },
            because: entry.because.clone(),
            exchanges: entry.exchanges,
        }
    }
}
