//! Vectors 1-15 of the comparison of CORS libraries: what a configuration must be refused for, or
//! warned about. Each row names what several libraries get wrong.

use corsmith_lint::{Severity, lint};
use corsmith_policy::{Format, PolicyDocument, Selection, Variables};

/// `CS030 error` and so on, for the keys of `[policy]`.
fn findings(toml: &str, variables: Variables<'_>) -> Vec<String> {
    let toml =
        if toml.contains("[policy]") { toml.to_owned() } else { format!("[policy]\n{toml}") };
    let document = PolicyDocument::parse(toml.as_bytes(), Format::Toml);
    let resolution = document.resolve(&Selection { environment: None, variables });
    lint(&document, &resolution)
        .iter()
        .map(|finding| format!("{} {}", finding.rule.code, finding.severity))
        .collect()
}

#[track_caller]
fn check(rows: &[(&str, &str, &[&str])]) {
    for (case, toml, expected) in rows {
        assert_eq!(findings(toml, &|_| None), *expected, "{case}:\n{toml}");
    }
}

const CREDENTIALS: &str = "\nallow-credentials = true";

fn origin(origin: &str) -> String {
    format!("allow-origins = ['{origin}']")
}

fn with(setting: &str) -> String {
    format!("allow-origins = ['https://a.example']\n{setting}")
}

#[test]
fn vector_1_the_wildcard_with_credentials_is_refused() {
    check(&[("*", &(origin("*") + CREDENTIALS), &["CS030 error"])]);
}

#[test]
fn vector_2_wildcards_are_whole_labels() {
    for pattern in ["h*", "https://*"] {
        let found = findings(&(origin(pattern) + CREDENTIALS), &|_| None);
        assert!(found[0].ends_with(" error"), "`{pattern}`: {found:?}");
    }
    check(&[("https://*", &(origin("https://*") + CREDENTIALS), &["CS022 error"])]);
}

#[test]
fn vector_3_public_suffixes_are_refused_with_credentials_and_warned_about_without() {
    for pattern in ["https://*.com", "https://*.github.io", "https://*.co.uk"] {
        check(&[
            (pattern, &(origin(pattern) + CREDENTIALS), &["CS033 error"]),
            (pattern, &origin(pattern), &["CS086 warning"]),
        ]);
    }
}

#[test]
fn vector_4_insecure_origins_are_refused_with_credentials_unless_loopback() {
    check(&[("http", &(origin("http://example.com") + CREDENTIALS), &["CS032 error"])]);
    for loopback in [
        "http://localhost:3000",
        "http://127.0.0.1",
        "http://[::1]",
        "http://app.localhost",
        "http://*.localhost",
    ] {
        check(&[(loopback, &(origin(loopback) + CREDENTIALS), &["CS089 info"])]);
        check(&[(loopback, &origin(loopback), &[])]);
    }
}

#[test]
fn vector_5_null_needs_an_opt_out_and_never_has_credentials() {
    let opt_out = "\n[dangerously]\nallow-null-origin = true";
    check(&[
        ("null", &origin("null"), &["CS024 error"]),
        ("null, opted out", &format!("[policy]\n{}{opt_out}", origin("null")), &["CS024 warning"]),
        (
            "null, opted out, with credentials",
            &format!("[policy]\n{}{CREDENTIALS}{opt_out}", origin("null")),
            &["CS031 error"],
        ),
    ]);
}

#[test]
fn vector_6_malformed_origins_are_refused_with_a_fix() {
    let rows = [
        ("https://example.com/", "CS014", Some("https://example.com")),
        ("https://example.com/path", "CS014", Some("https://example.com")),
        ("https://example.com?", "CS014", Some("https://example.com")),
        ("https://example.com#", "CS014", Some("https://example.com")),
        ("https://user@example.com", "CS011", Some("https://example.com")),
        (" https://a", "CS011", Some("https://a")),
        ("example.com", "CS012", Some("https://example.com")),
        ("HTTPS://A.com", "CS017", Some("https://a.com")),
        ("https://a.com:443", "CS013", Some("https://a.com")),
        ("http://a:80", "CS013", Some("http://a")),
        // No port is certain to be the one that was meant.
        ("https://a:0", "CS021", None),
        ("https://a:065", "CS021", Some("https://a:65")),
        ("https://a:65536", "CS021", None),
        ("https://a:", "CS021", Some("https://a")),
    ];
    for (text, code, suggestion) in rows {
        let toml = format!("[policy]\n{}", origin(text));
        let document = PolicyDocument::parse(toml.as_bytes(), Format::Toml);
        let findings = lint(&document, &document.resolve(&Selection::default()));
        let found = findings.iter().find(|finding| finding.severity == Severity::Error);
        let found = found.unwrap_or_else(|| panic!("`{text}` is refused"));
        assert_eq!(found.rule.code, code, "`{text}`: {found}");
        let fix = found.fix.as_ref().map(|fix| fix.replacement.join(" "));
        assert_eq!(fix.as_deref(), suggestion, "`{text}`");
    }
}

#[test]
fn vector_7_hosts_are_in_punycode() {
    check(&[
        ("Unicode", &origin("https://résumé.com"), &["CS018 error"]),
        ("broken Punycode", &origin("https://xn--f"), &["CS019 error"]),
    ]);
}

#[test]
fn vector_8_addresses_are_as_browsers_send_them() {
    for address in [
        "http://[0:0:0:0:0:0:0:1]",
        "http://[::ffff:1.2.3.4]",
        "http://0x7f000001",
        "http://127.1",
        "http://[fe80::1%25eth0]",
    ] {
        let found = findings(&origin(address), &|_| None);
        assert!(found[0].ends_with(" error"), "`{address}`: {found:?}");
    }
    check(&[("IPv6 and a port", &origin("https://[2001:db8::1]:8443"), &[])]);
}

#[test]
fn vector_9_wildcards_are_leading_labels_of_a_name() {
    for pattern in ["https://*.*.a.com", "https://a.*.com", "https://*a.com", "https://*.1.2.3.4"] {
        check(&[(pattern, &origin(pattern), &["CS022 error"])]);
    }
}

#[test]
fn vector_10_methods_are_tokens_not_forbidden_and_case_sensitive() {
    check(&[
        ("CONNECT", &with("allow-methods = ['CONNECT']"), &["CS041 error"]),
        ("trace", &with("allow-methods = ['trace']"), &["CS041 error"]),
        ("Track", &with("allow-methods = ['Track']"), &["CS041 error"]),
        ("two in one", &with("allow-methods = ['GET PUT']"), &["CS040 error"]),
        ("an empty text", &with("allow-methods = ['']"), &["CS040 error"]),
        ("put", &with("allow-methods = ['put']"), &["CS043 info"]),
        ("patch", &with("allow-methods = ['patch']"), &["CS042 warning"]),
        ("PATCH", &with("allow-methods = ['PATCH']"), &[]),
    ]);
}

#[test]
fn vector_11_request_headers_are_those_that_scripts_may_set() {
    check(&[
        ("Cookie", &with("allow-headers = ['Cookie']"), &["CS051 error"]),
        ("Origin", &with("allow-headers = ['Origin']"), &["CS051 error"]),
        ("Sec-Foo", &with("allow-headers = ['Sec-Foo']"), &["CS051 error"]),
        ("Proxy-X", &with("allow-headers = ['Proxy-X']"), &["CS051 error"]),
        (
            "a response header",
            &with("allow-headers = ['Access-Control-Allow-Origin']"),
            &["CS052 error"],
        ),
        ("a space", &with("allow-headers = ['X Y']"), &["CS050 error"]),
        ("* alone", &with("allow-headers = ['*']"), &["CS053 info"]),
        ("* and Authorization", &with("allow-headers = ['*', 'Authorization']"), &[]),
    ]);
}

#[test]
fn vector_12_exposed_headers_are_those_that_scripts_may_read() {
    check(&[
        ("Set-Cookie", &with("expose-headers = ['Set-Cookie']"), &["CS060 error"]),
        ("*", &with("allow-credentials = true\nexpose-headers = ['*']"), &["CS034 error"]),
        ("Content-Type", &with("expose-headers = ['Content-Type']"), &["CS062 info"]),
        ("Origin", &with("expose-headers = ['Origin']"), &["CS061 error"]),
    ]);
}

#[test]
fn vector_13_max_age_is_whole_seconds_up_to_a_day() {
    check(&[
        ("-2", &with("max-age = -2"), &["CS070 error"]),
        ("86401", &with("max-age = 86401"), &["CS070 error"]),
        ("1.5 s", &with("max-age = '1.5s'"), &["CS070 error"]),
        ("7201", &with("max-age = 7201"), &["CS071 info"]),
        ("600", &with("max-age = 600"), &[]),
    ]);
}

#[test]
fn vector_14_the_order_of_keys_does_not_matter() {
    check(&[(
        "credentials first",
        &format!("allow-credentials = true\n{}", origin("*")),
        &["CS030 error"],
    )]);
}

#[test]
fn vector_15_an_empty_variable_is_an_error_and_never_allows_all() {
    let toml = "allow-origins = ['${ORIGINS}']";
    assert_eq!(findings(toml, &|_| None), ["CS007 error"]);
    assert_eq!(findings(toml, &|_| Some(String::new())), ["CS007 error"]);
    assert_eq!(findings(toml, &|_| Some(" ".to_owned())), ["CS007 error"]);
    check(&[("an empty list", "allow-origins = []", &["CS010 error"])]);
}
