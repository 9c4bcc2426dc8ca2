//! The published table, row by row: header sets and the results that they have.

use std::collections::BTreeSet;

use super::{MdnRefusal, MdnScore, PreloadScope, Preloads, mdn_score};
use crate::vectors::{add, add_hop, hops, visit, visit_to};
use crate::{Ask, MdnResult, OriginKind, Purpose, Recording, Tls};

const CSP: &str = "Content-Security-Policy: ";
const HTML: &str = "Content-Type: text/html\n\n";
const HSTS: &str = "Strict-Transport-Security: max-age=31536000\n";

fn scored(recording: &Recording) -> MdnScore {
    mdn_score(recording, &Preloads::default()).unwrap()
}

fn result(score: &MdnScore, subject: &str) -> &'static str {
    score.tests.iter().find(|test| test.name == subject).unwrap().result
}

/// Checks a table of one subject against visits over `https`; the begin is put before each answer.
#[track_caller]
fn table(subject: &str, begin: &str, rows: &[(&str, &str)]) {
    for (answer, expected) in rows {
        let answer = format!("{begin}{answer}");
        assert_eq!(result(&scored(&visit(&answer)), subject), *expected, "{answer}");
    }
}

#[rustfmt::skip]
static POLICIES: &[(&str, &str)] = &[
    ("default-src 'none'", "csp-implemented-with-no-unsafe-default-src-none"),
    ("default-src 'none'; script-src 'self'", "csp-implemented-with-no-unsafe-default-src-none"),
    ("DEFAULT-SRC 'NONE'", "csp-implemented-with-no-unsafe-default-src-none"),
    ("default-src", "csp-implemented-with-no-unsafe-default-src-none"),
    ("default-src 'none'; img-src 'self'; style-src 'self'; form-action 'none'", "csp-implemented-with-no-unsafe-default-src-none"),
    ("default-src 'none'; script-src 'nonce-abc' 'unsafe-inline'; style-src 'self'", "csp-implemented-with-no-unsafe-default-src-none"),
    ("default-src 'none'; script-src 'sha256-abc' 'strict-dynamic' https: 'unsafe-inline'; object-src 'none'", "csp-implemented-with-no-unsafe-default-src-none"),
    ("default-src 'self'", "csp-implemented-with-no-unsafe"),
    ("default-src https://a.example", "csp-implemented-with-no-unsafe"),
    ("default-src 'none' https://a.example", "csp-implemented-with-no-unsafe"),
    ("script-src 'self'; object-src 'none'; style-src 'self'", "csp-implemented-with-no-unsafe"),
    ("default-src 'self'; script-src 'nonce-abc' 'unsafe-inline'", "csp-implemented-with-no-unsafe"),
    ("default-src 'self'; style-src 'nonce-abc' 'unsafe-inline'", "csp-implemented-with-no-unsafe"),
    ("default-src 'self'; script-src 'strict-dynamic' 'nonce-abc' https: http: 'unsafe-inline'", "csp-implemented-with-no-unsafe"),
    ("default-src 'self' https://*.com", "csp-implemented-with-no-unsafe"),
    ("default-src 'self' blob:", "csp-implemented-with-no-unsafe"),
    ("default-src 'self'; object-src data:", "csp-implemented-with-no-unsafe"),
    ("default-src 'self'; img-src https: data:", "csp-implemented-with-no-unsafe"),
    ("default-src 'self', default-src 'self'", "csp-implemented-with-no-unsafe"),
    ("default-src 'self'; style-src 'self' 'unsafe-inline'", "csp-implemented-with-unsafe-inline-in-style-src-only"),
    ("default-src 'self'; style-src data:", "csp-implemented-with-unsafe-inline-in-style-src-only"),
    ("default-src 'self'; style-src https:", "csp-implemented-with-unsafe-inline-in-style-src-only"),
    ("default-src 'self'; style-src *", "csp-implemented-with-unsafe-inline-in-style-src-only"),
    ("default-src 'none'; style-src https://*", "csp-implemented-with-unsafe-inline-in-style-src-only"),
    ("script-src 'self'; object-src 'none'", "csp-implemented-with-unsafe-inline-in-style-src-only"),
    ("default-src 'self'; report-uri /a; report-uri /b", "csp-implemented-but-duplicate-directives"),
    ("default-src 'none'; report-to a; report-to b", "csp-implemented-but-duplicate-directives"),
    ("default-src 'self'; style-src 'unsafe-inline'; report-uri /a; report-uri /b", "csp-implemented-but-duplicate-directives"),
    ("default-src 'self'; img-src http://a.example", "csp-implemented-with-insecure-scheme-in-passive-content-only"),
    ("default-src 'self'; img-src http:", "csp-implemented-with-insecure-scheme-in-passive-content-only"),
    ("default-src 'none'; media-src ftp://a.example", "csp-implemented-with-insecure-scheme-in-passive-content-only"),
    ("default-src 'self'; img-src http:; style-src 'unsafe-inline'", "csp-implemented-with-insecure-scheme-in-passive-content-only"),
    ("default-src 'self'; script-src 'self' 'unsafe-eval'", "csp-implemented-with-unsafe-eval"),
    ("default-src 'self' 'unsafe-eval'", "csp-implemented-with-unsafe-eval"),
    ("default-src 'self'; style-src 'unsafe-eval'", "csp-implemented-with-unsafe-eval"),
    ("default-src 'self'; script-src 'unsafe-eval'; img-src http:", "csp-implemented-with-unsafe-eval"),
    ("default-src 'self'; report-uri /a; report-uri /b; script-src 'unsafe-eval'", "csp-implemented-with-unsafe-eval"),
    ("default-src 'self' 'unsafe-inline'", "csp-implemented-with-unsafe-inline"),
    ("script-src 'unsafe-inline'; object-src 'none'", "csp-implemented-with-unsafe-inline"),
    ("default-src 'self'; script-src data:", "csp-implemented-with-unsafe-inline"),
    ("default-src 'self'; script-src https:", "csp-implemented-with-unsafe-inline"),
    ("default-src 'self'; script-src *", "csp-implemented-with-unsafe-inline"),
    ("default-src *", "csp-implemented-with-unsafe-inline"),
    ("default-src 'self'; script-src http://*", "csp-implemented-with-unsafe-inline"),
    ("default-src 'self'; script-src https://*.*", "csp-implemented-with-unsafe-inline"),
    ("default-src 'self'; object-src *", "csp-implemented-with-unsafe-inline"),
    ("default-src 'self'; object-src http:", "csp-implemented-with-unsafe-inline"),
    ("script-src 'self'", "csp-implemented-with-unsafe-inline"),
    ("object-src 'none'", "csp-implemented-with-unsafe-inline"),
    ("img-src 'self'", "csp-implemented-with-unsafe-inline"),
    ("frame-ancestors 'none'", "csp-implemented-with-unsafe-inline"),
    ("upgrade-insecure-requests", "csp-implemented-with-unsafe-inline"),
    ("default-src 'self' 'unsafe-inline'; script-src 'self' ftp:", "csp-implemented-with-unsafe-inline"),
    ("default-src 'self'; script-src http://a.example", "csp-implemented-with-insecure-scheme"),
    ("default-src 'self' http://a.example", "csp-implemented-with-insecure-scheme"),
    ("default-src 'self'; connect-src http:", "csp-implemented-with-insecure-scheme"),
    ("default-src 'self'; report-uri http://a.example/r", "csp-implemented-with-insecure-scheme"),
    ("default-src 'self'; script-src 'unsafe-eval' http://a.example", "csp-implemented-with-insecure-scheme"),
    ("default-src 'self'; font-src ftp://a.example", "csp-implemented-with-insecure-scheme"),
    ("default-src 'self'; default-src *", "csp-header-invalid"),
    ("default-src 'self'; DEFAULT-src *", "csp-header-invalid"),
    ("default-src 'self'; script-src 'strict-dynamic'", "csp-header-invalid"),
    ("default-src 'strict-dynamic' 'unsafe-inline'", "csp-header-invalid"),
    ("abc", "csp-header-invalid"),
    ("default-src 'self',", "csp-header-invalid"),
    ("default-src 'self', x", "csp-header-invalid"),
    ("", "csp-header-invalid"),
    (";;;;;;", "csp-not-implemented"),
    ("default-src 'self', default-src *", "csp-implemented-with-no-unsafe-default-src-none"),
    ("default-src 'self'\nContent-Security-Policy: default-src 'self'", "csp-implemented-with-no-unsafe"),
];

#[test]
fn content_security_policy() {
    table("content-security-policy", CSP, POLICIES);
    table(
        "content-security-policy",
        "",
        &[
            ("", "csp-not-implemented"),
            ("X-Content-Security-Policy: default-src 'none'", "csp-not-implemented"),
            (
                "Content-Security-Policy-Report-Only: default-src 'none'",
                "csp-not-implemented-but-reporting-enabled",
            ),
        ],
    );
    let meta = |content: &str| {
        format!("{HTML}<meta http-equiv=content-security-policy content=\"{content}\">")
    };
    table(
        "content-security-policy",
        "",
        &[
            (&meta("default-src 'none'"), "csp-implemented-with-no-unsafe-default-src-none"),
            (&meta("frame-ancestors 'none'"), "csp-not-implemented"),
            (&meta("report-uri /r; sandbox"), "csp-not-implemented"),
            (&meta("script-src 'unsafe-inline'"), "csp-implemented-with-unsafe-inline"),
            (&meta("img"), "csp-header-invalid"),
            (
                &format!(
                    "Content-Security-Policy: default-src 'self'\n{}",
                    meta("default-src 'self'")
                ),
                "csp-implemented-with-no-unsafe",
            ),
        ],
    );
    let no_page = "Content-Type: text/plain\n\n<meta http-equiv=content-security-policy content=x>";
    table("content-security-policy", "", &[(no_page, "csp-not-implemented")]);
}

#[test]
fn a_page_over_http_may_have_sources_over_http() {
    for (policy, expected) in [
        ("default-src 'self' http://a.example", "csp-implemented-with-no-unsafe"),
        ("default-src 'self'; img-src http:", "csp-implemented-with-no-unsafe"),
        ("default-src 'self'; script-src http:", "csp-implemented-with-unsafe-inline"),
    ] {
        let recording = visit_to("http://api.example.com/", &format!("{CSP}{policy}"));
        assert_eq!(result(&scored(&recording), "content-security-policy"), expected, "{policy}");
    }
}

#[test]
#[rustfmt::skip]
fn cookies() {
    table("cookies", "", &[
        ("", "cookies-not-found"),
        ("Set-Cookie: heroku-session-affinity=x", "cookies-not-found"),
        ("Set-Cookie: novalue", "cookies-not-found"),
        ("Set-Cookie: a=b; Domain=other.example", "cookies-not-found"),
        ("Set-Cookie: a=b; Domain=com; Secure", "cookies-not-found"),
        ("Set-Cookie: a=b; Secure", "cookies-secure-with-httponly-sessions"),
        ("Set-Cookie: a=b; Secure; Domain=.example.com", "cookies-secure-with-httponly-sessions"),
        ("Set-Cookie: SESSID=b; Secure; HttpOnly", "cookies-secure-with-httponly-sessions"),
        ("Set-Cookie: a=b; Secure; SameSite=Lax", "cookies-secure-with-httponly-sessions-and-samesite"),
        ("Set-Cookie: a=b; Secure; SameSite=None", "cookies-secure-with-httponly-sessions-and-samesite"),
        ("Set-Cookie: a=b; secure; samesite=STRICT", "cookies-secure-with-httponly-sessions-and-samesite"),
        ("Set-Cookie: login=b; Secure; HttpOnly; SameSite=Strict", "cookies-secure-with-httponly-sessions-and-samesite"),
        ("Set-Cookie: a=b; Secure; SameSite=Lax\nSet-Cookie: c=d; Secure", "cookies-secure-with-httponly-sessions"),
        ("Set-Cookie: a=b", "cookies-without-secure-flag"),
        ("Set-Cookie: a=b\nSet-Cookie: a=b; Secure", "cookies-secure-with-httponly-sessions"),
        ("Set-Cookie: a=b; SameSite", "cookies-samesite-flag-invalid"),
        ("Set-Cookie: a=b; Secure; SameSite=", "cookies-samesite-flag-invalid"),
        ("Set-Cookie: a=b; Secure; SameSite=Always", "cookies-samesite-flag-invalid"),
        ("Set-Cookie: a=b; SameSite=None", "cookies-samesite-flag-invalid"),
        ("Set-Cookie: csrftoken=b; Secure", "cookies-anticsrf-without-samesite-flag"),
        ("Set-Cookie: XSRF-CSRF=b; Secure; SameSite=Lax", "cookies-secure-with-httponly-sessions-and-samesite"),
        ("Set-Cookie: csrf=b; Secure; SameSite=x", "cookies-anticsrf-without-samesite-flag"),
        ("Set-Cookie: session=b; Secure", "cookies-session-without-httponly-flag"),
        ("Set-Cookie: userlogin=b; Secure; SameSite=Lax", "cookies-session-without-httponly-flag"),
        ("Set-Cookie: PHPSESSID=b; HttpOnly", "cookies-session-without-secure-flag"),
        ("Set-Cookie: PHPSESSID=b", "cookies-session-without-secure-flag"),
    ]);
    table("cookies", HSTS, &[
        ("Set-Cookie: a=b", "cookies-without-secure-flag-but-protected-by-hsts"),
        ("Set-Cookie: session=b; HttpOnly", "cookies-session-without-secure-flag-but-protected-by-hsts"),
        ("Set-Cookie: session=b", "cookies-session-without-httponly-flag"),
        ("Set-Cookie: session=b; HttpOnly; SameSite=None", "cookies-samesite-flag-invalid"),
    ]);
    let mut on_the_way = visit("Set-Cookie: a=b; Secure");
    add_hop(&mut on_the_way, Purpose::PlainVisit, 0, "http://api.example.com/", Ok(crate::vectors::response("Set-Cookie: session=x")));
    assert_eq!(result(&scored(&on_the_way), "cookies"), "cookies-session-without-secure-flag");
}

#[test]
#[rustfmt::skip]
fn isolation() {
    table("cross-origin-embedder-policy", "", &[
        ("", "coep-not-implemented"),
        ("Cross-Origin-Embedder-Policy:", "coep-not-implemented"),
        ("Cross-Origin-Embedder-Policy: require-corp", "coep-implemented-with-require-corp"),
        ("Cross-Origin-Embedder-Policy: require-corp; report-to=\"a\"", "coep-implemented-with-require-corp"),
        ("Cross-Origin-Embedder-Policy: credentialless", "coep-implemented-with-credentialless"),
        ("Cross-Origin-Embedder-Policy: unsafe-none", "coep-implemented-with-unsafe-none"),
        ("Cross-Origin-Embedder-Policy: Require-Corp", "coep-header-invalid"),
        ("Cross-Origin-Embedder-Policy: \"require-corp\"", "coep-header-invalid"),
        ("Cross-Origin-Embedder-Policy: require-corp\nCross-Origin-Embedder-Policy: require-corp", "coep-header-invalid"),
        ("Cross-Origin-Embedder-Policy-Report-Only: require-corp", "coep-not-implemented"),
    ]);
    table("cross-origin-opener-policy", "", &[
        ("", "coop-not-implemented"),
        ("Cross-Origin-Opener-Policy: same-origin", "coop-implemented-with-same-origin"),
        ("Cross-Origin-Opener-Policy: same-origin; report-to=\"a\"", "coop-implemented-with-same-origin"),
        ("Cross-Origin-Opener-Policy: same-origin-allow-popups", "coop-implemented-with-same-origin-allow-popups"),
        ("Cross-Origin-Opener-Policy: noopener-allow-popups", "coop-implemented-with-noopener-allow-popups"),
        ("Cross-Origin-Opener-Policy: unsafe-none", "coop-implemented-with-unsafe-none"),
        ("Cross-Origin-Opener-Policy: same-site", "coop-header-invalid"),
        ("Cross-Origin-Opener-Policy: 'same-origin'", "coop-header-invalid"),
        ("Cross-Origin-Opener-Policy: same-origin, same-origin", "coop-header-invalid"),
    ]);
    table("cross-origin-resource-policy", "", &[
        ("", "corp-not-implemented"),
        ("Cross-Origin-Resource-Policy:", "corp-not-implemented"),
        ("Cross-Origin-Resource-Policy: same-origin", "corp-implemented-with-same-origin"),
        ("Cross-Origin-Resource-Policy: Same-Origin", "corp-implemented-with-same-origin"),
        ("Cross-Origin-Resource-Policy: same-site", "corp-implemented-with-same-site"),
        ("Cross-Origin-Resource-Policy: cross-origin", "corp-implemented-with-cross-origin"),
        ("Cross-Origin-Resource-Policy: none", "corp-header-invalid"),
        ("Cross-Origin-Resource-Policy: same-origin\nCross-Origin-Resource-Policy: same-origin", "corp-header-invalid"),
    ]);
}

#[test]
#[rustfmt::skip]
fn cross_origin_resource_sharing() {
    let stranger = "https://stranger.example";
    let told = |purpose, answer: &str| {
        let mut recording = visit("");
        let resource = recording.resources[0].clone();
        let ask = Ask { purpose, ..Ask::actual(&resource, OriginKind::Stranger, stranger) };
        add(&mut recording, ask, answer);
        recording
    };
    let begin = "cross-origin-resource-sharing-";
    for (answer, of_preflight, of_actual) in [
        ("Vary: Origin", "not-implemented", "not-implemented"),
        ("Access-Control-Allow-Origin: *", "implemented-with-public-access", "implemented-with-public-access"),
        ("Access-Control-Allow-Origin: *\nAccess-Control-Allow-Credentials: true", "implemented-with-public-access", "implemented-with-public-access"),
        ("Access-Control-Allow-Origin: https://a.example", "implemented-with-restricted-access", "implemented-with-restricted-access"),
        ("Access-Control-Allow-Origin: https://stranger.example", "implemented-with-restricted-access", "implemented-with-restricted-access"),
        ("Access-Control-Allow-Origin: https://stranger.example\nAccess-Control-Allow-Credentials: false", "implemented-with-restricted-access", "implemented-with-restricted-access"),
        ("Access-Control-Allow-Origin: https://stranger.example\nAccess-Control-Allow-Credentials: true", "implemented-with-universal-access", "implemented-with-universal-access"),
        ("Access-Control-Allow-Origin: https://stranger.example\nAccess-Control-Allow-Credentials: TRUE", "implemented-with-universal-access", "implemented-with-universal-access"),
        ("405\nAccess-Control-Allow-Origin: *", "not-implemented", "implemented-with-public-access"),
    ] {
        for (purpose, expected) in [(Purpose::Preflight, of_preflight), (Purpose::Actual, of_actual)] {
            let score = scored(&told(purpose, answer));
            assert_eq!(result(&score, "cross-origin-resource-sharing"), format!("{begin}{expected}"), "{answer}");
        }
    }
    table("cross-origin-resource-sharing", "", &[
        ("Access-Control-Allow-Origin: *", "cross-origin-resource-sharing-implemented-with-public-access"),
    ]);
}

#[test]
#[rustfmt::skip]
fn redirection() {
    let (plain, secure, other) = ("http://api.example.com/", "https://api.example.com/", "https://other.example.com/");
    for (case, chain, expected) in [
        ("https on the same host", &[(plain, "301"), (secure, "200")][..], "redirection-to-https"),
        ("then elsewhere", &[(plain, "301"), (secure, "302"), (other, "200")], "redirection-to-https"),
        ("http over https", &[(plain, "301"), (secure, "302"), (plain, "302"), (secure, "200")], "redirection-to-https"),
        ("another host first", &[(plain, "301"), (other, "200")], "redirection-off-host-from-http"),
        ("http first", &[(plain, "301"), ("http://www.example.com/", "301"), (secure, "200")], "redirection-not-to-https-on-initial-redirection"),
        ("http last", &[(plain, "301"), ("http://www.example.com/", "200")], "redirection-not-to-https"),
        ("https, then http", &[(plain, "301"), (secure, "302"), (plain, "200")], "redirection-not-to-https"),
        ("no redirect", &[(plain, "200")], "redirection-missing"),
        ("a page that is missing", &[(plain, "404")], "redirection-missing"),
    ] {
        let mut recording = visit("");
        for (hop, (url, answer)) in chain.iter().enumerate() {
            add_hop(&mut recording, Purpose::PlainVisit, hop, url, Ok(crate::vectors::response(answer)));
        }
        assert_eq!(result(&scored(&recording), "redirection"), expected, "{case}");
    }
    assert_eq!(result(&scored(&visit("")), "redirection"), "redirection-not-needed-no-http");

    let mut recording = visit("");
    add_hop(&mut recording, Purpose::PlainVisit, 0, plain, Ok(crate::vectors::response("301")));
    add_hop(&mut recording, Purpose::PlainVisit, 1, secure, Ok(crate::vectors::response("200")));
    let mut preloads = Preloads::default();
    preloads.insert("example.com", PreloadScope::HostAndBelow);
    let score = mdn_score(&recording, &preloads).unwrap();
    assert_eq!(result(&score, "redirection"), "redirection-all-redirects-preloaded");
    recording.entries[2].exchange.tls = Some(Tls { invalid: Some("expired".to_owned()), ..Tls::default() });
    assert_eq!(result(&scored(&recording), "redirection"), "redirection-invalid-cert");
}

#[test]
#[rustfmt::skip]
fn referrer_policy() {
    table("referrer-policy", "Referrer-Policy: ", &[
        ("no-referrer", "referrer-policy-private"),
        ("same-origin", "referrer-policy-private"),
        ("strict-origin", "referrer-policy-private"),
        ("Strict-Origin-When-Cross-Origin", "referrer-policy-private"),
        ("origin", "referrer-policy-unsafe"),
        ("origin-when-cross-origin", "referrer-policy-unsafe"),
        ("unsafe-url", "referrer-policy-unsafe"),
        ("no-referrer-when-downgrade", "referrer-policy-unsafe"),
        ("unsafe-url, no-referrer", "referrer-policy-private"),
        ("no-referrer, unsafe-url", "referrer-policy-unsafe"),
        ("no-referrer, future-value", "referrer-policy-private"),
        ("unsafe-url\nReferrer-Policy: same-origin", "referrer-policy-private"),
        ("whatever", "referrer-policy-header-invalid"),
        ("", "referrer-policy-header-invalid"),
    ]);
    table("referrer-policy", "", &[
        ("", "referrer-policy-not-implemented"),
        ("Content-Type: text/html\n\n<meta name=referrer content=no-referrer>", "referrer-policy-private"),
        ("Content-Type: text/html\nReferrer-Policy: no-referrer\n\n<meta name=referrer content=origin>", "referrer-policy-unsafe"),
        ("Content-Type: text/html\n\n<meta name=referrer content=never>", "referrer-policy-header-invalid"),
    ]);
}

#[test]
#[rustfmt::skip]
fn strict_transport_security() {
    let (six, less, invalid) = ("hsts-implemented-max-age-at-least-six-months", "hsts-implemented-max-age-less-than-six-months", "hsts-header-invalid");
    table("strict-transport-security", "Strict-Transport-Security: ", &[
        ("max-age=15552000", six),
        ("max-age=31536000; includeSubDomains; preload", six),
        ("includeSubDomains; MAX-AGE=31536000", six),
        ("max-age=\"31536000\"", six),
        ("max-age=99999999999999999999999", six),
        ("max-age=15551999", less),
        ("max-age=0", less),
        ("max-age=-1", less),
        ("max-age=31536000; max-age=1", less),
        ("max-age=abc", invalid),
        ("max-age", invalid),
        ("max-age = 31536000", invalid),
        ("includeSubDomains", invalid),
        ("", invalid),
        ("max-age=31536000, max-age=31536000", invalid),
        ("max-age=31536000\nStrict-Transport-Security: max-age=31536000", invalid),
    ]);
    table("strict-transport-security", "", &[("", "hsts-not-implemented")]);
    let plain = visit_to("http://api.example.com/", "Strict-Transport-Security: max-age=31536000");
    assert_eq!(result(&scored(&plain), "strict-transport-security"), "hsts-not-implemented-no-https");
    let mut recording = visit("Strict-Transport-Security: max-age=31536000");
    recording.entries[0].exchange.tls = Some(Tls { invalid: Some("expired".to_owned()), ..Tls::default() });
    assert_eq!(result(&scored(&recording), "strict-transport-security"), "hsts-invalid-cert");
    let mut preloads = Preloads::default();
    preloads.insert("api.example.com", PreloadScope::Host);
    let score = mdn_score(&recording, &preloads).unwrap();
    assert_eq!(result(&score, "strict-transport-security"), "hsts-preloaded");
    let landed = hops(Purpose::Visit, &[("https://api.example.com/", "301\nStrict-Transport-Security: max-age=31536000"), ("https://www.example.com/", "200")]);
    assert_eq!(result(&scored(&landed), "strict-transport-security"), "hsts-not-implemented");
}

#[test]
#[rustfmt::skip]
fn subresource_integrity() {
    table("subresource-integrity", HTML, &[
        ("", "sri-not-implemented-but-no-scripts-loaded"),
        ("<!-- <script src=https://cdn.example/x.js> -->", "sri-not-implemented-but-no-scripts-loaded"),
        ("<link rel=stylesheet href=http://cdn.example/x.css>", "sri-not-implemented-but-no-scripts-loaded"),
        ("<script>1</script>", "sri-not-implemented-but-all-scripts-loaded-from-secure-origin"),
        ("<script src=/x.js></script>", "sri-not-implemented-but-all-scripts-loaded-from-secure-origin"),
        ("<script src=https://static.example.com/x.js></script>", "sri-not-implemented-but-all-scripts-loaded-from-secure-origin"),
        ("<script src=http://static.example.com/x.js></script>", "sri-not-implemented-but-all-scripts-loaded-from-secure-origin"),
        ("<script src=/x.js integrity=sha384-x></script>", "sri-implemented-and-all-scripts-loaded-securely"),
        ("<script src=https://api.example.com/x.js integrity=sha384-x></script>", "sri-implemented-and-all-scripts-loaded-securely"),
        ("<script src=https://cdn.example/x.js integrity=sha384-x></script>", "sri-implemented-and-external-scripts-loaded-securely"),
        ("<script src=https://cdn.example/x.js integrity=sha384-x></script><script src=/y.js></script>", "sri-implemented-and-external-scripts-loaded-securely"),
        ("<script src=https://cdn.example/x.js></script>", "sri-not-implemented-but-external-scripts-loaded-securely"),
        ("<SCRIPT SRC='https://cdn.example/x.js'></SCRIPT><script src=/y integrity=z></script>", "sri-not-implemented-but-external-scripts-loaded-securely"),
        ("<script src=http://cdn.example/x.js integrity=sha384-x></script>", "sri-implemented-but-external-scripts-not-loaded-securely"),
        ("<script src=//cdn.example/x.js integrity=sha384-x></script>", "sri-implemented-but-external-scripts-not-loaded-securely"),
        ("<script src=//api.example.com/x.js integrity=sha384-x></script>", "sri-implemented-but-external-scripts-not-loaded-securely"),
        ("<script src=http://cdn.example/x.js></script>", "sri-not-implemented-and-external-scripts-not-loaded-securely"),
        ("<script src=//cdn.example/x.js></script>", "sri-not-implemented-and-external-scripts-not-loaded-securely"),
        ("<script src=https://cdn.example/x.js></script><script src=//cdn.example/x.js></script>", "sri-not-implemented-and-external-scripts-not-loaded-securely"),
        ("<script src='https://[x'></script>", "html-not-parseable"),
    ]);
    table("subresource-integrity", "", &[
        ("Content-Type: application/json\n\n<script src=//cdn.example/x.js>", "sri-not-implemented-response-not-html"),
        ("Content-Type: TEXT/HTML; charset=utf-8\n\n", "sri-not-implemented-but-no-scripts-loaded"),
        ("X: y\n\n<script src=//cdn.example/x.js></script>", "sri-not-implemented-and-external-scripts-not-loaded-securely"),
    ]);
}

#[test]
#[rustfmt::skip]
fn types_and_frames() {
    table("x-content-type-options", "", &[
        ("", "x-content-type-options-not-implemented"),
        ("X-Content-Type-Options:", "x-content-type-options-not-implemented"),
        ("X-Content-Type-Options: nosniff", "x-content-type-options-nosniff"),
        ("X-Content-Type-Options: NoSniff", "x-content-type-options-nosniff"),
        ("X-Content-Type-Options: whatever", "x-content-type-options-header-invalid"),
        ("X-Content-Type-Options: nosniff\nX-Content-Type-Options: nosniff", "x-content-type-options-header-invalid"),
    ]);
    table("x-frame-options", "", &[
        ("", "x-frame-options-not-implemented"),
        ("X-Frame-Options: DENY", "x-frame-options-sameorigin-or-deny"),
        ("X-Frame-Options: sameorigin", "x-frame-options-sameorigin-or-deny"),
        ("X-Frame-Options: ALLOW-FROM https://a.example", "x-frame-options-allow-from-origin"),
        ("X-Frame-Options: whatever", "x-frame-options-header-invalid"),
        ("X-Frame-Options: DENY\nX-Frame-Options: DENY", "x-frame-options-header-invalid"),
        ("Content-Security-Policy: frame-ancestors 'none'", "x-frame-options-implemented-via-csp"),
        ("Content-Security-Policy: frame-ancestors *", "x-frame-options-implemented-via-csp"),
        ("X-Frame-Options: whatever\nContent-Security-Policy: frame-ancestors 'self'", "x-frame-options-implemented-via-csp"),
        ("X-Frame-Options: DENY\nContent-Security-Policy: default-src 'self'", "x-frame-options-sameorigin-or-deny"),
        ("Content-Security-Policy: frame-ancestors 'self'; frame-ancestors *", "x-frame-options-not-implemented"),
        ("Content-Security-Policy-Report-Only: frame-ancestors 'none'", "x-frame-options-not-implemented"),
        ("Content-Type: text/html\n\n<meta http-equiv=content-security-policy content=\"frame-ancestors 'none'\">", "x-frame-options-not-implemented"),
        ("Content-Type: text/html\n\n<meta http-equiv=content-security-policy content=\"default-src 'self'; frame-ancestors 'none'\">", "x-frame-options-implemented-via-csp"),
    ]);
}

#[test]
fn whole_scores() {
    let best = "Content-Type: text/html\n\
                Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\n\
                Set-Cookie: a=b; Secure; SameSite=Lax\n\
                Cross-Origin-Embedder-Policy: require-corp\n\
                Cross-Origin-Opener-Policy: same-origin\n\
                Cross-Origin-Resource-Policy: same-origin\n\
                Referrer-Policy: no-referrer\n\
                Strict-Transport-Security: max-age=31536000\n\
                X-Content-Type-Options: nosniff\n\
                \n\
                <script src=/x.js integrity=sha384-x></script>";
    let best = visit(best);
    let score = scored(&best);
    assert_eq!((score.score, score.grade), (160, "A+"));
    assert!(score.tests.iter().all(|test| test.pass != Some(false)));
    let mut preloads = Preloads::default();
    preloads.insert("api.example.com", PreloadScope::Host);
    assert_eq!(mdn_score(&best, &preloads).map(|score| score.score), Ok(165));
    // -25, -20, -5 and -20.
    let bare = scored(&visit(""));
    assert_eq!((bare.score, bare.grade, bare.tests.len()), (30, "D", 12));
}

#[test]
fn some_answers_have_no_score() {
    for status in [200, 204, 304, 401, 403] {
        assert!(mdn_score(&visit(&status.to_string()), &Preloads::default()).is_ok(), "{status}");
    }
    for status in [400, 404, 429, 500, 503] {
        let refused = mdn_score(&visit(&status.to_string()), &Preloads::default());
        assert_eq!(refused.err(), Some(MdnRefusal::Status(status)));
    }
}

#[test]
fn the_table_has_each_result_and_this_file_each_of_them() {
    let ids: BTreeSet<_> = MdnResult::all().map(|result| result.id).collect();
    assert_eq!(ids.len(), 77);
    let file = include_str!("table.rs");
    // The results of CORS are written with their beginning apart.
    let begin = "cross-origin-resource-sharing-";
    for id in ids {
        let written = format!("\"{}\"", id.strip_prefix(begin).unwrap_or(id));
        assert!(file.contains(&written), "{id} is in no row");
    }
}
