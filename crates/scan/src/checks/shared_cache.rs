use crate::cache_control::{Allowed, Caching};
use crate::cookie::cookies;
use crate::declare::declare_check;

use crate::{
    Check, CheckContext, CheckMeta, Confidence, Entry, Finding, Purpose, Response, Severity,
};

declare_check! {
    /// An answer that is somebody's own may be stored by a shared cache.
    ///
    /// ## What it does
    ///
    /// Reports an answer that sets a cookie, or says `Access-Control-Allow-Credentials: true`, and
    /// that a shared cache may keep and give to others by its `Cache-Control` or `Expires`, or has
    /// kept (`Age`, `X-Cache` and the like).
    ///
    /// With `public` or `s-maxage`, shared caches are told to keep it. A lifetime by itself
    /// (`max-age`, or an `Expires` that is later than `Date`) allows it as well; that is milder,
    /// since many then keep nothing that sets a cookie. `private`, `no-store` and `no-cache` end it,
    /// and so does a lifetime of zero: a cache that keeps such an answer has orders of its own.
    ///
    /// Cookies that a CDN or a firewall adds to every answer, such as `__cf_bm`, do not count.
    ///
    /// ## Why is this bad?
    ///
    /// The next visitor who asks for the same address gets the answer, and the cookie in it, of the
    /// one before: that may be the session of somebody else.
    ///
    /// ## How to fix it
    ///
    /// Send `Cache-Control: private` or `no-store` with answers that set cookies or depend on who
    /// asks.
    ///
    /// ## References
    ///
    /// * [RFC 9111, section 3](https://www.rfc-editor.org/rfc/rfc9111#section-3)
    /// * [RFC 9111, section 4.2.1](https://www.rfc-editor.org/rfc/rfc9111#section-4.2.1)
    /// * [RFC 9111, section 5.2.2](https://www.rfc-editor.org/rfc/rfc9111#section-5.2.2)
    /// * [RFC 9111, section 7.3](https://www.rfc-editor.org/rfc/rfc9111#section-7.3)
    struct SharedCache {
        code: "CS335",
        name: "credentials-in-shared-cache",
        topic: Headers,
        severity: Medium,
        profiles: All,
        since: "0.1.0",
        clause: "https://www.rfc-editor.org/rfc/rfc9111#section-5.2.2",
    }
}

pub(super) static CHECK: &dyn Check = &SharedCache;

impl Check for SharedCache {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let recording = context.recording;
        let mut worst: Vec<Finding> = Vec::new();
        let asked =
            [Purpose::Visit, Purpose::Actual].into_iter().flat_map(|purpose| recording.of(purpose));
        for (index, entry) in asked {
            if !recording.target.is_schemelessly_same_site(&entry.exchange.request.url) {
                continue;
            }
            let Some(finding) = judge(index, entry) else { continue };
            match worst.iter_mut().find(|known| known.resource == finding.resource) {
                Some(known) if known.severity < finding.severity => *known = finding,
                Some(_) => {}
                None => worst.push(finding),
            }
        }
        findings.extend(worst);
    }
}

fn judge(index: usize, entry: &Entry) -> Option<Finding> {
    let answer = entry.response()?;
    let caching = Caching::of(&entry.exchange, answer);
    let how = How::of(caching)?;
    let own = Own::of(answer)?;
    let what = match own {
        Own::Session => "sets a cookie of a session",
        Own::Cookie => "sets a cookie",
        Own::Credentials => "allows credentials",
    };
    let severity = match (&own, &how) {
        (Own::Session, How::Told | How::Seen(_)) => Severity::Medium,
        (Own::Session, How::Allowed) | (_, How::Told | How::Seen(_)) => Severity::Low,
        (_, How::Allowed) => Severity::Info,
    };
    let confidence = match own {
        Own::Session | Own::Cookie => Confidence::Firm,
        // That credentials are allowed does not say that this answer depends on them.
        Own::Credentials => Confidence::Tentative,
    };
    let how = match how {
        How::Allowed | How::Told => format!("a shared cache may keep it (`{}`)", caching.by),
        How::Seen(field) => format!("it came from a shared cache (`{field}`)"),
    };
    let message = format!("an answer {what}, and {how}: others can get it");
    let help = "send `Cache-Control: private` or `no-store` with what is somebody's own";
    let finding = Finding::new(&META, (entry.resource, vec![index]), message, help);
    Some(
        finding
            .severity(severity)
            .confidence(confidence)
            .who("the next visitor who asks the same cache for the same address")
            .fix("Cache-Control", "private".to_owned()),
    )
}

/// How an answer gets into a shared cache.
enum How {
    /// It has a lifetime.
    Allowed,
    /// Shared caches are told to keep it.
    Told,
    /// One has kept it, by this field.
    Seen(&'static str),
}

impl How {
    fn of(caching: Caching) -> Option<Self> {
        match (caching.allowed, caching.seen) {
            // A cache that keeps these has orders of its own, and may set the cookies itself.
            (Allowed::Nobody | Allowed::Browser, _) | (Allowed::Unsaid, None) => None,
            (_, Some(field)) => Some(Self::Seen(field)),
            (Allowed::Lifetime, None) => Some(Self::Allowed),
            (Allowed::Shared, None) => Some(Self::Told),
        }
    }
}

/// What makes an answer somebody's own.
enum Own {
    /// A cookie that by its name identifies a session.
    Session,
    /// Another cookie.
    Cookie,
    /// `Access-Control-Allow-Credentials`.
    Credentials,
}

impl Own {
    fn of(answer: &Response) -> Option<Self> {
        let mut set = cookies(answer)
            .filter(|cookie| !cookie.is_removal && !cookie.is_of_the_edge())
            .peekable();
        if set.peek().is_some() {
            let has_session = set.any(|cookie| cookie.is_session_like());
            return Some(if has_session { Self::Session } else { Self::Cookie });
        }
        let credentials = answer.headers.get("access-control-allow-credentials");
        (credentials.as_deref() == Some(b"true")).then_some(Self::Credentials)
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::Severity::{self, Info, Low, Medium};
    use crate::vectors::{add, passes, reported, visit};
    use crate::{Ask, OriginKind};

    #[test]
    fn others_can_get_it() {
        for (case, severity, why, answer) in [
            (
                "a session is told to be kept",
                Medium,
                "may keep it (`Cache-Control`)",
                "Set-Cookie: sid=1\nCache-Control: public, max-age=60",
            ),
            (
                "a session has a lifetime for shared caches",
                Medium,
                "may keep it (`Cache-Control`)",
                "Set-Cookie: sid=1\nCache-Control: s-maxage=60",
            ),
            (
                "a session on a redirect is told to be kept",
                Medium,
                "may keep it (`Cache-Control`)",
                "302\nSet-Cookie: sid=1\nCache-Control: PUBLIC, Max-Age=\"60\"",
            ),
            (
                "a session has a lifetime, and many caches keep no cookies then",
                Low,
                "may keep it (`Cache-Control`)",
                "Set-Cookie: sid=1\nCache-Control: max-age=60",
            ),
            (
                "a session has a lifetime, and this cache has kept it",
                Medium,
                "came from a shared cache (`X-Cache`)",
                "Set-Cookie: sid=1\nCache-Control: max-age=60\nX-Cache: HIT",
            ),
            (
                "a session came from a cache that nothing was said to",
                Medium,
                "came from a shared cache (`Age`)",
                "Set-Cookie: sid=1\nAge: 12",
            ),
            (
                "a session expires later",
                Low,
                "may keep it (`Expires`)",
                "Set-Cookie: sid=1\nDate: Thu, 01 Jan 2026 00:00:00 GMT\n\
                 Expires: Thu, 01 Jan 2026 01:00:00 GMT",
            ),
            (
                "another cookie is told to be kept",
                Low,
                "may keep it (`Cache-Control`)",
                "Set-Cookie: theme=1\nCache-Control: public",
            ),
            (
                "another cookie has a lifetime",
                Info,
                "may keep it (`Cache-Control`)",
                "Set-Cookie: theme=1\nCache-Control: max-age=60",
            ),
            (
                "what depends on credentials is told to be kept",
                Low,
                "may keep it (`Cache-Control`)",
                "Access-Control-Allow-Credentials: true\nCache-Control: public",
            ),
            (
                "what depends on credentials has a lifetime",
                Info,
                "may keep it (`Cache-Control`)",
                "Access-Control-Allow-Credentials: true\nCache-Control: max-age=60",
            ),
        ] {
            let found = reported(&META, &visit(answer));
            let severities: Vec<Severity> = found.iter().map(|it| it.severity).collect();
            assert_eq!(severities, [severity], "{case}");
            assert!(found[0].message.contains(why), "{case}: {}", found[0].message);
        }
    }

    #[test]
    fn nobody_gets_it() {
        for (case, answer) in [
            ("no cookie", "Cache-Control: public, max-age=60"),
            ("private", "Set-Cookie: sid=1\nCache-Control: public, private"),
            (
                "private, from a cache with orders",
                "Set-Cookie: sid=1\nCache-Control: private\nAge: 1",
            ),
            ("not stored", "Set-Cookie: sid=1\nCache-Control: no-store\nAge: 1"),
            ("always asked for again", "Set-Cookie: sid=1\nCache-Control: no-cache"),
            ("never fresh", "Set-Cookie: sid=1\nCache-Control: max-age=0, must-revalidate"),
            (
                "public and never fresh",
                "Set-Cookie: sid=1\nCache-Control: public, max-age=0, must-revalidate",
            ),
            (
                "no lifetime for shared caches",
                "Set-Cookie: sid=1\nCache-Control: public, max-age=60, s-maxage=0",
            ),
            (
                "a cookie of the edge",
                "Set-Cookie: __cf_bm=1\nCache-Control: public, max-age=60\nAge: 3",
            ),
            ("a removal", "Set-Cookie: sid=; Max-Age=0\nCache-Control: public"),
            ("nothing is said", "Set-Cookie: sid=1"),
            (
                "expired already",
                "Set-Cookie: sid=1\nDate: Thu, 01 Jan 2026 00:00:00 GMT\n\
                 Expires: Thu, 01 Jan 1970 00:00:00 GMT",
            ),
            ("expired at any time", "Set-Cookie: sid=1\nExpires: 0\nCache-Control: public"),
            ("fresh from the server", "Set-Cookie: sid=1\nAge: 0\nX-Cache: MISS"),
        ] {
            passes(&META, case, answer);
        }
    }

    #[test]
    fn the_worst_of_a_resource_is_told() {
        let mut recording = visit("Set-Cookie: theme=1\nCache-Control: max-age=60");
        let ask = Ask::actual(&recording.resources[0], OriginKind::Own, "https://api.example.com");
        add(&mut recording, ask, "Set-Cookie: sid=1\nCache-Control: public");
        let found = reported(&META, &recording);
        assert_eq!((found.len(), found[0].severity), (1, Medium));
        assert_eq!(found[0].evidence, [1]);
    }
}
