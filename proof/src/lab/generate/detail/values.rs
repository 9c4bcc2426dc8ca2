//! Values at the finer boundaries.

/// The lines of one header, each after its colon; one character is one byte.
type Lines = &'static [&'static str];

/// What may be a method: a token, in any case, but for the forbidden ones.
pub(super) const METHODS: &[&&str] = &[
    &"delete",
    &"options",
    &"pUt",
    &"PaTcH",
    &"hEAD",
    &"CoNnEcT",
    &"trace",
    &"TRACK",
    &"PUT ",
    &"P\u{e9}T",
    &"!#$%&'*+-.^_`|~",
    &"GETX",
    &"QUERY",
    &"propfind",
    &"a/b",
    &"\tPUT",
];

/// The forbidden request-headers by name, and names that only look like them.
pub(super) const FORBIDDEN: &[&str] = &[
    "Accept-Charset",
    "accept-encoding",
    "Access-Control-Request-Headers",
    "Connection",
    "Content-Length",
    "Cookie2",
    "Date",
    "DNT",
    "Expect",
    "Keep-Alive",
    "Referer",
    "Set-Cookie",
    "TE",
    "Trailer",
    "Transfer-Encoding",
    "Upgrade",
    "Via",
    "proxy-",
    "SEC-",
    "Sec-Fetch-Mode",
    "Proxy-Authorization",
    "X-Sec-A",
    "Secure",
    "Proxy",
    "Cookie3",
    "Access-Control-Request-Private-Network",
];

/// Header values at the edges of the safelist, of what is forbidden, and of what can be a value.
pub(super) const VALUES: &[&(&str, &[u8])] = &[
    &("X-HTTP-Method-Override", b"GETTRACE"),
    &("X-HTTP-Method-Override", b"GET,track "),
    &("x-http-method", b"CONNECT"),
    &("X-Method-Override", b"\",TRACE\","),
    &("X-Method-Override", b"\"TRACE\""),
    &("X-HTTP-Method", b""),
    &("Accept", b"\x80\xff"),
    &("Accept", b"a\x0bb"),
    &("Accept", b"a\x7f"),
    &("Accept", b"a,/;=b"),
    &("Accept", b"{a}"),
    &("Accept", b"\ta\t"),
    &("Accept-Language", b"\xe9"),
    &("Accept-Language", b"az AZ09*,-.;="),
    &("Accept-Language", b"a\tb"),
    &("Accept-Language", b"en_US"),
    &("Accept-Language", b""),
    &("Content-Language", b"en\"US\""),
    &("Content-Language", b"  en  "),
    &("Content-Type", b"text/plain;a=\xe9"),
    &("Content-Type", b"\ttext/plain\t"),
    &("Content-Type", b"text/plain\x0b"),
    &("Content-Type", b"text/plain; charset"),
    &("Content-Type", b"text/plain;;;"),
    &("Content-Type", b"text/plain, text/plain"),
    &("Content-Type", b"text/"),
    &("Content-Type", b"text/plaintext"),
    &("Content-Type", b"text/html"),
    &("Content-Type", b"Multipart/Form-Data"),
    &("Content-Type", b"application/x-www-form-urlencoded "),
    &("Range", b"bytes=5-5"),
    &("Range", b"bytes=00005-5"),
    &("Range", b"bytes=18446744073709551616-18446744073709551617"),
    &("Range", b"bytes=18446744073709551617-18446744073709551616"),
    &("Range", b"bytes=-"),
    &("Range", b"bytes=0-1,"),
    &("Range", b"bytes =0-"),
    &("Range", b"items=0-"),
    &("Range", b""),
    &("Authorization", b""),
    &("AUTHORIZATION", b"Basic dTpw"),
    &("If-None-Match", b"\"1\""),
    &("X-A", b"\n1\r\n"),
    &("X-A", b"\xa0x\xa0"),
    &("X-A", b"a\tb"),
    &("x_a", b"1"),
    &("X.a", b"1"),
    &("!#$%&'+-.^_`|~", b"1"),
    &("x\u{e9}", b"1"),
    &("X-A ", b"1"),
    &("Device-Memory", b"1"),
    &("Width", b"1"),
    &("Viewport-Width", b"1"),
    &("Downlink", b"1"),
    &("RTT", b"1"),
    &("ECT", b"4g"),
    &("Upgrade-Insecure-Requests", b"1"),
    &("X-Requested-With", b"XMLHttpRequest"),
];

/// Of `Access-Control-Allow-Origin`: never parsed, compared as bytes.
pub(super) const ORIGINS: &[Lines] = &[
    &[" {OWN}"],
    &[" {own},{other}"],
    &[" null, {own}"],
    &[" {own} *"],
    &[" Null"],
    &[" {own}\u{a0}"],
    &[" {own}\u{e9}"],
    &[" {own}:80"],
    &[" {own}", ""],
    &["", ""],
    &[" null", " null"],
    &["null"],
    &["\t \t*\t "],
    &[" {own}#"],
    &[" *", " {own}"],
    &[" ?"],
    &[" file://"],
    &[" http://*"],
];

/// Of `Location`, where `{N}` is the next resource. The first three lead there only on the same host.
pub(super) const LOCATIONS: &[&str] = &[
    " {path:{N}}",
    " {N}",
    "\t./{N} ",
    " {url:{N}}",
    "\t {url:{N}} \t",
    " {user-url:{N}}",
    " {user-url:{N}}#f",
    " {url:{N}}#\u{e9}",
    " {url:{N}}?a b",
    " http://other.localhost:6000/",
    " http://page.localhost:22/",
    " {url:{N}}#a#b",
    " javascript:1",
    " wss://other.localhost/",
    " HTTP://[::1",
];

/// Of `Access-Control-Expose-Headers`.
pub(super) const EXPOSED: &[Lines] = &[
    &[" *"],
    &[" *, x-b"],
    &[" x-b"],
    &[" X-B,X_UNDER", " x.dot"],
    &[" x-b", " *"],
    &[" x-b", ""],
    &[" x-b, (x)"],
    &[" x-b\u{a0}"],
    &["\tx-b\t,\t*"],
    &[" set-cookie2, set-cookie, x-b"],
    &[" x-b, x-none"],
    &[" server, date, vary"],
    &[""],
];

/// Response headers that a script may or may not see.
pub(super) const READABLE: &[&(&str, &[u8])] = &[
    &("X-B", b"caf\xe9"),
    &("x-B", b"\xff"),
    &("X-B", b""),
    &("X_Under", b"1"),
    &("X.Dot", b"1"),
    &("Set-Cookie2", b"a=b"),
    &("SET-COOKIE", b"a=b"),
    &("Server", b"x"),
    &("Date", b"Mon, 01 Jan 2024 00:00:00 GMT"),
    &("Age", b"1"),
    &("Content-Length", b"3"),
    &("CONTENT-LANGUAGE", b"en"),
    &("Content-Type", b"text/plain; charset=utf-8"),
    &("Content-Disposition", b"inline"),
    &("WWW-Authenticate-X", b"1"),
    &("Timing-Allow-Origin", b"{own}, null"),
    &("*", b"x"),
];

/// None of them prompts, is tried again (408, 421, 425), or says something of a part (206).
pub(super) const ACTUAL_STATUSES: &[&u16] =
    &[&202, &203, &226, &304, &305, &306, &402, &405, &410, &422, &451, &501, &502, &599];

/// Of the preflight's answer: 200 to 299 pass.
pub(super) const PREFLIGHT_STATUSES: &[&u16] = &[
    &200, &202, &203, &206, &226, &299, &300, &303, &307, &400, &402, &410, &418, &451, &501, &599,
];
