//! `Referrer-Policy`: the last word that is one, of the header and then of the markup.

use crate::mdn::results::{
    MdnResult, REFERRER_POLICY_HEADER_INVALID, REFERRER_POLICY_NOT_IMPLEMENTED,
    REFERRER_POLICY_PRIVATE, REFERRER_POLICY_UNSAFE,
};
use crate::mdn::seen::Seen;

pub(super) fn judge(seen: &Seen<'_>) -> &'static MdnResult {
    let header: Vec<String> = seen.page.texts("referrer-policy").collect();
    let all: Vec<String> = header.into_iter().chain(seen.markup.referrer.clone()).collect();
    if all.is_empty() {
        return &REFERRER_POLICY_NOT_IMPLEMENTED;
    }
    let words = all.iter().flat_map(|value| value.split(','));
    let last = words.rev().find_map(|word| judged(&word.trim().to_lowercase()));
    last.unwrap_or(&REFERRER_POLICY_HEADER_INVALID)
}

fn judged(word: &str) -> Option<&'static MdnResult> {
    match word {
        "no-referrer" | "same-origin" | "strict-origin" | "strict-origin-when-cross-origin" => {
            Some(&REFERRER_POLICY_PRIVATE)
        }
        "origin" | "origin-when-cross-origin" | "unsafe-url" | "no-referrer-when-downgrade" => {
            Some(&REFERRER_POLICY_UNSAFE)
        }
        _ => None,
    }
}
