//! What a page asks for.

use corsmith_fetch::{CredentialsMode, RedirectMode, ReferrerPolicy, RequestMode};
use fastrand::Rng;

use super::{chance, pick, weighted};
use crate::lab::experiment::FetchInit;

const METHODS: [(u32, &str); 20] = [
    (34, "GET"),
    (6, "HEAD"),
    (16, "POST"),
    (12, "PUT"),
    (8, "DELETE"),
    (6, "PATCH"),
    (3, "patch"),
    (2, "put"),
    (2, "post"),
    (1, "head"),
    (2, "OPTIONS"),
    (2, "QUERY"),
    (1, "x-custom"),
    (1, "*"),
    (1, "CONNECT"),
    (1, "TRACE"),
    (1, "track"),
    (1, "GE T"),
    (1, ""),
    (1, "get"),
];

/// Names and values about the boundaries of the safelist: the standard's grammar of each name.
const HEADERS: &[(&str, &[u8])] = &[
    ("Accept", b"*/*"),
    ("Accept", b"application/json"),
    ("Accept", b"text/html;q=\"1\""),
    ("Accept", b"a(b)"),
    ("Accept", b"a\tb"),
    ("accept", b""),
    ("Accept-Language", b"en-US,en;q=0.5"),
    ("Accept-Language", b"de_DE"),
    ("Accept-Language", b"en@x"),
    ("Accept-Language", b"*"),
    ("Content-Language", b"en-US"),
    ("Content-Language", b"en\tx"),
    ("Content-Type", b"text/plain"),
    ("Content-Type", b"TEXT/plain; charset=utf-8"),
    ("Content-Type", b"text/plain;garbage"),
    ("Content-Type", b"text/plain,"),
    ("Content-Type", b"text /plain"),
    ("Content-Type", b" text/plain "),
    ("Content-Type", b"application/x-www-form-urlencoded;charset=UTF-8"),
    ("Content-Type", b"multipart/form-data; boundary=x"),
    ("Content-Type", b"multipart/form-data; boundary=\"x\""),
    ("Content-Type", b"application/json"),
    ("Content-Type", b""),
    ("Content-Type", b"text/plain; a=b:c"),
    ("Range", b"bytes=0-"),
    ("Range", b"bytes=5-10"),
    ("Range", b"bytes=10-5"),
    ("Range", b"bytes=-5"),
    ("Range", b"bytes=0-1,2-3"),
    ("Range", b"Bytes=0-1"),
    ("Range", b"bytes= 0-1"),
    ("Authorization", b"Bearer x"),
    ("X-A", b"1"),
    ("x-b", b"two words"),
    ("X-C", b""),
    ("X-D", b"a,b"),
    ("X-A", b"again"),
    ("*", b"1"),
    ("X-HTTP-Method-Override", b"PUT"),
    ("X-HTTP-Method-Override", b"TRACE"),
    ("X-Method-Override", b"get, track"),
    ("X-HTTP-Method", b"\",TRACE\""),
    ("Host", b"x"),
    ("Origin", b"http://evil.test"),
    ("Cookie", b"a=b"),
    ("Sec-X", b"1"),
    ("Proxy-X", b"1"),
    ("Access-Control-Request-Method", b"PUT"),
    ("Access-Control-Allow-Origin", b"*"),
    ("Last-Event-ID", b"1"),
    ("Save-Data", b"on"),
    ("DPR", b"1"),
    ("User-Agent", b"x"),
    ("Content-Encoding", b"identity"),
    ("X Y", b"1"),
    ("", b"1"),
    ("X-Line", b"a\nb"),
    ("X-Nul", b"a\0b"),
];

pub(super) fn generate(rng: &mut Rng) -> FetchInit {
    let mut headers = Vec::new();
    for _ in 0..*weighted(rng, &[(38, 0), (34, 1), (18, 2), (10, 3)]) {
        headers.push(header(rng));
    }
    if chance(rng, 4) {
        headers.extend(many(rng));
    }
    FetchInit {
        resource: 0,
        method: (*weighted(rng, &METHODS)).to_owned(),
        headers,
        credentials: *weighted(
            rng,
            &[
                (20, CredentialsMode::Omit),
                (45, CredentialsMode::SameOrigin),
                (35, CredentialsMode::Include),
            ],
        ),
        mode: *weighted(
            rng,
            &[(82, RequestMode::Cors), (12, RequestMode::NoCors), (6, RequestMode::SameOrigin)],
        ),
        redirect: *weighted(
            rng,
            &[(84, RedirectMode::Follow), (8, RedirectMode::Error), (8, RedirectMode::Manual)],
        ),
        referrer_policy: *weighted(
            rng,
            &[
                (70, ReferrerPolicy::default()),
                (10, ReferrerPolicy::NoReferrer),
                (10, ReferrerPolicy::SameOrigin),
                (10, ReferrerPolicy::Origin),
            ],
        ),
    }
}

pub(super) fn header(rng: &mut Rng) -> (String, Vec<u8>) {
    // Half are ordinary: a table of oddities alone would hide what happens later.
    if chance(rng, 45) {
        let (name, value) = pick(
            rng,
            &[
                &("Content-Type", "application/json"),
                &("Authorization", "Bearer x"),
                &("X-A", "1"),
                &("X-Requested-With", "x"),
                &("Content-Type", "text/plain"),
            ],
        );
        return ((*name).to_owned(), value.as_bytes().to_vec());
    }
    if chance(rng, 8) {
        // The length rule: 128 bytes are safe, 129 are not.
        let name = pick(rng, &["Accept", "Accept-Language", "Content-Type", "Content-Language"]);
        let length = pick(rng, &[&127_usize, &128, &129]);
        let start: &[u8] = if name == "Content-Type" { b"text/plain;" } else { b"" };
        let mut value = start.to_vec();
        value.resize(*length, b'a');
        return (name.to_owned(), value);
    }
    let (name, value) = HEADERS[rng.usize(0..HEADERS.len())];
    (name.to_owned(), value.to_vec())
}

/// The sum rule: 1024 bytes of safelisted values are safe, more are not. Four names and 128 bytes
/// each do not get there, so names repeat.
fn many(rng: &mut Rng) -> Vec<(String, Vec<u8>)> {
    let count = *pick(rng, &[&8_usize, &9]);
    (0..count).map(|_| ("Accept".to_owned(), vec![b'a'; 128])).collect()
}
