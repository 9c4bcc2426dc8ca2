use crate::cache_control::Sharing;
use crate::cookie::{cookies, is_own_site};
use crate::declare::declare_check;

use crate::{Check, CheckContext, CheckMeta, Confidence, Finding, Purpose, Response, Severity};

declare_check! {
    /// An answer that is somebody's own may be stored by a shared cache.
    ///
    /// ## What it does
    ///
    /// Reports an answer that sets a cookie, or says `Access-Control-Allow-Credentials: true`, and
    /// that a shared cache may keep and give to others: with `public` or `s-maxage`, unless it has
    /// to be asked for again each time, or served from a cache already (`Age`).
    ///
    /// Cookies that a CDN or a firewall adds to every answer, such as `__cf_bm`, do not count.
    /// `private`, `no-store` and `no-cache` end it, and so does a lifetime of zero.
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
        let mut reported = Vec::new();
        let asked =
            [Purpose::Visit, Purpose::Actual].into_iter().flat_map(|purpose| recording.of(purpose));
        for (index, entry) in asked {
            let Some(answer) = entry.response() else { continue };
            let Some(sharing) = Sharing::of(answer) else { continue };
            let Some(own) = Own::of(answer) else { continue };
            if reported.contains(&entry.resource)
                || !is_own_site(&recording.target, &entry.exchange.request.url)
            {
                continue;
            }
            reported.push(entry.resource);
            let how = match sharing {
                Sharing::Allowed => "a shared cache may keep it (`Cache-Control`)",
                Sharing::Seen => "it came from a shared cache (`Age`)",
            };
            let (what, severity, confidence) = match own {
                Own::Session => ("sets a cookie of a session", Severity::Medium, Confidence::Firm),
                Own::Cookie => ("sets a cookie", Severity::Low, Confidence::Firm),
                // That credentials are allowed does not say that this answer depends on them.
                Own::Credentials => ("allows credentials", Severity::Low, Confidence::Tentative),
            };
            let message = format!("an answer {what}, and {how}: others can get it");
            let help = "send `Cache-Control: private` or `no-store` with what is somebody's own";
            findings.push(
                Finding::new(&META, (entry.resource, vec![index]), message, help)
                    .severity(severity)
                    .confidence(confidence)
                    .who("the next visitor who asks the same cache for the same address")
                    .fix("Cache-Control", "private".to_owned()),
            );
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
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "a cookie", "Set-Cookie: sid=1\nCache-Control: public, max-age=60");
        fires(
            &META,
            "a lifetime for shared caches",
            "Set-Cookie: sid=1\nCache-Control: s-maxage=60",
        );
        fires(&META, "from a cache", "Set-Cookie: sid=1\nAge: 12");
        fires(
            &META,
            "credentials",
            "Access-Control-Allow-Credentials: true\nCache-Control: public",
        );
        fires(
            &META,
            "on a redirect",
            "302\nSet-Cookie: sid=1\nCache-Control: PUBLIC, Max-Age=\"60\"",
        );
        passes(&META, "no cookie", "Cache-Control: public, max-age=60");
        passes(&META, "private", "Set-Cookie: sid=1\nCache-Control: public, private");
        passes(&META, "not stored", "Set-Cookie: sid=1\nCache-Control: no-store\nAge: 1");
        passes(
            &META,
            "always asked for again",
            "Set-Cookie: sid=1\nCache-Control: public, max-age=0, must-revalidate",
        );
        passes(
            &META,
            "no lifetime for shared caches",
            "Set-Cookie: sid=1\nCache-Control: public, max-age=60, s-maxage=0",
        );
        passes(
            &META,
            "a cookie of the edge",
            "Set-Cookie: __cf_bm=1\nCache-Control: public, max-age=60\nAge: 3",
        );
        passes(&META, "a removal", "Set-Cookie: sid=; Max-Age=0\nCache-Control: public");
        passes(&META, "not said", "Set-Cookie: sid=1");
        passes(&META, "only a browser keeps it", "Set-Cookie: sid=1\nCache-Control: max-age=60");
        passes(&META, "fresh from the server", "Set-Cookie: sid=1\nAge: 0");
    }
}
