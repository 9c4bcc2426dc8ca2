//! Ordinary sites that do it right get no finding above `info`, and one that does everything wrong
//! gets all of them.

#![allow(clippy::unwrap_used, reason = "a failure here is a failed test")]

use std::collections::BTreeSet;

use corsmith_scan::{
    Entry, Exchange, JudgeOptions, Profile, Purpose, Recording, Request, Resource, Response,
    Severity, Target, Tls, judge,
};

/// A visit: each URL, status, field lines and body.
fn visit(hops: &[(&str, u16, &str, &str)]) -> Recording {
    let target = Target::parse(hops[0].0).unwrap();
    let mut recording = Recording::new(target.clone());
    recording.resources = vec![Resource { target, method: "GET".to_owned() }];
    for (hop, (url, status, fields, body)) in hops.iter().enumerate() {
        let headers = fields.lines().map(|line| line.trim().split_once(':').unwrap());
        let mut answer = Response::new(*status, []);
        answer.headers = headers.collect();
        answer.body.bytes = body.as_bytes().to_vec();
        answer.body.read = body.len() as u64;
        let mut exchange = Exchange::new(Request::new("GET", url.parse().unwrap()), Ok(answer));
        exchange.tls = url.starts_with("https").then(|| Tls {
            version: "TLSv1.3".to_owned(),
            valid_days: Some(31),
            lifetime_days: Some(90),
            ..Tls::default()
        });
        recording.entries.push(Entry {
            probe: None,
            resource: 0,
            purpose: Purpose::Visit,
            origin: None,
            hop,
            exchange: Box::new(exchange),
        });
    }
    recording
}

fn judged(recording: &Recording, profile: Profile) -> Vec<(Severity, &'static str, String)> {
    let options = JudgeOptions { profile, ..JudgeOptions::default() };
    let findings = judge(recording, &options).findings;
    findings.into_iter().map(|it| (it.severity, it.check.code, it.message)).collect()
}

/// Findings of this half of the checks: those about policies and CORS have tests of their own.
fn is_ours(code: &str) -> bool {
    !code.starts_with("CS2") && !code.starts_with("CS4")
}

#[test]
fn good_sites_are_left_alone() {
    let page = "<!doctype html><meta charset=utf-8><title>a</title><script src=/a.js></script>\
                <link rel=stylesheet href=https://static.example.com/a.css>\
                <script src=https://cdn.test/v1/x.js crossorigin=anonymous integrity=sha256-\
                47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=></script>\
                <script type=application/ld+json>{\"@id\":\"http://schema.org/\"}</script>\
                <noscript><img src=http://pixel.test/></noscript>\
                <a href=http://old.test/>old</a><img src=\"data:image/gif;base64,R0lGOD\">\
                <form method=post><input name=q></form>";
    let policy = "Content-Security-Policy: default-src 'self'; script-src 'nonce-r4nd0mAAAA' \
                  'strict-dynamic'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";
    let site = format!(
        "Content-Type: text/html; charset=utf-8
         Strict-Transport-Security: max-age=63072000; includeSubDomains; preload
         X-Content-Type-Options: nosniff
         Referrer-Policy: no-referrer, strict-origin-when-cross-origin
         {policy}
         Set-Cookie: __Host-session=x; Path=/; Secure; HttpOnly; SameSite=Lax
         Set-Cookie: XSRF-TOKEN=x; Path=/; Secure; SameSite=Lax
         Set-Cookie: theme=dark; Path=/; Secure
         Set-Cookie: old=; Path=/; Max-Age=0
         Cache-Control: private, no-cache"
    );
    let behind_cloudflare = format!(
        "Content-Type: text/html; charset=utf-8
         Strict-Transport-Security: max-age=\"15552000\"
         X-Content-Type-Options: nosniff
         X-Frame-Options: SAMEORIGIN
         X-Frame-Options: sameorigin
         {policy}
         Cache-Control: public, max-age=3600
         Age: 812
         Set-Cookie: __cf_bm=x; path=/; domain=.example.com; HttpOnly; Secure; SameSite=None
         Report-To: {{\"endpoints\":[{{\"url\":\"https:\\/\\/a.nel.cloudflare.com\\/report\"}}],\
         \"group\":\"cf-nel\",\"max_age\":604800}}
         NEL: {{\"success_fraction\":0,\"report_to\":\"cf-nel\",\"max_age\":604800}}
         Server: cloudflare
         CF-Ray: 1-FRA"
    );
    let isolated = format!(
        "Content-Type: text/html; charset=utf-8
         Strict-Transport-Security: max-age=31536000; includeSubDomains
         X-Content-Type-Options: nosniff
         {policy}
         Permissions-Policy: camera=(), geolocation=(self \"https://maps.test\"), fullscreen=*
         Cross-Origin-Opener-Policy: same-origin; report-to=\"default\"
         Cross-Origin-Embedder-Policy: require-corp
         Cross-Origin-Resource-Policy: same-origin
         Reporting-Endpoints: default=\"/reports\", csp=\"https://r.example.com/csp\"
         X-XSS-Protection: 0"
    );
    for (case, fields) in
        [("a site", &site), ("behind a CDN", &behind_cloudflare), ("isolated", &isolated)]
    {
        for status in [200, 404, 500] {
            let recording = visit(&[("https://www.example.com/", status, fields.as_str(), page)]);
            let worse = judged(&recording, Profile::Site)
                .into_iter()
                .filter(|(severity, code, _)| *severity > Severity::Info && is_ours(code));
            assert_eq!(worse.collect::<Vec<_>>(), [], "{case} with {status}");
        }
    }
}

#[test]
fn a_good_api_is_left_alone() {
    let fields = "Content-Type: application/json
        Strict-Transport-Security: max-age=31536000
        X-Content-Type-Options: nosniff
        Cache-Control: no-store
        Cross-Origin-Resource-Policy: same-site
        Timing-Allow-Origin: https://app.example.com";
    for status in [200, 401, 404] {
        let recording = visit(&[("https://api.example.com/", status, fields, "{\"a\":1}")]);
        for profile in [Profile::Api, Profile::Site] {
            let found = judged(&recording, profile);
            let found: Vec<_> = found.iter().filter(|(_, code, _)| is_ours(code)).collect();
            assert!(found.is_empty(), "{status}: {found:?}");
        }
    }
}

#[test]
fn a_redirect_to_https_is_left_alone() {
    let secure = "Strict-Transport-Security: max-age=31536000
        X-Content-Type-Options: nosniff
        Content-Type: application/json";
    let recording = visit(&[
        ("http://example.com/", 301, "Location: https://example.com/", ""),
        ("https://example.com/", 301, "Location: https://www.example.com/", ""),
        ("https://www.example.com/", 200, secure, "{}"),
    ]);
    let found = judged(&recording, Profile::Site);
    assert!(found.iter().all(|(_, code, _)| !is_ours(code)), "{found:?}");
}

#[test]
fn a_bad_site_is_told_everything() {
    let fields = "Content-Type: text/html
        Strict-Transport-Security: max-age=60; preload
        Strict-Transport-Security: max-age=0
        X-Frame-Options: ALLOW-FROM https://a.test
        Referrer-Policy: unsafe-url
        Permissions-Policy: camera 'none'
        Feature-Policy: camera 'none'
        Cross-Origin-Opener-Policy: \"same-origin\"
        Cross-Origin-Embedder-Policy: require_corp
        Cross-Origin-Resource-Policy: Same-Site
        Cache-Control: public, max-age=600
        Clear-Site-Data: cookies
        Reporting-Endpoints: default=https://r.test/
        Report-To: default
        NEL: {}
        Expect-CT: max-age=0
        P3P: CP=\"\u{1b}[2J\"
        X-XSS-Protection: 1
        Server: nginx/1.18.0
        X-Powered-By: PHP/7.4.3
        Timing-Allow-Origin: *
        Set-Cookie: PHPSESSID=x; Domain=com
        Set-Cookie: __Host-a=x; SameSite=None
        Set-Cookie: b=x; SameSite=Sometimes
        Set-Cookie: b=y";
    let page = "<p>é<script src=//cdn.test/x.js></script><link rel=stylesheet href=//cdn.test/x>\
                <script src=//cdn.test/y integrity=sha256-\
                47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=></script>\
                <script src=/z integrity=md5-x></script><iframe src=http://f.test/></iframe>\
                <img src=http://i.test/><form action=http://form.test/>";
    let recording = visit(&[("https://www.example.com/", 200, fields, page)]);
    let found = judged(&recording, Profile::Site);
    let ours = found.iter().filter(|(_, code, _)| is_ours(code));
    let lines: Vec<_> =
        ours.map(|(severity, code, message)| format!("{code} {severity}: {message}")).collect();
    assert!(lines.iter().all(|line| !line.contains('\u{1b}') && !line.ends_with('.')));
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn codes_and_names_are_unique() {
    let codes: BTreeSet<_> = corsmith_scan::checks().map(|check| check.meta().code).collect();
    assert_eq!(codes.len(), corsmith_scan::checks().count(), "a code is there twice");
    let names: BTreeSet<_> = corsmith_scan::checks().map(|check| check.meta().name).collect();
    assert_eq!(codes.len(), names.len(), "a name is there twice");
}
