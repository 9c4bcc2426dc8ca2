//! Subresource Integrity of scripts.

use url::Url;

use crate::mdn::markup::Script;
use crate::mdn::results::{
    HTML_NOT_PARSEABLE, MdnResult, SRI_IMPLEMENTED_AND_ALL_SCRIPTS_LOADED_SECURELY,
    SRI_IMPLEMENTED_AND_EXTERNAL_SCRIPTS_LOADED_SECURELY,
    SRI_IMPLEMENTED_BUT_EXTERNAL_SCRIPTS_NOT_LOADED_SECURELY,
    SRI_NOT_IMPLEMENTED_AND_EXTERNAL_SCRIPTS_NOT_LOADED_SECURELY,
    SRI_NOT_IMPLEMENTED_BUT_ALL_SCRIPTS_LOADED_FROM_SECURE_ORIGIN,
    SRI_NOT_IMPLEMENTED_BUT_EXTERNAL_SCRIPTS_LOADED_SECURELY,
    SRI_NOT_IMPLEMENTED_BUT_NO_SCRIPTS_LOADED, SRI_NOT_IMPLEMENTED_RESPONSE_NOT_HTML,
};
use crate::mdn::seen::Seen;
use crate::registrable;

/// Results of one script, the worst last.
static ORDER: [&MdnResult; 4] = [
    &SRI_IMPLEMENTED_AND_ALL_SCRIPTS_LOADED_SECURELY,
    &SRI_IMPLEMENTED_BUT_EXTERNAL_SCRIPTS_NOT_LOADED_SECURELY,
    &SRI_NOT_IMPLEMENTED_BUT_EXTERNAL_SCRIPTS_LOADED_SECURELY,
    &SRI_NOT_IMPLEMENTED_AND_EXTERNAL_SCRIPTS_NOT_LOADED_SECURELY,
];

/// Where a script comes from.
enum From {
    /// The own site, and how.
    Own { is_secure: bool },
    /// Elsewhere, or with the page's own scheme, which counts as elsewhere and not secure.
    Elsewhere { is_secure: bool },
}

pub(super) fn judge(seen: &Seen<'_>) -> &'static MdnResult {
    if seen.page.headers.contains("content-type") && !seen.page.is_html() {
        return &SRI_NOT_IMPLEMENTED_RESPONSE_NOT_HTML;
    }
    if seen.markup.scripts.is_empty() {
        return &SRI_NOT_IMPLEMENTED_BUT_NO_SCRIPTS_LOADED;
    }
    let mut result: Option<&'static MdnResult> = None;
    let mut has_elsewhere = false;
    for script in &seen.markup.scripts {
        let Some(src) = &script.src else { continue };
        let Some(from) = from(src, seen) else { return &HTML_NOT_PARSEABLE };
        has_elsewhere |= matches!(from, From::Elsewhere { .. });
        // A hash on a script of the own site counts where nothing else was said before.
        let is_own = matches!(from, From::Own { .. });
        if let Some(new) = judged(script, &from).filter(|_| !is_own || result.is_none()) {
            result = Some(result.map_or(new, |old| worse(old, new)));
        }
    }
    result.unwrap_or(if has_elsewhere {
        &SRI_IMPLEMENTED_AND_EXTERNAL_SCRIPTS_LOADED_SECURELY
    } else {
        &SRI_NOT_IMPLEMENTED_BUT_ALL_SCRIPTS_LOADED_FROM_SECURE_ORIGIN
    })
}

fn judged(script: &Script, from: &From) -> Option<&'static MdnResult> {
    match (from, script.has_integrity) {
        (From::Own { is_secure: true }, true) => {
            Some(&SRI_IMPLEMENTED_AND_ALL_SCRIPTS_LOADED_SECURELY)
        }
        (From::Elsewhere { is_secure: false }, true) => {
            Some(&SRI_IMPLEMENTED_BUT_EXTERNAL_SCRIPTS_NOT_LOADED_SECURELY)
        }
        (From::Elsewhere { is_secure: true }, false) => {
            Some(&SRI_NOT_IMPLEMENTED_BUT_EXTERNAL_SCRIPTS_LOADED_SECURELY)
        }
        (From::Elsewhere { is_secure: false }, false) => {
            Some(&SRI_NOT_IMPLEMENTED_AND_EXTERNAL_SCRIPTS_NOT_LOADED_SECURELY)
        }
        _ => None,
    }
}

fn worse(old: &'static MdnResult, new: &'static MdnResult) -> &'static MdnResult {
    let place = |it: &MdnResult| ORDER.iter().position(|result| result.id == it.id);
    if place(new) > place(old) { new } else { old }
}

/// `None` for a whole URL that cannot be parsed.
fn from(src: &str, seen: &Seen<'_>) -> Option<From> {
    if src.starts_with("//") && !src.starts_with("///") && src.len() > 2 {
        return Some(From::Elsewhere { is_secure: false });
    }
    let is_whole = |scheme: &str| {
        src.get(..scheme.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(scheme))
    };
    if !is_whole("https://") && !is_whole("http://") {
        return Some(From::Own { is_secure: seen.url.scheme() == "https" });
    }
    let url = Url::parse(src).ok()?;
    let is_secure = url.scheme() == "https";
    let host = url.host_str().unwrap_or_default();
    let site = |host: &str| registrable(host).map_or(host.to_owned(), str::to_owned);
    if site(host) == site(seen.host) {
        Some(From::Own { is_secure })
    } else {
        Some(From::Elsewhere { is_secure })
    }
}
