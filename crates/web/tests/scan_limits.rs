//! Who may scan, how often and how much.

use std::time::Duration;

use corsmith_transport::guard::AddressPolicy;
use corsmith_transport::resolve::Resolver;
use corsmith_web::scanning::{MAX_RUNNING, MAX_SCAN_BYTES, MAX_WAITING, Rates};
use serde_json::json;

use crate::Server;
use crate::scan_target::{ANY_RATE, Site, Target, until};

#[test]
fn a_server_that_does_not_scan_says_so() {
    let site = Site(Server::start());
    let answer = site.submit(&[("url", "https://a.example")], "");
    assert_eq!(answer.status, 403);
    assert!(answer.text().contains("--enable-scan"), "{}", answer.text());
    let answer = site.order(&json!({"url": "https://a.example"}), "");
    assert_eq!(answer.status, 403);
    let id = "0".repeat(32);
    for (path, status) in [
        (format!("/scan/{id}"), 404),
        (format!("/scan/{id}/report.json"), 404),
        (format!("/api/v1/scan/{id}"), 403),
        (format!("/api/v1/scan/{id}/events"), 403),
    ] {
        assert_eq!(site.get(&path, "").status, status, "{path}");
    }
}

#[test]
fn a_client_waits_after_its_last_scan() {
    let (target, rates) = (Target::start(), Rates { client_scans: 2, ..ANY_RATE });
    let site = Site::with(Resolver::new(AddressPolicy::AllowPrivate), rates);
    for path in ["/1", "/2"] {
        site.report(&site.scan(&[("url", &target.url(path))]));
    }
    for own in ["off", "on"] {
        let refused = site.submit(&[("url", &target.url("/3")), ("own", own)], "");
        assert_eq!(refused.status, 429, "{own}");
        let seconds: u64 = refused.header("retry-after").unwrap().parse().unwrap();
        assert!((590..=601).contains(&seconds), "{seconds}");
        assert!(refused.text().contains("You have started many scans."), "{}", refused.text());
    }
    let refused = site.order(&json!({"url": target.url("/4"), "own": true}), "");
    assert_eq!((refused.status, refused.header("retry-after").is_some()), (429, true));
    // What is known already costs nothing, and nothing was asked in vain.
    site.scan(&[("url", &target.url("/1"))]);
    assert_eq!(target.asked(), ["GET /1", "GET /2"]);
}

#[test]
fn a_host_is_left_alone_after_a_scan() {
    let (target, pause) = (Target::start(), Duration::from_secs(30));
    let rates = Rates { host_pause: pause, ..ANY_RATE };
    let site = Site::with(Resolver::new(AddressPolicy::AllowPrivate), rates);
    site.report(&site.scan(&[("url", &target.url("/"))]));
    // The same host at another port is the same host.
    let other = Target::start();
    for url in [target.url("/other"), other.url("/")] {
        for own in ["off", "on"] {
            let refused = site.submit(&[("url", &url), ("own", own)], "");
            assert_eq!(refused.status, 429, "{url}");
            let seconds: u64 = refused.header("retry-after").unwrap().parse().unwrap();
            assert!((1..=31).contains(&seconds), "{seconds}");
        }
    }
    assert_eq!((target.asked().len(), other.asked().len()), (1, 0));
}

#[test]
fn the_queue_has_an_end_and_moves_on() {
    let (site, target) = (Site::start(), Target::start_shut());
    let mut pages = Vec::new();
    let refused = loop {
        let answer = site.submit(&[("url", &target.url(&format!("/{}", pages.len())))], "");
        if answer.status != 303 {
            break answer;
        }
        pages.push(answer.header("location").unwrap().to_owned());
        assert!(pages.len() < 100, "the queue has no end");
    };
    assert_eq!((refused.status, refused.header("retry-after")), (429, Some("30")));
    assert!(refused.text().contains("Many scans are waiting"), "{}", refused.text());
    assert_eq!(site.order(&json!({"url": target.url("/x"), "own": true}), "").status, 429);
    // So many at a time are asked; the last one waits, and says so.
    assert_eq!(pages.len(), MAX_RUNNING + MAX_WAITING);
    until("eighth request", || (target.asked().len() == MAX_RUNNING).then_some(()));
    let last = site.get(pages.last().unwrap(), "").text();
    assert!(last.contains(">It waits for its turn.<"), "{last}");
    assert_eq!(target.asked().len(), MAX_RUNNING);
    target.open();
    for page in &pages {
        site.report(page);
    }
    assert_eq!(target.asked().len(), pages.len());
    site.report(&site.scan(&[("url", &target.url("/x"))]));
}

#[test]
fn pages_of_other_sites_start_no_scans() {
    let (site, target) = (Site::start(), Target::start());
    let url = target.url("/");
    for (name, lines, status) in [
        ("another site", "Sec-Fetch-Site: cross-site\r\n", 403),
        ("another host of the site", "Sec-Fetch-Site: same-site\r\n", 403),
        ("an old browser", "Origin: https://evil.example\r\n", 403),
        ("a frame without an origin", "Origin: null\r\n", 403),
        (
            "a name that was made to lead here",
            "Host: evil.example\r\nOrigin: http://evil.example\r\nSec-Fetch-Site: same-origin\r\n",
            403,
        ),
        ("its own page", "Origin: http://127.0.0.1\r\nSec-Fetch-Site: same-origin\r\n", 303),
        ("its own page in an old browser", "Origin: http://127.0.0.1\r\n", 303),
        ("a program", "", 303),
    ] {
        let answer = site.submit(&[("url", &url)], lines);
        assert_eq!(answer.status, status, "{name}: {}", answer.text());
        let status = if status == 303 { 202 } else { status };
        assert_eq!(site.order(&json!({"url": url}), lines).status, status, "{name}");
        if status == 403 {
            assert_eq!(target.asked(), [""; 0], "{name}");
        }
    }
}

#[test]
fn a_host_that_had_no_token_is_asked_again_sooner() {
    let (target, pause) = (Target::start(), Duration::from_secs(30));
    let rates = Rates { host_pause: pause, token_pause: Duration::from_millis(300), ..ANY_RATE };
    let site = Site::with(Resolver::new(AddressPolicy::AllowPrivate), rates);
    let url = target.url("/");
    let own = [("url", &*url), ("own", "on")];
    assert_eq!(site.submit(&own, "").status, 403);
    let refused = site.submit(&own, "");
    assert_eq!((refused.status, refused.header("retry-after")), (429, Some("1")));
    assert_eq!(target.asked().len(), 1);
    until("the end of the pause", || (site.submit(&own, "").status == 403).then_some(()));
}

#[test]
fn a_server_that_says_too_much_is_asked_no_more() {
    let (site, target) = (Site::start(), Target::start());
    let long = "x".repeat(60 << 10);
    target.publish("/", &format!("200 OK\nContent-Type: text/html\nX-Long: {long}\n\n<p>A"));
    let url = target.url("/");
    let own = [("url", &*url), ("own", "on")];
    let text = site.submit(&own, "").text();
    let line = text.split("id=\"token\">").nth(1).unwrap().split('<').next().unwrap();
    target.publish("/.well-known/corsmith-owner", &format!("200 OK\n\n{line}"));
    let page = site.scan(&own);
    let report = site.report(&page);
    let said = "the answers of this server take more than 4 MiB";
    assert!(report.contains("cut short") && report.contains(said), "{}", &report[..4_000]);
    // Each is kept as it came, and as fields.
    let asked = target.asked().len() - 2;
    assert!((20..=MAX_SCAN_BYTES / (2 * long.len()) + 1).contains(&asked), "{asked}");
    // What was found until then is there, and no page is longer than what there is to show.
    assert!(report.contains("href=\"/checks/CS301\""));
    assert!(report.len() < MAX_SCAN_BYTES, "{}", report.len());
}
