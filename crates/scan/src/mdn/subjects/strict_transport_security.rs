//! `Strict-Transport-Security`, of the last answer over `https`.

use crate::mdn::results::{
    HSTS_HEADER_INVALID, HSTS_IMPLEMENTED_MAX_AGE_AT_LEAST_SIX_MONTHS,
    HSTS_IMPLEMENTED_MAX_AGE_LESS_THAN_SIX_MONTHS, HSTS_INVALID_CERT, HSTS_NOT_IMPLEMENTED,
    HSTS_NOT_IMPLEMENTED_NO_HTTPS, HSTS_PRELOADED, MdnResult,
};
use crate::mdn::seen::{Seen, ending, is_verified};

/// Six months as the table has them: 180 days.
const SIX_MONTHS: i64 = 15_552_000;

pub(super) fn judge(seen: &Seen<'_>) -> &'static MdnResult {
    let Some(chain) = &seen.https else { return &HSTS_NOT_IMPLEMENTED_NO_HTTPS };
    if seen.preloads.covers(seen.host) {
        return &HSTS_PRELOADED;
    }
    if !is_verified(chain) {
        return &HSTS_INVALID_CERT;
    }
    let value = ending(chain).and_then(|(_, answer)| answer.text("strict-transport-security"));
    let Some(value) = value else { return &HSTS_NOT_IMPLEMENTED };
    if value.contains(',') {
        return &HSTS_HEADER_INVALID;
    }
    match max_age(&value) {
        None => &HSTS_HEADER_INVALID,
        Some(seconds) if seconds < SIX_MONTHS => &HSTS_IMPLEMENTED_MAX_AGE_LESS_THAN_SIX_MONTHS,
        Some(_) => &HSTS_IMPLEMENTED_MAX_AGE_AT_LEAST_SIX_MONTHS,
    }
}

/// The last `max-age`: a number at its beginning counts, in quotes as well.
fn max_age(value: &str) -> Option<i64> {
    let mut directives = value.rsplit(';').map(|it| it.trim().to_lowercase());
    let text = directives.find_map(|it| it.strip_prefix("max-age=").map(str::to_owned))?;
    let text = text.trim_matches('"').trim();
    let end = text.char_indices().find(|(index, char)| {
        let is_sign = *index == 0 && matches!(char, '-' | '+');
        !is_sign && !char.is_ascii_digit()
    });
    let digits = &text[..end.map_or(text.len(), |(index, _)| index)];
    let is_number = digits.ends_with(|c: char| c.is_ascii_digit());
    // What does not fit is as good as for ever.
    is_number.then(|| {
        digits.parse().unwrap_or(if digits.starts_with('-') { i64::MIN } else { i64::MAX })
    })
}
