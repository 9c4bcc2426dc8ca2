//! What browsers make of a page's `fetch()` to a server with a policy.

mod against_policy;
mod difference;
mod document;
mod exchange;
mod verdict;

use corsmith_fetch::{Engine, Profile};
use corsmith_simulate::{CaseRequest, Credentials, Mode, Redirect, Story};
use schemars::JsonSchema;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{HeaderField, PolicyFormat, PolicyText, Problem, limits};

pub use against_policy::{against_policy, application_answer};
pub use difference::{DeviationNote, Disagreement, EngineDifference};
pub use document::{RequestedFetch, SimulateDocument, SimulatedFix, SimulatedQuestions, TraceStep};
pub use exchange::{SimulatedAnswer, SimulatedExchange, SimulatedRequest};
pub use verdict::{SentRequest, SimulatedFailure, SimulatedVerdict};

/// A page's `fetch()` to a server with a policy.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SimulateRequest {
    /// The policy: a Corsmith policy document as TOML, YAML or JSON.
    pub policy: String,
    /// How the policy is written; by default JSON if it starts with `{`, else TOML.
    #[serde(default)]
    pub format: Option<PolicyFormat>,
    /// The environment of the policy to use, such as `staging`.
    #[serde(default)]
    pub environment: Option<String>,
    /// The page's origin, such as `https://app.example.com`; `null` is a sandboxed frame's.
    pub page_origin: String,
    /// What the page asks for: an absolute URL.
    pub url: String,
    /// The method.
    #[serde(default = "get")]
    pub method: String,
    /// The headers that the page sets.
    #[serde(default)]
    #[schema(max_items = 256)]
    #[schemars(length(max = 256))]
    pub headers: Vec<HeaderField>,
    /// Whether cookies are sent.
    #[serde(default)]
    pub credentials: Credentials,
    /// The request mode.
    #[serde(default)]
    pub mode: Mode,
    /// What becomes of redirects.
    #[serde(default)]
    pub redirect: Redirect,
    /// The referrer policy; it decides the Origin header of requests outside the CORS protocol.
    #[serde(default)]
    pub referrer_policy: Option<String>,
    /// Whether there are upload listeners, or the body is a stream: a preflight in any case.
    #[serde(default)]
    pub use_cors_preflight_flag: bool,
    /// Whose behaviour.
    #[serde(default)]
    pub browser: BrowserName,
    /// The status with which the application behind the policy answers; by default 200.
    #[serde(default)]
    #[schema(minimum = 200, maximum = 599)]
    #[schemars(range(min = 200, max = 599))]
    pub status: Option<u16>,
    /// The headers of that answer; a `Content-Type` is added if there is none.
    #[serde(default)]
    #[schema(max_items = 256)]
    #[schemars(length(max = 256))]
    pub answer_headers: Vec<HeaderField>,
    /// Whether the document has every step of the Fetch standard.
    #[serde(default)]
    pub trace: bool,
}

fn get() -> String {
    "GET".to_owned()
}

/// Whose behaviour is simulated.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BrowserName {
    /// The Fetch standard to the letter.
    Standard,
    /// Chrome, Edge, Opera.
    Chromium,
    /// Firefox.
    Firefox,
    /// Safari, and every browser on iOS.
    Webkit,
    /// The standard, then each engine.
    #[default]
    All,
}

impl BrowserName {
    /// The profiles that are meant; the first is the main one.
    ///
    /// ```
    /// use corsmith_operations::BrowserName;
    ///
    /// assert_eq!(BrowserName::All.profiles().len(), 4);
    /// ```
    #[must_use]
    pub const fn profiles(self) -> &'static [Profile] {
        match self {
            Self::Standard => &[Profile::STANDARD],
            Self::Chromium => const { &[Profile::of(Engine::Chromium)] },
            Self::Firefox => const { &[Profile::of(Engine::Firefox)] },
            Self::Webkit => const { &[Profile::of(Engine::WebKit)] },
            Self::All => &Profile::ALL,
        }
    }
}

impl SimulateRequest {
    /// `fetch(url)` on a page of `page_origin`, in every browser.
    ///
    /// ```
    /// use corsmith_operations::SimulateRequest;
    ///
    /// let request = SimulateRequest::of("", "https://app.example.com", "https://api.example.com/");
    /// assert_eq!(request.method, "GET");
    /// ```
    #[must_use]
    pub fn of(
        policy: impl Into<String>,
        page_origin: impl Into<String>,
        url: impl Into<String>,
    ) -> Self {
        Self {
            policy: policy.into(),
            format: None,
            environment: None,
            page_origin: page_origin.into(),
            url: url.into(),
            method: get(),
            headers: Vec::new(),
            credentials: Credentials::default(),
            mode: Mode::default(),
            redirect: Redirect::default(),
            referrer_policy: None,
            use_cors_preflight_flag: false,
            browser: BrowserName::default(),
            status: None,
            answer_headers: Vec::new(),
            trace: false,
        }
    }

    /// What the page gives to `fetch()`.
    ///
    /// ```
    /// use corsmith_operations::SimulateRequest;
    ///
    /// let request = SimulateRequest::of("", "https://app.example.com", "https://api.example.com/");
    /// assert_eq!(request.case().url, "https://api.example.com/");
    /// ```
    #[must_use]
    pub fn case(&self) -> CaseRequest {
        let headers = self.headers.iter();
        CaseRequest {
            url: self.url.clone(),
            method: self.method.clone(),
            headers: headers
                .map(|HeaderField(name, value)| (name.clone(), value.clone()))
                .collect(),
            credentials: self.credentials,
            mode: self.mode,
            redirect: self.redirect,
            referrer_policy: self.referrer_policy.clone(),
            use_cors_preflight_flag: self.use_cors_preflight_flag,
        }
    }

    fn check(&self) -> Result<(), Problem> {
        limits::text("page_origin", &self.page_origin)?;
        limits::text("url", &self.url)?;
        limits::text("method", &self.method)?;
        limits::text("referrer_policy", self.referrer_policy.as_deref().unwrap_or_default())?;
        limits::header_fields("headers", &self.headers)?;
        limits::header_fields("answer_headers", &self.answer_headers)?;
        match self.status {
            Some(status) if !(200..600).contains(&status) => Err(Problem::bad_request(format!(
                "`status` is {status}, and the status of an answer is from 200 to 599"
            ))),
            _ => Ok(()),
        }
    }
}

/// Simulates a `fetch()`.
///
/// # Errors
///
/// If the policy is refused, the page's origin is none, or the answer is none that a server can send.
///
/// ```
/// use corsmith_operations::{SimulateRequest, simulate};
///
/// let policy = "[policy]\nallow-origins = ['https://app.example.com']\n";
/// let request = SimulateRequest::of(policy, "https://other.example", "https://api.example.com/");
/// let document = simulate(&request)?;
/// assert_eq!(document.verdicts["firefox"].result, Some("network-error"));
/// # Ok::<(), corsmith_operations::Problem>(())
/// ```
pub fn simulate(request: &SimulateRequest) -> Result<SimulateDocument, Problem> {
    let story = story(request)?;
    let document = SimulateDocument::new(&story, &request.page_origin, &request.case());
    Ok(if request.trace { document.with_trace(&story) } else { document })
}

/// The same as a [`Story`], for people.
///
/// # Errors
///
/// Those of [`simulate()`].
///
/// ```
/// use corsmith_operations::{SimulateRequest, story};
///
/// let policy = "[policy]\nallow-origins = ['https://app.example.com']\n";
/// let request = SimulateRequest::of(policy, "https://app.example.com", "https://api.example.com/");
/// assert!(story(&request)?.main.outcome.result.is_ok());
/// # Ok::<(), corsmith_operations::Problem>(())
/// ```
pub fn story(request: &SimulateRequest) -> Result<Story, Problem> {
    request.check()?;
    let fields = request.answer_headers.iter();
    let fields: Vec<_> =
        fields.map(|field| field.to_wire("answer_headers")).collect::<Result<_, _>>()?;
    let application = application_answer(request.status, &fields);
    let environment = request.environment.as_deref();
    let policy = PolicyText { text: &request.policy, format: request.format, environment };
    let policy = policy.read()?.into_policy()?;
    let (case, profiles) = (request.case(), request.browser.profiles());
    against_policy(&policy, &request.page_origin, &case, profiles, application)
        .map_err(|message| Problem::bad_request(message.replace("request.", "")))
}
