//! Comparing a deployed site with its policy.
//!
//! The requests are those that the proofs send
//! ([`request_matrix`](corsmith_policy::conformance::request_matrix)) and a `GET` as each origin that
//! a scan asks as and the policy does not allow; the judge is the proofs'
//! ([`judge`](corsmith_policy::conformance::judge)): answers are compared by what a browser makes of
//! them, so that fields of a gateway, their order, their case and a longer `Vary` are no difference.
//!
//! Paths that are spelled in an odd way may be read as policies read them, or as RFC 3986 does: only
//! what neither reading allows is a difference.
//!
//! Nothing is known of the application behind: its status is whatever it is, and whether a request
//! reached it cannot be told.

mod askers;
mod exposed;
mod listed;
mod plan;
mod reading;
mod verification;

use corsmith_fetch::{HeaderList, names};
use corsmith_policy::Policy;
use corsmith_policy::conformance::DifferenceKind::{GrantsDenied, GrantsUnsendableOrigin};
use corsmith_policy::conformance::{Difference, Observed, Reached, Spelling, judge};

pub use verification::{
    DifferenceGroup, Skip, Unanswered, Verification, VerifiedRequest, is_harmless,
};

use crate::asking::Asking;
use crate::{Purpose, Request, Response, Target, Transport, fetch_metadata, own_fields};
use exposed::with_exposable;
use listed::listed;
use plan::{Planned, plan};
use reading::other_reading;

/// Most requests of a verification unless the user says otherwise. A policy of one origin needs
/// about 250, one of many patterns about 1,400.
pub const DEFAULT_VERIFY_REQUESTS: usize = 2_000;

/// What a verification asks.
#[derive(Debug, Clone)]
pub struct VerifyOptions {
    /// Paths to ask beside that of the base URL, perhaps with queries. Each is judged by the
    /// policy for it.
    pub paths: Vec<String>,
    /// Whether requests are sent that a server carries out.
    pub methods: VerifyMethods,
    /// Fields for every request but preflights, such as `Authorization` for a staging server. With a
    /// preflight browsers send `User-Agent` and `Sec-…` only.
    pub headers: HeaderList,
    /// Most requests. Where the policy has more, each of its paths gets the same share, and the
    /// share is taken evenly from all that would be asked.
    pub max_requests: usize,
}

/// Which methods are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerifyMethods {
    /// `GET`, `HEAD` and `OPTIONS`: they change nothing on a server that keeps to HTTP (RFC 9110,
    /// section 9.2.1). Preflights for other methods are `OPTIONS` as well.
    Safe,
    /// Also `POST`, `PUT` and `DELETE`, without a body: the server may carry them out.
    All,
}

impl Default for VerifyOptions {
    fn default() -> Self {
        Self {
            paths: Vec::new(),
            methods: VerifyMethods::Safe,
            headers: HeaderList::new(),
            max_requests: DEFAULT_VERIFY_REQUESTS,
        }
    }
}

/// Asks the site at `base` what `policy` promises, and compares.
///
/// Every path policy is asked at one path: the first that the caller names, else one below it that
/// probably does not exist. The policy of all other paths is asked at the base URL's path, and with
/// a few requests at a path beside it that does not exist, since errors have to be readable too. What
/// answers list beyond the policy is asked for in the end.
///
/// It ends early where the server stops answering or asks to be left alone; the verification says
/// so, and what was not asked is counted.
///
/// ```
/// use corsmith_policy::{Format, PolicyDocument, Selection};
/// use corsmith_scan::verify::{VerifyOptions, verify};
/// use corsmith_scan::{Exchange, Request, Response, Target, Transport};
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
/// let text = b"[policy]\nallow-origins = ['https://app.example.com']";
/// let document = PolicyDocument::parse(text, Format::Toml);
/// let policy = document.resolve(&Selection::default()).into_policy().unwrap();
/// let base = Target::parse("https://api.example.com/orders")?;
/// let verification = verify(&mut Open, &base, &policy, &VerifyOptions::default()).await;
/// assert!(!verification.holds());
/// assert_eq!(verification.groups()[0].kind.to_string(), "grants-denied");
/// # Ok(())
/// # }
/// ```
pub async fn verify<T: Transport>(
    transport: &mut T,
    base: &Target,
    policy: &Policy,
    options: &VerifyOptions,
) -> Verification {
    let plan = plan(policy, base, options);
    let mut verification = Verification::new(base.clone(), plan.skipped, plan.unspellable);
    // What is planned is within the limit; patience may need a few requests twice.
    let mut asking = Asking::new(transport, usize::MAX);
    let mut rest = plan.requests;
    for _ in 0..2 {
        for planned in rest {
            if asking.stopped().is_some() {
                verification.skip(Skip::Stopped);
            } else {
                ask(&mut asking, policy, options, planned, &mut verification).await;
            }
        }
        rest = listed(policy, &verification.answered);
    }
    verification.forgive_fixed_answers();
    verification.stopped = asking.stopped().map(str::to_owned);
    verification
}

async fn ask<T: Transport>(
    asking: &mut Asking<'_, T>,
    policy: &Policy,
    options: &VerifyOptions,
    planned: Planned,
    verification: &mut Verification,
) {
    match asking.ask(&request(&planned, options)).await {
        Ok(answer) => {
            let observed = Observed {
                status: answer.status,
                headers: with_exposable(policy, &planned.request, &answer.headers),
                reached: reached(&planned, answer.status),
            };
            let mut differences = judge(policy, &planned.request, &observed);
            if let Some(other) = other_reading(policy, &planned.request) {
                // What the other reading allows is nothing that the site does wrong.
                let by_other = judge(policy, &other, &observed);
                differences.retain(|it| by_other.iter().any(|other| other.kind == it.kind));
            }
            take_files_for_sendable(&planned, &answer, &mut differences);
            let path = policy.resource(&planned.request.target).path();
            let path = path.map(ToString::to_string);
            let verified = VerifiedRequest::new(planned, path, &answer, differences);
            verification.answered.push(verified);
        }
        Err(failure) => verification.failures.push(Unanswered {
            request: planned.request,
            url: planned.url,
            failure,
        }),
    }
}

/// By the standard nothing has the origin `file://`, and some web views send it for files.
fn take_files_for_sendable(planned: &Planned, answer: &Response, found: &mut [Difference]) {
    let granted = answer.headers.get(names::ACCESS_CONTROL_ALLOW_ORIGIN);
    let is_granted = granted.as_deref() == Some(b"file://");
    if !is_granted || planned.origin() != Some("file://") {
        return;
    }
    for difference in found.iter_mut().filter(|it| it.kind == GrantsUnsendableOrigin) {
        difference.kind = GrantsDenied;
        "a file may not read, and `file://`, which web views send, is granted"
            .clone_into(&mut difference.detail);
    }
}

/// A server that refuses an odd path outright, before it looks for whom it is, grants nothing with
/// what that page says.
fn reached(planned: &Planned, status: u16) -> Reached {
    match (planned.request.spelling, status) {
        (Spelling::Odd, 400) => Reached::No,
        _ => Reached::Unknown,
    }
}

fn request(planned: &Planned, options: &VerifyOptions) -> Request {
    let mut request = Request::new(planned.request.method.as_str(), planned.url.clone());
    for (name, value) in &planned.request.headers {
        request.headers.append(name.as_str(), value.as_bytes());
    }
    let purpose = if planned.is_preflight() { Purpose::Preflight } else { Purpose::Actual };
    fetch_metadata::set(&mut request, purpose);
    own_fields::set(&mut request, &options.headers, purpose);
    request
}

#[cfg(test)]
mod tests;
