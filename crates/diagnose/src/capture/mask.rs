//! Secrets out of text, before anything of it is shown or kept.

mod curl_option;
mod named_value;
mod pem;
mod secret_name;
mod spans;
mod token;
mod userinfo;

use std::borrow::Cow;

use secret_name::SecretName;
use spans::Spans;

/// What stands where a secret was.
pub const MASKED: &str = "[masked]";

/// Replaces secrets by [`MASKED`], and leaves the rest as it is.
///
/// Secrets are: what follows the scheme in `Authorization` and `Proxy-Authorization`; the values of
/// cookies (their names and attributes stay); headers, members and parameters named like a token,
/// key, secret, password, signature or session, also in query strings, where `code` is one too;
/// bearer and basic credentials and JWTs wherever they stand; the userinfo of URLs; access keys of
/// AWS, GitHub, Slack, Stripe and others by their prefixes; PEM private keys; `curl`'s options `-u`
/// and `-b`.
///
/// Where in doubt it masks. Masking what is masked changes nothing. The time is linear in the
/// length of the text.
///
/// ```
/// use corsmith_diagnose::capture::mask;
///
/// assert_eq!(mask("Authorization: Bearer abc"), "Authorization: Bearer [masked]");
/// assert_eq!(mask("https://a.example/?page=2&sig=x"), "https://a.example/?page=2&sig=[masked]");
/// let message = "Request header field authorization is not allowed by Access-Control-Allow-Headers";
/// assert_eq!(mask(message), message);
/// ```
#[must_use]
pub fn mask(text: &str) -> Cow<'_, str> {
    let Some(mut masked) = mask_once(text) else { return Cow::Borrowed(text) };
    // What is left beside a mask may now read as a value of its own. The limit keeps the time
    // linear; the property test has found no text that needs more.
    for _ in 0..8 {
        let Some(again) = mask_once(&masked) else { break };
        masked = again;
    }
    Cow::Owned(masked)
}

/// The value of a header, masked.
pub(super) fn mask_field<'a>(name: &str, value: &'a str) -> Cow<'a, str> {
    let Some(kind) = SecretName::of(name).filter(|kind| *kind != SecretName::Weak) else {
        return Cow::Borrowed(value);
    };
    let mut spans = Spans::default();
    named_value::mask_value(value, 0..value.len(), kind, &mut spans);
    spans.apply(value).map_or(Cow::Borrowed(value), Cow::Owned)
}

/// `None` where there is nothing to mask that is not masked.
fn mask_once(text: &str) -> Option<String> {
    let mut spans = Spans::default();
    named_value::find(text, &mut spans);
    token::find(text, &mut spans);
    userinfo::find(text, &mut spans);
    pem::find(text, &mut spans);
    curl_option::find(text, &mut spans);
    spans.apply(text)
}
