//! What happened, step by step, in the standard's own numbers.

use std::fmt;

/// An algorithm of the standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the standard's own names; `name` spells them")]
pub enum Algorithm {
    RequestConstructor,
    MainFetch,
    SchemeFetch,
    HttpFetch,
    CorsPreflightFetch,
    CorsPreflightCache,
    CorsCheck,
    CrossOriginResourcePolicyCheck,
    HttpRedirectFetch,
    HttpNetworkOrCacheFetch,
    AppendRequestOriginHeader,
    TaoCheck,
    FilteredResponse,
}

impl Algorithm {
    /// Its name, and its anchor in the standard.
    const fn entry(self) -> (&'static str, &'static str) {
        match self {
            Self::RequestConstructor => ("new Request(input, init)", "dom-request"),
            Self::MainFetch => ("main fetch", "main-fetch"),
            Self::SchemeFetch => ("scheme fetch", "scheme-fetch"),
            Self::HttpFetch => ("HTTP fetch", "http-fetch"),
            Self::CorsPreflightFetch => ("CORS-preflight fetch", "cors-preflight-fetch-0"),
            Self::CorsPreflightCache => ("CORS-preflight cache", "cors-preflight-cache"),
            Self::CorsCheck => ("CORS check", "concept-cors-check"),
            Self::CrossOriginResourcePolicyCheck => {
                ("cross-origin resource policy check", "cross-origin-resource-policy-check")
            }
            Self::HttpRedirectFetch => ("HTTP-redirect fetch", "http-redirect-fetch"),
            Self::HttpNetworkOrCacheFetch => {
                ("HTTP-network-or-cache fetch", "http-network-or-cache-fetch")
            }
            Self::AppendRequestOriginHeader => {
                ("append a request Origin header", "append-a-request-origin-header")
            }
            Self::TaoCheck => ("TAO check", "concept-tao-check"),
            Self::FilteredResponse => ("filtered response", "concept-filtered-response"),
        }
    }

    /// The name, as the standard spells it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.entry().0
    }

    /// The anchor, without `#`.
    #[must_use]
    pub const fn anchor(self) -> &'static str {
        self.entry().1
    }
}

/// A step of an algorithm: the number is the standard's (of July 2026), empty for an algorithm that
/// has none.
///
/// ```
/// use corsmith_fetch::{Algorithm, Step};
///
/// let step = Step { algorithm: Algorithm::CorsCheck, number: "4" };
/// assert_eq!(step.to_string(), "CORS check, step 4");
/// assert_eq!(step.url(), "https://fetch.spec.whatwg.org/#concept-cors-check");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Step {
    /// The algorithm.
    pub algorithm: Algorithm,
    /// The number of the step.
    pub number: &'static str,
}

impl Step {
    pub(crate) const fn new(algorithm: Algorithm, number: &'static str) -> Self {
        Self { algorithm, number }
    }

    /// Where the standard has it.
    #[must_use]
    pub fn url(self) -> String {
        format!("https://fetch.spec.whatwg.org/#{}", self.algorithm.anchor())
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.algorithm.name())?;
        if self.number.is_empty() { Ok(()) } else { write!(f, ", step {}", self.number) }
    }
}

/// How a step ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Decision {
    /// The fetch goes on.
    GoesOn,
    /// The fetch ends with a network error.
    Stops,
}

/// One step that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TraceEntry {
    /// Which.
    pub step: Step,
    /// How it ended.
    pub decision: Decision,
    /// What was compared with what, and what follows: a sentence without a full stop.
    pub because: String,
    /// How many requests had been sent when it was taken.
    pub exchanges: usize,
}

/// The steps that a fetch took; or nothing, for those who only want the outcome.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace(Option<Vec<TraceEntry>>);

impl Trace {
    /// Records nothing and costs nothing.
    #[must_use]
    pub const fn off() -> Self {
        Self(None)
    }

    /// Records every step.
    #[must_use]
    pub const fn on() -> Self {
        Self(Some(Vec::new()))
    }

    /// The steps, in order; none of [`Trace::off`].
    #[must_use]
    pub fn entries(&self) -> &[TraceEntry] {
        self.0.as_deref().unwrap_or_default()
    }

    pub(crate) fn goes_on(
        &mut self,
        step: Step,
        exchanges: usize,
        because: impl FnOnce() -> String,
    ) {
        self.push(step, Decision::GoesOn, exchanges, because);
    }

    pub(crate) fn stops(&mut self, step: Step, exchanges: usize, because: impl FnOnce() -> String) {
        self.push(step, Decision::Stops, exchanges, because);
    }

    fn push(
        &mut self,
        step: Step,
        decision: Decision,
        exchanges: usize,
        because: impl FnOnce() -> String,
    ) {
        if let Some(entries) = &mut self.0 {
            entries.push(TraceEntry { step, decision, because: because(), exchanges });
        }
    }
}
