//! Which answers of a visit set which cookies.

use url::Url;

use super::{Cookie, MAX_COOKIES, cookies};
use crate::{Purpose, Recording};

/// Most cookies that one check reports.
const MAX_REPORTED: usize = 20;

/// A cookie that an answer sets.
#[derive(Debug, Clone)]
pub(crate) struct SetCookie<'a> {
    /// The place of the answer in the recording.
    pub(crate) index: usize,
    /// What was asked for.
    pub(crate) url: &'a Url,
    pub(crate) cookie: Cookie,
}

/// The cookies that the answers of a visit set on the target's own site, at most [`MAX_COOKIES`];
/// removals and what browsers ignore whole are left out.
pub(crate) fn set_cookies(recording: &Recording) -> Vec<SetCookie<'_>> {
    let mut found = Vec::new();
    for (index, entry) in recording.of(Purpose::Visit) {
        let Some(answer) = entry.response() else { continue };
        if !answer.headers.contains("set-cookie") {
            continue;
        }
        let url = &entry.exchange.request.url;
        if !recording.target.is_schemelessly_same_site(url) {
            continue;
        }
        let cookies = cookies(answer).filter(|cookie| !cookie.is_removal);
        found.extend(cookies.map(|cookie| SetCookie { index, url, cookie }));
        found.truncate(MAX_COOKIES);
    }
    found
}

/// One of each name, at most [`MAX_REPORTED`].
pub(crate) fn each<'a>(faulty: impl Iterator<Item = &'a SetCookie<'a>>) -> Vec<&'a SetCookie<'a>> {
    let mut each: Vec<&SetCookie<'_>> = Vec::new();
    for set in faulty {
        if each.len() < MAX_REPORTED && !each.iter().any(|own| own.cookie.name == set.cookie.name) {
            each.push(set);
        }
    }
    each
}
