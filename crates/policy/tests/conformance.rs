//! The judge finds every seeded fault, and nothing in a correct answer.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::policy;
use corsmith_policy::conformance::{
    DifferenceKind, MatrixRequest, Observed, Reached, judge, request_matrix,
};
use corsmith_policy::{Policy, Request, RequestKind};

const ENDPOINTS: &[&str] = &["ok", "missing", "vary"];

/// What a correct server answers, with an application that answers 200 behind it.
fn correct(policy: &Policy, request: &MatrixRequest) -> Observed {
    let lines = request.header_lines();
    let answer = policy.respond(&Request {
        method: &request.method,
        target: &request.target,
        headers: &lines,
    });
    let mut headers: Vec<(String, Vec<u8>)> = answer
        .headers
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.as_bytes().to_vec()))
        .collect();
    headers.push(("X-Request-Id".to_owned(), b"1".to_vec()));
    headers.push(("X-Secret".to_owned(), b"1".to_vec()));
    if request.endpoint == "vary" {
        headers.push(("Vary".to_owned(), b"Accept-Encoding, Accept-Language".to_vec()));
    }
    let reached = if answer.kind == RequestKind::Preflight { Reached::No } else { Reached::Yes };
    let status = if request.endpoint == "missing" { 404 } else { 200 };
    Observed { status: answer.status.unwrap_or(status), headers, reached }
}

fn policies() -> Vec<Policy> {
    [
        "[policy]\nallow-origins = ['https://app.example.com', 'https://*.p.example', 'http://localhost:*']\n\
         allow-methods = ['PUT']\nallow-headers = ['X-A', 'X-B']\nallow-credentials = true\n\
         expose-headers = ['X-Request-Id']\nmax-age = 600",
        "[policy]\nallow-origins = ['*']\nallow-methods = ['*']\nallow-headers = ['*']\nexpose-headers = ['*']",
        "[policy]\nallow-origins = ['https://a.com']\nallow-credentials = true\nallow-methods = ['*']\n\
         allow-headers = ['*', 'Authorization']",
    ]
    .into_iter()
    .map(policy)
    .collect()
}

#[test]
fn a_correct_server_has_no_differences() {
    for policy in policies() {
        let matrix = request_matrix(&policy, ENDPOINTS);
        assert!(matrix.len() >= 60, "{}", matrix.len());
        for request in &matrix {
            let differences = judge(&policy, request, &correct(&policy, request));
            assert!(differences.is_empty(), "{}: {differences:?}", request.name);
        }
    }
}

/// A fault of a server: changes what a correct one answers.
type Fault = fn(&MatrixRequest, &mut Observed);

fn origin_of(request: &MatrixRequest) -> Option<Vec<u8>> {
    request
        .headers
        .iter()
        .find(|(name, _)| name == "Origin")
        .map(|(_, value)| value.as_bytes().to_vec())
}

fn remove(observed: &mut Observed, name: &str) {
    observed.headers.retain(|(other, _)| !other.eq_ignore_ascii_case(name));
}

fn set(observed: &mut Observed, name: &str, value: impl Into<Vec<u8>>) {
    remove(observed, name);
    observed.headers.push((name.to_owned(), value.into()));
}

#[test]
fn every_seeded_fault_is_found() {
    use DifferenceKind as K;
    let faults: &[(&str, DifferenceKind, Fault)] = &[
        ("reflects every origin", K::GrantsDenied, |request, observed| {
            if let Some(origin) = origin_of(request) {
                set(observed, "Access-Control-Allow-Origin", origin);
                set(observed, "Access-Control-Allow-Credentials", "true");
            }
        }),
        ("matches by suffix", K::GrantsDenied, |request, observed| {
            if let Some(origin) =
                origin_of(request).filter(|origin| origin.ends_with(b"app.example.com"))
            {
                set(observed, "Access-Control-Allow-Origin", origin);
            }
        }),
        ("allows null", K::GrantsDenied, |request, observed| {
            if origin_of(request).is_some_and(|origin| origin == b"null") {
                set(observed, "Access-Control-Allow-Origin", "null");
            }
        }),
        ("echoes what no browser sends", K::GrantsUnsendableOrigin, |request, observed| {
            if let Some(origin) = origin_of(request).filter(|origin| origin.ends_with(b":443")) {
                set(observed, "Access-Control-Allow-Origin", origin);
            }
        }),
        ("doubles the header", K::DeniesGranted, |_, observed| {
            observed.headers.push(("Access-Control-Allow-Origin".to_owned(), b"*".to_vec()));
        }),
        ("loses headers on errors", K::DeniesGrantedOnError, |_, observed| {
            if observed.status == 404 {
                observed.headers.retain(|(name, _)| !name.starts_with("Access-Control"));
            }
        }),
        ("allows every method", K::GrantsDenied, |request, observed| {
            if observed.status == 403
                && let Some(origin) = origin_of(request)
            {
                observed.status = 204;
                set(observed, "Access-Control-Allow-Origin", origin);
                set(observed, "Access-Control-Allow-Credentials", "true");
                set(observed, "Access-Control-Allow-Methods", "PUT, DELETE");
                set(observed, "Access-Control-Allow-Headers", "X-A, X-B");
            }
        }),
        ("lists OPTIONS", K::GrantsOptions, |request, observed| {
            let asks_for_options = request.headers.iter().any(|(_, value)| value == "OPTIONS");
            if asks_for_options && let Some(origin) = origin_of(request) {
                observed.status = 204;
                set(observed, "Access-Control-Allow-Origin", origin);
                set(observed, "Access-Control-Allow-Methods", "PUT, OPTIONS");
            }
        }),
        ("answers preflights with a redirect", K::DeniesGranted, |_, observed| {
            if observed.status == 204 {
                observed.status = 301;
            }
        }),
        ("forgets credentials", K::DeniesGranted, |_, observed| {
            remove(observed, "Access-Control-Allow-Credentials");
        }),
        ("forgets Vary", K::LacksVary, |_, observed| remove(observed, "Vary")),
        ("overwrites Vary", K::LosesVary, |_, observed| set(observed, "Vary", "Origin")),
        ("exposes everything", K::ExposesOtherHeaders, |request, observed| {
            if request.method != "OPTIONS" && origin_of(request).is_some() {
                set(observed, "Access-Control-Expose-Headers", "X-Request-Id, X-Secret");
            }
        }),
        ("caches for a day", K::CachesPreflightOtherwise, |_, observed| {
            if observed.status == 204 {
                set(observed, "Access-Control-Max-Age", "86400");
            }
        }),
        ("tells everyone", K::DisclosesPolicy, |_, observed| {
            set(observed, "Access-Control-Allow-Methods", "PUT");
        }),
        ("swallows OPTIONS", K::KeepsFromApplication, |request, observed| {
            if request.method == "OPTIONS" {
                observed.reached = Reached::No;
            }
        }),
        ("refuses strangers", K::KeepsFromApplication, |_, observed| {
            if !observed.headers.iter().any(|(name, _)| name == "Access-Control-Allow-Origin") {
                *observed = Observed { status: 403, reached: Reached::No, ..observed.clone() };
            }
        }),
        ("passes preflights on", K::PassesPreflightOn, |_, observed| {
            observed.reached = Reached::Yes;
        }),
    ];
    let policy = &policies()[0];
    let matrix = request_matrix(policy, ENDPOINTS);
    for (name, kind, fault) in faults {
        let found = matrix.iter().any(|request| {
            let mut observed = correct(policy, request);
            fault(request, &mut observed);
            judge(policy, request, &observed).iter().any(|difference| difference.kind == *kind)
        });
        assert!(found, "a server that {name} is not found out as {kind}");
    }
}

#[test]
fn a_needless_vary_is_found() {
    let policy = &policies()[1];
    let matrix = request_matrix(policy, ENDPOINTS);
    let mut observed = correct(policy, &matrix[0]);
    set(&mut observed, "Vary", "Accept, Origin");
    let kinds: Vec<_> =
        judge(policy, &matrix[0], &observed).iter().map(|found| found.kind).collect();
    assert_eq!(kinds, [DifferenceKind::NeedlessVary]);
}

#[test]
fn a_vary_of_the_application_on_everything_is_not_needless() {
    let policy = &policies()[1];
    let matrix = request_matrix(policy, ENDPOINTS);
    let mut observed = correct(policy, &matrix[0]);
    set(&mut observed, "Vary", "*");
    assert_eq!(judge(policy, &matrix[0], &observed), []);
}

#[test]
fn a_difference_that_credentials_do_not_change_is_reported_once() {
    let policy = &policies()[0];
    let matrix = request_matrix(policy, ENDPOINTS);
    let granted = |request: &&MatrixRequest| correct(policy, request).status == 204;
    let request = matrix.iter().find(granted).expect("some preflight is granted");
    let mut observed = correct(policy, request);
    set(&mut observed, "Access-Control-Max-Age", "5");
    let kinds: Vec<_> = judge(policy, request, &observed).iter().map(|found| found.kind).collect();
    assert_eq!(kinds, [DifferenceKind::CachesPreflightOtherwise]);
}

#[test]
fn every_reachable_path_is_asked_everything_in_ascii() {
    let policy = policy(
        "[policy]\nallow-origins = ['https://default.example']\n\
         [[policy.path]]\nmatch = '/a/ok'\nallow-origins = ['https://exact.example']\n\
         [[policy.path]]\nmatch = '/a/*'\nallow-origins = ['https://prefix.example']\n\
         [[policy.path]]\nmatch = '/\u{e9}\u{20ac}/*'\nallow-origins = ['https://foreign.example']\n",
    );
    let matrix = request_matrix(&policy, ENDPOINTS);
    for host in ["default", "exact", "prefix", "foreign"] {
        let lookalike = format!("https://evil{host}.example");
        assert!(matrix.iter().any(|request| request.name.contains(&lookalike)), "{host}");
    }
    for request in &matrix {
        assert!(request.target.is_ascii(), "{}", request.target);
        assert_eq!(judge(&policy, request, &correct(&policy, request)), [], "{}", request.name);
    }
    let foreign = matrix.iter().find(|request| request.target == "/%c3%a9%e2%82%ac/ok");
    let target = &foreign.expect("it is percent-encoded").target;
    assert_eq!(policy.resource(target).origins().patterns()[0].as_str(), "https://foreign.example");
}

#[test]
fn the_origins_that_must_be_allowed_are() {
    // A label before the longest of bases makes no host.
    let label = "a".repeat(63);
    let base = format!("{label}.{label}.{label}.{}", "a".repeat(59));
    let policy = policy(&format!("[policy]\nallow-origins = ['https://*.{base}']"));
    let matrix = request_matrix(&policy, ENDPOINTS);
    assert!(matrix.iter().any(|request| correct(&policy, request).status == 204));
}
