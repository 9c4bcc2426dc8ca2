//! Vectors 16 to 46: what a correct server answers. The numbers are those of the project's own
//! list of 48, drawn from the bugs of nine CORS libraries; the comments name who fails which.
//! Vectors 1 to 15 are refusals and advice, and stand in `corsmith-lint`. 29 to 32, 47 and 48 are
//! about middleware: merging with an application's headers, callbacks, reloading.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::policy;
use corsmith_policy::{Answer, Policy, Request, RequestKind};

/// Asks `policy`; the answer as text: `kind status | Name: value | …`, without the names' prefix.
fn ask(policy: &Policy, method: &str, headers: &[(&str, &str)]) -> String {
    let headers: Vec<(&str, &[u8])> =
        headers.iter().map(|(name, value)| (*name, value.as_bytes())).collect();
    written(&policy.respond(&Request { method, target: "/", headers: &headers }))
}

fn written(answer: &Answer<'_>) -> String {
    let mut text = answer.kind.to_string();
    if let Some(status) = answer.status {
        text.push_str(&format!(" {status}"));
    }
    for (name, value) in &answer.headers {
        text.push_str(&format!(" | {}: {value}", abbreviation(name)));
    }
    text
}

fn abbreviation(name: &str) -> &str {
    match name {
        "Access-Control-Allow-Origin" => "ACAO",
        "Access-Control-Allow-Credentials" => "ACAC",
        "Access-Control-Allow-Methods" => "ACAM",
        "Access-Control-Allow-Headers" => "ACAH",
        "Access-Control-Max-Age" => "ACMA",
        "Access-Control-Expose-Headers" => "ACEH",
        other => other,
    }
}

fn get(policy: &Policy, origin: &str) -> String {
    ask(policy, "GET", &[("Origin", origin)])
}

fn preflight(policy: &Policy, origin: &str, method: &str, headers: &[&str]) -> String {
    let mut lines = vec![("Origin", origin), ("Access-Control-Request-Method", method)];
    lines.extend(headers.iter().map(|value| ("Access-Control-Request-Headers", *value)));
    ask(policy, "OPTIONS", &lines)
}

#[track_caller]
fn allows(policy: &Policy, origins: &[&str]) {
    for origin in origins {
        let answer = get(policy, origin);
        assert!(
            answer.contains(&format!("ACAO: {origin}")),
            "`{origin}` must be allowed: {answer}"
        );
        assert!(answer.contains("Vary: Origin"), "{answer}");
    }
}

#[track_caller]
fn denies(policy: &Policy, origins: &[&str]) {
    for origin in origins {
        assert_eq!(get(policy, origin), "actual | Vary: Origin", "`{origin}` must be denied");
    }
}

const CREDENTIALS: &str = "allow-credentials = true";

fn origins(list: &str, more: &str) -> Policy {
    policy(&format!("[policy]\nallow-origins = {list}\n{more}"))
}

#[test]
fn vector_16_two_hosts_do_not_make_a_third() {
    // GHSA-vhxv-fg4m-p2w8: jub0bs/cors up to 0.1.2.
    let policy = origins("['https://foo.com', 'https://bar.com']", CREDENTIALS);
    denies(&policy, &["https://barfoo.com", "https://foobar.com", "https://o.com"]);
    allows(&policy, &["https://foo.com", "https://bar.com"]);
}

#[test]
fn vector_17_subdomains_are_whole_labels_at_any_depth() {
    let policy = origins("['https://*.example.com']", CREDENTIALS);
    allows(&policy, &["https://a.example.com", "https://a.b.example.com"]);
    denies(
        &policy,
        &[
            "https://example.com",
            "https://evilexample.com",
            "https://example.com.evil.net",
            "http://a.example.com",
            "https://a.example.com:8443",
            "https://.example.com",
            "https://a..example.com",
            "https://a.example.com.",
            "https://*.example.com",
        ],
    );
}

#[test]
fn vector_18_any_port_is_a_port_that_browsers_send() {
    let policy = origins("['http://localhost:*']", "");
    allows(&policy, &["http://localhost", "http://localhost:1", "http://localhost:65535"]);
    denies(
        &policy,
        &[
            "http://localhost:0",
            "http://localhost:65536",
            "http://localhost:080",
            "http://localhost:80",
            "http://localhost:",
            "http://localhost:8x",
            "https://localhost:3000",
        ],
    );
}

#[test]
fn vector_19_origins_are_compared_byte_by_byte() {
    let policy = origins("['https://a.com']", CREDENTIALS);
    denies(&policy, &["https://A.com", "HTTPS://a.com", "https://a.com:443", "https://a.com/"]);
}

#[test]
fn vector_20_a_malformed_origin_is_denied() {
    let policy = origins("['https://a.com']", CREDENTIALS);
    denies(&policy, &["null", "", "null, https://a.com", "https://a.com https://b.com"]);
    for lines in [["https://a.com", "https://evil.example"], ["https://a.com", "https://a.com"]] {
        let lines = lines.map(|origin| ("Origin", origin));
        assert_eq!(ask(&policy, "GET", &lines), "actual | Vary: Origin");
    }
    let bytes: &[u8] = b"https://a.com\xff";
    let headers = [("origin", bytes)];
    let answer = policy.respond(&Request { method: "GET", target: "/", headers: &headers });
    assert_eq!(answer.kind, RequestKind::Actual);
    assert_eq!(answer.header("access-control-allow-origin"), None);
}

#[test]
fn vector_21_a_long_origin_is_denied() {
    let policy = origins("['https://*.a.com']", "");
    denies(&policy, &[&format!("https://{}.a.com", "a".repeat(64 * 1024))]);
    denies(&policy, &[&format!("https://{}a.com", "a.".repeat(130))]);
}

#[test]
fn vector_22_ipv6_addresses() {
    let policy = origins("['https://[::1]:8443']", CREDENTIALS);
    allows(&policy, &["https://[::1]:8443"]);
    denies(&policy, &["https://[::1]", "https://::1:8443", "https://[0:0:0:0:0:0:0:1]:8443"]);
}

#[test]
fn vector_23_odd_characters_in_hosts() {
    let policy = origins("['https://a_b.example.com', 'https://*.example.com']", CREDENTIALS);
    allows(&policy, &["https://a_b.example.com", "https://x_.example.com"]);
    denies(
        &policy,
        &[
            "https://example.com_.evil.net",
            "https://x.example.com}.evil.net",
            "https://x.example.com`.evil.net",
            "https://x\".example.com",
            "https://x%2e.example.com",
        ],
    );
}

#[test]
fn vector_24_an_actual_answer_carries_nothing_of_a_preflight() {
    // rack-cors adds ACAM, ACMA and an empty ACEH; actix-cors a Vary of three names.
    let policy = origins(
        "['https://a.com']",
        "allow-credentials = true\nallow-methods = ['PUT']\nmax-age = 600",
    );
    assert_eq!(
        get(&policy, "https://a.com"),
        "actual | Vary: Origin | ACAO: https://a.com | ACAC: true"
    );
}

#[test]
fn vectors_25_and_26_nothing_but_vary_without_an_allowed_origin() {
    // Leaks: tower-http, actix-cors, express. No Vary: ASP.NET. 403: Spring.
    let more = "allow-credentials = true\nexpose-headers = ['X-A']\nallow-methods = ['PUT']";
    let policy = origins("['https://a.com']", more);
    denies(&policy, &["https://evil.example"]);
    assert_eq!(ask(&policy, "GET", &[]), "not-cors | Vary: Origin");
}

#[test]
fn vector_27_a_wildcard_is_for_every_request_and_without_vary() {
    let policy = origins("['*']", "expose-headers = ['X-A']");
    assert_eq!(ask(&policy, "GET", &[]), "not-cors | ACAO: * | ACEH: X-A");
    for origin in ["https://a.com", "null", "", "HTTPS://A.com/"] {
        assert_eq!(get(&policy, origin), "actual | ACAO: * | ACEH: X-A", "`{origin}`");
    }
}

#[test]
fn vector_28_an_actual_request_is_never_refused() {
    // Spring and actix-cors refuse a same-origin POST behind a proxy.
    let policy = origins("['https://app.com']", "");
    let headers = [("Host", "api.com"), ("Origin", "https://api.com")];
    assert_eq!(ask(&policy, "POST", &headers), "actual | Vary: Origin");
}

/// The policy of vectors 33 to 39.
fn preflighted(more: &str) -> Policy {
    origins(
        "['https://a.com']",
        &format!(
            "allow-methods = ['PUT']\nallow-headers = ['x-a', 'X-B', 'Authorization']\nmax-age = 600\n{more}"
        ),
    )
}

const PASSES: &str = "preflight 204 | Vary: Origin | ACAO: https://a.com | ACAM: PUT | ACAH: x-a, X-B, Authorization | ACMA: 600";
const FAILS: &str = "preflight 403 | Vary: Origin";

#[test]
fn vector_33_a_preflight_passes() {
    assert_eq!(preflight(&preflighted(""), "https://a.com", "PUT", &["x-a,x-b"]), PASSES);
    let with_credentials = preflight(&preflighted(CREDENTIALS), "https://a.com", "PUT", &[]);
    assert_eq!(with_credentials, PASSES.replace(" | ACAM", " | ACAC: true | ACAM"));
}

#[test]
fn vector_34_cors_safelisted_methods_need_no_listing() {
    // rs/cors, actix-cors, rack-cors, Spring.
    for method in ["GET", "HEAD", "POST"] {
        assert_eq!(preflight(&preflighted(""), "https://a.com", method, &["x-a"]), PASSES);
    }
}

#[test]
fn vectors_35_and_36_methods_are_case_sensitive_and_options_is_one() {
    // rack-cors accepts `patch` and answers `PATCH`; rs/cors allows OPTIONS unlisted.
    for method in
        ["put", "Put", "OPTIONS", "DELETE", "get", "PATCH", "", "PUT,", "PUT PUT", "PU\tT"]
    {
        assert_eq!(preflight(&preflighted(""), "https://a.com", method, &[]), FAILS, "`{method}`");
    }
    let policy = origins("['https://a.com']", "allow-methods = ['PATCH']");
    assert_eq!(preflight(&policy, "https://a.com", "patch", &[]), FAILS);
}

#[test]
fn vector_37_request_headers_in_every_shape_that_http_allows() {
    let shapes: &[&[&str]] = &[
        &["x-a, x-b"],
        &["x-a ,x-b"],
        &["x-a\t,\tx-b"],
        &["x-a,,x-b"],
        &[",x-a"],
        &["x-a,"],
        &["x-a", "x-b"],
        &["", "x-a"],
        &["X-A"],
        &["x-b,x-a"],
        &["x-a,x-a"],
        &[""],
        &[" "],
        &[],
    ];
    for shape in shapes {
        assert_eq!(preflight(&preflighted(""), "https://a.com", "PUT", shape), PASSES, "{shape:?}");
    }
}

#[test]
fn vector_38_abuse_of_request_headers_fails_and_echoes_nothing() {
    let names: String = (0..100_000).map(|index| format!("x-{index},")).collect();
    let abuses = [
        ",".repeat(1 << 20),
        " ".repeat(1 << 20),
        "x-a,".repeat(150_000),
        "x".repeat(1 << 20),
        names,
        ",".repeat(17),
        "x a".to_owned(),
        "x-a;x-b".to_owned(),
        "\"x-a\"".to_owned(),
        "x-a\u{e9}".to_owned(),
    ];
    let listed = preflighted("");
    let any = origins(
        "['https://a.com']",
        "allow-credentials = true\nallow-methods = ['*']\nallow-headers = ['*']",
    );
    for abuse in &abuses {
        let start: String = abuse.chars().take(20).collect();
        assert_eq!(preflight(&listed, "https://a.com", "PUT", &[abuse]), FAILS, "{start}");
        let answer = preflight(&any, "https://a.com", "PUT", &[abuse]);
        assert_eq!(answer, FAILS, "{start}");
    }
    let empty_lines = vec![""; 1024];
    assert_eq!(preflight(&listed, "https://a.com", "PUT", &empty_lines), FAILS);
    // The method would be echoed too.
    let method = "A".repeat(corsmith_policy::limits::MAX_METHOD_BYTES);
    assert_ne!(preflight(&any, "https://a.com", &method, &[]), FAILS);
    assert_eq!(preflight(&any, "https://a.com", &format!("{method}A"), &[]), FAILS);
}

#[test]
fn vector_39_a_denied_preflight_discloses_nothing() {
    // tower-http, express, django-cors-headers and ASP.NET answer with the whole configuration.
    let policy = preflighted(CREDENTIALS);
    assert_eq!(preflight(&policy, "https://a.com", "DELETE", &[]), FAILS);
    assert_eq!(preflight(&policy, "https://evil.example", "PUT", &["x-a"]), FAILS);
    assert_eq!(preflight(&policy, "https://a.com", "PUT", &["x-c"]), FAILS);
}

#[test]
fn a_server_that_states_its_lists_leaves_the_comparison_to_the_browser() {
    let lists = preflighted("");
    let any = origins("['*']", "allow-methods = ['PUT']\nallow-headers = ['*']");
    let session = origins(
        "['https://a.com']",
        "allow-credentials = true\nallow-headers = ['*', 'Authorization']",
    );
    let any_with_credentials =
        origins("['https://a.com']", "allow-credentials = true\nallow-headers = ['*']");
    let rows: [(&str, &Policy, &str, &str, &str, &str); 8] = [
        ("allowed", &lists, "https://a.com", "PUT", "x-a", PASSES),
        ("another method", &lists, "https://a.com", "DELETE", "x-a", PASSES),
        ("another header", &lists, "https://a.com", "PUT", "x-c", PASSES),
        ("another origin", &lists, "https://evil.example", "DELETE", "x-a", FAILS),
        (
            "`*` covers it in browsers only",
            &any,
            "https://a.com",
            "PUT",
            "authorization",
            "preflight 204 | ACAO: * | ACAM: PUT | ACAH: *",
        ),
        (
            "the same, and another method",
            &any,
            "https://a.com",
            "DELETE",
            "authorization",
            "preflight 204 | ACAO: * | ACAM: PUT | ACAH: *",
        ),
        (
            "what `*` with credentials does not cover is not echoed",
            &any_with_credentials,
            "https://a.com",
            "PUT",
            "authorization",
            "preflight 204 | Vary: Origin | ACAO: https://a.com | ACAC: true",
        ),
        (
            "`*` with credentials is what was asked for",
            &session,
            "https://a.com",
            "DELETE",
            "x-a",
            "preflight 204 | Vary: Origin | ACAO: https://a.com | ACAC: true | ACAH: x-a",
        ),
    ];
    for (case, policy, origin, method, names, expected) in rows {
        let headers: [(&str, &[u8]); 3] = [
            ("Origin", origin.as_bytes()),
            ("Access-Control-Request-Method", method.as_bytes()),
            ("Access-Control-Request-Headers", names.as_bytes()),
        ];
        let request = Request { method: "OPTIONS", target: "/", headers: &headers };
        let answer = policy.default_resource().respond_with_lists(&request);
        assert_eq!(written(&answer), expected, "{case}");
    }
}

#[test]
fn vector_40_a_wildcard_does_not_cover_authorization() {
    let more = "allow-methods = ['PUT']\nallow-headers = ['*']";
    let wildcard = origins("['*']", more);
    assert_eq!(
        preflight(&wildcard, "https://a.com", "PUT", &["authorization,x-z"]),
        "preflight 403"
    );
    assert_eq!(
        preflight(&wildcard, "https://a.com", "PUT", &["x-z"]),
        "preflight 204 | ACAO: * | ACAM: PUT | ACAH: *"
    );
    let named = origins("['*']", "allow-methods = ['PUT']\nallow-headers = ['*', 'Authorization']");
    assert_eq!(
        preflight(&named, "https://a.com", "PUT", &["authorization,x-z"]),
        "preflight 204 | ACAO: * | ACAM: PUT | ACAH: *, Authorization"
    );
}

#[test]
fn vector_41_with_credentials_a_wildcard_is_never_sent() {
    let policy = origins(
        "['https://a.com']",
        "allow-credentials = true\nallow-methods = ['*']\nallow-headers = ['*']",
    );
    assert_eq!(
        preflight(&policy, "https://a.com", "PURGE", &["x-b, X-A"]),
        "preflight 204 | Vary: Origin | ACAO: https://a.com | ACAC: true | ACAM: PURGE | ACAH: x-b,x-a"
    );
    assert_eq!(
        preflight(&policy, "https://a.com", "PURGE", &[]),
        "preflight 204 | Vary: Origin | ACAO: https://a.com | ACAC: true | ACAM: PURGE"
    );
    for (method, headers) in [("PUT", "authorization"), ("TRACE", "x-a"), ("P T", "x-a"), ("", "")]
    {
        assert_eq!(
            preflight(&policy, "https://a.com", method, &[headers]),
            FAILS,
            "{method} {headers}"
        );
    }
}

#[test]
fn vector_42_other_options_requests_are_the_applications() {
    // tower-http and express swallow all three; rs/cors, actix-cors and django the third.
    let policy = preflighted("");
    assert_eq!(ask(&policy, "OPTIONS", &[]), "not-cors | Vary: Origin");
    assert_eq!(
        ask(&policy, "OPTIONS", &[("Origin", "https://a.com")]),
        "actual | Vary: Origin | ACAO: https://a.com"
    );
    assert_eq!(
        ask(&policy, "OPTIONS", &[("Access-Control-Request-Method", "PUT")]),
        "not-cors | Vary: Origin"
    );
    // Methods are case-sensitive: this is another one.
    let headers = [("Origin", "https://a.com"), ("Access-Control-Request-Method", "PUT")];
    assert_eq!(ask(&policy, "options", &headers), "actual | Vary: Origin | ACAO: https://a.com");
}

#[test]
fn vector_43_a_cors_options_request_passes_when_listed() {
    let policy = origins("['https://a.com']", "allow-methods = ['OPTIONS']");
    assert_eq!(
        preflight(&policy, "https://a.com", "OPTIONS", &[]),
        "preflight 204 | Vary: Origin | ACAO: https://a.com | ACAM: OPTIONS"
    );
}

#[test]
fn vector_44_private_network_access_is_not_answered() {
    // The proposal is withdrawn; tower-http, actix-cors, Spring and django answer it on GET too.
    let policy = preflighted("");
    for method in ["GET", "OPTIONS"] {
        let headers = [
            ("Origin", "https://a.com"),
            ("Access-Control-Request-Method", "PUT"),
            ("Access-Control-Request-Private-Network", "true"),
        ];
        assert!(!ask(&policy, method, &headers).contains("Private-Network"));
    }
}

#[test]
fn vector_45_max_age_zero_is_sent_and_absent_is_absent() {
    let zero = origins("['https://a.com']", "max-age = 0");
    assert_eq!(
        preflight(&zero, "https://a.com", "GET", &[]),
        "preflight 204 | Vary: Origin | ACAO: https://a.com | ACMA: 0"
    );
    let absent = origins("['https://a.com']", "");
    assert_eq!(
        preflight(&absent, "https://a.com", "GET", &[]),
        "preflight 204 | Vary: Origin | ACAO: https://a.com"
    );
}

#[test]
fn vector_46_x_origin_is_no_origin() {
    // rack-cors takes it for one.
    let policy = preflighted("");
    assert_eq!(ask(&policy, "GET", &[("X-Origin", "https://a.com")]), "not-cors | Vary: Origin");
}

#[test]
fn the_null_origin_is_allowed_only_by_its_opt_out() {
    let policy = policy(
        "[policy]\nallow-origins = ['null', 'https://a.com']\n[dangerously]\nallow-null-origin = true",
    );
    assert_eq!(get(&policy, "null"), "actual | Vary: Origin | ACAO: null");
    denies(&policy, &["Null", "null ", "https://null"]);
}
