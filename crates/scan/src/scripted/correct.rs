//! Servers with nothing wrong, and how much a scan asks them.

use super::{found, label, list, noted, origin, scan, scan_at};
use crate::{ProbeMode, Request, Response, ScanOptions};

const FRONT_END: &str = "https://app.example.com";

#[test]
fn no_cors_at_all() {
    let recording = scan(|_| Response::new(200, []));
    assert!(found(&recording).is_empty());
    assert!(noted(&recording).is_empty(), "{:?}", noted(&recording));
}

#[test]
fn an_exact_list() {
    let recording = scan(|request| list(request, |it| it == FRONT_END));
    assert!(found(&recording).is_empty());
    assert_eq!(noted(&recording), ["trusted-origins"]);
}

#[test]
fn an_exact_list_that_nobody_guesses() {
    let recording = scan(|request| list(request, |it| it == "https://partner.example"));
    assert!(found(&recording).is_empty());
    assert!(noted(&recording).is_empty());
}

#[test]
fn its_own_origin() {
    let recording = scan(|request| list(request, |it| it == "https://api.example.com"));
    assert!(found(&recording).is_empty());
    assert!(noted(&recording).is_empty());
}

#[test]
fn a_wildcard_for_everything_public() {
    let fields = [
        ("Access-Control-Allow-Origin", "*"),
        ("Access-Control-Allow-Methods", "*"),
        ("Access-Control-Allow-Headers", "*, Authorization"),
        ("Access-Control-Expose-Headers", "*"),
        ("Access-Control-Max-Age", "7200"),
    ];
    let recording = scan(|_| Response::new(200, fields));
    assert!(found(&recording).is_empty());
    assert!(noted(&recording).is_empty(), "{:?}", noted(&recording));
}

#[test]
fn one_constant_origin() {
    let fields = [("Access-Control-Allow-Origin", "https://partner.example")];
    let recording = scan(|_| Response::new(200, fields));
    assert!(found(&recording).is_empty());
    assert!(noted(&recording).is_empty());
}

#[test]
fn subdomains_as_intended() {
    let below = |it: &str| it.starts_with("https://") && it.ends_with(".example.com");
    let recording = scan(|request| list(request, below));
    assert_eq!(found(&recording), ["subdomain-reads medium"]);
    let recording = scan(|request| {
        let mut answer = list(request, below);
        answer.headers.delete("access-control-allow-credentials");
        answer
    });
    assert!(found(&recording).is_empty());
    assert_eq!(noted(&recording), ["subdomain-reads"]);
}

#[test]
fn refused_preflights_have_no_fields() {
    let recording = scan(|request| {
        let method = request.headers.get("access-control-request-method").unwrap_or_default();
        let is_refused = request.method == "OPTIONS"
            && (!matches!(&*method, b"GET" | b"PUT") || origin(request) != FRONT_END);
        if is_refused {
            return Response::new(403, [("Vary", "Origin")]);
        }
        list(request, |it| it == FRONT_END)
    });
    assert!(found(&recording).is_empty(), "{:?}", found(&recording));
}

#[test]
fn targets_of_every_kind_are_asked_sensibly() {
    let options = ScanOptions { mode: ProbeMode::OptIn, ..ScanOptions::active(label()) };
    for url in [
        "http://127.0.0.1:8080/",
        "http://[::1]:8080/",
        "http://localhost:3000/x",
        "https://intranet/",
        "https://api.zoo.localhost:8443/a?b=c",
        "https://example.co.uk/",
        "https://co.uk/",
        "https://a.b.c.d.e.example.com:65000/",
    ] {
        for answer in
            [(|_: &Request| Response::new(200, [])) as fn(&Request) -> Response, |request| {
                list(request, |_| true)
            }]
        {
            let recording = scan_at(url, &options, answer);
            let sent: Vec<_> =
                recording.entries.iter().filter_map(|entry| entry.exchange.origin()).collect();
            assert!(sent.iter().all(|origin| !origin.is_empty() && origin.is_ascii()), "{url}");
            assert!(recording.entries.len() <= 150, "{url}: {}", recording.entries.len());
        }
    }
}

#[test]
fn an_address_has_prefixes_and_no_suffixes() {
    let options = ScanOptions::active(label());
    let recording = scan_at("http://127.0.0.1:8080/", &options, |request| {
        list(request, |it| it.starts_with("http://127.0.0.1"))
    });
    let expected = ["localhost-reads low", "prefix-reads high"];
    assert_eq!(found(&recording), expected);
}

#[test]
fn a_target_with_a_port_is_asked_with_and_without_it() {
    let options = ScanOptions::active(label());
    for end in [":8443", "com"] {
        let recording = scan_at("https://example.com:8443/", &options, |request| {
            list(request, |it| {
                it.starts_with("https://") && it.contains("example.com") && it.ends_with(end)
            })
        });
        assert!(found(&recording).contains(&"suffix-reads high".to_owned()), "{end}");
    }
}

#[test]
fn how_much_is_asked() {
    for (answer, most) in [
        ((|_: &Request| Response::new(200, [])) as fn(&Request) -> Response, 125),
        (|request| list(request, |it| it == FRONT_END), 135),
        (|request| list(request, |_| true), 95),
    ] {
        let count = scan(answer).entries.len();
        assert!((60..=most).contains(&count), "{count} requests");
    }
    let passive = scan_at("https://api.example.com/", &ScanOptions::passive(label()), |_| {
        Response::new(200, [])
    });
    assert_eq!(passive.entries.len(), 1);
}
