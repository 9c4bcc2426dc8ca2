//! The `curl` command that asks as a browser does.

use corsmith_fetch::{
    HeaderList, Origin, PreflightFlag, cors_unsafe_request_header_names, is_cors_safelisted_method,
    normalize_method,
};

use super::ExchangeVerdict;
use super::chain::Chain;
use super::request::{Reconstruction, UNKNOWN_ORIGIN, UNKNOWN_SHOWN};
use super::run::Run;
use crate::capture::mask::mask;

/// For a POSIX shell: the preflight if one is due, else the request itself. Secrets are masked, so
/// where the URL or a header has one it must be put in again.
pub(super) fn command(again: &Reconstruction, done: &Run, chain: &Chain) -> String {
    let init = &again.init;
    let headers: HeaderList =
        init.headers.iter().map(|(name, value)| (name.as_str(), value)).collect();
    let unsafe_names: Vec<String> = cors_unsafe_request_header_names(&headers)
        .into_iter()
        .filter(|name| !corsmith_fetch::is_forbidden_request_header_name(name))
        .collect();
    let method = normalize_method(&init.method);
    let is_due = !chain.preflights.is_empty()
        || init.use_cors_preflight_flag == PreflightFlag::Set
        || !is_cors_safelisted_method(&method)
        || !unsafe_names.is_empty();
    let origin = match &init.origin {
        origin @ Origin::Tuple(_) if origin.serialize() == UNKNOWN_ORIGIN => {
            "https://your-page.example".to_owned()
        }
        origin => origin.serialize(),
    };
    // Where the capture ends in a redirect, what comes after it is asked for.
    let url = match &done.verdict {
        ExchangeVerdict::NotRecorded { url, .. } if !url.is_empty() => url.clone(),
        // Output of `curl` without its command: what is to be put in looks like what it is.
        _ if again.shown_url == UNKNOWN_SHOWN => "https://your-api.example/".to_owned(),
        _ => mask(&again.shown_url).into_owned(),
    };
    let mut words = vec!["curl -i".to_owned()];
    if is_due {
        words.push("-X OPTIONS".to_owned());
    } else if method == "HEAD" {
        words.push("-I".to_owned());
    } else if method != "GET" {
        words.push(format!("-X {}", quoted(&method)));
    }
    words.push(format!("-H {}", quoted(&format!("Origin: {origin}"))));
    if is_due {
        words.push(format!("-H {}", quoted(&format!("Access-Control-Request-Method: {method}"))));
        if !unsafe_names.is_empty() {
            let names = unsafe_names.join(",");
            words.push(format!(
                "-H {}",
                quoted(&format!("Access-Control-Request-Headers: {names}"))
            ));
        }
    }
    words.push(quoted(&url));
    words.join(" ")
}

/// A word of a POSIX shell that is exactly the text; control characters are left out, since a
/// terminal would obey them when the command is shown.
fn quoted(text: &str) -> String {
    let text: String = text
        .chars()
        .filter(|char| !char.is_control() && !corsmith_fetch::is_invisible(*char))
        .collect();
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./:".contains(&byte);
    if !text.is_empty() && text.bytes().all(is_plain) {
        return text;
    }
    format!("'{}'", text.replace('\'', "'\\''"))
}
