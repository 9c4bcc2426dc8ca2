//! Masking: secrets go, ordinary text stays, in whichever notation they come.

use corsmith_diagnose::capture::{MASKED, mask};
use proptest::prelude::*;

/// The signed example of RFC 7519, section 3.1.
const JWT: &str = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UifQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn secrets_are_masked_and_what_is_around_them_stays() {
    let jwt_masked = format!("token is {JWT}.");
    for (text, expected) in [
        // Headers.
        ("Authorization: Bearer abc", "Authorization: Bearer [masked]"),
        ("authorization: abc", "authorization: [masked]"),
        (
            "> Authorization: Basic dXNlcjpwYXNz\r\n> Host: a",
            "> Authorization: Basic [masked]\r\n> Host: a",
        ),
        (
            "Proxy-Authorization: Digest username=\"me\", response=\"0f\"",
            "Proxy-Authorization: Digest [masked]",
        ),
        (
            "authorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/2026",
            "authorization: AWS4-HMAC-SHA256 [masked]",
        ),
        ("Authorization:\n  Bearer abc\nHost: a", "Authorization:\n  Bearer [masked]\nHost: a"),
        ("Cookie: a=1; b=2", "Cookie: a=[masked]; b=[masked]"),
        ("cookie: sid", "cookie: [masked]"),
        (
            "< Set-Cookie: sid=abc; Path=/; Max-Age=3; Secure; HttpOnly; SameSite=None; Partitioned",
            "< Set-Cookie: sid=[masked]; Path=/; Max-Age=3; Secure; HttpOnly; SameSite=None; Partitioned",
        ),
        (
            "set-cookie: path=abc; domain=example.com",
            "set-cookie: path=[masked]; domain=example.com",
        ),
        ("X-Api-Key: 1234", "X-Api-Key: [masked]"),
        ("x-amz-security-token: abc/def==", "x-amz-security-token: [masked]"),
        ("X-CSRF-Token: abc", "X-CSRF-Token: [masked]"),
        (
            "* [HTTP/2] [1] [authorization: Bearer abc]",
            "* [HTTP/2] [1] [authorization: Bearer [masked]]",
        ),
        ("* [HTTP/2] [1] [x-api-key: abc]", "* [HTTP/2] [1] [x-api-key: [masked]]"),
        (
            "* Server auth using Basic with user 'me'",
            "* Server auth using Basic with user '[masked]'",
        ),
        // Commands.
        (
            "curl -H 'Authorization: Bearer abc' https://a.example/",
            "curl -H 'Authorization: Bearer [masked]' https://a.example/",
        ),
        (
            "curl -H \"cookie: a=1; b=2\" https://a.example/",
            "curl -H \"cookie: a=[masked]; b=[masked]\" https://a.example/",
        ),
        (r"curl -H 'cookie: a='\''x'\''; b=2' -i", "curl -H 'cookie: a=[masked]; b=[masked]' -i"),
        ("curl -H ^\"cookie: a=1^\" ^", "curl -H ^\"cookie: a=[masked]^\" ^"),
        ("curl -u me:pw https://a.example/", "curl -u [masked] https://a.example/"),
        ("curl --user 'me:p w' https://a.example/", "curl --user '[masked]' https://a.example/"),
        ("curl -b 'a=1; b=2' -i", "curl -b 'a=[masked]; b=[masked]' -i"),
        ("curl -b cookies.txt -i", "curl -b cookies.txt -i"),
        ("curl --oauth2-bearer abc -i", "curl --oauth2-bearer [masked] -i"),
        ("curl -d 'user=me&password=pw&x=1' -i", "curl -d 'user=me&password=[masked]&x=1' -i"),
        (
            "  \"authorization\"=\"Bearer abc\"\n  \"accept\"=\"*/*\"",
            "  \"authorization\"=\"Bearer [masked]\"\n  \"accept\"=\"*/*\"",
        ),
        (
            "(New-Object System.Net.Cookie(\"sid\", \"abc\", \"/\", \"a.example\"))",
            "(New-Object System.Net.Cookie(\"sid\", \"[masked]\", \"/\", \"a.example\"))",
        ),
        // JSON, HAR.
        (
            r#"{"name":"Authorization","value":"Bearer abc"},{"name":"Accept","value":"*/*"}"#,
            r#"{"name":"Authorization","value":"Bearer [masked]"},{"name":"Accept","value":"*/*"}"#,
        ),
        (r#"{"name": "cookie", "value": "a=1"}"#, r#"{"name": "cookie", "value": "a=[masked]"}"#),
        (
            r#"{"access_token":"abc","expires_in":3600}"#,
            r#"{"access_token":"[masked]","expires_in":3600}"#,
        ),
        (r#"{\"password\":\"abc\",\"a\":1}"#, r#"{\"password\":\"[masked]\",\"a\":1}"#),
        ("headers: { 'X-Auth-Token': 'abc' }", "headers: { 'X-Auth-Token': '[masked]' }"),
        // URLs.
        ("https://me:pw@a.example/x", "https://[masked]@a.example/x"),
        ("postgres://me:p@w@db.example/x", "postgres://[masked]@db.example/x"),
        (
            "https://a.example/?page=2&token=abc&sort=up#top",
            "https://a.example/?page=2&token=[masked]&sort=up#top",
        ),
        ("https://a.example/cb?code=abc&state=1", "https://a.example/cb?code=[masked]&state=1"),
        (
            "https://a.example/#access_token=abc&token_type=bearer",
            "https://a.example/#access_token=[masked]&token_type=bearer",
        ),
        (
            "https://a.example/?X-Amz-Signature=0f&X-Amz-Date=1",
            "https://a.example/?X-Amz-Signature=[masked]&X-Amz-Date=1",
        ),
        ("https://a.example/?sv=1&sig=a%2Bb%3D&se=2", "https://a.example/?sv=1&sig=[masked]&se=2"),
        (
            "https://a.example/?next=https%3A%2F%2Fb.example%2F%3Ftoken%3Dabc%26x%3D1",
            "https://a.example/?next=https%3A%2F%2Fb.example%2F%3Ftoken%3D[masked]%26x%3D1",
        ),
        (
            "https://a.example/?next=https%3A%2F%2Fme%3Apw%40b.example",
            "https://a.example/?next=https%3A%2F%2F[masked]%40b.example",
        ),
        (
            "https://a.example/?user[password]=abc&x=1",
            "https://a.example/?user[password]=[masked]&x=1",
        ),
        ("https://a.example/;jsessionid=0F?x=1", "https://a.example/;jsessionid=[masked]"),
        (
            "Redirect location 'https://me:pw@a.example/' contains a username and password",
            "Redirect location 'https://[masked]@a.example/' contains a username and password",
        ),
        // By their looks.
        (&jwt_masked, "token is [masked]."),
        ("got Bearer abcdef0123456789 there", "got Bearer [masked] there"),
        ("used AKIAIOSFODNN7EXAMPLE here", "used [masked] here"),
        ("ghp_0123456789abcdefghijABCDEFGHIJ012345", "[masked]"),
        ("xoxb-123456789012-abcdef", "[masked]"),
        ("key=0123456789abcdef0123", "key=[masked]"),
        ("secret = 'a b c'", "secret = '[masked]'"),
        (
            "-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc\n-----END RSA PRIVATE KEY-----\nx",
            "-----BEGIN RSA PRIVATE KEY-----[masked]-----END RSA PRIVATE KEY-----\nx",
        ),
        ("-----BEGIN PRIVATE KEY-----\nMIIE", "-----BEGIN PRIVATE KEY-----[masked]"),
    ] {
        let masked = mask(text);
        assert_eq!(masked, expected, "{text}");
        assert_eq!(mask(&masked), masked, "again: {text}");
    }
}

#[test]
fn ordinary_text_is_untouched() {
    for text in [
        "",
        "Access to fetch at 'https://api.example/orders?page=2' from origin 'https://app.example' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
        "Request header field authorization is not allowed by Access-Control-Allow-Headers in preflight response.",
        "Request header field x-api-key is not allowed by Access-Control-Allow-Headers in preflight response.",
        "Cross-Origin Request Blocked: … (Reason: header ‘authorization’ is not allowed according to header ‘Access-Control-Allow-Headers’ from CORS preflight response).",
        "(Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 404.",
        "Credentials flag is true, but Access-Control-Allow-Credentials is not \"true\".",
        "Origin https://app.example is not allowed by Access-Control-Allow-Origin. Status code: 401",
        "Uncaught SyntaxError: Unexpected token: <",
        "SyntaxError: Unexpected token < in JSON at position 0",
        "Access-Control-Allow-Headers: Authorization, X-Api-Key, Cookie",
        "access-control-allow-credentials: true",
        "access-control-request-headers: authorization,x-csrf-token",
        "Vary: Origin, Cookie, Authorization",
        "WWW-Authenticate: Bearer realm=\"api\", error=\"invalid_request\"",
        "WWW-Authenticate: Basic realm=\"Restricted\"",
        "fetch(url, { credentials: 'include', mode: 'cors' })",
        "ETag: \"0123456789abcdef0123456789abcdef\"",
        "x-request-id: 7f3c1a52-0000-4000-8000-0123456789ab",
        "cf-ray: 8c1d0123456789ab-FRA",
        ":authority: api.example",
        "Basic authentication is not enough; bearer authentication is",
        "https://api.example/tokens/list?keyword=x&author=y&encode=z",
        "see https://fetch.spec.whatwg.org/#cors-preflight-fetch-0 and a@b.example",
        "www.app.example.com:8443/path",
        "-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----",
        "curl -i -X OPTIONS -H 'Origin: https://app.example' https://api.example/",
        "* SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384",
        "< sec-websocket-protocol: v1",
        "keyJoystick.component.js",
        "Status Code: 200 OK",
    ] {
        assert_eq!(mask(text), text);
        assert!(matches!(mask(text), std::borrow::Cow::Borrowed(_)), "{text}");
    }
}

/// A quarter of a megabyte in one line, of the kinds that tempt a scanner into going back again and again.
#[test]
#[expect(clippy::disallowed_methods, reason = "a test may look at the clock")]
fn the_time_is_linear() {
    for unit in [
        "key=",
        "token:",
        "key=\u{201c}",
        "eyJhbGci",
        "eyJ",
        "Bearer+",
        "Bearer ",
        "://",
        "%3A%2F%2F",
        "'",
        "\"",
        "curl '",
        "Net.Cookie(",
        " with user '",
        "-----BEGIN ",
        "cookie=",
        "authorization",
        "a.b-",
        "%41",
        "ghp_",
        "password='",
        "\\\"key\\\":\\\"",
        "'\\''",
        "é",
        " key",
    ] {
        let text = unit.repeat(250_000 / unit.len());
        let start = std::time::Instant::now();
        let masked = mask(&text);
        assert!(start.elapsed().as_secs() < 10, "{unit}: {:?}", start.elapsed());
        assert!(masked.len() <= text.len() * 3, "{unit}");
    }
}

#[test]
fn a_host_that_looks_like_the_beginning_of_a_token_stays() {
    for host in ["ewoaagca.example", "ewogaaaa.example", "ewokewok.example"] {
        let url = format!("https://{host}/a");
        assert_eq!(mask(&url), url);
    }
    let pretty = "ewogICJhbGciOiAibm9uZSIKfQ.eyJpc3MiOiJqb2UifQ";
    assert_eq!(mask(pretty), MASKED);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn masking_again_changes_nothing(text in r#"\PC{0,60}|([ \n"'`:=;&?/@\\^%.,\[\]<>-]|token|key|cookie|Set-Cookie|Authorization|Bearer|Basic|eyJhbGciOiJ9|://|%3D|%26|curl|-u|-b|\[masked\]|value|name|ab12CD|0123456789abcdef){0,24}"#) {
        let once = mask(&text).into_owned();
        prop_assert_eq!(&mask(&once), &once);
    }

    #[test]
    fn a_json_web_token_is_found_anywhere(before in "\\PC{0,20}", after in "[ \n\"'&;,)<].{0,20}|") {
        let text = format!("{before}{JWT}{after}");
        prop_assert!(!mask(&text).contains("eyJpc3MiOiJqb2UifQ"));
    }

    #[test]
    fn a_bearer_token_is_found_anywhere(before in "([^\n]{0,20}[^A-Za-z0-9\n])?", token in "[A-Za-z0-9._~+/-]{24,60}") {
        let text = format!("{before}Bearer {token}");
        prop_assert!(!mask(&text).contains(&token));
    }

    #[test]
    fn no_value_of_a_header_that_is_a_secret_is_left(
        name in "Authorization|authorization|Cookie|cookie|Set-Cookie|X-Api-Key|x-auth-token",
        before in "|> |< |  |curl -H '|curl -H \"|\\* \\[HTTP/2\\] \\[1\\] \\[|accept: x\n",
        secret in "[A-Za-z0-9]{12,40}",
    ) {
        let value = match &*name.to_ascii_lowercase() {
            "authorization" => format!("Bearer {secret}"),
            "cookie" => format!("a=1; sid={secret}"),
            "set-cookie" => format!("sid={secret}; Path=/"),
            _ => secret.clone(),
        };
        let after = before.chars().last().filter(|char| matches!(char, '\'' | '"')).map(String::from).unwrap_or_default();
        let masked = mask(&format!("{before}{name}: {value}{after}")).into_owned();
        prop_assert!(!masked.contains(&secret), "{}", masked);
        prop_assert!(masked.contains(MASKED));
    }

    #[test]
    fn a_url_stays_readable(host in "[a-z]{1,10}\\.example", path in "(/[a-z0-9]{1,8}){0,3}", page in 0..99_u8, secret in "[A-Za-z0-9]{1,30}") {
        let url = format!("https://{host}{path}?page={page}&access_token={secret}&z=1");
        let expected = format!("https://{host}{path}?page={page}&access_token={MASKED}&z=1");
        prop_assert_eq!(mask(&url), expected);
    }
}
