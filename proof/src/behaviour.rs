//! How the application behind a proof misbehaves.
//!
//! The behaviour is chosen by the last segment of the request's path, under any prefix, so that the paths of any policy
//! can be asked. The upstream behind the proxies answers with this table; the frameworks' applications
//! (`src/servers/{express,fastapi,axum}`) are written to answer the same in their own language.

/// What the application answers, framing and body aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// Header lines in the order they are sent.
    pub headers: Vec<(&'static str, String)>,
}

/// The answer to `method` on `target`, whose query is ignored.
///
/// Every answer carries [`EVERYWHERE`] and `X-Method`. `OPTIONS` is answered by the application itself, with a wildcard:
/// a server that forwards a preflight instead of answering it is found out by that.
///
/// ```
/// use corsmith_proof::behaviour::answer;
///
/// assert_eq!(answer("GET", "/any/prefix/missing?x=1").status, 404);
/// assert_eq!(answer("OPTIONS", "/missing").status, 200);
/// ```
#[must_use]
pub fn answer(method: &str, target: &str) -> Answer {
    let (status, own): (u16, &[(&str, &str)]) = if method == "OPTIONS" {
        (200, &[("Allow", "GET"), ("Access-Control-Allow-Origin", "*")])
    } else {
        match last_segment(target) {
            "missing" => (404, &[]),
            // A proxy sees no exception, only what the application made of it.
            "broken" | "thrown" => (500, &[]),
            "own-cors" => (200, OWN_CORS),
            "own-cors-broken" => (500, OWN_CORS),
            "vary" => (200, &[("Vary", "Accept-Encoding"), ("Vary", "Accept-Language")]),
            "vary-origin" => (200, &[("Vary", "Origin")]),
            "not-modified" => (304, &[]),
            "redirect" => (302, &[("Location", "/ok")]),
            _ => (200, &[]),
        }
    };
    let headers = EVERYWHERE.iter().chain(own).map(|&(name, value)| (name, value.to_owned()));
    Answer { status, headers: headers.chain([("X-Method", method.to_owned())]).collect() }
}

/// Whether the application closes the connection instead of answering, so that a proxy answers with its own error.
/// Frameworks have no such thing and answer 200.
#[must_use]
pub fn breaks_off(target: &str) -> bool {
    last_segment(target) == "closed"
}

/// What every answer carries, so that a proof can tell the application's answer from the server's own.
pub const EVERYWHERE: &[(&str, &str)] = &[
    ("X-Reached-Application", "yes"),
    ("X-Request-Id", "1"),
    ("Content-Type", "text/plain"),
    ("Cache-Control", "no-cache"),
];

/// The CORS headers of an application that thinks it does CORS itself.
pub const OWN_CORS: &[(&str, &str)] = &[
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Allow-Credentials", "true"),
    ("Access-Control-Allow-Methods", "*"),
    ("Access-Control-Expose-Headers", "X-Upstream-Secret"),
];

fn last_segment(target: &str) -> &str {
    let path = target.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_segment_chooses_the_status() {
        let cases = [
            ("GET", "/ok", 200),
            ("GET", "/", 200),
            ("GET", "", 200),
            ("POST", "/a/b/missing", 404),
            ("GET", "/missing/ok", 200),
            ("GET", "/broken?next=/missing", 500),
            ("GET", "/thrown", 500),
            ("GET", "/own-cors-broken", 500),
            ("GET", "/not-modified", 304),
            ("GET", "/redirect", 302),
            ("OPTIONS", "/broken", 200),
        ];
        for (method, target, status) in cases {
            assert_eq!(answer(method, target).status, status, "{method} {target}");
        }
    }

    #[test]
    fn two_vary_lines_stay_two() {
        let vary = answer("GET", "/vary").headers.into_iter().filter(|(name, _)| *name == "Vary");
        assert_eq!(
            vary.map(|(_, value)| value).collect::<Vec<_>>(),
            ["Accept-Encoding", "Accept-Language"]
        );
    }
}
