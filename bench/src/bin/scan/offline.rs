//! Judging answers that were recorded before.

use std::hint::black_box;
use std::time::Instant;

use corsmith_scan::{
    Ask, Entry, Exchange, JudgeOptions, Purpose, Recording, Redirects, Request, Resource, Response,
    Target, judge,
};

use crate::say;

const JUDGED: u32 = 100_000;
const MIN_A_SECOND: f64 = 50_000.0;

/// A site that does what it should.
const FIELDS: [(&str, &str); 12] = [
    ("Date", "Wed, 25 Nov 2026 10:00:00 GMT"),
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Length", "20480"),
    ("Server", "nginx"),
    ("Cache-Control", "no-cache"),
    ("Strict-Transport-Security", "max-age=31536000; includeSubDomains"),
    (
        "Content-Security-Policy",
        "default-src 'self'; script-src 'self' https://cdn.example.net; style-src 'self' 'unsafe-inline'; \
         img-src 'self' data: https:; font-src 'self' https://fonts.gstatic.com; connect-src 'self' \
         https://api.example.com; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
    ("Set-Cookie", "__Host-session=0123456789abcdef; Path=/; Secure; HttpOnly; SameSite=Lax"),
];

/// Judges each kind of answer many times, and prints how many that are in a second.
pub(crate) fn judge_all() -> Result<(), String> {
    let json = |(name, value)| {
        if name == "Content-Type" { (name, "application/json") } else { (name, value) }
    };
    let rows = [
        ("an answer with 12 fields", FIELDS.map(json), "{\"orders\": []}".to_owned(), MIN_A_SECOND),
        ("a page of 20 KB with 12 fields", FIELDS, page(), 0.0),
    ];
    for (name, fields, body, aim) in rows {
        let recording = recording(Response::new(200, fields), body)?;
        let options = JudgeOptions::default();
        let begun = Instant::now();
        let mut findings = 0;
        for _ in 0..JUDGED {
            findings = judge(black_box(&recording), &options).findings.len();
        }
        let a_second = f64::from(JUDGED) / begun.elapsed().as_secs_f64();
        say(&format!("{name:32} {a_second:>7.0} a second, {findings} findings each"))?;
        crate::judge("answers judged a second", a_second >= aim)?;
    }
    Ok(())
}

fn recording(mut response: Response, body: String) -> Result<Recording, String> {
    let target = Target::parse("https://www.example.com/").map_err(|error| error.to_string())?;
    response.body.read = body.len() as u64;
    response.body.bytes = body.into_bytes();
    let request = Request::new("GET", target.url.clone());
    let ask = Ask {
        request: request.clone(),
        purpose: Purpose::Visit,
        origin: None,
        redirects: Redirects::Follow,
    };
    let mut recording = Recording::new(target.clone());
    recording.resources = vec![Resource { target, method: "GET".to_owned() }];
    let exchange = Exchange::new(request, Ok(response));
    recording.entries.push(Entry::new(None, 0, &ask, 0, exchange));
    Ok(recording)
}

/// 20 KB as they are served: text, links, pictures, a few scripts.
fn page() -> String {
    let mut page = "<!doctype html><html lang=en><head><meta charset=utf-8><title>Orders</title>\
        <link rel=stylesheet href=/style.css><script src=/app.js defer></script>\
        <script src=https://cdn.example.net/a.js crossorigin integrity=sha384-\
        oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC></script></head><body>"
        .to_owned();
    while page.len() < 20_480 {
        page += "<article class=\"order open\"><h2><a href=\"/orders/1\">Order 1</a></h2>\
            <img src=\"/pictures/1.webp\" alt=\"\" width=64 height=64><p>Two of them, to be sent \
            on Monday &amp; paid by then.</p></article>\n";
    }
    page + "</body></html>"
}
