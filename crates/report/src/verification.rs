//! What `corsmith verify` found: for people, and as tests.

mod junit;
mod text;
mod verdict;

use corsmith_scan::evidence::visible;
use corsmith_scan::verify::VerifiedRequest;

pub use junit::verification_junit;
pub use text::verification_text;
pub use verdict::verification_verdict;

/// What a path policy is called; that of all other paths has no pattern.
fn place(path: Option<&str>) -> String {
    path.map_or_else(|| "the default policy".to_owned(), visible)
}

/// The answer in one line: the status, and the fields that matter.
fn answer(verified: &VerifiedRequest) -> String {
    let fields: Vec<_> = verified
        .fields
        .iter()
        .map(|(name, value)| visible(&format!("{name}: {}", String::from_utf8_lossy(value))))
        .collect();
    let fields = if fields.is_empty() { "no CORS headers".to_owned() } else { fields.join("; ") };
    format!("{} with {fields}", verified.status)
}

#[cfg(test)]
mod tests;
