//! What a browser did in an experiment.

use std::fmt;

/// What was seen of an [`Experiment`](super::Experiment), in its abstract terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    /// The experiment's.
    pub id: String,
    /// One for each step.
    pub steps: Vec<StepObservation>,
}

/// What was seen of one `fetch()`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepObservation {
    /// What the page saw.
    pub outcome: Outcome,
    /// What reached the server, in order.
    pub requests: Vec<WireRequest>,
}

/// How a `fetch()` ended for the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// `new Request()` threw: nothing was sent.
    Threw,
    /// `fetch()` rejected.
    NetworkError,
    /// `fetch()` resolved.
    Response {
        /// `Response.type`: `basic`, `cors`, `opaque` or `opaqueredirect`.
        kind: String,
        /// `Response.status`.
        status: u16,
        /// The names in `Response.headers`, lower-case, sorted, each once.
        headers: Vec<String>,
        /// `Response.redirected`.
        redirected: bool,
    },
    /// Nothing came for [`STEP_TIMEOUT`](super::STEP_TIMEOUT).
    TimedOut,
}

/// A request as the server received it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WireRequest {
    /// The method, byte for byte.
    pub method: String,
    /// The resource's URL, such as `{other}/0?x`.
    pub url: String,
    /// All lines in order; names in lower case, values without the surrounding white space.
    pub headers: Vec<(String, Vec<u8>)>,
}

impl WireRequest {
    /// Whether it is a CORS-preflight request: OPTIONS with Access-Control-Request-Method, which no script can send.
    #[must_use]
    pub fn is_preflight(&self) -> bool {
        self.method == "OPTIONS" && self.header("access-control-request-method").is_some()
    }

    /// The value of the first line of this name, given in lower case.
    ///
    /// ```
    /// use corsmith_proof::lab::WireRequest;
    ///
    /// let headers = vec![("origin".to_owned(), b"{own}".to_vec())];
    /// let request = WireRequest { method: "GET".to_owned(), url: "{other}/0".to_owned(), headers };
    /// assert_eq!(request.header("origin"), Some(&b"{own}"[..]));
    /// ```
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&[u8]> {
        let line = self.headers.iter().find(|(have, _)| have == name);
        line.map(|(_, value)| value.as_slice())
    }
}

/// `GET {other}/0`, then a line for each header, indented; bytes that are no UTF-8 show as U+FFFD.
impl fmt::Display for WireRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.url)?;
        for (name, value) in &self.headers {
            write!(f, "\n  {name}: {}", String::from_utf8_lossy(value))?;
        }
        Ok(())
    }
}

/// `threw`, `network error`, `timed out`, or such as `cors 200 [x-a, x-b] redirected`.
impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Threw => f.write_str("threw"),
            Self::NetworkError => f.write_str("network error"),
            Self::TimedOut => f.write_str("timed out"),
            Self::Response { kind, status, headers, redirected } => {
                write!(f, "{kind} {status} [{}]", headers.join(", "))?;
                f.write_str(if *redirected { " redirected" } else { "" })
            }
        }
    }
}

/// The outcome, then the requests.
impl fmt::Display for StepObservation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.outcome)?;
        self.requests.iter().try_for_each(|request| write!(f, "\n{request}"))
    }
}
