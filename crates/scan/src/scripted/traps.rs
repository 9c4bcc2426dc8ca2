//! What other scanners take for holes, and is none: a test for each trap.

use std::collections::HashMap;

use super::{Scripted, block_on, cors, found, label, list, noted, origin, scan, scan_at};
use crate::{Recording, Request, Response, ScanOptions, Severity, Target, record};

const FRONT_END: &str = "https://app.example.com";
const ACAO: &str = "Access-Control-Allow-Origin";
const ACAC: &str = "Access-Control-Allow-Credentials";

/// Whether any finding says that somebody may read what is not theirs.
fn is_silent(recording: &crate::Recording) -> bool {
    !cors(recording).iter().any(|finding| {
        let is_reading = finding.check.name.contains("reads");
        is_reading && finding.severity > Severity::Info
    })
}

#[test]
fn trap_1_the_value_is_compared_byte_by_byte() {
    let stranger = format!("https://{}", label().stranger());
    for spoilt in [
        |it: &str| it.to_ascii_uppercase(),
        |it: &str| format!("{it}/"),
        |it: &str| format!("{it}:443"),
        |it: &str| format!("{it}.other.example"),
        |it: &str| format!("{it}x"),
    ] {
        let recording = scan(|request| {
            let fields = [(ACAO, spoilt(&origin(request))), (ACAC, "true".to_owned())];
            let mut answer = Response::new(200, [("Vary", "Origin")]);
            for (name, value) in fields {
                answer.headers.append(name, value);
            }
            answer
        });
        assert!(is_silent(&recording), "{}", spoilt(&stranger));
    }
    // The origin elsewhere in the answer.
    let recording = scan(|request| {
        let mut answer = list(request, |it| it == FRONT_END);
        answer.headers.append("X-Origin", origin(request));
        answer
    });
    assert!(found(&recording).is_empty());
}

#[test]
fn trap_2_only_true_is_true() {
    for value in ["True", "TRUE", "1", "false", ""] {
        let recording = scan(|request| {
            let mut answer = list(request, |_| true);
            answer.headers.delete(ACAC);
            answer.headers.append(ACAC, value);
            answer
        });
        assert!(is_silent(&recording), "{value}");
    }
}

#[test]
fn trap_3_a_wildcard_is_no_hole() {
    let fields = [(ACAO, "*")];
    assert!(found(&scan(|_| Response::new(200, fields))).is_empty());
    let fields = [(ACAO, "*"), (ACAC, "true")];
    let with = scan(|_| Response::new(200, fields));
    assert_eq!(found(&with), ["wildcard-with-credentials low"]);
}

#[test]
fn trap_4_each_hop_is_its_own_answer() {
    // The redirect lets everybody pass, what it leads to nobody.
    for location in ["/page", "https://other.example/", "https://www.example.com/"] {
        let recording = scan(|request| {
            if request.url.path() == "/page" || request.url.host_str() != Some("api.example.com") {
                return Response::new(200, []);
            }
            let mut answer = list(request, |_| true);
            if request.method != "OPTIONS" {
                answer.status = 302;
                answer.headers.append("Location", location);
            }
            answer
        });
        assert!(found(&recording).is_empty(), "{location}: {:?}", found(&recording));
    }
}

#[test]
fn trap_5_the_page_of_a_firewall_is_not_the_resource() {
    for (status, has_had_enough) in [(403, false), (429, true), (503, true)] {
        let mut recording = Recording::new(Target::parse("https://api.example.com/").unwrap());
        let mut transport = Scripted::new(|request: &Request| {
            let is_known = ["", "https://api.example.com", FRONT_END].contains(&&*origin(request));
            if is_known {
                return Ok(list(request, |it| it == FRONT_END));
            }
            let mut blocked = list(request, |_| true);
            blocked.status = status;
            Ok(blocked)
        });
        block_on(record(&mut transport, &mut recording, &ScanOptions::active(label())));
        assert_eq!(recording.cut_short.is_some(), has_had_enough, "{status}");
        assert!(found(&recording).is_empty(), "{status}: {:?}", found(&recording));
    }
}

#[test]
fn trap_5_what_everybody_gets_is_the_resource() {
    let recording = scan(|request| {
        let mut answer = list(request, |_| true);
        if request.method != "OPTIONS" {
            answer.status = 401;
        }
        answer
    });
    assert_eq!(found(&recording), ["stranger-reads-with-credentials high"]);
    let finding = &cors(&recording)[0];
    assert_eq!(finding.confidence, crate::Confidence::Firm);
    assert!(finding.message.contains("401"));
}

#[test]
fn trap_6_null_is_asked_for_before_it_is_reported() {
    // Strangers get `null`, and `null` gets nothing.
    let recording = scan(|request| {
        let mut answer = Response::new(200, [("Vary", "Origin")]);
        if !["", "null"].contains(&&*origin(request)) {
            answer.headers.append(ACAO, "null");
            answer.headers.append(ACAC, "true");
        }
        answer
    });
    assert!(is_silent(&recording));
    // A constant is what `null` equals.
    let constant = [(ACAO, "null"), (ACAC, "true")];
    assert_eq!(found(&scan(|_| Response::new(200, constant))), ["null-origin-reads high"]);
}

#[test]
fn trap_7_whose_a_host_is_decides() {
    let options = ScanOptions::active(label());
    // Each ends with the own host: one is anybody's, the other needs a host of the domain.
    for (url, expected) in [
        ("https://example.co.uk/", "suffix-reads high"),
        ("https://api.example.co.uk/", "suffix-of-host-reads medium"),
        ("https://me.github.io/", "suffix-reads high"),
    ] {
        let recording = scan_at(url, &options, |request| {
            let host = request.url.host_str().unwrap_or_default();
            list(request, |it| {
                let rest = it.strip_prefix("https://").and_then(|it| it.strip_suffix(host));
                rest.is_some_and(|it| !it.is_empty() && !it.ends_with('.'))
            })
        });
        assert_eq!(found(&recording), [expected], "{url}");
    }
}

#[test]
fn trap_8_several_values_are_none() {
    for join in [", ", " "] {
        let recording = scan(|request| {
            let mut answer = Response::new(200, [("Vary", "Origin"), (ACAC, "true")]);
            let value = format!("{}{join}https://b.example", origin(request));
            answer.headers.append(ACAO, value);
            answer
        });
        assert_eq!(found(&recording), ["invalid-allow-origin medium"], "{join}");
    }
    let recording = scan(|request| {
        let mut answer = list(request, |_| true);
        answer.headers.append(ACAO, origin(request));
        answer
    });
    assert_eq!(found(&recording), ["invalid-allow-origin medium"]);
}

#[test]
fn trap_9_one_hole_does_not_hide_another() {
    let recording = scan(|request| {
        list(request, |it| {
            it == "null"
                || it.starts_with("https://api.example.com.")
                || it.ends_with(".vercel.app")
                || it.starts_with("https://") && it.ends_with(".example.com")
        })
    });
    let expected = [
        "null-origin-reads high",
        "prefix-reads high",
        "publishable-reads high",
        "subdomain-reads medium",
    ];
    assert_eq!(found(&recording), expected);
}

#[test]
fn trap_10_cookies_of_other_sites_stay_at_home() {
    let recording = scan(|request| list(request, |_| true));
    let who = cors(&recording)[0].who.clone().unwrap();
    assert!(who.contains("SameSite=None"), "{who}");
    let same_site = |it: &str| it.starts_with("https://") && it.ends_with(".example.com");
    let recording = scan(|request| list(request, same_site));
    let who = cors(&recording)[0].who.clone().unwrap();
    assert!(who.contains("keeps no cookie back"), "{who}");
}

#[test]
fn trap_11_each_resource_is_asked() {
    let mut options = ScanOptions::active(label());
    options.paths = vec!["/api/me".to_owned(), "/health".to_owned()];
    let recording = scan_at("https://api.example.com/", &options, |request| {
        list(request, |it| it == FRONT_END || request.url.path() == "/api/me")
    });
    let findings = cors(&recording);
    assert_eq!(found(&recording), ["stranger-reads-with-credentials high"]);
    assert_eq!(recording.resources[findings[0].resource].target.url.path(), "/api/me");
}

#[test]
fn trap_12_the_own_origin_need_not_be_listed() {
    let recording = scan(|request| {
        list(request, |it| it != "https://api.example.com" && it.starts_with("https://"))
    });
    assert_eq!(found(&recording), ["stranger-reads-with-credentials high"]);
}

#[test]
fn trap_13_a_constant_http_origin_is_nobody_elses() {
    let fields = [(ACAO, "http://partner.example"), (ACAC, "true")];
    assert!(found(&scan(|_| Response::new(200, fields))).is_empty());
}

#[test]
fn trap_14_a_cache_answers_with_somebody_elses_answer() {
    // A cache that regards neither `Vary` nor `Cache-Control`, as some do.
    for first in ["https://api.example.com", FRONT_END, ""] {
        let mut kept: HashMap<String, Response> = HashMap::new();
        let recording = scan(|request: &Request| {
            if request.method == "OPTIONS" {
                return list(request, |it| it == FRONT_END);
            }
            let fill = || {
                let request = request.clone();
                let mut request = Request { headers: [("A", "")].into(), ..request };
                request.headers.append("Origin", first);
                let mut answer = list(&request, |it| it == first);
                answer.headers.append("Age", "17");
                answer
            };
            kept.entry(request.url.to_string()).or_insert_with(fill).clone()
        });
        assert!(is_silent(&recording), "{first}");
        assert!(found(&recording).iter().all(|it| !it.contains("vary")), "{:?}", found(&recording));
        assert!(!noted(&recording).contains(&"malformed-origin-accepted".to_owned()));
    }
}
