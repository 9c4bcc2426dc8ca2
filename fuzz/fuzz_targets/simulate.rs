//! Whatever a page asks and whatever servers answer, a fetch ends, sends few requests, asks before
//! it sends what must be asked for, and lets the page read only what it was allowed to.
//!
//! The input is a file of cases if it begins like JSON. Otherwise it is lines: options, one byte
//! each; a method; a URL; the request's headers, `name:value`; and then, each after a byte 0x1e, the
//! answers: a status, and headers. The answers are given in turn, again and again.

#![no_main]

use corsmith_fetch::{
    Browser, CredentialsMode, ExchangeKind, HeaderList, HttpRequest, HttpResponse, Origin, Outcome,
    PreflightFlag, Profile, RedirectMode, RequestInit, RequestMode, ResponseType, Trace, fetch,
};
use corsmith_simulate::{Item, read_cases, run_case, run_sequence};
use libfuzzer_sys::fuzz_target;

/// Twenty redirects and the request before them, each with a preflight.
const MAX_REQUESTS: usize = 42;

fuzz_target!(|bytes: &[u8]| {
    if matches!(bytes.first(), Some(b'[' | b'{')) {
        return cases(bytes);
    }
    let Some((init, answers)) = read(bytes) else { return };
    for profile in Profile::ALL {
        let mut browser = Browser::new(profile);
        browser.trace = Trace::on();
        // Twice: the second time there is a cache.
        for _ in 0..2 {
            check(&init, &answers, &mut browser);
        }
    }
});

fn cases(bytes: &[u8]) {
    for item in read_cases(bytes).unwrap_or_default() {
        match item {
            Item::Case(case) => {
                for profile in Profile::ALL {
                    let _ = run_case(&case, profile);
                }
            }
            Item::Sequence(sequence) => {
                let _ = run_sequence(&sequence, None);
            }
            Item::Invalid(_) => {}
        }
    }
}

fn read(bytes: &[u8]) -> Option<(RequestInit, Vec<HttpResponse>)> {
    let mut parts = bytes.split(|&byte| byte == 0x1e);
    let mut lines = parts.next()?.split(|&byte| byte == b'\n');
    let options = lines.next()?;
    let option = |index: usize| options.get(index).copied().unwrap_or_default();
    let page = if option(0) & 1 == 0 { Origin::parse("http://a.test").ok()? } else { Origin::Opaque };
    let method = str::from_utf8(lines.next()?).ok()?;
    let url = str::from_utf8(lines.next()?).ok()?;
    let mut init = RequestInit::new(page, url);
    init.method = method.to_owned();
    init.headers = fields(lines).map(|(name, value)| (name.to_owned(), value.to_vec())).collect();
    init.credentials = match option(1) % 3 {
        0 => CredentialsMode::Omit,
        1 => CredentialsMode::SameOrigin,
        _ => CredentialsMode::Include,
    };
    init.mode = match option(2) % 4 {
        0 => RequestMode::SameOrigin,
        1 => RequestMode::NoCors,
        _ => RequestMode::Cors,
    };
    init.redirect = match option(3) % 4 {
        0 => RedirectMode::Error,
        1 => RedirectMode::Manual,
        _ => RedirectMode::Follow,
    };
    if option(4) & 1 == 1 {
        init.use_cors_preflight_flag = PreflightFlag::Set;
    }
    let answers = parts.filter_map(|part| {
        let mut lines = part.split(|&byte| byte == b'\n');
        let status = str::from_utf8(lines.next()?).ok()?.parse().ok()?;
        Some(HttpResponse { status, headers: fields(lines).collect() })
    });
    Some((init, answers.collect()))
}

fn fields<'a>(lines: impl Iterator<Item = &'a [u8]>) -> impl Iterator<Item = (&'a str, &'a [u8])> {
    lines.filter_map(|line| {
        let colon = line.iter().position(|&byte| byte == b':')?;
        Some((str::from_utf8(&line[..colon]).ok()?, &line[colon + 1..]))
    })
}

fn check(init: &RequestInit, answers: &[HttpResponse], browser: &mut Browser) {
    let mut last: Option<HttpResponse> = None;
    let mut sent = 0;
    let mut transport = |_: &HttpRequest| {
        let answer = answers.get(sent % answers.len().max(1)).cloned();
        sent += 1;
        last.clone_from(&answer);
        answer
    };
    let outcome = fetch(init, browser, &mut transport);
    assert!(outcome.requests.len() <= MAX_REQUESTS, "{}", outcome.requests.len());
    assert_eq!(outcome.requests.len(), sent);
    check_requests(init, &outcome);
    let Ok(response) = &outcome.result else { return };
    let (Some(last), Some(request)) = (last, outcome.requests.last()) else { return };
    let has = |name: &String| last.headers.iter().any(|(own, _)| own.eq_ignore_ascii_case(name));
    assert!(response.readable_headers.iter().all(has));
    assert!(!response.readable_headers.iter().any(|name| name == "set-cookie"));
    if response.kind == ResponseType::Cors {
        let allowed = only(&last.headers, "access-control-allow-origin").expect("one value");
        let origin = only(&request.headers, "origin").expect("one origin");
        let is_include = init.credentials == CredentialsMode::Include;
        assert!(allowed == origin || (allowed == b"*" && !is_include));
        if is_include {
            let value = only(&last.headers, "access-control-allow-credentials");
            assert_eq!(value, Some(&b"true"[..]));
        }
    }
}

/// No cross-origin request of another method than the safelisted ones is the first to its URL,
/// unless the cache knows it, which it can only from an earlier fetch.
fn check_requests(init: &RequestInit, outcome: &Outcome) {
    for request in &outcome.requests {
        let origin = only(&request.headers, "origin");
        match request.kind {
            ExchangeKind::Preflight => {
                assert_eq!(request.method, "OPTIONS");
                assert!(origin.is_some());
                assert!(request.headers.contains("access-control-request-method"));
            }
            ExchangeKind::Actual => {
                assert!(!request.headers.contains("access-control-request-method"));
                let own = init.origin.serialize();
                assert!(origin.is_none_or(|origin| origin == b"null" || origin == own.as_bytes()));
            }
        }
    }
}

/// The value, where there is one field of this name.
fn only<'a>(headers: &'a HeaderList, name: &str) -> Option<&'a [u8]> {
    let mut values = headers.values(name);
    values.next().filter(|_| values.next().is_none())
}
