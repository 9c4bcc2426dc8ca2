//! For people: what differs, by its meaning, and what was asked.

use corsmith_scan::evidence::visible;
use corsmith_scan::verify::{Verification, is_harmless};

use super::{answer, place};
use crate::plural;

/// Most requests that are shown of one group.
const MAX_SHOWN: usize = 3;

/// What differs, gravest first; then how much was asked. `policy` is what the policy is called.
///
/// ```
/// use corsmith_policy::{Format, PolicyDocument, Selection};
/// use corsmith_scan::verify::{VerifyOptions, verify};
/// use corsmith_scan::{Exchange, Failure, FailureKind, Request, Stage, Target, Transport};
///
/// struct Gone;
///
/// impl Transport for Gone {
///     async fn exchange(&mut self, request: &Request) -> Exchange {
///         let failure = Failure::new(Stage::Connect, FailureKind::Connection, "it was refused");
///         Exchange::new(request.clone(), Err(failure))
///     }
///
///     async fn wait(&mut self, _: std::time::Duration) -> bool {
///         false
///     }
/// }
///
/// # async fn example() {
/// let document = PolicyDocument::parse(b"[policy]\nallow-origins = ['*']", Format::Toml);
/// let policy = document.resolve(&Selection::default()).into_policy().unwrap();
/// let base = Target::parse("https://api.example.com/").unwrap();
/// let verification = verify(&mut Gone, &base, &policy, &VerifyOptions::default()).await;
/// let text = corsmith_report::verification_text(&verification, "corsmith.toml");
/// assert!(text.starts_with("https://api.example.com/ could not be compared with corsmith.toml"));
/// # }
/// ```
#[must_use]
pub fn verification_text(verification: &Verification, policy: &str) -> String {
    let url = visible(verification.base.url.as_str());
    let policy = visible(policy);
    let verdict = if verification.differs() {
        format!("{url} differs from {policy}")
    } else if verification.holds() {
        format!("{url} does what {policy} says")
    } else if verification.answered.is_empty() {
        format!("{url} could not be compared with {policy}: there was no answer")
    } else {
        format!("{url} could not be compared with all of {policy}; what was, is as it says")
    };
    let mut text = format!("{verdict}\n");
    for group in verification.groups() {
        let (kind, count) = (group.kind, plural(group.seen.len(), "answer"));
        let harmless = if is_harmless(kind) { ", harmless" } else { "" };
        text.push_str(&format!("\n{kind}, {}: {count}{harmless}\n", place(group.path)));
        text.push_str(&format!("  {}\n", kind.meaning()));
        for (verified, difference) in group.seen.iter().take(MAX_SHOWN) {
            text.push_str(&format!("\n  {}\n", visible(&verified.request.name)));
            text.push_str(&format!("    {}\n", visible(&difference.detail)));
            text.push_str(&format!("    answered {}\n", answer(verified)));
        }
        if group.seen.len() > MAX_SHOWN {
            text.push_str(&format!("\n  and {} more\n", group.seen.len() - MAX_SHOWN));
        }
    }
    text.push('\n');
    text.push_str(&format!("{} compared\n", plural(verification.answered.len(), "answer")));
    for (why, count) in &verification.skipped {
        text.push_str(&format!("{} not sent: {why}\n", plural(*count, "request")));
    }
    if !verification.failures.is_empty() {
        let count = plural(verification.failures.len(), "request");
        text.push_str(&format!("{count} without an answer\n"));
        for failed in verification.failures.iter().take(MAX_SHOWN) {
            let name = visible(&failed.request.name);
            text.push_str(&format!("  {name}: {}\n", visible(&failed.failure.to_string())));
        }
        // What can be done about one can be done about all of them.
        if let Some(help) = verification.failures.iter().find_map(|it| it.failure.help) {
            text.push_str(&format!("  help: {help}\n"));
        }
    }
    if let Some(why) = &verification.stopped {
        text.push_str(&format!("stopped early: {}\n", visible(why)));
    }
    text
}
