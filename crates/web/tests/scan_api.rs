//! Scans by the API.

use serde_json::{Value, json};

use crate::scan_target::{Site, Target, until};

/// The fields of a server-sent event.
#[derive(Debug)]
struct Event {
    id: String,
    name: String,
    data: Value,
}

impl Event {
    fn parse(text: &str) -> Self {
        let frame = text.strip_suffix("\n\n").unwrap();
        assert!(!frame.contains("\n\n"), "{text}");
        let field = |name: &str| {
            let mut found = frame.lines().filter_map(|line| line.strip_prefix(name));
            let value = found.next().and_then(|value| value.strip_prefix(": "));
            assert!(value.is_some() && found.next().is_none(), "`{name}` in {text}");
            value.unwrap().to_owned()
        };
        assert!(field("retry").parse::<u32>().unwrap() > 0);
        let data = serde_json::from_str(&field("data")).unwrap();
        Self { id: field("id"), name: field("event"), data }
    }
}

/// The next event after one.
fn event(site: &Site, path: &str, last: &str) -> Event {
    let last = if last.is_empty() { String::new() } else { format!("Last-Event-ID: {last}\r\n") };
    let answer = site.get(path, &last);
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.header("content-type"), Some("text/event-stream"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    Event::parse(&answer.text())
}

/// Whether `value` is as the OpenAPI document says of `schema`.
#[track_caller]
fn assert_valid(site: &Site, schema: &str, value: &Value) {
    let document = site.get("/api/v1/openapi.json", "");
    let document: Value = serde_json::from_slice(&document.body).unwrap();
    let root = json!({"$ref": format!("#/components/schemas/{schema}"), "components": document["components"]});
    let validator = jsonschema::validator_for(&root).unwrap();
    let errors: Vec<_> = validator.iter_errors(value).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{schema}: {errors:#?}\n{value:#}");
}

#[test]
fn a_scan_is_started_followed_and_read() {
    let (site, target) = (Site::start(), Target::start_shut());
    let answer = site.order(&json!({"url": target.url("/a")}), "");
    assert_eq!(answer.status, 202, "{}", answer.text());
    let report = answer.header("location").unwrap().to_owned();
    let started: Value = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(started["schema"], "corsmith.scan-job/v1");
    assert_valid(&site, "ScanJobDocument", &started);
    assert_eq!(started["url"], target.url("/a"));
    assert_eq!(started["report"], report);
    let page = started["page"].as_str().unwrap();
    assert_eq!(report, format!("/api/v1{page}"));
    let events = started["events"].as_str().unwrap().to_owned();
    assert_eq!(events, format!("{report}/events"));

    until("request", || (target.asked().len() == 1).then_some(()));
    let waiting = site.get(&report, "");
    assert_eq!((waiting.status, waiting.header("cache-control")), (202, Some("no-store")));
    let waiting: Value = serde_json::from_slice(&waiting.body).unwrap();
    assert_eq!((&waiting["state"], &waiting["requests"]), (&json!("asking"), &json!(1)));

    // The first is told at once, the next when there is something to tell.
    let first = event(&site, &events, "");
    assert_eq!((&*first.name, &first.data["state"]), ("progress", &json!("asking")));
    assert_valid(&site, "ScanJobDocument", &first.data);
    let next = std::thread::scope(|scope| {
        let next = scope.spawn(|| event(&site, &events, &first.id));
        std::thread::sleep(std::time::Duration::from_millis(300));
        assert!(!next.is_finished(), "an event without news");
        target.open();
        next.join().unwrap()
    });
    assert_eq!((&*next.name, &next.data["state"]), ("done", &json!("done")));
    assert_ne!(next.id, first.id);
    // Who asks again is told again, and does not wait for what will not come.
    for last in [&next.id, "nonsense", ""] {
        let again = event(&site, &events, last);
        assert_eq!((&*again.name, &again.data), ("done", &next.data), "after `{last}`");
    }

    let answer = site.get(&report, "");
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let document: Value = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(document["schema"], "corsmith.scan/v1");
    assert_valid(&site, "ScanDocument", &document);
    assert_eq!(document["reports"][0]["target"], target.url("/a"));
    assert_eq!(answer.body, site.get(&format!("{page}/report.json"), "").body);
}

#[test]
fn the_profile_and_the_ownership_are_heard() {
    let (site, target) = (Site::start(), Target::start());
    let answer = site.order(&json!({"url": target.url("/"), "profile": "api"}), "");
    let report = answer.header("location").unwrap().to_owned();
    let document: Value = until("report", || {
        let answer = site.get(&report, "");
        (answer.status == 200).then(|| serde_json::from_slice(&answer.body).unwrap())
    });
    assert_eq!(document["reports"][0]["profile"], "api");

    let own = json!({"url": target.url("/"), "own": true});
    let refused = site.order(&own, "");
    assert_eq!(refused.status, 403);
    let problem: Value = serde_json::from_slice(&refused.body).unwrap();
    let detail = problem["detail"].as_str().unwrap();
    let line = detail.split('`').nth(3).unwrap();
    assert!(line.starts_with("corsmith-owner="), "{detail}");
    let url = target.url("/.well-known/corsmith-owner");
    assert_eq!(problem["help"], format!("Publish that line at `{url}`."));
    target.publish("/.well-known/corsmith-owner", &format!("200 OK\n\n{line}"));
    let started = site.order(&own, "");
    assert_eq!(started.status, 202);
    let started: Value = serde_json::from_slice(&started.body).unwrap();
    let (events, mut last) = (started["events"].as_str().unwrap(), String::new());
    let mut requests = Vec::new();
    loop {
        let event = event(&site, events, &last);
        requests.push(event.data["requests"].as_u64().unwrap());
        if event.name == "done" {
            break;
        }
        assert_ne!(event.id, last, "an event without news");
        last = event.id;
    }
    assert!(requests.is_sorted() && requests.len() > 3, "{requests:?}");
    assert!(*requests.last().unwrap() > 50, "{requests:?}");
}

#[test]
fn what_is_wrong_is_told_as_problem_details() {
    let site = Site::start();
    let no = format!("/api/v1/scan/{}", "0".repeat(32));
    let rows = [
        ("no URL", site.order(&json!({}), ""), 422, ""),
        ("another type", site.order(&json!({"url": 1}), ""), 422, "/url"),
        ("an unknown field", site.order(&json!({"url": "a", "x": 1}), ""), 422, "/x"),
        ("no host", site.order(&json!({"url": "http://"}), ""), 422, "/url"),
        ("an unknown scan", site.get(&no, ""), 404, ""),
        ("its events", site.get(&format!("{no}/events"), ""), 404, ""),
        ("no address of a scan", site.get("/api/v1/scan/..%2f..", ""), 404, ""),
    ];
    for (name, answer, status, pointer) in rows {
        assert_eq!(answer.status, status, "{name}: {}", answer.text());
        assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{name}");
        let problem: Value = serde_json::from_slice(&answer.body).unwrap();
        assert_eq!(problem["pointer"].as_str().unwrap_or_default(), pointer, "{name}");
        assert_valid(&site, "Problem", &problem);
    }
}
