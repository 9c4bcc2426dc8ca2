use crate::cache_control::Caching;
use crate::declare::declare_check;
use crate::readable::{Reach, reach, telling_answers};
use crate::shown::shown;
use crate::{Check, CheckContext, CheckMeta, Confidence, Entry, Finding, Purpose};

declare_check! {
    /// A shared cache answers one origin with the answer to another.
    ///
    /// ## What it does
    ///
    /// Reports a cache that, asked for a URL that nobody had asked for before, gave the second
    /// origin what the first one had got, though the server allows that origin on an answer of the
    /// same status: a redirect of such a URL, or an error, blames no cache. It is only asked where
    /// the user wants it.
    ///
    /// It is certain where the answer says that it came from a cache (`Age` above 0, a hit in
    /// `X-Cache` and the like), and otherwise tentative: the server may know the query that was
    /// invented.
    ///
    /// ## Why is this bad?
    ///
    /// Pages of allowed origins fail for as long as the answer is kept, and anybody can bring that
    /// about with one request.
    ///
    /// ## How to fix it
    ///
    /// Send `Vary: Origin` on every answer, and see that the cache regards it: some do so only for
    /// `Accept-Encoding` unless they are told that `Origin` is part of the key.
    ///
    /// ## References
    ///
    /// * [Fetch: CORS protocol and HTTP caches](https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches)
    struct CacheIgnoresOrigin {
        code: "CS224",
        name: "cache-ignores-origin",
        topic: Cors,
        severity: Medium,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches",
    }
}

pub(super) static CHECK: &dyn Check = &CacheIgnoresOrigin;

impl Check for CacheIgnoresOrigin {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let recording = context.recording;
        let pairs: Vec<(usize, &Entry)> = recording.of(Purpose::CachePair).collect();
        for pair in pairs.chunk_by(|a, b| a.1.exchange.request.url == b.1.exchange.request.url) {
            let [(first, first_entry), (second, second_entry)] = pair else { continue };
            let (Some(first_answer), Some(answer)) =
                (first_entry.response(), second_entry.response())
            else {
                continue;
            };
            let value = |it: &crate::Response| it.text("access-control-allow-origin");
            let origin = second_entry.exchange.origin().unwrap_or_default();
            // The same origin is allowed where no cache comes between, or was first to ask it. An
            // answer with another status is not the resource: the query is not known, and no cache
            // is to blame.
            let is_resource = |it: &crate::Response| it.status == answer.status;
            let is_allowed_otherwise = telling_answers(recording, second_entry.resource)
                .iter()
                .filter(|it| is_resource(it.answer))
                .any(|it| it.origin() == origin && it.named_reach() > Reach::Nothing)
                || pairs.iter().any(|(_, entry)| {
                    entry.response().is_some_and(is_resource)
                        && entry.exchange.origin().as_deref() == Some(&*origin)
                        && reach(&entry.exchange) > Reach::Nothing
                });
            let is_same = is_resource(first_answer) && value(answer) == value(first_answer);
            if !is_allowed_otherwise || !is_same || reach(&second_entry.exchange) > Reach::Nothing {
                continue;
            }
            let got = match value(answer) {
                Some(value) => format!("an `Access-Control-Allow-Origin` of {}", shown(&value)),
                None => "no `Access-Control-Allow-Origin`".to_owned(),
            };
            let message = format!(
                "a cache does not tell origins apart: {} got {got}, the answer to the request \
                 before",
                shown(&origin)
            );
            let help = "send `Vary: Origin` on every answer and make the `Origin` part of the \
                        cache's key";
            let confidence = match Caching::of(&second_entry.exchange, answer).seen {
                Some(_) => Confidence::Certain,
                None => Confidence::Tentative,
            };
            let place = (second_entry.resource, vec![*first, *second]);
            findings.push(
                Finding::new(&META, place, message, help)
                    .confidence(confidence)
                    .who("Anybody who asks before the visitor does, to make allowed pages fail")
                    .fix("Vary", "Origin".to_owned()),
            );
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use corsmith_fetch::HeaderList;

    use super::META;
    use crate::scripted::{found, label, list, scan_at};
    use crate::vectors::reported;
    use crate::{Confidence, ProbeMode, Recording, Request, Response, ScanOptions};

    fn ask(mut answer: impl FnMut(&Request) -> Response + Send) -> Recording {
        let options = ScanOptions { mode: ProbeMode::OptIn, ..ScanOptions::active(label()) };
        scan_at("https://api.example.com/", &options, |request| answer(request))
    }

    #[test]
    fn a_cache_that_knows_urls_only() {
        let mut kept = HashMap::new();
        let recording = ask(|request| {
            let fresh = list(request, |it| it.ends_with("//app.example.com"));
            if request.headers.contains("cache-control") || request.method == "OPTIONS" {
                return fresh;
            }
            kept.entry(request.url.clone()).or_insert(fresh).clone()
        });
        assert_eq!(found(&recording), ["cache-ignores-origin medium"]);
    }

    #[test]
    fn two_origins_one_answer() {
        let mut kept = HashMap::new();
        let recording = ask(|request| {
            let fresh = list(request, |it| {
                it == "https://app.example.com"
                    || it.ends_with("//api.example.com") && it.starts_with("https")
            });
            if request.headers.contains("cache-control") || request.method == "OPTIONS" {
                return fresh;
            }
            // This one knows whether there is an `Origin`, and no more.
            let key = (request.url.clone(), request.headers.contains("origin"));
            kept.entry(key).or_insert(fresh).clone()
        });
        assert_eq!(found(&recording), ["cache-ignores-origin medium"]);
    }

    #[test]
    fn a_cache_that_no_reload_goes_past() {
        let mut kept = HashMap::new();
        let recording = ask(|request| {
            let fresh = list(request, |it| it == "https://api.example.com");
            if !request.headers.contains("origin") || request.method == "OPTIONS" {
                return fresh;
            }
            kept.entry(request.url.clone()).or_insert(fresh).clone()
        });
        assert!(found(&recording).contains(&"cache-ignores-origin medium".to_owned()));
    }

    #[test]
    fn only_a_cache_that_says_so_is_certain() {
        for (case, fields, expected) in [
            ("a hit", &[("X-Cache", "HIT")][..], Confidence::Certain),
            ("an age", &[("Age", "1")], Confidence::Certain),
            ("what every answer has", &[("Age", "0"), ("X-Cache", "MISS")], Confidence::Tentative),
            ("nothing", &[], Confidence::Tentative),
        ] {
            let mut kept = HashMap::new();
            let recording = ask(|request| {
                let fresh = list(request, |it| it.ends_with("//app.example.com"));
                if request.headers.contains("cache-control") || request.method == "OPTIONS" {
                    return fresh;
                }
                if let Some(kept) = kept.get(&request.url) {
                    let mut answer: Response = Response::clone(kept);
                    for (name, value) in fields {
                        answer.headers.append(name, *value);
                    }
                    return answer;
                }
                kept.insert(request.url.clone(), fresh.clone());
                fresh
            });
            let found = reported(&META, &recording);
            assert_eq!(found.len(), 1, "{case}");
            assert_eq!(found[0].confidence, expected, "{case}");
        }
    }

    #[test]
    fn a_server_that_does_not_know_the_query_is_no_cache() {
        for (case, status, fields) in [
            ("it is redirected away", 302, &[("Location", "/")][..]),
            ("it is redirected away by a cache", 302, &[("Location", "/"), ("Age", "9")]),
            ("it is refused", 400, &[]),
            ("it is not found", 404, &[]),
            ("it has nothing to say", 204, &[]),
        ] {
            let mut asked = 0;
            let recording = ask(|request| {
                if request.url.query().is_none() {
                    return list(request, |it| it.ends_with("//app.example.com"));
                }
                asked += 1;
                Response::new(status, fields.iter().copied().collect::<HeaderList>())
            });
            assert!(asked >= 2, "{case}: nothing was asked");
            assert!(reported(&META, &recording).is_empty(), "{case}");
        }
    }

    #[test]
    fn a_cache_that_regards_vary() {
        let recording = ask(|request| list(request, |it| it.ends_with("//app.example.com")));
        assert!(found(&recording).is_empty());
    }
}
