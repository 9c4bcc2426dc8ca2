//! What a verification comes to, in a sentence.

use corsmith_scan::evidence::visible;
use corsmith_scan::verify::Verification;

/// Whether the site does what the policy says, or why that is not known: one sentence without its
/// full stop. `policy` is what the policy is called.
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
/// # async fn example() {
/// let document = PolicyDocument::parse(b"[policy]\nallow-origins = ['https://a.example']", Format::Toml);
/// let policy = document.resolve(&Selection::default()).into_policy().unwrap();
/// let base = Target::parse("https://api.example.com/").unwrap();
/// let verification = verify(&mut Open, &base, &policy, &VerifyOptions::default()).await;
/// let verdict = corsmith_report::verification_verdict(&verification, "corsmith.toml");
/// assert_eq!(verdict, "https://api.example.com/ differs from corsmith.toml");
/// # }
/// ```
#[must_use]
pub fn verification_verdict(verification: &Verification, policy: &str) -> String {
    let url = visible(verification.base.url.as_str());
    let policy = visible(policy);
    if verification.differs() {
        format!("{url} differs from {policy}")
    } else if verification.holds() {
        format!("{url} does what {policy} says")
    } else if verification.answered.is_empty() {
        let failure = verification.failures.first().map(|it| it.failure.to_string());
        let why = failure.or_else(|| verification.stopped.clone());
        let why = why.unwrap_or_else(|| "nothing was asked".to_owned());
        format!("{url} could not be compared with {policy}: {}", visible(&why))
    } else {
        format!("{url} could not be compared with all of {policy}; what was, is as it says")
    }
}
