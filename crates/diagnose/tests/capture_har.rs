//! HAR files as the three browsers write them, and what is none.

use std::io::Read;

use corsmith_diagnose::capture::{
    Assumption, CapturedExchange, ExchangeVerdict, HarEnd, HarError, HarReport, MAX_HAR_ENTRIES,
    MAX_STRING_BYTES, explain_har, read_har,
};
use corsmith_fetch::{CredentialsMode, ExchangeKind};
use proptest::prelude::*;

#[expect(clippy::expect_used, reason = "a test's own files")]
fn entries(har: &[u8]) -> (Vec<CapturedExchange>, HarEnd) {
    let mut entries = Vec::new();
    let summary = read_har(har, |index, exchange| {
        assert_eq!(index, entries.len());
        entries.push(exchange);
    });
    (entries, summary.expect("a HAR file").end)
}

#[expect(clippy::expect_used, reason = "a test's own files")]
fn explain(entries: &[&str]) -> HarReport {
    let har = format!(r#"{{"log":{{"version":"1.2","entries":[{}]}}}}"#, entries.join(","));
    explain_har(har.as_bytes()).expect("a HAR file")
}

/// `name: value` lines as HAR has them.
fn headers(lines: &str) -> String {
    let fields = lines.lines().filter_map(|line| line.trim().split_once(": "));
    let fields: Vec<_> =
        fields.map(|(name, value)| serde_json::json!({"name": name, "value": value})).collect();
    serde_json::Value::from(fields).to_string()
}

/// An entry as Chromium writes it.
fn chromium(
    kind: &str,
    method: &str,
    url: &str,
    request: &str,
    status: u16,
    response: &str,
    error: &str,
) -> String {
    format!(
        r#"{{"_initiator":{{"type":"script","stack":{{"callFrames":[{{"functionName":"","url":"https://cdn.example/app.js"}}]}}}},
        "_priority":"High","_resourceType":"{kind}","cache":{{}},"connection":"123","pageref":"page_1",
        "request":{{"method":"{method}","url":"{url}","httpVersion":"h2","headers":{},"queryString":[],"cookies":[],"headersSize":-1,"bodySize":0,
            "postData":{{"mimeType":"application/json","text":"{{\"a\":[1]}}"}}}},
        "response":{{"status":{status},"statusText":"","httpVersion":"h2","headers":{},"cookies":[],"content":{{"size":0,"mimeType":"x-unknown","text":"\u00e9\"\\"}},
            "redirectURL":"","headersSize":-1,"bodySize":-1,"_transferSize":0,"_error":{}}},
        "serverIPAddress":"","startedDateTime":"2026-11-25T02:00:00.000Z","time":12.5,"timings":{{"blocked":1e0,"dns":-1,"wait":2}}}}"#,
        headers(request),
        headers(response),
        if error.is_empty() { "null".to_owned() } else { format!("\"{error}\"") },
    )
}

/// A source that cannot be read.
struct Fails;

impl Read for Fails {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        Err(std::io::Error::other("the disk is on fire"))
    }
}

const FIREFOX: &str = r#"{"log":{"version":"1.2","creator":{"name":"Firefox","version":"153.7"},"browser":{"name":"Firefox","version":"153.7"},
"pages":[{"id":"page_1","pageTimings":{"onContentLoad":5,"onLoad":9},"startedDateTime":"2026-11-25T02:00:00.000+00:00","title":"https://app.example/"}],
"entries":[{"startedDateTime":"2026-11-25T02:00:00.000+00:00","request":{"bodySize":0,"method":"GET","url":"https://api.example/me","httpVersion":"HTTP/2",
"headers":[{"name":"Host","value":"api.example"},{"name":"Origin","value":"https://app.example"},{"name":"Cookie","value":"sid=abcdef"},{"name":"Sec-Fetch-Mode","value":"cors"},{"name":"Sec-Fetch-Site","value":"cross-site"}],
"cookies":[{"name":"sid","value":"abcdef"}],"queryString":[],"headersSize":400},
"response":{"status":200,"statusText":"OK","httpVersion":"HTTP/2","headers":[{"name":"access-control-allow-origin","value":"*"}],"cookies":[],
"content":{"mimeType":"application/json","size":2,"text":"{}"},"redirectURL":"","headersSize":100,"bodySize":102},
"cache":{},"timings":{"blocked":0,"dns":0,"connect":0,"ssl":0,"send":0,"wait":5,"receive":0},"time":5,"_securityState":"secure","serverIPAddress":"192.0.2.1","connection":"443","pageref":"page_1"}]}}"#;

const SAFARI: &str = r#"{
    "log": {
        "version": "1.2",
        "creator": { "name": "WebKit Web Inspector", "version": "1.0" },
        "pages": [ { "startedDateTime": "2026-11-25T02:00:00.000Z", "id": "page_0", "title": "https://app.example/", "pageTimings": { "onContentLoad": 100.5, "onLoad": 200.5 } } ],
        "entries": [
            {
                "pageref": "page_0",
                "startedDateTime": "2026-11-25T02:00:01.000Z",
                "time": 0,
                "request": { "method": "GET", "url": "https://api.example/me", "httpVersion": "", "cookies": [],
                    "headers": [ { "name": "Accept", "value": "*/*" }, { "name": "Origin", "value": "https://app.example" } ], "queryString": [], "headersSize": -1, "bodySize": -1 },
                "response": { "status": 0, "statusText": "", "httpVersion": "", "cookies": [], "headers": [], "content": { "size": 0, "compression": 0, "mimeType": "" },
                    "redirectURL": "", "headersSize": -1, "bodySize": -1, "_transferSize": 0, "_error": "The certificate for this server is invalid." },
                "cache": {},
                "timings": { "blocked": -1, "dns": -1, "connect": -1, "ssl": -1, "send": 0, "wait": 0, "receive": 0 },
                "_fetchType": "Network Load", "_priority": "medium"
            }
        ]
    }
}"#;

#[test]
fn firefox() {
    let (entries, end) = entries(FIREFOX.as_bytes());
    assert_eq!(end, HarEnd::Whole);
    assert_eq!(entries[0].initiator_page.as_deref(), Some("https://app.example/"));
    assert_eq!(entries[0].request_headers.get("cookie").as_deref(), Some(&b"sid=[masked]"[..]));
    let report = explain_har(FIREFOX.as_bytes()).unwrap();
    assert_eq!(report.findings[0].verdict.code(), Some("wildcard-with-credentials"));
    assert_eq!(report.findings[0].credentials, CredentialsMode::Include);
    assert_eq!(report.findings[0].assumptions, []);
}

#[test]
fn safari() {
    let report = explain_har(SAFARI.as_bytes()).unwrap();
    let found = &report.findings[0];
    assert_eq!(found.verdict.code(), Some("connection-failed"));
    assert_eq!(found.browser_error.as_deref(), Some("The certificate for this server is invalid."));
}

const ORIGIN: &str =
    "origin: https://app.example\nsec-fetch-mode: cors\nsec-fetch-site: cross-site";

#[test]
fn a_preflight_that_fails_after_or_before_its_request() {
    let request = chromium(
        "fetch",
        "PUT",
        "https://api.example/a",
        &format!("{ORIGIN}\ncontent-type: application/json"),
        0,
        "",
        "net::ERR_FAILED",
    );
    let preflight = chromium(
        "preflight",
        "OPTIONS",
        "https://api.example/a",
        &format!(
            "{ORIGIN}\naccess-control-request-method: PUT\naccess-control-request-headers: content-type"
        ),
        204,
        "access-control-allow-origin: https://app.example\naccess-control-allow-methods: GET, POST\naccess-control-allow-headers: content-type",
        "",
    );
    for (order, index) in [([&*request, &*preflight], 1), ([&*preflight, &*request], 0)] {
        let report = explain(&order);
        assert_eq!(report.findings.len(), 1, "{:#?}", report.findings);
        let found = &report.findings[0];
        assert_eq!(found.verdict.code(), Some("method-not-allowed"));
        assert_eq!((found.index, found.preflight, &*found.method), (index, Some(index), "PUT"));
        assert!(matches!(
            found.verdict,
            ExchangeVerdict::Fails { during: ExchangeKind::Preflight, .. }
        ));
        assert_eq!(found.command, None);
    }
}

#[test]
fn what_chromium_records() {
    let get = |request: &str, status, response: &str, error: &str| {
        chromium("fetch", "GET", "https://api.example/a", request, status, response, error)
    };
    for (sentence, entries, expected) in [
        ("no header", vec![get(ORIGIN, 200, "", "net::ERR_FAILED")], vec!["allow-origin-missing"]),
        ("a server error behind it", vec![get(ORIGIN, 503, "server: x", "net::ERR_FAILED")], vec!["allow-origin-missing"]),
        ("it passes", vec![get(ORIGIN, 200, "access-control-allow-origin: *", "")], vec![]),
        // Only with credentials does this fail, and it did fail.
        ("an error tells the credentials mode", vec![get(ORIGIN, 200, "access-control-allow-origin: *", "net::ERR_FAILED")], vec!["wildcard-with-credentials"]),
        ("headers as one with line feeds", vec![get(ORIGIN, 200, "", "").replace(r#""httpVersion":"h2","headers":[],"cookies""#, r#""httpVersion":"h2","headers":[{"name":"Access-Control-Allow-Origin","value":"*\nhttps://app.example"}],"cookies""#)], vec!["allow-origin-multiple"]),
        ("a blocker", vec![get(ORIGIN, 0, "", "net::ERR_BLOCKED_BY_CLIENT")], vec!["blocked-by-client"]),
        ("no network", vec![get(ORIGIN, 0, "", "net::ERR_NAME_NOT_RESOLVED")], vec!["connection-failed"]),
        ("nothing is known", vec![get(ORIGIN, 0, "", "net::ERR_FAILED")], vec!["?"]),
        ("same-origin", vec![chromium("fetch", "PUT", "https://app.example/a", "origin: https://app.example\nsec-fetch-site: same-origin\nsec-fetch-mode: cors", 200, "", "")], vec![]),
        ("same-origin, sanitized", vec![chromium("fetch", "GET", "https://app.example/a", "referer: https://app.example/x", 200, "", "")], vec![]),
        ("a navigation", vec![chromium("document", "POST", "https://api.example/a", "origin: https://app.example\nsec-fetch-mode: navigate", 200, "", "")], vec![]),
        ("an image", vec![chromium("image", "GET", "https://api.example/a", "sec-fetch-mode: no-cors", 200, "", "")], vec![]),
        ("a font", vec![chromium("font", "GET", "https://api.example/a", ORIGIN, 200, "", "net::ERR_FAILED")], vec!["allow-origin-missing"]),
        ("a data: URL", vec![chromium("fetch", "GET", "data:text/plain,x", "", 200, "", "")], vec![]),
        ("no URL", vec![chromium("fetch", "GET", "", ORIGIN, 200, "", "")], vec![]),
        ("sandboxed", vec![get("origin: null\nsec-fetch-mode: cors", 200, "access-control-allow-origin: https://app.example", "")], vec!["allow-origin-mismatch"]),
    ] {
        let entries: Vec<_> = entries.iter().map(String::as_str).collect();
        let report = explain(&entries);
        let codes: Vec<_> = report.findings.iter().map(|found| found.verdict.code().unwrap_or("?")).collect();
        assert_eq!(codes, expected, "{sentence}: {:#?}", report.findings);
    }
}

#[test]
fn redirects_are_followed_through_the_file() {
    let hop = |url: &str, origin: &str, status, location: &str, allow: &str| {
        chromium(
            "fetch",
            "GET",
            url,
            &format!("origin: {origin}\nsec-fetch-mode: cors"),
            status,
            &format!("location: {location}\naccess-control-allow-origin: {allow}"),
            "",
        )
    };
    let first = hop("https://a.example/", "https://app.example", 302, "https://b.example/x", "*");
    let other = hop("https://z.example/", "https://app.example", 200, "", "*");
    let second = hop("https://b.example/x", "null", 200, "", "https://app.example");
    let report = explain(&[&first, &other, &second]);
    assert_eq!(report.findings.len(), 1, "{:#?}", report.findings);
    assert_eq!(report.findings[0].verdict.code(), Some("redirect-tainted-origin"));
    assert_eq!((report.findings[0].index, &*report.findings[0].url), (2, "https://a.example/"));
    assert_eq!(report.passing, 1);

    let login = hop(
        "https://a.example/",
        "https://app.example",
        302,
        "https://login.example/?code=abcdef",
        "",
    );
    let report = explain(&[&login.replace(
        r#"{"name":"access-control-allow-origin","value":""}"#,
        r#"{"name":"x","value":""}"#,
    )]);
    assert_eq!(report.findings[0].verdict.code(), Some("allow-origin-missing"));
    assert!(!format!("{:?}", report.findings).contains("abcdef"));
}

#[test]
fn a_preflight_from_the_cache_is_assumed() {
    let request = chromium("fetch", "PUT", "https://api.example/a", ORIGIN, 200, "", "");
    let report = explain(&[&request]);
    assert_eq!(report.findings[0].verdict.code(), Some("allow-origin-missing"));
    assert_eq!(report.findings[0].assumptions, [Assumption::PreflightNotRecorded]);
}

#[test]
fn what_is_no_har_file() {
    let utf16: Vec<u8> = FIREFOX.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let error = |bytes: &[u8]| read_har(bytes, |_, _| ()).unwrap_err();
    assert_eq!(error(b""), HarError::Empty);
    assert_eq!(error(b" \r\n\t"), HarError::Empty);
    assert_eq!(error(b"\xef\xbb\xbf"), HarError::Empty);
    assert_eq!(error(&utf16), HarError::Utf16);
    assert_eq!(error(&[b"\xff\xfe", &utf16[..]].concat()), HarError::Utf16);
    for (bytes, kind) in [
        (&b"\x1f\x8b\x08\x00"[..], "a gzip archive"),
        (b"PK\x03\x04", "a ZIP archive"),
        (b"<!doctype html>", "HTML or XML"),
        (b"\x7fELF\x02\x01\x01\x00", "a binary file"),
        (b"{\"log\": \x00\x01}", "a binary file"),
    ] {
        assert_eq!(error(bytes), HarError::OtherFile { kind });
    }
    for json in [
        "{}",
        "[]",
        "1",
        "\"log\"",
        r#"{"log":[]}"#,
        r#"{"log":{}}"#,
        r#"{"log":{"entries":{}}}"#,
        r#"{"entries":[]}"#,
    ] {
        assert_eq!(error(json.as_bytes()), HarError::NoEntries, "{json}");
    }
    assert_eq!(error(b"HTTP/1.1 200 OK"), HarError::NotJson { at: 0, expected: "`{`" });
    assert_eq!(error(br#"{"log": x"#), HarError::NotJson { at: 8, expected: "a value" });
    assert_eq!(error(br#"{"log": {"ver"#), HarError::Truncated { at: 13 });
    assert!(matches!(
        error(format!("{{\"log\":{{\"x\":{}", "[".repeat(1000)).as_bytes()),
        HarError::TooDeep { .. }
    ));
    let error = read_har(Fails, |_, _| ()).unwrap_err();
    assert_eq!(error.to_string(), "the HAR file cannot be read: the disk is on fire");
}

#[test]
fn what_is_odd_in_it_is_passed_over() {
    let (entries, end) = entries(
        b"\xef\xbb\xbf {\"log\":{\"pages\":[1,{\"id\":1},{\"id\":\"p\",\"title\":\"A title\"}],\"entries\":[null,1,\"x\",[],{},
        {\"request\":null,\"response\":[]},{\"request\":{\"url\":1,\"method\":null,\"headers\":{}},\"response\":{\"status\":\"200\",\"headers\":[1,{},{\"name\":1,\"value\":\"x\"},{\"name\":\"a\"},{\"name\":\":status\",\"value\":\"200\"},{\"value\":\"c\",\"name\":\"b\"}]}},
        {\"response\":{\"status\":-1}},{\"response\":{\"status\":99999999999999999999999}},{\"response\":{\"status\":200.5}},{\"request\":{\"url\":\"\xff\"}}]}}",
    );
    assert_eq!((entries.len(), end), (11, HarEnd::Whole));
    assert!(entries.iter().all(|entry| entry.status.is_none()));
    assert_eq!(entries[6].response_headers.iter().collect::<Vec<_>>(), [("b", &b"c"[..])]);
    assert_eq!(entries[10].url.as_deref(), Some("\u{fffd}"));
}

#[test]
fn of_a_broken_file_the_beginning_is_kept() {
    let good = chromium("fetch", "GET", "https://api.example/a", ORIGIN, 200, "", "");
    let begun = format!(r#"{{"log":{{"entries":[{good},"#);
    assert_eq!(entries(begun.as_bytes()).1, HarEnd::Truncated { at: begun.len() as u64 });
    let (kept, end) = entries(format!("{begun} oops").as_bytes());
    assert_eq!(
        (kept.len(), end),
        (1, HarEnd::Broken { at: begun.len() as u64 + 1, expected: "a value" })
    );
    let after = format!(r#"{{"log":{{"entries":[{good}]}}}} x"#);
    assert_eq!(
        entries(after.as_bytes()).1,
        HarEnd::Broken { at: after.len() as u64 - 1, expected: "nothing after the last `}`" }
    );
    assert_eq!(
        HarEnd::Truncated { at: 7 }.to_string(),
        "cut off at byte 7; what comes before was read"
    );
}

#[test]
fn limits() {
    let har = format!(r#"{{"log":{{"entries":[{}{{}}]}}}}"#, "{},".repeat(MAX_HAR_ENTRIES));
    let (kept, end) = entries(har.as_bytes());
    assert_eq!((kept.len(), end), (MAX_HAR_ENTRIES, HarEnd::EntryLimit));
    // A `data:` URL of a megabyte; 1000 headers; one header of a megabyte.
    let long = "x".repeat(1_000_000);
    let many: String = (0..1000).map(|n| format!(r#",{{"name":"h{n}","value":"v"}}"#)).collect();
    let har = format!(
        r#"{{"log":{{"entries":[{{"request":{{"url":"data:,{long}","headers":[{{"name":"a","value":"{long}"}}{many}]}}}}]}}}}"#
    );
    let (kept, _) = entries(har.as_bytes());
    assert_eq!(kept[0].url.as_ref().map(String::len), Some(MAX_STRING_BYTES));
    assert_eq!(kept[0].request_headers.len(), 256);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Cut anywhere, or a byte changed: no panic, and what was whole before is still given.
    #[test]
    fn nothing_panics(cut in 0..FIREFOX.len(), at in 0..FIREFOX.len(), byte: u8) {
        let _ = explain_har(&FIREFOX.as_bytes()[..cut]);
        let mut bytes = FIREFOX.as_bytes().to_vec();
        bytes[at] = byte;
        if let Ok(report) = explain_har(&bytes[..]) {
            let _ = report.findings.iter().map(|found| found.verdict.to_string()).collect::<Vec<_>>();
        }
    }
}
