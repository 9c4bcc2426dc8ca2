//! For people: what differs, by its meaning, and what was asked.

use corsmith_scan::evidence::visible;
use corsmith_scan::verify::{Skip, Verification, is_harmless};

use super::{answer, place, verification_verdict};
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
/// let why = "connecting: it was refused";
/// assert_eq!(text, format!("https://api.example.com/ could not be compared with corsmith.toml: {why}\n"));
/// # }
/// ```
#[must_use]
pub fn verification_text(verification: &Verification, policy: &str) -> String {
    let mut text = format!("{}\n", verification_verdict(verification, policy));
    if verification.answered.is_empty() {
        // Each request failed for the reason that the verdict has.
        text.push_str(&help(verification));
        return text;
    }
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
        let count = plural(*count, "request");
        let more = explained(*why, verification);
        text.push_str(&format!("{count} not sent: {why}{more}\n"));
    }
    if !verification.failures.is_empty() {
        let count = plural(verification.failures.len(), "request");
        text.push_str(&format!("{count} without an answer\n"));
        for failed in verification.failures.iter().take(MAX_SHOWN) {
            let name = visible(&failed.request.name);
            text.push_str(&format!("  {name}: {}\n", visible(&failed.failure.to_string())));
        }
        text.push_str(&help(verification));
    }
    if let Some(why) = &verification.stopped {
        text.push_str(&format!("stopped early: {}\n", visible(why)));
    }
    text
}

/// What can be done about one failure can be done about all of them.
fn help(verification: &Verification) -> String {
    let help = verification.failures.iter().find_map(|it| it.failure.help);
    help.map_or_else(String::new, |help| format!("  help: {help}\n"))
}

/// What else there is to know about what was not sent.
fn explained(why: Skip, verification: &Verification) -> String {
    match (why, &verification.unspellable) {
        (Skip::UnsafeMethod, _) => " (`--yes` sends them)".to_owned(),
        (Skip::Spelling, Some(path)) => {
            format!(", such as `{}`: no browser sends it, and it does not count", visible(path))
        }
        _ => String::new(),
    }
}
