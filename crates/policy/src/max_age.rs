//! `max-age`: seconds, or a number with a unit.

use crate::decode::clip;
use crate::limits::MAX_MAX_AGE;

/// Parses `600`, `600s`, `10m`, `2h` or `1d` to seconds. On failure: the message, and the value
/// that was probably meant.
pub(crate) fn parse(text: &str) -> Result<u32, (String, Option<String>)> {
    let trimmed = text.trim();
    let quoted = clip(trimmed);
    if let Some(number) = trimmed.strip_prefix('-')
        && !number.is_empty()
        && number.bytes().all(|byte| byte.is_ascii_digit())
    {
        let message = format!(
            "`{quoted}` is negative: engines disagree on it, and 0 is how to disable caching"
        );
        return Err((message, Some("0".to_owned())));
    }
    let digits = trimmed.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = trimmed.split_at(digits);
    let unit_seconds: u64 = match unit.trim_start() {
        "" | "s" => 1,
        "m" => 60,
        "h" => 60 * 60,
        "d" => 24 * 60 * 60,
        _ if digits > 0 && unit.starts_with('.') => {
            let message = format!("`{quoted}` is a fraction, and delta-seconds is a whole number");
            return Err((message, None));
        }
        _ => return Err((format!("`{quoted}` is not a duration"), None)),
    };
    if number.is_empty() {
        return Err((format!("`{quoted}` is not a duration"), None));
    }
    // A number too long for 64 bits is out of bounds all the same.
    let seconds = number.parse::<u64>().unwrap_or(u64::MAX).saturating_mul(unit_seconds);
    match u32::try_from(seconds) {
        Ok(seconds) if seconds <= MAX_MAX_AGE => Ok(seconds),
        _ => {
            let message =
                format!("`{quoted}` is more than one day, and no engine caches a preflight longer");
            Err((message, Some(MAX_MAX_AGE.to_string())))
        }
    }
}

/// Seconds as `max-age` is written: in the largest unit that is exact.
///
/// ```
/// assert_eq!(corsmith_policy::max_age_text(7_200), "2h");
/// assert_eq!(corsmith_policy::max_age_text(90), "90");
/// ```
#[must_use]
pub fn max_age_text(seconds: u32) -> String {
    match seconds {
        0 => "0".to_owned(),
        _ if seconds.is_multiple_of(86_400) => format!("{}d", seconds / 86_400),
        _ if seconds.is_multiple_of(3_600) => format!("{}h", seconds / 3_600),
        _ if seconds.is_multiple_of(60) => format!("{}m", seconds / 60),
        _ => seconds.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::{max_age_text, parse};

    #[test]
    fn durations() {
        let rows: &[(&str, Option<u32>)] = &[
            ("0", Some(0)),
            ("600", Some(600)),
            ("600s", Some(600)),
            ("10m", Some(600)),
            ("2h", Some(7_200)),
            ("2 h", Some(7_200)),
            ("1d", Some(86_400)),
            ("86400", Some(86_400)),
            ("86401", None),
            ("2d", None),
            ("-1", None),
            ("-2", None),
            ("1.5", None),
            ("1.5s", None),
            ("1e3", None),
            ("+5", None),
            ("", None),
            ("h", None),
            ("10 minutes", None),
            ("99999999999999999999999", None),
        ];
        for (text, expected) in rows {
            assert_eq!(parse(text).ok(), *expected, "max-age `{text}`");
        }
    }

    #[test]
    fn what_is_written_is_read() {
        for seconds in [0, 1, 59, 60, 90, 600, 3_600, 7_200, 86_399, 86_400] {
            assert_eq!(parse(&max_age_text(seconds)), Ok(seconds));
        }
    }
}
