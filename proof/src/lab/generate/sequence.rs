//! Several steps that share the CORS-preflight cache.

use std::time::Duration;

use corsmith_fetch::{CredentialsMode, RedirectMode, ReferrerPolicy, RequestMode};
use fastrand::Rng;

use super::{chance, pick, weighted};
use crate::lab::experiment::{Answer, Experiment, FetchInit, Host, Page, Resource, Step};

const METHODS: &[&str] = &["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH"];
const NAMES: &[&str] = &["X-A", "X-B", "Authorization"];

/// Two to four requests to one URL. Nothing of it may come from an HTTP cache, and nothing expires
/// within a second of a request: max-ages are 0 or 3 seconds, or longer than the experiment, and
/// requests come at 0, 1, and 8 seconds.
pub(super) fn generate(rng: &mut Rng) -> Experiment {
    let page = if chance(rng, 10) { Page::Opaque } else { Page::Tuple };
    let origin = if page == Page::Opaque { "null" } else { "{own}" };
    let is_wildcard = chance(rng, 25);
    let preflight = preflight(rng, origin, is_wildcard);
    let actual = actual(rng, origin, is_wildcard);
    let later = chance(rng, 25).then(|| {
        Box::new((
            self::preflight(rng, origin, is_wildcard),
            self::actual(rng, origin, is_wildcard),
        ))
    });
    let site = vec![Resource {
        host: *pick(rng, &[&Host::Other, &Host::Third, &Host::SameSite]),
        path: "/0".into(),
        preflight,
        actual,
        later,
    }];
    let at =
        *weighted(rng, &[(60, &[0_u64, 0, 0, 0][..]), (15, &[0, 1, 1, 1]), (25, &[0, 1, 8, 8])]);
    let count = rng.usize(2..=4);
    let first = request(rng);
    let mut steps: Vec<Step> = Vec::new();
    for at in at.iter().take(count) {
        let mut request =
            if steps.is_empty() || chance(rng, 50) { first.clone() } else { request(rng) };
        if chance(rng, 25) {
            request.credentials = *pick(rng, &[&CredentialsMode::Include, &CredentialsMode::Omit]);
        }
        steps.push(Step { at: Duration::from_secs(*at), request });
    }
    Experiment { id: String::new(), page, site, steps }
}

fn request(rng: &mut Rng) -> FetchInit {
    let names: Vec<_> = NAMES.iter().filter(|_| chance(rng, 35)).collect();
    FetchInit {
        resource: 0,
        method: METHODS[rng.usize(0..METHODS.len())].into(),
        headers: names.into_iter().map(|name| ((*name).to_owned(), b"1".to_vec())).collect(),
        credentials: *weighted(
            rng,
            &[(60, CredentialsMode::SameOrigin), (40, CredentialsMode::Include)],
        ),
        mode: RequestMode::Cors,
        redirect: RedirectMode::Follow,
        referrer_policy: ReferrerPolicy::default(),
    }
}

fn line(name: &str, value: &str) -> (String, Vec<u8>) {
    (name.to_owned(), format!(" {value}").into_bytes())
}

fn access(rng: &mut Rng, origin: &str, is_wildcard: bool) -> Vec<(String, Vec<u8>)> {
    let origin = if is_wildcard { "*" } else { origin };
    let mut headers = vec![line("Cache-Control", "no-store")];
    if !chance(rng, 6) {
        headers.push(line("Access-Control-Allow-Origin", origin));
    }
    if !chance(rng, 8) {
        headers.push(line("Access-Control-Allow-Credentials", "true"));
    }
    headers
}

fn preflight(rng: &mut Rng, origin: &str, is_wildcard: bool) -> Answer {
    let mut headers = access(rng, origin, is_wildcard);
    let methods = match rng.u32(0..10) {
        0..3 => "*".to_owned(),
        3 => "PUT, *".to_owned(),
        4..8 => "GET, HEAD, POST, PUT, DELETE, PATCH".to_owned(),
        8 => "PUT, DELETE".to_owned(),
        _ => String::new(),
    };
    headers.push(line("Access-Control-Allow-Methods", &methods));
    let names =
        pick(rng, &["*", "x-a", "x-a, x-b, authorization", "X-A, *", "*, authorization", ""]);
    headers.push(line("Access-Control-Allow-Headers", names));
    let max_age = pick(rng, &["", "0", "3", "600", "600", "-1", "abc", "+600", "600, 600"]);
    if !max_age.is_empty() {
        headers.push(line("Access-Control-Max-Age", max_age));
    } else if chance(rng, 50) {
        // The default is 5 seconds, and a request comes at 8.
        headers.push(line("X-No-Max-Age", "1"));
    }
    Answer { status: if chance(rng, 5) { 403 } else { 204 }, headers }
}

fn actual(rng: &mut Rng, origin: &str, is_wildcard: bool) -> Answer {
    Answer { status: 200, headers: access(rng, origin, is_wildcard) }
}
