//! Judging answers that were recorded before.

use std::hint::black_box;
use std::time::Instant;

use corsmith_scan::{
    Ask, Entry, Exchange, JudgeOptions, Purpose, Recording, Redirects, Request, Resource, Response,
    Target, judge,
};

use crate::{ROUNDS, say};

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
    let json = |(name, value)| match name {
        "Content-Type" => (name, "application/json"),
        _ => (name, value),
    };
    let answer = Response::new(200, FIELDS.map(json));
    let a_second = measure("an answer with 12 fields", answer, "{\"orders\": []}", 20_000)?;
    crate::judge("answers judged a second", a_second >= MIN_A_SECOND)?;
    measure("a page of 20 KB with 12 fields", Response::new(200, FIELDS), &page(), 2_000)?;
    Ok(())
}

/// The median of some rounds.
fn measure(name: &str, answer: Response, body: &str, judged: u32) -> Result<f64, String> {
    let recording = recording(answer, body.to_owned())?;
    let options = JudgeOptions::default();
    let mut findings = 0;
    let mut rates = [0.0; ROUNDS];
    for rate in &mut rates {
        let begun = Instant::now();
        for _ in 0..judged {
            findings = judge(black_box(&recording), &options).findings.len();
        }
        *rate = f64::from(judged) / begun.elapsed().as_secs_f64();
    }
    rates.sort_by(f64::total_cmp);
    let [slowest, .., fastest] = rates;
    let median = rates[ROUNDS / 2];
    say(&format!(
        "{name:32} {median:>7.0} a second ({slowest:.0} to {fastest:.0}), {findings} findings each"
    ))?;
    Ok(median)
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
