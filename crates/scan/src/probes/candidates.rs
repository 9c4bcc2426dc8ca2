use std::collections::BTreeSet;

use corsmith_fetch::Origin;
use url::Url;

use crate::declare::declare_probe;
use crate::{
    Ask, LoadKind, OriginKind, Page, Probe, ProbeContext, ProbeMeta, Purpose, Recording, Target,
};

declare_probe! {
    /// Asks as origins that the target is likely to allow.
    ///
    /// Those that the user names; those that the answers themselves name, as a server does that
    /// sends the same `Access-Control-Allow-Origin` to everybody; the neighbours of the host without
    /// a name and at `www`; those that the page's Content Security Policy names, and from which it
    /// loads scripts. At most twelve.
    struct Candidates {
        name: "candidates",
        mode: Active,
    }
}

/// Most candidates of a resource.
const MOST: usize = 12;
/// Most of them that answers name: a server that makes up a value for each probe names any number.
const MOST_OF_ANSWERS: usize = 4;

pub(super) static PROBE: &dyn Probe = &Candidates;

impl Probe for Candidates {
    fn meta(&self) -> &'static ProbeMeta {
        &META
    }

    fn asks(&self, context: &ProbeContext<'_>) -> Vec<Ask> {
        let target = &context.resource.target;
        let mut found: Vec<String> = context.candidates.to_vec();
        found.extend(named_by_answers(context.recording));
        found.extend(neighbours(target));
        found.extend(named_by_policies(context.recording));
        found.extend(scripts(context.recording));
        let own = target.origin.serialize();
        let mut seen = BTreeSet::from([own, "null".to_owned()]);
        found.retain(|origin| !origin.is_empty() && seen.insert(origin.clone()));
        found.truncate(MOST);
        found.iter().map(|origin| context.actual(OriginKind::Candidate, origin)).collect()
    }

    fn is_follow_up(&self) -> bool {
        true
    }
}

/// The origins that answers allow, and that no probe has sent: a fixed one, or the one that a list
/// falls back to. What was sent may come back from a cache, and says nothing.
fn named_by_answers(recording: &Recording) -> Vec<String> {
    let sent: BTreeSet<String> =
        recording.entries.iter().filter_map(|entry| entry.exchange.origin()).collect();
    let answers = recording.entries.iter().filter_map(|entry| entry.response());
    let values: BTreeSet<String> =
        answers.filter_map(|answer| answer.text("access-control-allow-origin")).collect();
    let is_origin = |value: &String| {
        Origin::parse(value)
            .is_ok_and(|origin| origin != Origin::Opaque && origin.serialize() == **value)
    };
    values.difference(&sent).filter(|it| is_origin(it)).take(MOST_OF_ANSWERS).cloned().collect()
}

/// Origins that belong to the target by their names: what a front end has.
fn neighbours(target: &Target) -> Vec<String> {
    let mut hosts = Vec::new();
    if let Some(registrable) = &target.registrable {
        let front_ends = ["", "www.", "app."].map(|name| format!("{name}{registrable}"));
        hosts.extend(front_ends.map(|host| format!("https://{host}")));
    }
    if target.url.scheme() == "http" || target.url.port().is_some() {
        hosts.push(format!("https://{}", target.host));
        hosts.push(format!("{}://{}", target.url.scheme(), target.host));
    }
    hosts
}

/// The hosts without wildcards in the page's Content Security Policies.
fn named_by_policies(recording: &Recording) -> Vec<String> {
    let answers = recording.of(Purpose::Visit).filter_map(|(_, entry)| entry.response());
    let fields = ["content-security-policy", "content-security-policy-report-only"];
    let policies: Vec<String> =
        answers.flat_map(|answer| fields.map(|field| answer.text(field))).flatten().collect();
    let words = policies.iter().flat_map(|policy| policy.split([' ', '\t', ';', ',']));
    words.filter_map(source_origin).collect()
}

/// The origin of a host-source (<https://w3c.github.io/webappsec-csp/#grammardef-host-source>).
fn source_origin(word: &str) -> Option<String> {
    let is_host = word.contains('.') && !word.contains(['*', '\'', '$']);
    let text = match word.split_once("://") {
        Some(("https" | "http" | "wss" | "ws", _)) => word.replacen("ws", "http", 1),
        Some(_) => return None,
        None => format!("https://{word}"),
    };
    let url = Url::parse(&text).ok().filter(|_| is_host)?;
    match Origin::from_url(&url) {
        Origin::Opaque => None,
        origin @ Origin::Tuple(_) => Some(origin.serialize()),
    }
}

/// Where the page's scripts come from.
fn scripts(recording: &Recording) -> Vec<String> {
    let Some((index, answer)) = recording.page().filter(|(_, answer)| answer.is_html()) else {
        return Vec::new();
    };
    let page = Page::parse(&recording.entries[index].exchange.request.url, &answer.body.bytes);
    let scripts = page.loads.iter().filter(|load| load.kind == LoadKind::Script);
    scripts.filter_map(|load| Some(Origin::from_url(load.url.as_ref()?).serialize())).collect()
}

#[cfg(test)]
mod tests {
    use super::{MOST_OF_ANSWERS, source_origin};
    use crate::scripted::{found, list, noted, origin, scan};
    use crate::{OriginKind, Response};

    #[test]
    fn an_origin_that_answers_name_is_asked_about() {
        const PARTNER: &str = "https://partner.example";
        let fixed = scan(|request| {
            let mut answer = list(request, |it| it == PARTNER);
            answer.headers.delete("access-control-allow-origin");
            answer.headers.append("Access-Control-Allow-Origin", PARTNER);
            answer
        });
        let asked = fixed.entries.iter().filter_map(|entry| entry.exchange.origin());
        assert!(asked.into_iter().any(|it| it == PARTNER));
        assert_eq!(noted(&fixed), ["trusted-origins"]);
        // What only an origin gets that nobody guesses is seen as well.
        let falls_back = scan(|request| {
            let mut answer = list(request, |it| it == PARTNER);
            if answer.headers.contains("access-control-allow-methods") {
                answer.headers.delete("access-control-allow-methods");
                answer.headers.append("Access-Control-Allow-Methods", "*");
            } else if origin(request) != PARTNER {
                answer.headers.append("Access-Control-Allow-Origin", PARTNER);
            }
            answer
        });
        assert_eq!(found(&falls_back), ["wildcard-list-with-credentials low"]);
        assert_eq!(noted(&falls_back), ["trusted-origins"]);
    }

    #[test]
    fn what_is_made_up_for_each_origin_is_not_asked_about_for_ever() {
        let recording = scan(|request| {
            let value = format!("{}.other.example", origin(request));
            Response::new(200, [("Access-Control-Allow-Origin", value.as_str())])
        });
        let made_up = recording.entries.iter().filter(|entry| {
            let origin = entry.exchange.origin().unwrap_or_default();
            entry.origin == Some(OriginKind::Candidate) && origin.ends_with(".other.example")
        });
        // Once as an actual request, once in a preflight.
        assert_eq!(made_up.count(), 2 * MOST_OF_ANSWERS);
    }

    #[test]
    fn hosts_of_policies() {
        for (word, expected) in [
            ("https://cdn.example.com", Some("https://cdn.example.com")),
            ("cdn.example.com:8443/x/", Some("https://cdn.example.com:8443")),
            ("wss://live.example.com", Some("https://live.example.com")),
            ("http://old.example.com", Some("http://old.example.com")),
            ("*.example.com", None),
            ("'sha256-a.b'", None),
            ("script-src", None),
            ("https:", None),
            ("data:", None),
        ] {
            assert_eq!(source_origin(word).as_deref(), expected, "{word}");
        }
    }
}
