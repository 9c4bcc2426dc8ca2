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
    /// origin what the first one had got. It is only asked where the user wants it.
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
            // The same origin is allowed where no cache comes between, or was first to ask it.
            let is_allowed_otherwise = telling_answers(recording, second_entry.resource)
                .iter()
                .any(|it| it.origin() == origin && it.named_reach() > Reach::Nothing)
                || pairs.iter().any(|(_, entry)| {
                    entry.exchange.origin().as_deref() == Some(&*origin)
                        && reach(&entry.exchange) > Reach::Nothing
                });
            let is_same = value(answer) == value(first_answer);
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
            let is_named = value(answer).is_some();
            let confidence = match (is_named, is_from_cache(answer)) {
                (true, _) | (_, true) => Confidence::Certain,
                _ => Confidence::Firm,
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

fn is_from_cache(answer: &crate::Response) -> bool {
    answer.headers.contains("age")
        || ["x-cache", "cf-cache-status", "x-cache-status", "cache-status"].iter().any(|name| {
            answer.text(name).is_some_and(|value| value.to_ascii_lowercase().contains("hit"))
        })
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use crate::scripted::{found, label, list, scan_at};
    use crate::{ProbeMode, Recording, Request, Response, ScanOptions};

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
    fn a_cache_that_regards_vary() {
        let recording = ask(|request| list(request, |it| it.ends_with("//app.example.com")));
        assert!(found(&recording).is_empty());
    }
}
