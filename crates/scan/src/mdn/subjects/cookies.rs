//! Cookies: those of every answer on the way, the worst decides.

use std::collections::BTreeMap;

use url::Url;

use super::strict_transport_security;
use crate::chain::url_of;
use crate::mdn::results::{
    COOKIES_ANTICSRF_WITHOUT_SAMESITE_FLAG, COOKIES_NOT_FOUND, COOKIES_SAMESITE_FLAG_INVALID,
    COOKIES_SECURE_WITH_HTTPONLY_SESSIONS, COOKIES_SECURE_WITH_HTTPONLY_SESSIONS_AND_SAMESITE,
    COOKIES_SESSION_WITHOUT_HTTPONLY_FLAG, COOKIES_SESSION_WITHOUT_SECURE_FLAG,
    COOKIES_SESSION_WITHOUT_SECURE_FLAG_BUT_PROTECTED_BY_HSTS, COOKIES_WITHOUT_SECURE_FLAG,
    COOKIES_WITHOUT_SECURE_FLAG_BUT_PROTECTED_BY_HSTS, MdnResult,
};
use crate::mdn::seen::Seen;
use crate::registrable;

/// Most cookies that are looked at.
const MAX_COOKIES: usize = 1000;

/// Results of a fault, the worst last.
static FAULTS: [&MdnResult; 7] = [
    &COOKIES_WITHOUT_SECURE_FLAG_BUT_PROTECTED_BY_HSTS,
    &COOKIES_WITHOUT_SECURE_FLAG,
    &COOKIES_SESSION_WITHOUT_SECURE_FLAG_BUT_PROTECTED_BY_HSTS,
    &COOKIES_SAMESITE_FLAG_INVALID,
    &COOKIES_ANTICSRF_WITHOUT_SAMESITE_FLAG,
    &COOKIES_SESSION_WITHOUT_HTTPONLY_FLAG,
    &COOKIES_SESSION_WITHOUT_SECURE_FLAG,
];

#[derive(Debug, Default)]
struct Cookie {
    name: String,
    is_secure: bool,
    is_http_only: bool,
    same_site: Option<String>,
}

pub(super) fn judge(seen: &Seen<'_>) -> &'static MdnResult {
    let jar = jar(seen);
    if jar.is_empty() {
        return &COOKIES_NOT_FOUND;
    }
    let is_hsts = strict_transport_security::judge(seen).pass == Some(true);
    let mut faults: Vec<&'static MdnResult> = Vec::new();
    if seen.page.texts("set-cookie").any(|field| has_invalid_same_site(&field)) {
        faults.push(&COOKIES_SAMESITE_FLAG_INVALID);
    }
    for cookie in &jar {
        faults_of(cookie, is_hsts, &mut faults);
    }
    let place = |it: &&MdnResult| FAULTS.iter().position(|fault| fault.id == it.id);
    if let Some(worst) = faults.into_iter().max_by_key(place) {
        return worst;
    }
    if jar.iter().all(|cookie| cookie.same_site.is_some()) {
        &COOKIES_SECURE_WITH_HTTPONLY_SESSIONS_AND_SAMESITE
    } else {
        &COOKIES_SECURE_WITH_HTTPONLY_SESSIONS
    }
}

fn faults_of(cookie: &Cookie, is_hsts: bool, faults: &mut Vec<&'static MdnResult>) {
    let name = cookie.name.to_lowercase();
    let is_session = name.contains("login") || name.contains("sess");
    if !cookie.is_secure {
        if cookie.same_site.as_deref() == Some("none") {
            faults.push(&COOKIES_SAMESITE_FLAG_INVALID);
        }
        faults.push(match (is_session, is_hsts) {
            (true, true) => &COOKIES_SESSION_WITHOUT_SECURE_FLAG_BUT_PROTECTED_BY_HSTS,
            (true, false) => &COOKIES_SESSION_WITHOUT_SECURE_FLAG,
            (false, true) => &COOKIES_WITHOUT_SECURE_FLAG_BUT_PROTECTED_BY_HSTS,
            (false, false) => &COOKIES_WITHOUT_SECURE_FLAG,
        });
    }
    if name.contains("csrf") && cookie.same_site.is_none() {
        faults.push(&COOKIES_ANTICSRF_WITHOUT_SAMESITE_FLAG);
    }
    if is_session && !cookie.is_http_only {
        faults.push(&COOKIES_SESSION_WITHOUT_HTTPONLY_FLAG);
    }
}

/// The cookies of every answer on the way, later ones in place of those of the same name.
fn jar(seen: &Seen<'_>) -> Vec<Cookie> {
    let mut jar: BTreeMap<(String, String, String), Cookie> = BTreeMap::new();
    let chains = seen.http.iter().chain(seen.https.iter());
    for (_, entry) in chains.flatten() {
        let fields = entry.response().into_iter().flat_map(|answer| answer.texts("set-cookie"));
        for (place, cookie) in fields.filter_map(|field| parse(&field, url_of(entry))) {
            if jar.len() < MAX_COOKIES {
                jar.insert(place, cookie);
            }
        }
    }
    jar.into_values().collect()
}

/// A cookie and where a jar keeps it: by domain, path and name.
fn parse(field: &str, url: &Url) -> Option<((String, String, String), Cookie)> {
    let mut parts = field.split(';');
    let (name, _) = parts.next()?.split_once('=')?;
    let name = name.trim().to_owned();
    if name.is_empty() || name == "heroku-session-affinity" {
        return None;
    }
    let mut cookie = Cookie { name: name.clone(), ..Cookie::default() };
    let host = url.host_str().unwrap_or_default();
    let (mut domain, mut path) = (host.to_owned(), default_path(url));
    for part in parts {
        let (key, value) = part.split_once('=').unwrap_or((part, ""));
        let value = value.trim();
        match &*key.trim().to_ascii_lowercase() {
            "secure" => cookie.is_secure = true,
            "httponly" => cookie.is_http_only = true,
            "samesite" => cookie.same_site = same_site(value),
            "path" if value.starts_with('/') => value.clone_into(&mut path),
            "domain" if !value.trim_start_matches('.').is_empty() => {
                domain = value.trim_start_matches('.').to_ascii_lowercase();
                registrable(&domain).filter(|_| is_within(host, &domain))?;
            }
            _ => {}
        }
    }
    Some(((domain, path, name), cookie))
}

fn is_within(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

fn default_path(url: &Url) -> String {
    let end = url.path().rfind('/').unwrap_or_default();
    if end == 0 { "/".to_owned() } else { url.path()[..end].to_owned() }
}

fn same_site(value: &str) -> Option<String> {
    let value = value.to_ascii_lowercase();
    matches!(&*value, "strict" | "lax" | "none").then_some(value)
}

fn has_invalid_same_site(field: &str) -> bool {
    field.split(';').any(|part| {
        let (key, value) = part.split_once('=').unwrap_or((part, ""));
        let value = value.split('=').next().unwrap_or_default();
        key.trim().eq_ignore_ascii_case("samesite") && same_site(value.trim()).is_none()
    })
}
