//! What `curl` prints and what DevTools copy, as they are.

use corsmith_diagnose::capture::{
    Assumption, CapturedExchange, ExchangeFinding, ExchangeVerdict, MAX_CURL_EXCHANGES,
    explain_exchanges, read_curl,
};
use corsmith_fetch::CredentialsMode;
use proptest::prelude::*;

/// One line an exchange: method, URL, headers of the request, status, headers of the response.
fn summary(exchange: &CapturedExchange) -> String {
    let list = |headers: &corsmith_fetch::HeaderList| {
        let fields = headers.iter();
        let fields = fields.filter(|(name, _)| {
            let name = name.to_ascii_lowercase();
            name.starts_with("access-control")
                || ["origin", "location", "content-type", "cookie"].contains(&&*name)
        });
        fields
            .map(|(name, value)| {
                format!("{}={}", name.to_ascii_lowercase(), String::from_utf8_lossy(value))
            })
            .collect::<Vec<_>>()
            .join(" ")
    };
    let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "?".into());
    format!(
        "{} {} [{}] {} [{}]",
        text(&exchange.method),
        text(&exchange.url),
        list(&exchange.request_headers),
        exchange.status.map_or_else(|| text(&exchange.error), |status| status.to_string()),
        list(&exchange.response_headers),
    )
}

fn check(text: &str, expected: &[&str]) {
    for text in [text.to_owned(), text.replace('\n', "\r\n")] {
        let found: Vec<_> = read_curl(&text).iter().map(summary).collect();
        assert_eq!(found, expected, "{text}");
    }
}

fn findings(text: &str) -> Vec<ExchangeFinding> {
    explain_exchanges(&read_curl(text))
}

/// Debian's curl 7.88.1, standard error and output of `curl -v -X OPTIONS …` together.
const VERBOSE_PREFLIGHT: &str = "\
  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current
                                 Dload  Upload   Total   Spent    Left  Speed
\r  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0*   Trying 127.0.0.1:8000...
* Connected to 127.0.0.1 (127.0.0.1) port 8000 (#0)
> OPTIONS / HTTP/1.1
> Host: 127.0.0.1:8000
> User-Agent: curl/7.88.1
> Accept: */*
> Origin: https://app.example
> Access-Control-Request-Method: PUT
>\x20
< HTTP/1.1 204 No Content
< Server: BaseHTTP/0.6 Python/3.11.7
< Access-Control-Allow-Origin: https://app.example/
< Access-Control-Allow-Methods: GET
< Content-Length: 0
<\x20
\r  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0
* Connection #0 to host 127.0.0.1 left intact
";

/// The same curl, `curl -sviL`: every head twice.
const VERBOSE_AND_INCLUDED: &str = "\
*   Trying 127.0.0.1:8000...
* Connected to 127.0.0.1 (127.0.0.1) port 8000 (#0)
> GET /r HTTP/1.1
> Host: 127.0.0.1:8000
> Origin: https://app.example
>\x20
< HTTP/1.1 302 Found
< Location: /x?token=abc
< Access-Control-Allow-Origin: *
<\x20
* Connection #0 to host 127.0.0.1 left intact
* Issue another request to this URL: 'http://127.0.0.1:8000/x?token=abc'
* Re-using existing connection #0 with host 127.0.0.1
> GET /x?token=abc HTTP/1.1
> Host: 127.0.0.1:8000
> Origin: https://app.example
>\x20
< HTTP/1.1 200 OK
< Access-Control-Allow-Origin: https://app.example
<\x20
{ [5 bytes data]
* Connection #0 to host 127.0.0.1 left intact
HTTP/1.1 302 Found
Location: /x?token=abc
Access-Control-Allow-Origin: *

HTTP/1.1 200 OK
Access-Control-Allow-Origin: https://app.example

hello
";

const VERBOSE_HTTP_2: &str = "\
* Host api.example:443 was resolved.
*   Trying 192.0.2.1:443...
* Connected to api.example (192.0.2.1) port 443
* ALPN: curl offers h2,http/1.1
} [5 bytes data]
* TLSv1.3 (OUT), TLS handshake, Client hello (1):
* SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384 / x25519 / RSASSA-PSS
* using HTTP/2
* [HTTP/2] [1] OPENED stream for https://api.example/orders?page=2
* [HTTP/2] [1] [:method: OPTIONS]
* [HTTP/2] [1] [:scheme: https]
* [HTTP/2] [1] [:authority: api.example]
* [HTTP/2] [1] [:path: /orders?page=2]
* [HTTP/2] [1] [user-agent: curl/8.9.1]
* [HTTP/2] [1] [origin: https://app.example]
* [HTTP/2] [1] [access-control-request-method: PUT]
> OPTIONS /orders?page=2 HTTP/2
> Host: api.example
> User-Agent: curl/8.9.1
> origin: https://app.example
> access-control-request-method: PUT
>\x20
* Request completely sent off
< HTTP/2 405\x20
< server: nginx
< access-control-allow-origin: *
<\x20
* Connection #0 to host api.example left intact
";

#[test]
fn what_curl_prints() {
    check(
        VERBOSE_PREFLIGHT,
        &[
            "OPTIONS http://127.0.0.1:8000/ [origin=https://app.example access-control-request-method=PUT] 204 [access-control-allow-origin=https://app.example/ access-control-allow-methods=GET]",
        ],
    );
    check(
        VERBOSE_AND_INCLUDED,
        &[
            "GET http://127.0.0.1:8000/r [origin=https://app.example] 302 [location=/x?token=abc access-control-allow-origin=*]",
            "GET http://127.0.0.1:8000/x?token=abc [origin=https://app.example] 200 [access-control-allow-origin=https://app.example]",
        ],
    );
    check(
        VERBOSE_HTTP_2,
        &[
            "OPTIONS https://api.example/orders?page=2 [origin=https://app.example access-control-request-method=PUT] 405 [access-control-allow-origin=*]",
        ],
    );
}

#[test]
fn parts_of_verbose_output() {
    // Only the pseudo-headers, of an older curl.
    check(
        "* h2h3 [:method: GET]\n* h2h3 [:path: /a]\n* h2h3 [:scheme: https]\n* h2h3 [:authority: a.example]\n* h2h3 [origin: null]\n< HTTP/2 200\n",
        &["GET https://a.example/a [origin=null] 200 []"],
    );
    // `--trace-time`.
    check(
        "12:00:00.123456 > GET /a HTTP/1.1\n12:00:00.123456 > Host: a.example\n12:00:00.123456 >\n12:00:00.223456 < HTTP/1.1 403 Forbidden\n12:00:00.223456 <\n",
        &["GET https://a.example/a [] 403 []"],
    );
    // 100 Continue, 103 Early Hints.
    check(
        "> POST /a HTTP/1.1\n> Host: a.example\n>\n< HTTP/1.1 100 Continue\n<\n< HTTP/1.1 103 Early Hints\n< access-control-allow-origin: no\n<\n< HTTP/1.1 201 Created\n< Access-Control-Allow-Origin: *\n<\n",
        &["POST https://a.example/a [] 201 [access-control-allow-origin=*]"],
    );
    // A proxy.
    check(
        "> CONNECT a.example:443 HTTP/1.1\n> Host: a.example:443\n>\n< HTTP/1.1 200 Connection established\n<\n* SSL connection using TLSv1.3\n> GET /a HTTP/1.1\n> Host: a.example\n>\n< HTTP/1.1 200 OK\n<\n",
        &["GET https://a.example/a [] 200 []"],
    );
    // No answer.
    check(
        "$ curl -v https://a.example/\n* Could not resolve host: a.example\ncurl: (6) Could not resolve host: a.example\n",
        &["GET https://a.example/ [] curl: (6) Could not resolve host: a.example []"],
    );
    // No request at all.
    check(
        "< HTTP/1.1 200 OK\n< Access-Control-Allow-Origin: *\n",
        &["? ? [] 200 [access-control-allow-origin=*]"],
    );
}

#[test]
fn heads_alone() {
    check(
        "HTTP/1.1 200 OK\nAccess-Control-Allow-Origin: *\nAccess-Control-Allow-Origin: *\n\nServer: a body\n",
        &["? ? [] 200 [access-control-allow-origin=* access-control-allow-origin=*]"],
    );
    check(
        "HTTP/1.1 200 Connection established\n\nHTTP/1.1 100 Continue\n\nHTTP/2 204 \naccess-control-allow-methods: PUT\n",
        &["? ? [] 204 [access-control-allow-methods=PUT]"],
    );
    check(
        "$ curl -siL -d a=1 -H 'Origin: https://app.example' http://a.example/r\nHTTP/1.1 302 Found\nLocation: https://b.example/x\n\nHTTP/1.1 200 OK\n\n<html>\n",
        &[
            "POST http://a.example/r [origin=https://app.example content-type=application/x-www-form-urlencoded] 302 [location=https://b.example/x]",
            "GET https://b.example/x [origin=https://app.example content-type=application/x-www-form-urlencoded] 200 []",
        ],
    );
    for none in [
        "",
        "\n\n",
        "HTTP/1.1",
        "HTTP/1.1 2000 OK",
        "HTTP/x 200",
        "TypeError: Failed to fetch",
        "Host is unknown: x",
        "> quoted: mail",
        "<html>\n<title>x</title>",
    ] {
        check(none, &[]);
    }
}

#[test]
fn what_devtools_copy() {
    // Chromium: "Copy as cURL (bash)".
    check(
        "curl 'https://api.example/orders?x=1&y=2' \\\n  -X 'PUT' \\\n  -H 'accept: */*' \\\n  -H 'content-type: application/json' \\\n  -H 'origin: https://app.example' \\\n  -H 'cookie: sid=abc' \\\n  --data-raw $'{\"name\":\"it\\'s\"}'\n",
        &[
            "PUT https://api.example/orders?x=1&y=2 [content-type=application/json origin=https://app.example cookie=sid=[masked]] ? []",
        ],
    );
    // Chromium: "Copy as cURL (cmd)".
    check(
        "curl ^\"https://api.example/orders?x=1^&y=2^\" ^\n  -H ^\"accept: */*^\" ^\n  -H ^\"content-type: application/json^\" ^\n  -H ^\"origin: https://app.example^\" ^\n  --data-raw ^\"^{^\\^\"a^\\^\":1^}^\"\n",
        &[
            "POST https://api.example/orders?x=1&y=2 [content-type=application/json origin=https://app.example] ? []",
        ],
    );
    // Chromium: "Copy as PowerShell".
    check(
        "Invoke-WebRequest -UseBasicParsing -Uri \"https://api.example/orders\" `\n-Method \"OPTIONS\" `\n-WebSession $session `\n-Headers @{\n\"accept\"=\"*/*\"\n  \"access-control-request-method\"=\"PUT\"\n  \"origin\"=\"https://app.example\"\n}\n",
        &[
            "OPTIONS https://api.example/orders [access-control-request-method=PUT origin=https://app.example] ? []",
        ],
    );
    // Firefox: "Copy as cURL (POSIX)".
    check(
        "curl 'https://api.example/' --compressed -H 'User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0' -H 'Origin: https://app.example' -H 'Sec-Fetch-Mode: cors'",
        &["GET https://api.example/ [origin=https://app.example] ? []"],
    );
    // A hand-written one, with what follows it in a shell.
    check(
        "me@host:~$ curl -sSi -XPOST -HOrigin:https://app.example \"a.example/x\" 2>&1 | head\nHTTP/1.1 404 Not Found\n",
        &["POST http://a.example/x [origin=https://app.example] 404 []"],
    );
    // Two commands, each with its output.
    check(
        "$ curl -I https://a.example/\nHTTP/2 200\nvary: Origin\n\n$ curl -v https://b.example/ > /dev/null\n> GET / HTTP/2\n> Host: b.example\n>\n< HTTP/2 500\n<\n",
        &["HEAD https://a.example/ [] 200 []", "GET https://b.example/ [] 500 []"],
    );
    // Response headers alone; Firefox's request headers; Chromium's summary.
    check(
        "access-control-allow-origin: *\nserver: nginx\n",
        &["? ? [] ? [access-control-allow-origin=*]"],
    );
    check(
        "OPTIONS /a HTTP/2\nHost: a.example\nOrigin: https://app.example\n\nHTTP/2 204\naccess-control-allow-origin: *\n",
        &[
            "OPTIONS https://a.example/a [origin=https://app.example] 204 [access-control-allow-origin=*]",
        ],
    );
    check(
        "Request URL:\nhttps://a.example/x\nRequest Method:\nGET\nStatus Code:\n502 Bad Gateway\n:authority: a.example\norigin: https://app.example\n",
        &["GET https://a.example/x [origin=https://app.example] 502 []"],
    );
    // Among console lines.
    check(
        "Access to fetch at 'https://a.example/' from origin 'https://app.example' has been blocked by CORS policy: x\napp.js:3  GET https://a.example/ net::ERR_FAILED 200\n\nHTTP/2 200\nvary: Accept\n",
        &["? ? [] 200 []"],
    );
}

#[test]
fn explanations() {
    for (text, code) in [
        // The server lists one method, and its origin has a slash too many: the check of the origin
        // comes first.
        (VERBOSE_PREFLIGHT, Some("preflight-allow-origin-mismatch")),
        (VERBOSE_AND_INCLUDED, None),
        (VERBOSE_HTTP_2, Some("preflight-status")),
        (
            "$ curl -i -H 'Origin: https://app.example' https://a.example/\nHTTP/2 200\naccess-control-allow-origin: *\naccess-control-allow-origin: *\n",
            Some("allow-origin-multiple"),
        ),
        (
            "$ curl -i -H 'Origin: https://app.example' -H 'Cookie: a=b' https://a.example/\nHTTP/2 200\naccess-control-allow-origin: *\n",
            Some("wildcard-with-credentials"),
        ),
        (
            "$ curl -i -H 'Origin: https://app.example' https://a.example/\nHTTP/2 200\naccess-control-allow-origin: app.example\n",
            Some("allow-origin-invalid"),
        ),
        (
            "$ curl -i -H 'Origin: https://app.example' https://a.example/\nHTTP/2 502\n",
            Some("allow-origin-missing"),
        ),
        (
            "$ curl -i https://a.example/\nHTTP/2 200\naccess-control-allow-origin: https://app.example/\n",
            Some("allow-origin-mismatch"),
        ),
        (
            "$ curl -i -X OPTIONS -H 'Origin: https://app.example' -H 'Access-Control-Request-Method: PUT' https://a.example/\nHTTP/2 200\naccess-control-allow-origin: *\n",
            Some("method-not-allowed"),
        ),
        (
            "$ curl -i -X OPTIONS -H 'Origin: https://app.example' -H 'Access-Control-Request-Method: GET' -H 'Access-Control-Request-Headers: authorization' https://a.example/\nHTTP/2 200\naccess-control-allow-origin: *\naccess-control-allow-headers: *\n",
            Some("authorization-not-allowed"),
        ),
        (
            "$ curl -i -X OPTIONS -H 'Origin: https://app.example' -H 'Access-Control-Request-Method: GET' -H 'Access-Control-Request-Headers: content-type,x-a' https://a.example/\nHTTP/2 200\naccess-control-allow-origin: *\naccess-control-allow-headers: content-type\n",
            Some("header-not-allowed"),
        ),
        (
            "$ curl -i -X OPTIONS -H 'Origin: https://app.example' -H 'Access-Control-Request-Method: PUT' http://a.example/\nHTTP/1.1 308 Permanent Redirect\nLocation: https://a.example/\nAccess-Control-Allow-Origin: *\n",
            Some("preflight-redirect"),
        ),
        (
            "HTTP/1.1 204 No Content\nAccess-Control-Allow-Origin: *\nAccess-Control-Allow-Methods: GET PUT\n",
            Some("allow-methods-invalid"),
        ),
        (
            "$ curl -iL -H 'Origin: https://app.example' https://a.example/\nHTTP/2 302\nlocation: https://b.example/\naccess-control-allow-origin: *\n\nHTTP/2 302\nlocation: https://c.example/\naccess-control-allow-origin: *\n\nHTTP/2 200\naccess-control-allow-origin: https://app.example\n",
            Some("redirect-tainted-origin"),
        ),
        (
            "$ curl -i -H 'Origin: https://app.example' https://a.example/\ncurl: (7) Failed to connect to a.example port 443\n",
            Some("connection-failed"),
        ),
    ] {
        let found = findings(text);
        assert_eq!(found.len(), 1, "{text}\n{found:#?}");
        assert_eq!(found[0].verdict.code(), code, "{text}\n{found:#?}");
        assert_eq!(found[0].passes(), code.is_none(), "{text}");
    }
}

#[test]
fn what_curl_did_not_ask_is_said_and_the_command_is_given() {
    let found = &findings(
        "$ curl -i -X PUT -H 'Content-Type: application/json' 'https://a.example/x?token=abc&y=1'\nHTTP/2 200\n",
    )[0];
    assert_eq!(found.verdict.code(), Some("allow-origin-missing"));
    assert!(found.assumptions.contains(&Assumption::OriginNotSent));
    assert_eq!(found.page_origin, None);
    assert_eq!(
        found.command.as_deref(),
        Some(
            "curl -i -X OPTIONS -H 'Origin: https://your-page.example' -H 'Access-Control-Request-Method: PUT' -H 'Access-Control-Request-Headers: content-type' 'https://a.example/x?token=[masked]&y=1'"
        )
    );

    let found = &findings(
        "$ curl -i https://a.example/\nHTTP/2 200\naccess-control-allow-origin: https://app.example\n",
    )[0];
    assert!(found.passes());
    assert_eq!(found.page_origin.as_deref(), Some("https://app.example"));
    assert!(found.assumptions.contains(&Assumption::OriginAsAllowed));
    assert_eq!(
        found.command.as_deref(),
        Some("curl -i -H 'Origin: https://app.example' https://a.example/")
    );
    // With credentials it would not pass.
    assert_eq!(
        found.with_other_credentials.as_ref().and_then(ExchangeVerdict::code),
        Some("allow-credentials-not-true")
    );
    assert_eq!(found.credentials, CredentialsMode::SameOrigin);

    // A redirect that was not followed: the command asks for what comes after it.
    let found = &findings(
        "$ curl -i -H 'Origin: https://app.example' https://a.example/\nHTTP/2 301\nlocation: /b\naccess-control-allow-origin: *\n",
    )[0];
    assert_eq!(
        found.command.as_deref(),
        Some("curl -i -H 'Origin: https://app.example' https://a.example/b")
    );

    // Asked properly: nothing to add.
    let found = &findings(
        "$ curl -i -H 'Origin: https://app.example' https://a.example/\nHTTP/2 200\naccess-control-allow-origin: *\naccess-control-expose-headers: x-a\nx-a: 1\nvary: Origin\n",
    )[0];
    assert_eq!(found.command, None);
    assert_eq!(
        found.verdict.to_string(),
        "a browser gives this response to the page, which can read the headers x-a"
    );
}

/// Whatever is pasted is shown only masked.
#[test]
fn findings_have_no_secrets() {
    let found = findings(
        "$ curl -i -u me:pw -H 'Origin: https://app.example' 'https://a.example/?token=abcdef'\nHTTP/2 302\nlocation: https://b.example/?code=abcdef\naccess-control-allow-origin: https://me:abcdef@app.example\n",
    );
    let all = format!("{found:?}");
    assert!(!all.contains("abcdef") && !all.contains("me:pw"), "{all}");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test may look at the clock")]
fn there_is_a_limit_and_the_time_is_linear() {
    assert_eq!(read_curl(&"HTTP/1.1 200 OK\nServer: x\n\n".repeat(5000)).len(), MAX_CURL_EXCHANGES);
    assert_eq!(
        read_curl(&format!("HTTP/1.1 200 OK\n{}", "a: b\n".repeat(100_000)))[0]
            .response_headers
            .len(),
        256
    );
    for unit in [
        "curl ",
        "curl '",
        "curl\n",
        "> ",
        "< HTTP/1.1 200\n",
        "* [HTTP/2] [1] [a: ",
        "^\"",
        "HTTP/1.1 302\nLocation: /\n\n",
        "$ curl x \\\n",
        "[",
    ] {
        let text = unit.repeat(500_000 / unit.len());
        let start = std::time::Instant::now();
        let _ = explain_exchanges(&read_curl(&text));
        assert!(start.elapsed().as_secs() < 5, "{unit}: {:?}", start.elapsed());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn nothing_panics(text in "\\PC{0,200}|(curl|HTTP/1.1 200|HTTP/2 302|> GET / HTTP/1.1|< |> |\\* \\[HTTP/2\\] |Location: |Origin: |Host: a|access-control-allow-origin: |OPTIONS|[ \n\r'\"\\\\^`$:/@{}=é-]|-H|-X|https://a.example|Invoke-WebRequest|Request URL:){0,40}") {
        for finding in explain_exchanges(&read_curl(&text)) {
            let _ = (finding.verdict.to_string(), finding.assumptions.iter().map(ToString::to_string).collect::<Vec<_>>());
        }
    }

    /// What is quoted for a shell is read as it was.
    #[test]
    fn quoted_words_are_read_back(value in "[ -~é]{0,40}") {
        let posix = format!("curl https://a.example/ -H 'x-a: {}'", value.replace('\'', "'\\''"));
        let windows = format!("curl https://a.example/ -H 'x-a: {}' `\n -i", value.replace('\'', "''"));
        for text in [posix, windows] {
            let exchanges = read_curl(&text);
            let own = exchanges[0].request_headers.get("x-a");
            prop_assert_eq!(own.as_deref(), Some(value.trim().as_bytes()), "{}", text);
        }
    }
}
