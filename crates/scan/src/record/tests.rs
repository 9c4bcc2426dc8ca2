use std::collections::BTreeSet;

use super::record;
use crate::scripted::{Scripted, Sent, block_on, label};
use crate::{
    DEFAULT_BUDGET, Failure, FailureKind, MAX_FAILURES, MAX_HOPS, OriginKind, Purpose, Recording,
    RedirectReach, Request, Response, ScanOptions, Stage, Target,
};

fn ask<F>(url: &str, options: &ScanOptions, answer: F) -> (Recording, Scripted<F>)
where
    F: FnMut(&Request) -> Result<Response, Failure> + Send,
{
    let mut recording = Recording::new(Target::parse(url).unwrap());
    let mut transport = Scripted::new(answer);
    block_on(record(&mut transport, &mut recording, options));
    (recording, transport)
}

type Outcome = Result<Response, Failure>;

const OK: fn(&Request) -> Outcome = |_| Ok(Response::new(200, []));

const REDIRECT: fn(&str) -> Outcome = |to| Ok(Response::new(302, [("Location", to)]));

#[test]
fn the_budget_is_kept() {
    let mut options = ScanOptions::active(label());
    for budget in [0, 1, 2, 7] {
        options.budget = budget;
        let (recording, transport) = ask("https://a.example/", &options, OK);
        assert_eq!(transport.requests().count(), budget);
        assert!(recording.cut_short.unwrap().contains("budget"));
    }
    options.budget = DEFAULT_BUDGET;
    let (recording, transport) = ask("https://a.example/", &options, OK);
    assert_eq!(recording.cut_short, None);
    assert_eq!(transport.requests().count(), recording.entries.len());
}

#[test]
fn redirects_are_followed_hop_by_hop() {
    let options = ScanOptions::passive(label());
    let (recording, _) = ask("http://a.example/", &options, |request| match request.url.as_str() {
        "http://a.example/" => REDIRECT("https://a.example/"),
        "https://a.example/" => REDIRECT("/welcome?x"),
        _ => OK(request),
    });
    let hops: Vec<_> = recording
        .entries
        .iter()
        .map(|entry| (entry.hop, entry.exchange.request.url.to_string()))
        .collect();
    let expected =
        [(0, "http://a.example/"), (1, "https://a.example/"), (2, "https://a.example/welcome?x")];
    assert_eq!(hops, expected.map(|(hop, url)| (hop, url.to_owned())));
}

#[test]
fn redirects_have_an_end() {
    let options = ScanOptions::passive(label());
    let (recording, transport) = ask("https://a.example/", &options, |_| REDIRECT("/"));
    assert_eq!(transport.requests().count(), MAX_HOPS + 1);
    let last = &recording.entries.last().unwrap().exchange.outcome;
    assert!(matches!(last, Err(failure) if failure.kind == FailureKind::TooLarge));
    for location in ["file:///etc/passwd", "ftp://a.example/", "https://[", "javascript:0"] {
        let (_, transport) = ask("https://a.example/", &options, |_| REDIRECT(location));
        assert_eq!(transport.requests().count(), 1, "{location}");
    }
    let two = [("Location", "/a"), ("Location", "/b")];
    let (_, transport) = ask("https://a.example/", &options, |_| Ok(Response::new(302, two)));
    assert_eq!(transport.requests().count(), 1);
}

#[test]
fn the_users_fields_go_to_the_target_only() {
    let mut options = ScanOptions::active(label());
    options.headers.append("Authorization", "Basic c2VjcmV0");
    options.headers.append("Accept", "application/json");
    options.headers.append("Origin", "https://mine.example");
    options.headers.append("X-Staging", "1");
    let (_, transport) = ask("https://a.example/", &options, |request| {
        match (request.url.scheme(), request.url.host_str(), request.url.path()) {
            ("https", Some("a.example"), "/") if request.method == "GET" => {
                REDIRECT("https://elsewhere.example/")
            }
            _ => OK(request),
        }
    });
    let mut hosts = BTreeSet::new();
    for request in transport.requests() {
        let has = |name| request.headers.contains(name);
        let origin = request.url.origin().ascii_serialization();
        let is_own = origin == "https://a.example";
        hosts.insert(origin);
        // A browser's preflight has neither credentials nor a page's fields.
        let is_preflight = request.method == "OPTIONS";
        assert_eq!(has("x-staging"), is_own && !is_preflight, "{}", request.url);
        assert_eq!(has("authorization"), is_own && !is_preflight, "{}", request.url);
        assert_ne!(request.headers.get("origin").as_deref(), Some(&b"https://mine.example"[..]));
        assert!(request.headers.values("accept").count() <= 1);
    }
    let expected = ["http://a.example", "https://a.example", "https://elsewhere.example"];
    assert_eq!(hosts, expected.map(str::to_owned).into());
}

#[test]
fn who_asks_to_wait_is_waited_for() {
    let options = ScanOptions::passive(label());
    let mut is_busy = true;
    let busy = |seconds: &str| Ok(Response::new(429, [("Retry-After", seconds)]));
    let (recording, transport) = ask("https://a.example/", &options, |request| {
        if std::mem::take(&mut is_busy) { busy("7") } else { OK(request) }
    });
    assert!(matches!(transport.sent[1], Sent::Wait(7)));
    assert_eq!(recording.entries.len(), 1);
    assert_eq!(recording.page().unwrap().1.status, 200);
    assert_eq!(recording.cut_short, None);
    for asked in ["31", "Wed, 21 Oct 2026 07:28:00 GMT", "99999999999999999999"] {
        let (recording, transport) = ask("https://a.example/", &options, |_| busy(asked));
        assert_eq!(transport.sent.len(), 1, "{asked}");
        assert!(recording.cut_short.unwrap().contains("left alone"));
    }
}

#[test]
fn who_stays_busy_is_left_alone_after_three_waits() {
    for (status, asked) in [(429, "0"), (429, "30"), (503, "1")] {
        for options in [ScanOptions::passive(label()), ScanOptions::active(label())] {
            let busy = || Ok(Response::new(status, [("Retry-After", asked)]));
            let (recording, transport) = ask("https://a.example/", &options, |_| busy());
            assert_eq!(transport.requests().count(), 4);
            assert_eq!(recording.entries.len(), 1);
            assert_eq!(recording.page().unwrap().1.status, status);
            let expected = format!(
                "the server answered {status} and asks to wait for longer after 3 waits \
                 (`Retry-After: {asked}`)"
            );
            assert_eq!(recording.cut_short, Some(expected));
        }
    }
}

#[test]
fn who_has_had_enough_of_the_probes_is_left_alone() {
    let options = ScanOptions::active(label());
    for (case, status, field, sent, recorded) in [
        ("and asks to wait", 429, "Retry-After", 3 + 4, 3 + 1),
        ("and says no more", 429, "X-Other", 3 + MAX_FAILURES, 3 + MAX_FAILURES),
        ("and is closed", 503, "X-Other", 3 + MAX_FAILURES, 3 + MAX_FAILURES),
    ] {
        let mut count = 0;
        let (recording, transport) = ask("https://a.example/", &options, |request| {
            count += 1;
            if count <= 3 { OK(request) } else { Ok(Response::new(status, [(field, "1")])) }
        });
        assert_eq!(transport.requests().count(), sent, "{case}");
        assert_eq!(recording.entries.len(), recorded, "{case}");
        assert!(recording.cut_short.is_some(), "{case}");
    }
}

#[test]
fn who_asks_for_more_time_than_there_is_is_left_alone() {
    let mut recording = Recording::new(Target::parse("https://a.example/").unwrap());
    let mut transport = Scripted::new(|_: &Request| Ok(Response::new(429, [("Retry-After", "7")])));
    transport.has_time = false;
    block_on(record(&mut transport, &mut recording, &ScanOptions::active(label())));
    assert_eq!(transport.requests().count(), 1);
    assert_eq!(recording.page().unwrap().1.status, 429);
    let expected = "the server asked to wait for 7 s, and less time is left";
    assert_eq!(recording.cut_short.as_deref(), Some(expected));
}

#[test]
fn what_a_redirect_leads_to_does_not_end_the_scan() {
    let options = ScanOptions::active(label());
    for (kind, ends) in [
        (FailureKind::Forbidden, false),
        (FailureKind::NoAddress, false),
        (FailureKind::Connection, false),
        (FailureKind::Stopped, true),
    ] {
        let (recording, transport) = ask("https://a.example/", &options, |request| {
            match (request.url.host_str(), request.headers.contains("origin")) {
                (Some("a.example"), false) => REDIRECT("https://elsewhere.example/"),
                (Some("a.example"), true) => OK(request),
                _ => Err(Failure::new(Stage::Address, kind, "it ends here")),
            }
        });
        assert_eq!(recording.cut_short.is_some(), ends, "{kind:?}");
        assert_eq!(transport.requests().count() == 2, ends, "{kind:?}");
    }
}

#[test]
fn who_can_no_longer_be_asked_is_left_alone() {
    let options = ScanOptions::active(label());
    for kind in [FailureKind::Forbidden, FailureKind::NoAddress] {
        let mut count = 0;
        let (recording, transport) = ask("https://a.example/", &options, |request| {
            count += 1;
            if count < 5 { OK(request) } else { Err(Failure::new(Stage::Resolve, kind, "gone")) }
        });
        assert_eq!(transport.requests().count(), 5, "{kind:?}");
        assert_eq!(recording.cut_short.as_deref(), Some("resolving the name: gone"));
    }
}

#[test]
fn who_does_not_answer_is_left_alone() {
    let options = ScanOptions::active(label());
    let failure = || Err(Failure::new(Stage::Connect, FailureKind::Timeout, "no answer"));
    let (recording, transport) = ask("https://a.example/", &options, |_| failure());
    assert_eq!(transport.requests().count(), 1);
    assert!(recording.page().is_none());
    let mut count = 0;
    let (recording, transport) = ask("https://a.example/", &options, |request| {
        count += 1;
        // An answer in between starts the count anew.
        if matches!(count, 1 | 4) { OK(request) } else { failure() }
    });
    assert_eq!(transport.requests().count(), 4 + MAX_FAILURES);
    assert!(recording.cut_short.unwrap().contains("in a row failed"));
}

#[test]
fn who_stops_the_scan_stops_it() {
    let options = ScanOptions::active(label());
    let mut count = 0;
    let (recording, transport) = ask("https://a.example/", &options, |request| {
        count += 1;
        if count < 5 {
            return OK(request);
        }
        Err(Failure::new(Stage::Send, FailureKind::Stopped, "the time is up"))
    });
    assert_eq!(transport.requests().count(), 5);
    assert_eq!(recording.cut_short.as_deref(), Some("the time is up"));
}

#[test]
fn what_is_asked_about() {
    let mut options = ScanOptions::active(label());
    options.paths = vec!["/a".to_owned(), "/b?c".to_owned(), "/a".to_owned()];
    for (asked, led_to, expected) in [
        (
            "https://a.example/",
            None,
            "https://a.example/ https://a.example/a https://a.example/b?c",
        ),
        (
            "https://a.example/",
            Some("https://www.a.example/en"),
            "https://www.a.example/en https://www.a.example/a https://www.a.example/b?c",
        ),
        (
            "https://a.example/orders",
            Some("https://a.example/login"),
            "https://a.example/orders https://a.example/login https://a.example/a https://a.example/b?c",
        ),
        (
            "https://a.example/orders",
            Some("https://login.elsewhere.example/"),
            "https://a.example/orders https://a.example/a https://a.example/b?c",
        ),
    ] {
        let (recording, _) = ask(asked, &options, |request| match led_to {
            Some(to) if request.url.as_str() == asked => REDIRECT(to),
            _ => OK(request),
        });
        let urls: Vec<_> = recording.resources.iter().map(|it| it.target.url.to_string()).collect();
        assert_eq!(urls.join(" "), expected);
    }
}

#[test]
fn a_host_that_proved_itself_proves_no_other() {
    let options = ScanOptions { reach: RedirectReach::Host, ..ScanOptions::active(label()) };
    for (asked, led_to, expected) in [
        ("http://a.example/", "https://a.example/en", "https://a.example/en"),
        ("http://a.example/", "https://www.a.example/", "https://www.a.example/"),
        ("http://www.a.example/", "https://a.example/", "http://www.a.example/"),
        ("http://api.a.example/", "https://login.a.example/", "http://api.a.example/"),
        ("http://api.a.example/", "https://a.example/", "http://api.a.example/"),
        ("http://127.0.0.1/", "http://www.127.0.0.1.example/", "http://127.0.0.1/"),
    ] {
        let (recording, transport) = ask(asked, &options, |request| {
            if request.url.as_str() == asked { REDIRECT(led_to) } else { OK(request) }
        });
        let urls: Vec<_> = recording.resources.iter().map(|it| it.target.url.as_str()).collect();
        assert_eq!(urls.join(" "), expected, "{asked} {led_to}");
        let allowed: Vec<_> = recording.resources.iter().map(|it| it.target.host.clone()).collect();
        for request in transport.requests().filter(|it| it.headers.contains("origin")) {
            assert!(allowed.iter().any(|it| it == request.url.host_str().unwrap()), "{request:?}");
        }
    }
}

#[test]
fn methods_are_asked_beside_paths() {
    let mut options = ScanOptions::active(label());
    options.methods = ["GET", "HEAD", "GET"].map(str::to_owned).into();
    options.budget = 1_000;
    let (recording, _) = ask("https://a.example/", &options, OK);
    assert_eq!(recording.resources.len(), 2);
    let own: Vec<_> = (0..2).map(|it| recording.actual(it, OriginKind::Own).count()).collect();
    assert_eq!(own, [1, 1]);
    assert_eq!(recording.of(Purpose::PlainVisit).count(), 1);
}

#[test]
fn the_order_is_always_the_same() {
    let options = ScanOptions::active(label());
    let sent = || -> Vec<Request> {
        let (_, transport) = ask("https://api.example.com/", &options, OK);
        transport.requests().cloned().collect()
    };
    assert_eq!(sent(), sent());
}
