//! Answers that give the page what it asks for.

use corsmith_fetch::CredentialsMode;
use fastrand::Rng;

use super::{chance, pick, weighted};
use crate::lab::experiment::{Answer, FetchInit, Host, Page};

const ACAO: &str = "Access-Control-Allow-Origin";
const ACAC: &str = "Access-Control-Allow-Credentials";

/// The `Origin` of a request that came by these hosts: a placeholder, or `null`.
pub(super) fn origin_at(page: Page, hosts: &[Host]) -> &'static str {
    let own = |host: Host| page == Page::Tuple && host == Host::Own;
    let tainted = hosts.windows(2).any(|hop| hop[0] != hop[1] && !own(hop[0]));
    if page == Page::Opaque || tainted { "null" } else { "{own}" }
}

fn line(name: &str, value: impl AsRef<[u8]>) -> (String, Vec<u8>) {
    (name.to_owned(), [b" ", value.as_ref()].concat())
}

fn access(rng: &mut Rng, origin: &str, request: &FetchInit) -> Vec<(String, Vec<u8>)> {
    let is_include = request.credentials == CredentialsMode::Include;
    let value = if !is_include && chance(rng, 40) { "*" } else { origin };
    let mut headers = vec![line(ACAO, value)];
    if is_include || chance(rng, 10) {
        headers.push(line(ACAC, "true"));
    }
    headers
}

pub(super) fn preflight(rng: &mut Rng, origin: &str, request: &FetchInit) -> Answer {
    let is_include = request.credentials == CredentialsMode::Include;
    let mut headers = access(rng, origin, request);
    let method = corsmith_fetch::normalize_method(&request.method);
    let methods = match rng.u32(0..10) {
        0..2 if !is_include => "*".to_owned(),
        2 => format!("GET, {method} ,, POST"),
        3 => format!(",{method},"),
        _ => method.into_owned(),
    };
    headers.push(line("Access-Control-Allow-Methods", methods));
    let mut names: Vec<String> =
        request.headers.iter().map(|(name, _)| name.trim().to_owned()).collect();
    names.retain(|name| corsmith_fetch::is_header_name(name));
    let separator = pick(rng, &[", ", ",", " ,\t", ",,"]);
    let names = if !is_include && chance(rng, 15) { "*".to_owned() } else { names.join(separator) };
    if chance(rng, 12) {
        headers.push(line("Access-Control-Allow-Headers", names.to_ascii_uppercase()));
    } else {
        headers.push(line("Access-Control-Allow-Headers", names));
    }
    if chance(rng, 30) {
        headers.push(line("Access-Control-Max-Age", pick(rng, &["0", "5", "600"])));
    }
    Answer { status: *weighted(rng, &[(50, 204), (45, 200), (5, 299)]), headers }
}

/// A final answer, or a redirect to the resource of this number.
pub(super) fn actual(
    rng: &mut Rng,
    origin: &str,
    request: &FetchInit,
    next: Option<usize>,
) -> Answer {
    let mut headers = access(rng, origin, request);
    let status = if let Some(next) = next {
        let location = if chance(rng, 10) { "#f" } else { "" };
        headers.push(line("Location", format!("{{url:{next}}}{location}")));
        // Keeps the HTTP cache out of it: 301 and 308 may be kept without a word.
        headers.push(line("Cache-Control", "no-store"));
        *weighted(rng, &[(20, 301), (25, 302), (20, 303), (20, 307), (15, 308)])
    } else {
        *weighted(
            rng,
            &[
                (60, 200),
                (6, 201),
                (4, 204),
                (2, 299),
                (3, 400),
                (3, 401),
                (4, 403),
                (6, 404),
                (2, 418),
                (5, 500),
                (3, 503),
                (2, 304),
            ],
        )
    };
    for _ in 0..rng.u32(0..4) {
        headers.push(readable(rng));
    }
    if chance(rng, 40) {
        let value = pick(
            rng,
            &[
                "*",
                "x-a",
                "X-A, ETag",
                "x-a,,etag",
                "etag",
                "",
                "x-a, *",
                "set-cookie, x-a",
                "x a",
                "x-a\"",
                "*, x-a",
                "content-encoding",
            ],
        );
        headers.push(line("Access-Control-Expose-Headers", value));
    }
    Answer { status, headers }
}

/// A header that a script may or may not be able to read.
fn readable(rng: &mut Rng) -> (String, Vec<u8>) {
    let (name, value) = pick(
        rng,
        &[
            &("X-A", "1"),
            &("x-a", "2"),
            &("ETag", "\"1\""),
            &("Content-Type", "text/plain"),
            &("Cache-Control", "no-store"),
            &("Content-Language", "en"),
            &("Expires", "0"),
            &("Last-Modified", "Mon, 01 Jan 2024 00:00:00 GMT"),
            &("Pragma", "no-cache"),
            &("Set-Cookie", "a=b"),
            &("*", "star"),
            &("Timing-Allow-Origin", "*"),
            &("Vary", "Origin"),
        ],
    );
    line(name, value)
}
