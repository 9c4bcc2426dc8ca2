use corsmith_fetch::names::ACCESS_CONTROL_ALLOW_ORIGIN;

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
    /// `Vary: Origin` (or `Vary: *`), also the ones without it. It is worse where shared caches may
    /// keep the answer, and information where nobody may (`no-store`).
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
            let Some(first) = silent.iter().max_by_key(|it| keeping(it.answer)) else { continue };
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
                match keeping(first.answer) {
                    Keeping::Nobody => "no cache may keep it, so that it does no harm yet",
                    Keeping::Browser => "a browser may give one page the answer to another",
                    Keeping::Shared => "a shared cache may give one site the answer to another",
                }
            );
            let help = "send `Vary: Origin` on every answer of the resource, also on those \
                        without `Access-Control-Allow-Origin`";
            let severity = match keeping(first.answer) {
                Keeping::Nobody => Severity::Info,
                Keeping::Browser => Severity::Low,
                Keeping::Shared => Severity::Medium,
            };
            findings.push(
                Finding::new(&META, (resource, vec![first.index, other.index]), message, help)
                    .severity(severity)
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

/// Who may keep an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Keeping {
    Nobody,
    Browser,
    Shared,
}

fn keeping(answer: &Response) -> Keeping {
    let directives: Vec<String> = answer
        .texts("cache-control")
        .flat_map(|value| {
            value.split(',').map(|it| it.trim().to_ascii_lowercase()).collect::<Vec<_>>()
        })
        .collect();
    let has = |name: &str| directives.iter().any(|it| it == name);
    let lasts = |name: &str| {
        directives.iter().any(|it| {
            let seconds = it.strip_prefix(name).and_then(|it| it.strip_prefix('='));
            seconds.is_some_and(|it| it.trim_matches('"').parse().is_ok_and(|it: u64| it > 0))
        })
    };
    let is_hit =
        ["x-cache", "cf-cache-status", "x-cache-status", "cache-status"].iter().any(|name| {
            answer.text(name).is_some_and(|value| value.to_ascii_lowercase().contains("hit"))
        });
    let is_old =
        answer.text("age").is_some_and(|age| age.trim().parse().is_ok_and(|age: u64| age > 0));
    if is_hit || is_old {
        Keeping::Shared
    } else if has("no-store") {
        Keeping::Nobody
    } else if has("private") || answer.headers.contains("set-cookie") {
        Keeping::Browser
    } else if has("public") || lasts("s-maxage") || lasts("max-age") {
        Keeping::Shared
    } else {
        Keeping::Browser
    }
}

#[cfg(test)]
mod tests {
    use crate::scripted::{found, list, noted, origin, scan};
    use crate::{Request, Response};

    fn allows(request: &Request) -> Response {
        list(request, |it| it == "https://app.example.com")
    }

    fn without_vary(request: &Request, cache_control: &str) -> Response {
        let mut answer = allows(request);
        answer.headers.delete("vary");
        if !cache_control.is_empty() {
            answer.headers.append("Cache-Control", cache_control);
        }
        answer
    }

    #[test]
    fn it_alone_is_found() {
        for (cache_control, expected) in [
            ("", &["vary-origin-missing low"][..]),
            ("private, max-age=60", &["vary-origin-missing low"]),
            ("max-age=60", &["vary-origin-missing medium"]),
            ("public", &["vary-origin-missing medium"]),
            ("max-age=0", &["vary-origin-missing low"]),
            ("no-store", &[]),
        ] {
            let recording = scan(|request| without_vary(request, cache_control));
            assert_eq!(found(&recording), expected, "{cache_control}");
        }
        let recording = scan(|request| without_vary(request, "no-store"));
        assert!(noted(&recording).contains(&"vary-origin-missing".to_owned()));
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
