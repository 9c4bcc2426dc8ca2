//! Scans from the form to the report.

use std::time::Duration;

use corsmith_transport::guard::AddressPolicy;
use corsmith_transport::resolve::Resolver;
use corsmith_web::scanning::Rates;

use crate::scan_names::{NameServer, Record, loopback};
use crate::scan_target::{ANY_RATE, Site, Target, until};

#[test]
fn the_form_leads_to_a_page_that_waits_and_becomes_the_report() {
    let (site, target) = (Site::start(), Target::start_shut());
    let form = site.get("/scan", "").text();
    assert!(form.contains("method=\"post\" action=\"/scan\""), "{form}");
    let page = site.scan(&[("url", &target.url("/orders"))]);
    until("request", || (target.asked().len() == 1).then_some(()));
    let waiting = site.get(&page, "");
    assert_eq!((waiting.status, waiting.header("cache-control")), (200, Some("no-store")));
    let text = waiting.text();
    for expected in [
        &format!("<code>{}</code>", target.url("/orders")),
        &format!("data-events=\"/api/v1{page}/events\""),
        "<noscript><meta http-equiv=\"refresh\" content=\"2\"></noscript>",
        ">1 request sent.<",
    ] {
        assert!(text.contains(expected), "no `{expected}` in {text}");
    }
    // There is no file of it yet.
    assert_eq!(site.get(&format!("{page}/report.json"), "").status, 404);
    target.open();
    let report = site.report(&page);
    assert!(report.contains(&target.url("/orders")), "{report}");
    assert!(report.contains("href=\"/checks/CS301\""), "{report}");
    assert_eq!(site.get(&page, "").header("cache-control"), Some("no-store"));
    assert_eq!(target.asked(), ["GET /orders"]);
}

#[test]
fn every_probe_is_for_hosts_that_publish_their_token() {
    // Whoever has published it need not wait until the host may be scanned again.
    let rates = Rates { host_pause: Duration::from_secs(30), ..ANY_RATE };
    let site = Site::with(Resolver::new(AddressPolicy::AllowPrivate), rates);
    let target = Target::start();
    let url = target.url("/orders");
    let own = [("url", &*url), ("own", "on")];
    let refused = site.submit(&own, "");
    assert_eq!(refused.status, 403, "{}", refused.text());
    let text = refused.text();
    let line = text.split("id=\"token\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
    assert!(line.starts_with("corsmith-owner=") && line.len() == 15 + 32, "{line}");
    let path = "/.well-known/corsmith-owner";
    assert!(text.contains(&format!("<code>{}</code>", target.url(path))), "{text}");
    // An address has no TXT record, and was asked for its file alone.
    assert!(!text.contains("_corsmith."), "{text}");
    assert_eq!(target.asked(), [format!("GET {path}")]);
    for (wrong, answer) in [
        ("another token", format!("200 OK\n\ncorsmith-owner={}", "0".repeat(32))),
        ("the token in a longer line", format!("200 OK\n\nx {line}")),
        ("a page that is not there", format!("404 Not Found\n\n{line}")),
        ("a redirect", format!("302 Found\nLocation: /token\n\n{line}")),
    ] {
        target.publish("/token", &format!("200 OK\n\n{line}"));
        target.publish(path, &answer);
        assert_eq!(site.submit(&own, "").status, 403, "{wrong}");
    }
    assert!(target.asked().iter().all(|asked| *asked == format!("GET {path}")));
    target.publish(path, &format!("200 OK\n\n# ours\n{line}\n"));
    let page = site.scan(&own);
    let report = site.report(&page);
    let asked = target.asked();
    assert!(asked.len() > 50, "{asked:#?}");
    for probe in ["GET /orders from null", "OPTIONS /orders from "] {
        assert!(asked.iter().any(|it| it.starts_with(probe)), "no `{probe}` in {asked:#?}");
    }
    // It allows everybody, and that is what a scan is for.
    assert!(report.contains("href=\"/checks/CS201\""), "{report}");
}

#[test]
fn the_token_may_be_a_txt_record() {
    let (target, names) = (Target::start(), NameServer::start());
    names.publish("api.test", &[loopback(&[1])]);
    let record = |line: &str| names.publish("_corsmith.api.test", &[Record::Text(line.to_owned())]);
    let policy = AddressPolicy::PublicAnd(vec![target.address].leak());
    let site = Site::with(Resolver::with_name_server(names.address, policy), ANY_RATE);
    let url = format!("http://api.test:{}/", target.address.port());
    let own = [("url", &*url), ("own", "on")];
    record("corsmith-owner=another");
    let refused = site.submit(&own, "").text();
    assert!(refused.contains("<code>_corsmith.api.test</code>"), "{refused}");
    let line = refused.split("id=\"token\">").nth(1).unwrap().split('<').next().unwrap();
    record(line);
    let report = site.report(&site.scan(&own));
    assert!(report.contains("href=\"/checks/CS201\""), "{report}");
    assert!(target.asked().len() > 50);
}

#[test]
fn a_scan_that_was_started_a_moment_ago_is_the_same_one() {
    let (site, target) = (Site::start(), Target::start());
    let url = target.url("/");
    let first = site.scan(&[("url", &url)]);
    assert_eq!(site.scan(&[("url", &format!("  {url}#part "))]), first);
    site.report(&first);
    assert_eq!(site.scan(&[("url", &url)]), first);
    assert_eq!(target.asked(), ["GET /"]);
    assert_ne!(site.scan(&[("url", &url), ("profile", "api")]), first);
    assert_ne!(site.scan(&[("url", &target.url("/other"))]), first);
}

#[test]
fn who_does_not_answer_has_a_report_too() {
    let site = Site::start();
    let gone = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let page = site.scan(&[("url", &format!("http://{gone}/"))]);
    let report = site.report(&page);
    assert!(report.contains("<span class=\"severity\">no answer</span>: connecting"), "{report}");
    assert_eq!(site.get(&format!("{page}/report.xml"), "").status, 200);
}
