//! Learning a site's policy by asking.
//!
//! Origins are learned from what is granted to candidates: those of the caller, the site's own, the
//! usual ones of development, and those that the site gives away. From each, wider patterns are
//! tried with names and ports that nobody can have listed. Methods, header names and the rest are
//! read from preflights where the site states them, and asked one by one where it does not.
//!
//! Whatever is learned has a [`Confidence`] and its evidence, which [`Inference::toml`] writes above
//! each line. What a site does that no policy can say is a warning.

mod ask;
mod candidates;
mod learned;
mod meaning;
mod names;
mod origins;
mod paths;
mod written;

use corsmith_fetch::HeaderList;
use corsmith_policy::Draft;

pub use meaning::Meaning;

use crate::{Confidence, Label, Target, Transport};
use ask::Ask;

/// Most requests of an inference unless the user says otherwise.
pub const DEFAULT_INFER_REQUESTS: usize = 3_000;
/// Most candidates of one kind that are asked about.
pub const MAX_CANDIDATES: usize = 500;

/// What an inference asks.
#[derive(Debug, Clone)]
pub struct InferOptions {
    /// The label of the run, from which the names of strangers are made.
    pub label: Label,
    /// Origins that the policy may allow. Of `https://*.example.com` the base is asked about, and
    /// its subdomains.
    pub origins: Vec<String>,
    /// Methods that the policy may allow, beside the usual ones.
    pub methods: Vec<String>,
    /// Header names that the policy may allow, beside the usual ones.
    pub header_names: Vec<String>,
    /// Paths that may have policies of their own: `/health`, or `/public/*` for all below.
    pub paths: Vec<String>,
    /// Fields for every request but preflights, such as `Authorization` for a staging server.
    pub headers: HeaderList,
    /// Most requests.
    pub max_requests: usize,
}

impl InferOptions {
    /// An inference without candidates of the caller's.
    #[must_use]
    pub fn new(label: Label) -> Self {
        Self {
            label,
            origins: Vec::new(),
            methods: Vec::new(),
            header_names: Vec::new(),
            paths: Vec::new(),
            headers: HeaderList::new(),
            max_requests: DEFAULT_INFER_REQUESTS,
        }
    }
}

/// Why a line of the draft is there.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct InferredLine {
    /// The pattern of the path policy; `None` for that of all other paths.
    pub path: Option<String>,
    /// The key.
    pub key: &'static str,
    /// The entry of a list; `None` for the whole line.
    pub entry: Option<String>,
    /// How certain it is.
    pub confidence: Confidence,
    /// What was seen: a clause without its full stop.
    pub evidence: String,
}

/// What was learned.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Inference {
    /// The site.
    pub target: Target,
    /// The policy. It says what the site does, so that it may be one that is refused.
    pub draft: Draft,
    /// Why each line is there, in the order of the lines.
    pub lines: Vec<InferredLine>,
    /// What the site does that no policy can say, or that is dangerous: sentences.
    pub warnings: Vec<String>,
    /// How many requests were sent.
    pub requests: usize,
    /// How many had no answer.
    pub failures: usize,
    /// Why it ended early, if it did: what was learned is then not all.
    pub stopped: Option<String>,
}

impl Inference {
    /// Whether the site grants anything to any origin that was asked about.
    #[must_use]
    pub fn grants_anything(&self) -> bool {
        let paths = self.draft.policy.paths.iter().flatten().map(|(_, settings)| settings);
        let mut all = [&self.draft.policy].into_iter().chain(paths);
        all.any(|settings| settings.allow_origins.as_ref().is_some_and(|list| !list.is_empty()))
    }

    /// The policy as TOML, with the evidence for each line above it.
    #[must_use]
    pub fn toml(&self) -> String {
        written::toml(self)
    }
}

/// Learns what the site at `target` allows.
///
/// ```
/// use corsmith_scan::infer::{InferOptions, infer};
/// use corsmith_scan::{Exchange, Label, Request, Response, Target, Transport};
///
/// /// A site that lets every origin read everything.
/// struct Open;
///
/// impl Transport for Open {
///     async fn exchange(&mut self, request: &Request) -> Exchange {
///         let answer = Response::new(200, [("Access-Control-Allow-Origin", "*")]);
///         Exchange::new(request.clone(), Ok(answer))
///     }
///
///     async fn wait(&mut self, _: std::time::Duration) -> bool {
///         true
///     }
/// }
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let target = Target::parse("https://api.example.com/orders")?;
/// let options = InferOptions::new(Label::from_random(1));
/// let inference = infer(&mut Open, &target, &options).await;
/// assert_eq!(inference.draft.policy.allow_origins, Some(vec!["*".to_owned()]));
/// # Ok(())
/// # }
/// ```
pub async fn infer<T: Transport>(
    transport: &mut T,
    target: &Target,
    options: &InferOptions,
) -> Inference {
    let mut ask = Ask::new(transport, target, options);
    let learned = paths::learn(&mut ask, options).await;
    let mut inference = Inference {
        target: target.clone(),
        draft: Draft::default(),
        lines: Vec::new(),
        warnings: Vec::new(),
        requests: ask.sent(),
        failures: ask.failures(),
        stopped: ask.stopped(),
    };
    paths::write(learned, &mut inference);
    inference
}

#[cfg(test)]
mod tests;
