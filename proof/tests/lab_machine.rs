//! The laboratory's machinery in each engine: what it says it saw is what any Fetch implementation must do.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a test says what it measured")]

use std::time::{Duration, Instant};

use corsmith_fetch::{CredentialsMode, RedirectMode, RequestMode};
use corsmith_proof::lab::{
    Answer, Engine, Experiment, FetchInit, Host, LabError, Laboratory, Observation, Outcome, Page,
    Resource, Session, Step, StepObservation, WireRequest,
};

#[test]
fn chromium_does_experiments() {
    check(Engine::Chromium);
}

#[test]
fn firefox_does_experiments() {
    check(Engine::Firefox);
}

#[test]
fn webkit_does_experiments() {
    check(Engine::WebKit);
}

#[test]
fn each_console_says_why_a_fetch_failed() {
    for (engine, expected) in [
        (
            Engine::Chromium,
            "Access to fetch at '{third}/0' from origin '{own}' has been blocked by CORS policy: \
             No 'Access-Control-Allow-Origin' header is present on the requested resource.",
        ),
        (
            Engine::Firefox,
            "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at {third}/0. \
             (Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 200.",
        ),
        (
            Engine::WebKit,
            "Origin {own} is not allowed by Access-Control-Allow-Origin. Status code: 200",
        ),
    ] {
        let Some(mut session) = open(engine, Laboratory::open_with_console) else { continue };
        let messages = session.console(&get(Host::Third, &[])).unwrap();
        assert_eq!(messages.first().map(String::as_str), Some(expected), "{messages:#?}");
        let allowed = get(Host::Third, &[("Access-Control-Allow-Origin", "*")]);
        assert_eq!(session.console(&allowed).unwrap(), [""; 0], "{engine}");
        let observations = session.run(&[allowed]).unwrap();
        assert!(is_response(&observations[0].steps[0], "cors", 200, &[]));
    }
}

/// A case by its sentence, the experiment, and what must be true of the observed steps.
type Case = (&'static str, Experiment, fn(&[StepObservation]) -> bool);

fn cases() -> Vec<Case> {
    let mut cases = simple_cases();
    cases.extend(preflight_cases());
    cases.extend(redirect_cases());
    cases.extend(cache_cases());
    cases
}

fn simple_cases() -> Vec<Case> {
    vec![
        (
            "a cross-origin GET that `*` allows succeeds, with Origin and without a preflight",
            get(Host::Other, &[("Access-Control-Allow-Origin", " *")]),
            |steps| {
                is_response(&steps[0], "cors", 200, &[])
                    && methods(&steps[0]) == ["GET"]
                    && steps[0].requests[0].url == "{other}/0"
                    && steps[0].requests[0].header("origin") == Some(&b"{own}"[..])
                    && steps[0].requests[0].header("host") == Some(&b"{other-host}"[..])
            },
        ),
        ("a cross-origin GET that nothing allows fails", get(Host::Third, &[]), |steps| {
            steps[0].outcome == Outcome::NetworkError && methods(&steps[0]) == ["GET"]
        }),
        (
            "another port of the same host is another origin",
            get(Host::SameSite, &[("Access-Control-Allow-Origin", "{own}"), ("X-A", "1")]),
            |steps| is_response(&steps[0], "cors", 200, &[]),
        ),
        (
            "the own origin needs no permission, and the page reads all names",
            get(Host::Own, &[("X-B", "1"), ("x-a", "2")]),
            |steps| is_response(&steps[0], "basic", 200, &["x-a", "x-b"]),
        ),
    ]
}

fn preflight_cases() -> Vec<Case> {
    vec![
        (
            "a PUT is preflighted",
            with(get(Host::Other, ALLOW_ALL), |init| {
                "put".clone_into(&mut init.method);
                init.headers =
                    vec![("X-Two".to_owned(), b"2".to_vec()), ("X-One".to_owned(), b"1".to_vec())];
            }),
            |steps| {
                let [preflight, actual] = &steps[0].requests[..] else { return false };
                preflight.is_preflight()
                    && preflight.header("access-control-request-method") == Some(&b"PUT"[..])
                    && preflight.header("access-control-request-headers")
                        == Some(&b"x-one,x-two"[..])
                    && actual.method == "PUT"
                    && actual.header("x-one") == Some(&b"1"[..])
                    && is_response(&steps[0], "cors", 200, &[])
            },
        ),
        (
            "a refused preflight keeps the request at home",
            with(get(Host::Other, &[("Access-Control-Allow-Origin", "*")]), |init| {
                "DELETE".clone_into(&mut init.method);
            }),
            |steps| steps[0].outcome == Outcome::NetworkError && methods(&steps[0]) == ["OPTIONS"],
        ),
        (
            "two lines of Access-Control-Allow-Origin are two",
            get(
                Host::Other,
                &[("Access-Control-Allow-Origin", "*"), ("access-control-allow-origin", " *")],
            ),
            |steps| steps[0].outcome == Outcome::NetworkError,
        ),
        (
            "white space around a value is none of it",
            get(
                Host::Other,
                &[
                    ("Access-Control-Allow-Origin", " \t {own}\t"),
                    ("Access-Control-Expose-Headers", "X-A"),
                    ("Access-Control-Expose-Headers", "\tx-b , X-None"),
                    ("X-A", ""),
                    ("X-B", "\u{e9}"),
                    ("X-C", "hidden"),
                ],
            ),
            |steps| is_response(&steps[0], "cors", 200, &["x-a", "x-b"]),
        ),
        (
            "a sandboxed page's origin is null",
            Experiment {
                page: Page::Opaque,
                ..get(Host::Own, &[("Access-Control-Allow-Origin", "null")])
            },
            |steps| {
                steps[0].requests[0].header("origin") == Some(&b"null"[..])
                    && is_response(&steps[0], "cors", 200, &[])
            },
        ),
        (
            "no-cors gives an opaque response",
            with(get(Host::Other, &[("Content-Type", " text/css")]), |init| {
                init.mode = RequestMode::NoCors;
            }),
            |steps| is_response(&steps[0], "opaque", 0, &[]),
        ),
        (
            "a forbidden method throws",
            with(get(Host::Other, ALLOW_ALL), |init| "TRACE".clone_into(&mut init.method)),
            |steps| steps[0].outcome == Outcome::Threw && steps[0].requests.is_empty(),
        ),
    ]
}

fn redirect_cases() -> Vec<Case> {
    vec![
        ("a redirect to another origin is followed", redirect(RedirectMode::Follow), |steps| {
            let [first, second] = &steps[0].requests[..] else { return false };
            first.url == "{own}/0"
                && second.url == "{other}/1?x"
                && second.header("origin") == Some(&b"{own}"[..])
                && steps[0].outcome == response("cors", 200, &[], true)
        }),
        ("a manual redirect is opaque", redirect(RedirectMode::Manual), |steps| {
            is_response(&steps[0], "opaqueredirect", 0, &[])
        }),
        ("a redirect can be an error", redirect(RedirectMode::Error), |steps| {
            steps[0].outcome == Outcome::NetworkError && methods(&steps[0]) == ["GET"]
        }),
        (
            "HEAD, 204 and 304 have no body and lose no connection",
            with(get(Host::Other, ALLOW_ALL), |init| "HEAD".clone_into(&mut init.method)),
            |steps| is_response(&steps[0], "cors", 200, &[]),
        ),
    ]
}

fn cache_cases() -> Vec<Case> {
    vec![
        (
            "two steps share the preflight cache",
            steps(get_put(&[("Access-Control-Max-Age", "60")]), &[0, 50]),
            |steps| methods(&steps[0]) == ["OPTIONS", "PUT"] && methods(&steps[1]) == ["PUT"],
        ),
        (
            "a max-age of zero is not cached, and later answers come later",
            later(steps(get_put(&[("Access-Control-Max-Age", "0")]), &[0, 50])),
            |steps| {
                methods(&steps[0]) == ["OPTIONS", "PUT"]
                    && methods(&steps[1]) == ["OPTIONS"]
                    && steps[1].outcome == Outcome::NetworkError
            },
        ),
        (
            "a cached preflight is forgotten when its time is over",
            steps(get_put(&[("Access-Control-Max-Age", "1")]), &[0, 2500]),
            |steps| methods(&steps[1]) == ["OPTIONS", "PUT"],
        ),
    ]
}

/// A session, or none where the browser is not installed; in CI it must be.
fn open(
    engine: Engine,
    how: fn(&Laboratory, Engine) -> Result<Session, LabError>,
) -> Option<Session> {
    match how(&Laboratory::start().unwrap(), engine) {
        Ok(session) => Some(session),
        Err(error) if error.is_not_installed() && std::env::var_os("CI").is_none() => {
            eprintln!("left out: {error}");
            None
        }
        Err(error) => panic!("{error}"),
    }
}

fn check(engine: Engine) {
    let Some(mut session) = open(engine, Laboratory::open) else { return };
    assert!(
        session.version().starts_with(|first: char| first.is_ascii_digit()),
        "{}",
        session.version()
    );
    check_cases(&mut session);
    // The same browser goes on, and what it has cached is no matter: every experiment has URLs of its own.
    check_cases(&mut session);
    check_many(&mut session);
}

fn check_cases(session: &mut Session) {
    let cases = cases();
    let experiments: Vec<_> = cases.iter().map(|(_, experiment, _)| experiment.clone()).collect();
    let observations = session.run(&experiments).unwrap();
    let wrong: Vec<_> = cases
        .iter()
        .zip(&observations)
        .filter(|((_, _, holds), seen)| !holds(&seen.steps))
        .map(|((name, _, _), seen)| format!("{name}: {}", text(&seen.steps)))
        .collect();
    assert_eq!(observations.len(), cases.len());
    assert!(wrong.is_empty(), "{}: {}", session.engine(), wrong.join("\n"));
}

fn check_many(session: &mut Session) {
    let experiments: Vec<_> = (0..500)
        .map(|n| {
            let experiment = match n % 3 {
                0 => get(Host::Other, ALLOW_ALL),
                1 => get(Host::Third, &[]),
                _ => get_put(&[]),
            };
            Experiment { id: n.to_string(), ..experiment }
        })
        .collect();
    let start = Instant::now();
    let observations = session.run(&experiments).unwrap();
    println!(
        "{} {}: 500 in {:.1} s",
        session.engine(),
        session.version(),
        start.elapsed().as_secs_f64()
    );
    for (n, Observation { id, steps }) in observations.iter().enumerate() {
        assert_eq!(*id, n.to_string());
        let expected: &[&str] = if n % 3 == 2 { &["OPTIONS", "PUT"] } else { &["GET"] };
        assert_eq!(methods(&steps[0]), expected, "{n}: {}", text(steps));
        let fails = n % 3 == 1;
        assert_eq!(steps[0].outcome == Outcome::NetworkError, fails, "{n}: {}", text(steps));
    }
}

const ALLOW_ALL: &[(&str, &str)] = &[
    ("Access-Control-Allow-Origin", " *"),
    ("Access-Control-Allow-Methods", " *"),
    ("Access-Control-Allow-Headers", " *"),
];

fn answer(status: u16, headers: &[(&str, &str)]) -> Answer {
    // Isomorphic: `é` is one byte on the wire.
    let bytes = |value: &str| value.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), bytes(value))).collect();
    Answer { status, headers }
}

fn get(host: Host, headers: &[(&str, &str)]) -> Experiment {
    let answer = answer(200, headers);
    let site = vec![Resource {
        host,
        path: "/0".to_owned(),
        preflight: answer.clone(),
        actual: answer,
        later: None,
    }];
    let request = FetchInit {
        resource: 0,
        method: "GET".to_owned(),
        headers: Vec::new(),
        credentials: CredentialsMode::SameOrigin,
        mode: RequestMode::Cors,
        redirect: RedirectMode::Follow,
        referrer_policy: corsmith_fetch::ReferrerPolicy::default(),
    };
    let steps = vec![Step { at: Duration::ZERO, request }];
    Experiment { id: String::new(), page: Page::Tuple, site, steps }
}

fn get_put(also: &[(&str, &str)]) -> Experiment {
    // Named, because Firefox does not take `*` from its cache.
    let named = [("Access-Control-Allow-Origin", "*"), ("Access-Control-Allow-Methods", "PUT")];
    let headers: Vec<_> = named.iter().chain(also).copied().collect();
    let mut experiment =
        with(get(Host::Other, &headers), |init| "PUT".clone_into(&mut init.method));
    experiment.site[0].preflight.status = 204;
    experiment
}

fn with(mut experiment: Experiment, change: impl Fn(&mut FetchInit)) -> Experiment {
    for step in &mut experiment.steps {
        change(&mut step.request);
    }
    experiment
}

fn steps(mut experiment: Experiment, at: &[u64]) -> Experiment {
    let request = experiment.steps[0].request.clone();
    let step = |&at: &u64| Step { at: Duration::from_millis(at), request: request.clone() };
    experiment.steps = at.iter().map(step).collect();
    experiment
}

fn later(mut experiment: Experiment) -> Experiment {
    experiment.site[0].later = Some(Box::new((answer(500, &[]), answer(200, &[]))));
    experiment
}

fn redirect(mode: RedirectMode) -> Experiment {
    let mut experiment = get(Host::Own, &[]);
    let mut target = get(Host::Other, ALLOW_ALL).site.remove(0);
    "/1?x".clone_into(&mut target.path);
    experiment.site.push(target);
    experiment.site[0].actual = answer(302, &[("Location", " {url:1}")]);
    with(experiment, |init| init.redirect = mode)
}

fn text(steps: &[StepObservation]) -> String {
    steps.iter().map(|step| format!("\n{step}")).collect()
}

fn methods(step: &StepObservation) -> Vec<&str> {
    step.requests.iter().map(|WireRequest { method, .. }| method.as_str()).collect()
}

fn response(kind: &str, status: u16, headers: &[&str], redirected: bool) -> Outcome {
    let headers = headers.iter().map(|&name| name.to_owned()).collect();
    Outcome::Response { kind: kind.to_owned(), status, headers, redirected }
}

fn is_response(step: &StepObservation, kind: &str, status: u16, headers: &[&str]) -> bool {
    step.outcome == response(kind, status, headers, false)
}
