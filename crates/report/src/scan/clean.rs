//! The one door through which text of others comes into a report.

use corsmith_diagnose::capture::mask;
use corsmith_scan::evidence::visible;

/// One line without secrets in which everything is seen.
pub(super) fn line(text: &str) -> String {
    visible(&mask(text))
}

/// Lines without secrets, each of which is [`visible`] already.
pub(super) fn lines(text: &str) -> String {
    mask(text).into_owned()
}

/// The value of a field without secrets.
pub(super) fn value(name: &str, value: &str) -> String {
    let field = format!("{name}: {value}");
    let masked = mask(&field);
    let prefix = name.len() + 2;
    visible(masked.get(prefix..).unwrap_or_default())
}

/// At most `limit` characters, an ellipsis included.
pub(super) fn shortened(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(limit.saturating_sub(1)).collect();
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::{line, shortened, value};

    #[test]
    fn prose_of_checks_stays_as_it_is() {
        for text in [
            "`*` in `Access-Control-Allow-Headers` does not cover `Authorization`",
            "the cookie `session` has no `Secure`: it is sent over plain `http` as well",
            "add `Secure; HttpOnly; SameSite=Lax` to the cookie `__Host-token`",
            "send `Cache-Control: no-store` on answers to requests with credentials",
            "the answer to `https://x.example` has `Access-Control-Allow-Credentials: true`",
        ] {
            assert_eq!(line(text), text);
        }
    }

    #[test]
    fn secrets_are_masked() {
        assert_eq!(value("Set-Cookie", "a=b; Secure"), "a=[masked]; Secure");
        assert_eq!(value("Authorization", "Bearer abc"), "Bearer [masked]");
        assert_eq!(value("Vary", "Origin"), "Origin");
        assert_eq!(line("https://a.example/?token=abc"), "https://a.example/?token=[masked]");
        assert_eq!(line("\u{1b}[31m"), "\\u{1b}[31m");
    }

    #[test]
    fn long_text_is_cut_between_characters() {
        assert_eq!(shortened("éééé", 3), "éé…");
        assert_eq!(shortened("ééé", 3), "ééé");
    }
}
