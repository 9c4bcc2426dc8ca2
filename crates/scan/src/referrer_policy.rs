//! Which referrer policy holds for a page.

use crate::Response;

/// The policies of the standard
/// (<https://w3c.github.io/webappsec-referrer-policy/#referrer-policies>).
const POLICIES: [&str; 8] = [
    "no-referrer",
    "no-referrer-when-downgrade",
    "same-origin",
    "origin",
    "strict-origin",
    "origin-when-cross-origin",
    "strict-origin-when-cross-origin",
    "unsafe-url",
];

/// The last policy that is known, of the field and then of the `content` of each
/// `<meta name=referrer>`; `None` if browsers use their default.
pub(crate) fn policy_of(answer: &Response, metas: &[String]) -> Option<&'static str> {
    let known = |word: &str| POLICIES.into_iter().find(|own| own.eq_ignore_ascii_case(word.trim()));
    let by_field = answer.text("referrer-policy");
    let by_field = by_field.iter().flat_map(|value| value.split(',')).filter_map(known).next_back();
    // Markup has one word, and some of its own (https://html.spec.whatwg.org/#meta-referrer).
    let mut by_meta = metas.iter().filter_map(|content| {
        let content = content.trim().to_ascii_lowercase();
        known(match content.as_str() {
            "never" => "no-referrer",
            "default" => "strict-origin-when-cross-origin",
            "always" => "unsafe-url",
            "origin-when-crossorigin" => "origin-when-cross-origin",
            other => other,
        })
    });
    by_meta.next_back().or(by_field)
}
