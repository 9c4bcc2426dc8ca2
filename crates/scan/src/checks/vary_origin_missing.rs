use corsmith_fetch::names::ACCESS_CONTROL_ALLOW_ORIGIN;

use crate::cache_control::{Allowed, Caching};
use crate::declare::declare_check;
use crate::readable::Answered;
use crate::shown::shown;
use crate::{Check, CheckContext, CheckMeta, Finding, Response, Severity};

declare_check! {
    /// The answer depends on the `Origin`, and `Vary` does not say so.
    ///
    /// ## What it does
    ///
    /// Compares the answers to requests with different origins and without any. If
    /// `Access-Control-Allow-Origin` differs, or is there only sometimes, each of them needs
    /// `Vary: Origin` (or `Vary: *`), also the ones without it.
    ///
    /// It is worse where shared caches may keep the answer, by `Cache-Control` or `Expires` (`public`,
    /// or a lifetime, and neither `private` nor `no-cache`), or have done so (`Age`, `X-Cache` and
    /// the like). Many keep no answer that sets a cookie. It is information where nobody may keep it
    /// (`no-store`).
    ///
    /// ## Why is this bad?
    ///
    /// A cache gives a page the answer to another one, or to a navigation. Browsers then refuse it,
    /// now and then, and nobody can reproduce it.
    ///
    /// ## How to fix it
    ///
    /// Send `Vary: Origin` on every answer of the resource, whatever the request's origin.
    ///
    /// ## References
    ///
    /// * [Fetch: CORS protocol and HTTP caches](https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches)
    struct VaryOriginMissing {
        code: "CS223",
        name: "vary-origin-missing",
        topic: Cors,
        severity: Low,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches",
    }
}

pub(super) static CHECK: &dyn Check = &VaryOriginMissing;

impl Check for VaryOriginMissing {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        for resource in 0..context.recording.resources.len() {
            let answers = context.telling_answers(resource);
            let is_cached = |it: &&Answered<'_>| {
                let method = &it.entry.exchange.request.method;
                method == "GET" || method == "HEAD"
            };
            let answers: Vec<_> = answers.iter().filter(is_cached).collect();
            let allowed = |at: usize| answers[at].answer.headers.get(ACCESS_CONTROL_ALLOW_ORIGIN);
            if (1..answers.len()).all(|at| allowed(at) == allowed(0)) {
                continue;
            }
            let silent: Vec<_> = answers.iter().filter(|it| !varies(it.answer)).collect();
            // The one that a cache would do most harm with.
            let Some(first) = silent.iter().max_by_key(|it| severity(caching(it), it.answer))
            else {
                continue;
            };
            let value = |answer: &Response| answer.text("access-control-allow-origin");
            let (here, status) = (value(first.answer), first.answer.status);
            let Some(other) =
                answers.iter().find(|it| value(it.answer) != here && it.answer.status == status)
            else {
                continue;
            };
            let said = |it: &Answered<'_>| {
                let origin = match it.origin() {
                    origin if origin.is_empty() => "no `Origin`".to_owned(),
                    origin => shown(&origin),
                };
                match value(it.answer) {
                    Some(value) => format!("{} to {origin}", shown(&value)),
                    None => format!("none to {origin}"),
                }
            };
            let message = format!(
                "`Access-Control-Allow-Origin` depends on the `Origin` ({}, {}), and `Vary` does \
                 not name it: {}",
                said(first),
                said(other),
                match caching(first) {
                    kept if kept.is_shared() =>
                        "a shared cache may give one site the answer to another",
                    Caching { allowed: Allowed::Nobody, .. } =>
                        "no cache may keep it, so that it does no harm yet",
                    _ => "a browser may give one page the answer to another",
                }
            );
            let help = "send `Vary: Origin` on every answer of the resource, also on those \
                        without `Access-Control-Allow-Origin`";
            findings.push(
                Finding::new(&META, (resource, vec![first.index, other.index]), message, help)
                    .severity(severity(caching(first), first.answer))
                    .fix("Vary", "Origin".to_owned()),
            );
        }
    }
}

fn varies(answer: &Response) -> bool {
    answer.texts("vary").any(|value| {
        value
            .split(',')
            .any(|name| matches!(name.trim(), "*") || name.trim().eq_ignore_ascii_case("origin"))
    })
}

fn caching(it: &Answered<'_>) -> Caching {
    Caching::of(&it.entry.exchange, it.answer)
}

fn severity(caching: Caching, answer: &Response) -> Severity {
    match caching {
        Caching { seen: Some(_), .. } => Severity::Medium,
        Caching { allowed: Allowed::Nobody, .. } => Severity::Info,
        // Many shared caches keep no answer that sets a cookie, however long it lasts.
        kept if kept.is_shared() && !answer.headers.contains("set-cookie") => Severity::Medium,
        _ => Severity::Low,
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::scripted::{found, list, origin, scan};
    use crate::vectors::reported;
    use crate::{Request, Response, Severity};

    fn allows(request: &Request) -> Response {
        list(request, |it| it == "https://app.example.com")
    }

    fn without_vary(request: &Request, fields: &str) -> Response {
        let mut answer = allows(request);
        answer.headers.delete("vary");
        for field in fields.lines() {
            let (name, value) = field.split_once(": ").unwrap();
            answer.headers.append(name, value);
        }
        answer
    }

    #[test]
    fn it_is_as_bad_as_who_may_keep_it() {
        const BROWSER: &str = "a browser may give one page the answer to another";
        const SHARED: &str = "a shared cache may give one site the answer to another";
        const NOBODY: &str = "no cache may keep it, so that it does no harm yet";
        for (case, fields, severity, why) in [
            ("nothing is said", "", Severity::Low, BROWSER),
            ("it is private", "Cache-Control: private, max-age=60", Severity::Low, BROWSER),
            ("it is never fresh", "Cache-Control: max-age=0", Severity::Low, BROWSER),
            ("public, never fresh", "Cache-Control: public, max-age=0", Severity::Low, BROWSER),
            ("always asked for again", "Cache-Control: public, no-cache", Severity::Low, BROWSER),
            ("it has a lifetime", "Cache-Control: max-age=60", Severity::Medium, SHARED),
            ("it is public", "Cache-Control: public", Severity::Medium, SHARED),
            (
                "it sets a cookie, which many caches do not keep",
                "Cache-Control: public\nSet-Cookie: a=b",
                Severity::Low,
                SHARED,
            ),
            (
                "it sets a cookie, and this cache has kept it",
                "Set-Cookie: a=b\nX-Cache: HIT",
                Severity::Medium,
                SHARED,
            ),
            ("it is not stored", "Cache-Control: no-store", Severity::Info, NOBODY),
            (
                "it is not to be stored, and was",
                "Cache-Control: no-store\nAge: 7",
                Severity::Medium,
                SHARED,
            ),
        ] {
            let recording = scan(|request| without_vary(request, fields));
            let found = reported(&META, &recording);
            assert_eq!(found.len(), 1, "{case}");
            assert_eq!(found[0].severity, severity, "{case}");
            assert!(found[0].message.ends_with(why), "{case}: {}", found[0].message);
        }
    }

    #[test]
    fn only_where_there_is_an_origin() {
        let recording = scan(|request| {
            let mut answer = allows(request);
            if origin(request).is_empty() {
                answer.headers.delete("vary");
            }
            answer
        });
        assert_eq!(found(&recording), ["vary-origin-missing low"]);
    }

    #[test]
    fn other_names_of_the_same() {
        for vary in ["*", "Accept-Encoding, ORIGIN", "origin"] {
            let recording = scan(|request| {
                let mut answer = without_vary(request, "");
                answer.headers.append("Vary", vary);
                answer
            });
            assert!(found(&recording).is_empty(), "{vary}");
        }
    }

    #[test]
    fn a_constant_needs_none() {
        let fields = [("Access-Control-Allow-Origin", "https://app.example.com")];
        let recording = scan(|_| Response::new(200, fields));
        assert!(found(&recording).is_empty());
    }
}
