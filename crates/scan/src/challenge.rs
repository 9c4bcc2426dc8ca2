//! Answers of a guard before the site, which asks whoever came to prove that they are a person.

use crate::Response;

/// Who answers in the site's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Challenge {
    /// Whose it is.
    pub(crate) of: &'static str,
    /// What marks it, as its documentation says.
    pub(crate) mark: &'static str,
}

/// The challenge that an answer is, by the field that its maker documents. What a page says or how
/// it looks is no mark: a site may say the same.
///
/// * Cloudflare: <https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/>
/// * AWS WAF: <https://docs.aws.amazon.com/waf/latest/developerguide/waf-captcha-and-challenge-how-it-works.html>
pub(crate) fn challenge(answer: &Response) -> Option<Challenge> {
    let is = |field: &str, value: &[u8]| {
        answer.headers.get(field).is_some_and(|it| it.trim_ascii().eq_ignore_ascii_case(value))
    };
    let cloudflare = || is("cf-mitigated", b"challenge");
    let challenges = || is("x-amzn-waf-action", b"challenge");
    let captcha = || is("x-amzn-waf-action", b"captcha");
    if cloudflare() {
        Some(Challenge { of: "Cloudflare", mark: "cf-mitigated: challenge" })
    } else if challenges() {
        Some(Challenge { of: "AWS WAF", mark: "x-amzn-waf-action: challenge" })
    } else if captcha() {
        Some(Challenge { of: "AWS WAF", mark: "x-amzn-waf-action: captcha" })
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::challenge;
    use crate::Response;

    #[test]
    fn only_documented_marks_count() {
        for (field, value, of) in [
            ("cf-mitigated", "challenge", Some("Cloudflare")),
            ("CF-Mitigated", " Challenge ", Some("Cloudflare")),
            ("x-amzn-waf-action", "challenge", Some("AWS WAF")),
            ("x-amzn-waf-action", "captcha", Some("AWS WAF")),
            ("x-amzn-waf-action", "count", None),
            ("server", "cloudflare", None),
        ] {
            let answer = Response::new(403, [(field, value)]);
            assert_eq!(challenge(&answer).map(|it| it.of), of, "{field}: {value}");
        }
    }
}
