//! What an engine prints is what is recognised.

use corsmith_diagnose::{FailedFetch, Initiator, cause, console_messages, diagnose_message};
use corsmith_fetch::{
    CorsCheckFailure as F, Engine, ExchangeKind, HeaderList, NetworkError as E,
    PreflightFailure as P, RequestError as R, ResourcePolicyFailure,
};

const URL: &str = "https://api.example.com/orders";
const PAGE: &str = "https://app.example.com";

/// A failure, the status of the response at fault, and its headers.
type Row = (E, Option<u16>, &'static [(&'static str, &'static str)]);

fn checks() -> Vec<(F, &'static [(&'static str, &'static str)])> {
    let value = |text: &str| text.as_bytes().to_vec();
    vec![
        (F::AllowOriginMissing, &[]),
        (F::AllowOriginMismatch { value: value("https://b.example"), expected: PAGE.into() }, &[]),
        (
            F::AllowOriginMismatch {
                value: value("https://app.example.com/"),
                expected: PAGE.into(),
            },
            &[],
        ),
        (F::AllowOriginMismatch { value: value("null"), expected: PAGE.into() }, &[]),
        (F::AllowOriginInvalid { value: value("app.example.com"), expected: PAGE.into() }, &[]),
        (F::AllowOriginInvalid { value: Vec::new(), expected: PAGE.into() }, &[]),
        (F::WildcardWithCredentials, &[]),
        (F::AllowOriginMultiple { values: vec![value("*"), value("*")] }, &[]),
        (
            F::AllowOriginMultiple { values: vec![value("https://a.example, https://b.example")] },
            &[],
        ),
        (
            F::AllowOriginMultiple { values: vec![value("https://a.example https://b.example")] },
            &[],
        ),
        (F::AllowCredentialsNotTrue { value: None }, &[]),
        (F::AllowCredentialsNotTrue { value: Some(value("True")) }, &[]),
    ]
}

fn rows() -> Vec<Row> {
    let mut rows: Vec<Row> = vec![
        (
            E::Constructor(R::InvalidUrl { url: "https://[x/".into(), reason: "x".into() }),
            None,
            &[],
        ),
        (E::Constructor(R::UrlCredentials), None, &[]),
        (E::Constructor(R::InvalidMethod { method: "A B".into() }), None, &[]),
        (E::Constructor(R::ForbiddenMethod { method: "TRACE".into() }), None, &[]),
        (E::Constructor(R::NoCorsMethod { method: "PUT".into() }), None, &[]),
        (E::Constructor(R::InvalidHeaderName { name: "a b".into() }), None, &[]),
        (
            E::Constructor(R::InvalidHeaderValue { name: "a".into(), value: b"1\n2".to_vec() }),
            None,
            &[],
        ),
        (E::Constructor(R::NotAByteString { text: "a€".into() }), None, &[]),
        (E::BadPort { port: 6000 }, None, &[]),
        (E::SameOriginMode, None, &[]),
        (E::NoCorsRedirectMode, None, &[]),
        (E::InvalidDataUrl, None, &[]),
        (E::ConnectionFailed { during: ExchangeKind::Actual }, None, &[]),
        (E::ConnectionFailed { during: ExchangeKind::Preflight }, None, &[]),
        (
            E::RedirectTaintedOrigin { value: PAGE.into(), during: ExchangeKind::Actual },
            Some(200),
            &[],
        ),
        (E::Preflight(P::NotOkStatus { status: 405 }), Some(405), &[]),
        (E::Preflight(P::NotOkStatus { status: 301 }), Some(301), &[("Location", "/x")]),
        (
            E::Preflight(P::InvalidAllowMethods),
            Some(204),
            &[("Access-Control-Allow-Methods", "PUT, a b")],
        ),
        (
            E::Preflight(P::InvalidAllowHeaders),
            Some(204),
            &[("Access-Control-Allow-Headers", "x-a b")],
        ),
        (E::Preflight(P::MethodNotAllowed { method: "PATCH".into() }), Some(204), &[]),
        (E::Preflight(P::AuthorizationNotAllowed), Some(204), &[]),
        (E::Preflight(P::HeaderNotAllowed { name: "x-a".into() }), Some(204), &[]),
        (E::ResourcePolicy(ResourcePolicyFailure::SameOrigin), Some(200), &[]),
        (E::ResourcePolicy(ResourcePolicyFailure::SameSite), Some(200), &[]),
        (E::RedirectMode, Some(302), &[("Location", "/x")]),
        (
            E::RedirectLocation { location: b"https://[".to_vec() },
            Some(302),
            &[("Location", "https://[")],
        ),
        (
            E::RedirectScheme { scheme: "ftp".into() },
            Some(302),
            &[("Location", "ftp://a.example/")],
        ),
        (E::RedirectScheme { scheme: "file".into() }, Some(302), &[("Location", "file:///x")]),
        (E::RedirectScheme { scheme: "data".into() }, Some(302), &[("Location", "data:,x")]),
        (E::TooManyRedirects, Some(302), &[("Location", "/x")]),
        (E::RedirectCredentials, Some(302), &[("Location", "https://u:p@a.example/")]),
        (E::ProxyAuthentication, Some(407), &[]),
    ];
    for scheme in ["file", "ftp", "blob", "foo"] {
        rows.push((E::UnsupportedScheme { scheme: scheme.into() }, None, &[]));
    }
    for (check, headers) in checks() {
        rows.push((E::Preflight(P::CorsCheck(check.clone())), Some(204), headers));
        rows.push((E::CorsCheck(check.clone()), Some(200), headers));
        rows.push((E::CorsCheck(check), Some(302), &[("Location", "/x")]));
    }
    rows
}

fn print(engine: Engine, initiator: Initiator, row: &Row) -> Vec<String> {
    let (error, status, fields) = row;
    let headers: HeaderList = fields.iter().copied().collect();
    let request_headers = HeaderList::from([("X-A", "1")]);
    let url = match error {
        E::UnsupportedScheme { scheme } => format!("{scheme}://x/y"),
        E::InvalidDataUrl => "data:x".to_owned(),
        E::BadPort { .. } => "http://localhost:6000/".to_owned(),
        _ => URL.to_owned(),
    };
    let initial_url = match error {
        E::RedirectTaintedOrigin { .. } => "https://old.example/",
        _ => &url,
    };
    let failed = FailedFetch {
        initiator,
        method: "GET",
        url: &url,
        initial_url,
        origin: PAGE,
        request_headers: &request_headers,
        error,
        response: status.map(|status| (status, &headers)),
    };
    console_messages(engine, &failed)
}

/// What engines say nothing of, or nothing that tells it from anything else.
fn is_silent(engine: Engine, error: &E) -> bool {
    match engine {
        Engine::Chromium => false,
        Engine::Firefox => matches!(
            error,
            E::NoCorsRedirectMode
                | E::InvalidDataUrl
                | E::BadPort { .. }
                | E::RedirectMode
                | E::ProxyAuthentication
        ),
        Engine::WebKit => matches!(error, E::ProxyAuthentication),
    }
}

#[test]
fn a_cause_names_the_step_of_its_error() {
    for (error, _, _) in rows() {
        let cause = cause(error.code()).unwrap();
        assert_eq!(cause.step, error.step().to_string(), "{}", cause.code);
        assert_eq!(cause.anchor, error.step().algorithm.anchor(), "{}", cause.code);
    }
}

#[test]
fn every_error_of_every_engine_is_recognised() {
    let mut codes: Vec<_> = rows().iter().map(|(error, _, _)| error.code()).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes, E::CODES, "a row for each code");
    let mut failures = Vec::new();
    for row in rows() {
        let code = row.0.code();
        for engine in Engine::ALL {
            for initiator in [Initiator::Fetch, Initiator::XmlHttpRequest, Initiator::EventSource] {
                let lines = print(engine, initiator, &row);
                assert_eq!(
                    lines.is_empty(),
                    is_silent(engine, &row.0),
                    "{engine} {code} {lines:?}"
                );
                assert!(
                    lines.iter().all(|line| line.len() > 10 && !line.contains('{')),
                    "{lines:?}"
                );
                if lines.is_empty() {
                    continue;
                }
                let text = lines.join("\n");
                let diagnoses = diagnose_message(&text).unwrap();
                let named = |it: &corsmith_diagnose::Diagnosis| {
                    it.candidates.iter().any(|it| it.cause.code == code)
                };
                // Firefox tells of the redirect's target in an error of its own.
                let most = if matches!(row.0, E::RedirectScheme { .. }) { 2 } else { 1 };
                if diagnoses.len() > most || !diagnoses.iter().any(named) {
                    let found: Vec<_> = diagnoses
                        .iter()
                        .map(|it| {
                            (
                                it.message.id,
                                it.candidates.iter().map(|c| c.cause.code).collect::<Vec<_>>(),
                            )
                        })
                        .collect();
                    failures.push(format!("{engine} {code}: {found:?}\n{text}\n"));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}\n{}", failures.len(), failures.concat());
}

#[test]
fn chromiums_own_words_name_the_one_cause() {
    for row in rows() {
        let code = row.0.code();
        // One message for each of these pairs.
        if matches!(code, "redirect-mode" | "redirect-scheme" | "preflight-connection-failed") {
            continue;
        }
        // A list without a comma in Firefox and Safari, and a hop's failure, are other rows' matter.
        let text = print(Engine::Chromium, Initiator::Fetch, &row).join("\n");
        let diagnoses = diagnose_message(&text).unwrap();
        let first = diagnoses[0].candidates[0].cause.code;
        assert_eq!(first, code, "{text}");
    }
}

/// Observed in Chromium 156, Firefox ESR 153.7 and WebKitGTK 2.50.6, from pages and servers on
/// loopback addresses; Safari's third line, which WebKitGTK does not print, is from pastes.
#[test]
fn texts_are_those_that_were_observed() {
    let status = |status| Some(status);
    for (row, engine, expected) in [
        (
            (E::CorsCheck(F::AllowCredentialsNotTrue { value: None }), status(200), &[][..]),
            Engine::Chromium,
            &[
                "Access to fetch at 'https://api.example.com/orders' from origin 'https://app.example.com' has been blocked by CORS policy: The value of the 'Access-Control-Allow-Credentials' header in the response is '' which must be 'true' when the request's credentials mode is 'include'.",
                "GET https://api.example.com/orders net::ERR_FAILED 200 (OK)",
            ][..],
        ),
        (
            (
                E::RedirectTaintedOrigin { value: PAGE.into(), during: ExchangeKind::Actual },
                status(200),
                &[],
            ),
            Engine::Chromium,
            &[
                "Access to fetch at 'https://api.example.com/orders' (redirected from 'https://old.example/') from origin 'https://app.example.com' has been blocked by CORS policy: The 'Access-Control-Allow-Origin' header has a value 'https://app.example.com' that is not equal to the supplied origin. Have the server send the header with a valid value.",
                "GET https://api.example.com/orders net::ERR_FAILED 200 (OK)",
            ],
        ),
        (
            (E::SameOriginMode, None, &[]),
            Engine::Chromium,
            &[
                "Fetch API cannot load https://api.example.com/orders. Request mode is \"same-origin\" but the URL's origin is not same as the request origin https://app.example.com.",
            ],
        ),
        (
            (E::Preflight(P::NotOkStatus { status: 302 }), status(302), &[("Location", "/x")]),
            Engine::Firefox,
            &[
                "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://api.example.com/orders. (Reason: CORS request external redirect not allowed).",
                "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://api.example.com/orders. (Reason: CORS preflight response did not succeed). Status code: 302.",
                "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://api.example.com/orders. (Reason: CORS request did not succeed). Status code: (null).",
            ],
        ),
        (
            (E::CorsCheck(F::WildcardWithCredentials), status(200), &[]),
            Engine::Firefox,
            &[
                "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ‘https://api.example.com/orders’. (Reason: Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’).",
            ],
        ),
        (
            (E::Preflight(P::HeaderNotAllowed { name: "x-a".into() }), status(204), &[]),
            Engine::WebKit,
            &[
                "Request header field X-A is not allowed by Access-Control-Allow-Headers.",
                "Fetch API cannot load https://api.example.com/orders due to access control checks.",
                "Failed to load resource: Request header field X-A is not allowed by Access-Control-Allow-Headers.",
            ],
        ),
        (
            (E::CorsCheck(F::AllowOriginMissing), status(302), &[("Location", "/good")]),
            Engine::WebKit,
            &[
                "Cross-origin redirection to https://api.example.com/good denied by Cross-Origin Resource Sharing policy: Origin https://app.example.com is not allowed by Access-Control-Allow-Origin. Status code: 302",
                "Fetch API cannot load https://api.example.com/orders due to access control checks.",
                "Failed to load resource: Cross-origin redirection to https://api.example.com/good denied by Cross-Origin Resource Sharing policy: Origin https://app.example.com is not allowed by Access-Control-Allow-Origin. Status code: 302",
            ],
        ),
    ] {
        assert_eq!(print(engine, Initiator::Fetch, &row), expected);
    }
}
