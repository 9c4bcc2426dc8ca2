//! Who may keep an answer and give it to others (RFC 9111): the one judgement that every check of
//! caches uses. How bad it is, they say themselves.

use crate::http_date;
use crate::{Exchange, Response};

/// What may become of an answer in caches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Caching {
    /// What `Cache-Control` and `Expires` allow.
    pub(crate) allowed: Allowed,
    /// The field that allows it.
    pub(crate) by: &'static str,
    /// The field that says that the answer came from a shared cache, if one does.
    pub(crate) seen: Option<&'static str>,
}

/// What `Cache-Control` and `Expires` allow, the least first. `Set-Cookie` is not read: an answer that
/// sets a cookie may be kept (section 7.3), though many caches do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Allowed {
    /// Nobody keeps it.
    Nobody,
    /// A browser keeps it, a shared cache at most to ask for it again each time.
    Browser,
    /// Nothing is said: some caches keep it for a while (section 4.2.2).
    Unsaid,
    /// A shared cache may keep it, since it has a lifetime (section 3).
    Lifetime,
    /// Shared caches are told to keep it.
    Shared,
}

impl Caching {
    /// What may become of the answer of an exchange.
    pub(crate) fn of(exchange: &Exchange, answer: &Response) -> Self {
        let (allowed, by) = Allowed::of(exchange, answer);
        Self { allowed, by, seen: seen(answer) }
    }

    /// Whether a shared cache may give it to others, or has done so.
    pub(crate) fn is_shared(self) -> bool {
        self.seen.is_some() || self.allowed >= Allowed::Lifetime
    }
}

impl Allowed {
    /// What is allowed, and by which field.
    fn of(exchange: &Exchange, answer: &Response) -> (Self, &'static str) {
        const BY: &str = "Cache-Control";
        if !matches!(&*exchange.request.method, "GET" | "HEAD") {
            return (Self::Nobody, BY);
        }
        let value = answer.text("cache-control").unwrap_or_default().to_ascii_lowercase();
        let (mut is_kept_back, mut is_public) = (false, false);
        let (mut lifetime, mut shared_lifetime) = (None, None);
        // Answers to requests with `Authorization` need more than a lifetime (section 3.5).
        let mut is_authorized = exchange.request.headers.contains("authorization");
        for directive in value.split(',') {
            let (name, argument) = directive.split_once('=').unwrap_or((directive, ""));
            // What is no number is stale (section 4.2.1).
            let seconds = argument.trim().trim_matches('"').parse::<u64>().unwrap_or(0);
            match name.trim() {
                "no-store" => return (Self::Nobody, BY),
                "private" | "no-cache" => is_kept_back = true,
                "public" => is_public = true,
                "must-revalidate" => is_authorized = false,
                "max-age" => lifetime = lifetime.or(Some(seconds)),
                "s-maxage" => shared_lifetime = shared_lifetime.or(Some(seconds)),
                _ => {}
            }
        }
        let (lifetime, by) = match shared_lifetime.or(lifetime) {
            Some(lifetime) => (Some(lifetime), BY),
            // It counts only where `Cache-Control` has no lifetime (section 5.3).
            None => expires(answer).map_or((None, BY), |lifetime| (Some(lifetime), "Expires")),
        };
        match lifetime {
            _ if is_kept_back => (Self::Browser, BY),
            Some(0) => (Self::Browser, by),
            _ if is_public || shared_lifetime.is_some() => (Self::Shared, BY),
            _ if is_authorized => (Self::Browser, by),
            Some(_) => (Self::Lifetime, by),
            None => (Self::Unsaid, by),
        }
    }
}

/// The lifetime that `Expires` gives, in seconds: what lies between it and `Date` (section 4.2.1).
/// What is no date is past (section 5.3). Without a `Date` nobody knows here when the answer came,
/// and nothing is said.
fn expires(answer: &Response) -> Option<u64> {
    let mut values = answer.texts("expires");
    let Some(expires) = http_date::seconds(&values.next()?) else { return Some(0) };
    let date = http_date::seconds(&answer.texts("date").next()?)?;
    Some(u64::try_from(expires.saturating_sub(date)).unwrap_or(0))
}

/// Where caches say that an answer came from them.
const HIT_FIELDS: [&str; 4] = ["X-Cache", "CF-Cache-Status", "X-Cache-Status", "Cache-Status"];

fn seen(answer: &Response) -> Option<&'static str> {
    // Many caches send `Age: 0` with what they have just fetched.
    let age = answer.text("age").and_then(|age| age.trim().parse::<u64>().ok());
    if age.is_some_and(|age| age > 0) {
        return Some("Age");
    }
    HIT_FIELDS.into_iter().find(|name| answer.text(name).is_some_and(|value| is_hit(&value)))
}

/// Whether one of the words is a hit: `HIT`, `TCP_MEM_HIT`, `RefreshHit`, `name; hit; ttl=30`. A
/// `hit-for-pass` is none, and neither is a part of a host's name.
fn is_hit(value: &str) -> bool {
    value
        .split([' ', ',', ';', '_', ':'])
        .any(|word| ["hit", "refreshhit"].iter().any(|hit| word.eq_ignore_ascii_case(hit)))
}

#[cfg(test)]
mod tests {
    use super::{Allowed, Caching};
    use crate::vectors::response;
    use crate::{Exchange, Request};

    fn caching(request: Request, answer: &str) -> Caching {
        let exchange = Exchange::new(request, Ok(response(answer)));
        Caching::of(&exchange, exchange.response().unwrap())
    }

    fn request(method: &str) -> Request {
        Request::new(method, "https://api.example.com/".parse().unwrap())
    }

    #[test]
    fn what_cache_control_allows() {
        for (case, value, expected) in [
            ("nothing is said", "", Allowed::Unsaid),
            ("it is not stored", "no-store", Allowed::Nobody),
            ("it is not stored, whatever else is said", "public, no-store", Allowed::Nobody),
            ("it is for one visitor", "private, max-age=60", Allowed::Browser),
            ("it is for one visitor, whatever else is said", "public, private", Allowed::Browser),
            ("it is asked for again each time", "no-cache", Allowed::Browser),
            ("a field of it is", "max-age=60, no-cache=\"Set-Cookie\"", Allowed::Browser),
            ("it is never fresh", "max-age=0, must-revalidate", Allowed::Browser),
            ("it is never fresh, and public", "public, max-age=0", Allowed::Browser),
            ("shared caches never have it fresh", "max-age=60, s-maxage=0", Allowed::Browser),
            ("a lifetime that is no number is stale", "public, max-age=day", Allowed::Browser),
            ("it has a lifetime", "max-age=60", Allowed::Lifetime),
            ("it has a lifetime in quotes", "Max-Age=\"60\"", Allowed::Lifetime),
            ("it is public", "PUBLIC", Allowed::Shared),
            ("it has a lifetime for shared caches", "max-age=0, s-maxage=60", Allowed::Shared),
            ("what is not known", "immutable, x=1", Allowed::Unsaid),
        ] {
            let answer = format!("Set-Cookie: a=b\nCache-Control: {value}");
            assert_eq!(caching(request("GET"), &answer).allowed, expected, "{case}");
        }
    }

    #[test]
    fn what_expires_allows() {
        const DATE: &str = "Date: Sun, 06 Nov 1994 08:49:37 GMT";
        const LATER: &str = "Expires: Sun, 06 Nov 1994 08:50:37 GMT";
        const BY: (&str, &str) = ("Cache-Control", "Expires");
        let signed_in = || request("GET").header("Authorization", "Bearer x");
        for (case, request, fields, expected, by) in [
            ("later", request("GET"), LATER, Allowed::Lifetime, BY.1),
            (
                "at once",
                request("GET"),
                "Expires: Sun, 06 Nov 1994 08:49:37 GMT",
                Allowed::Browser,
                BY.1,
            ),
            (
                "before",
                request("GET"),
                "Expires: Thu, 01 Jan 1970 00:00:00 GMT",
                Allowed::Browser,
                BY.1,
            ),
            ("no date", request("GET"), "Expires: 0", Allowed::Browser, BY.1),
            (
                "no date, and public",
                request("GET"),
                "Expires: -1\nCache-Control: public",
                Allowed::Browser,
                BY.1,
            ),
            (
                "the first of two",
                request("GET"),
                "Expires: 0\nExpires: Sun, 06 Nov 2094 08:49:37 GMT",
                Allowed::Browser,
                BY.1,
            ),
            (
                "a lifetime counts before it",
                request("GET"),
                "Expires: 0\nCache-Control: max-age=60",
                Allowed::Lifetime,
                BY.0,
            ),
            (
                "a lifetime of zero as well",
                request("GET"),
                "Expires: Sun, 06 Nov 1994 08:50:37 GMT\nCache-Control: max-age=0",
                Allowed::Browser,
                BY.0,
            ),
            (
                "it is for one visitor",
                request("GET"),
                "Expires: Sun, 06 Nov 1994 08:50:37 GMT\nCache-Control: private",
                Allowed::Browser,
                BY.0,
            ),
            (
                "it is public",
                request("GET"),
                "Expires: Sun, 06 Nov 1994 08:50:37 GMT\nCache-Control: public",
                Allowed::Shared,
                BY.0,
            ),
            ("a login is kept back", signed_in(), LATER, Allowed::Browser, BY.1),
        ] {
            let caching = caching(request, &format!("{DATE}\n{fields}"));
            assert_eq!((caching.allowed, caching.by), (expected, by), "{case}");
        }
        let undated = caching(request("GET"), LATER);
        assert_eq!((undated.allowed, undated.by), (Allowed::Unsaid, BY.0));
    }

    #[test]
    fn what_was_asked_counts() {
        let signed_in = || request("GET").header("Authorization", "Bearer x");
        for (case, request, value, expected) in [
            ("a login is kept back", signed_in(), "max-age=60", Allowed::Browser),
            ("unless it is public", signed_in(), "public, max-age=60", Allowed::Shared),
            ("or has to be fresh", signed_in(), "max-age=60, must-revalidate", Allowed::Lifetime),
            ("a head is kept", request("HEAD"), "max-age=60", Allowed::Lifetime),
            ("what is posted is not", request("POST"), "public, max-age=60", Allowed::Nobody),
        ] {
            let answer = format!("Cache-Control: {value}");
            assert_eq!(caching(request, &answer).allowed, expected, "{case}");
        }
    }

    #[test]
    fn who_says_that_it_came_from_a_cache() {
        for (field, expected) in [
            ("Age: 12", Some("Age")),
            ("Age: 0", None),
            ("Age: x", None),
            ("X-Cache: HIT", Some("X-Cache")),
            ("X-Cache: MISS, HIT", Some("X-Cache")),
            ("X-Cache: Hit from cloudfront", Some("X-Cache")),
            ("X-Cache: RefreshHit from cloudfront", Some("X-Cache")),
            ("X-Cache: TCP_MEM_HIT from a23.example", Some("X-Cache")),
            ("X-Cache: HIT:3", Some("X-Cache")),
            ("X-Cache: MISS from hit.example:3128", None),
            ("X-Cache: MISS from white.example", None),
            ("X-Cache: HIT-FOR-PASS", None),
            ("CF-Cache-Status: HIT", Some("CF-Cache-Status")),
            ("CF-Cache-Status: DYNAMIC", None),
            ("X-Cache-Status: hit", Some("X-Cache-Status")),
            ("Cache-Status: edge; hit; ttl=30", Some("Cache-Status")),
            ("Cache-Status: edge; fwd=uri-miss; stored", None),
        ] {
            let caching = caching(request("GET"), &format!("Cache-Control: no-store\n{field}"));
            assert_eq!(
                (caching.seen, caching.is_shared()),
                (expected, expected.is_some()),
                "{field}"
            );
        }
    }
}
