//! What `corsmith scan` sends, seen by the server.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::Test;
use crate::scan_site::{Site, answer, field, page, path, redirect};
use crate::test::Ran;

/// A scan of one URL, as a JSON document, whatever is found.
fn scan(url: &str, options: &[&str]) -> Ran {
    let fixed = ["scan", url, "--allow-private", "--format=json", "--fail-on=never"];
    Test::new([]).arguments(&[&fixed, options].concat()).run()
}

#[track_caller]
fn report(ran: &Ran) -> Value {
    let mut document = ran.json();
    assert_eq!(document["schema"], "corsmith.scan/v1");
    assert_eq!(document["reports"].as_array().unwrap().len(), 1);
    document["reports"][0].take()
}

/// How many requests had an origin: a visit has none, probes have.
fn probes(site: &Site) -> usize {
    site.heads().iter().filter(|head| field(head, "Origin").is_some()).count()
}

#[test]
fn a_passive_scan_is_exactly_one_request_without_an_origin() {
    for options in [&[][..], &["--passive"]] {
        let site = Site::page(&[]);
        let ran = scan(&site.url("/orders"), options).status(0);
        let heads = site.heads();
        assert_eq!(heads.len(), 1, "{heads:#?}");
        assert!(heads[0].starts_with("GET /orders HTTP/1.1\r\n"), "{}", heads[0]);
        assert_eq!(probes(&site), 0, "{heads:#?}");
        assert_eq!(report(&ran)["requests"], 1);
        let text = Test::new([]).arguments(&["scan", &site.url("/"), "--allow-private"]).run();
        let line = "\n1 request, without `Origin`: who may read by CORS was not asked \
                    (`--i-own-this` asks)\n";
        assert!(text.stdout.contains(line), "{}", text.stdout);
    }
}

#[test]
fn a_server_without_tls_is_to_be_asked_by_http() {
    let plain = TcpListener::bind("127.0.0.1:0").unwrap();
    let host = plain.local_addr().unwrap().to_string();
    thread::spawn(move || {
        let (mut stream, _) = plain.accept().unwrap();
        // What greets it is no request, as servers say before they close.
        let _ = stream.read(&mut [0; 4096]);
        let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
        let _ = stream.read_to_end(&mut Vec::new());
    });
    let ran = Test::new([]).arguments(&["scan", &host, "--allow-private"]).run().status(3);
    for line in [
        "no answer: the TLS handshake: the server does not speak TLS at this port\n",
        "help: write the URL with `http://` if the server speaks plain http\n",
    ] {
        assert!(ran.stdout.contains(line), "{line}: {}", ran.stdout);
    }
}

#[test]
fn an_active_scan_asks_as_strangers_over_one_connection() {
    let site = Site::page(&[]);
    let ran = scan(&site.url("/orders"), &["--i-own-this"]).status(0);
    assert!(probes(&site) > 40, "{:#?}", site.heads());
    assert_eq!(site.connections(), 1);
    let report = report(&ran);
    assert_eq!(report["requests"], site.heads().len());
    let own = site.url("");
    let heads = site.heads();
    let origins = heads.iter().filter_map(|head| field(head, "Origin"));
    assert_eq!(report["cross_origin_requests"], origins.filter(|origin| *origin != own).count());
}

#[test]
fn paths_and_methods_are_asked() {
    let site = Site::page(&[]);
    let options = ["--i-own-this", "--path=/a", "--path=/b?c", "--method=GET", "--method=PATCH"];
    scan(&site.url("/"), &options).status(0);
    let heads = site.heads();
    for wanted in ["GET /a ", "PATCH /a ", "OPTIONS /a ", "GET /b?c ", "PATCH /b?c ", "PATCH / "] {
        assert!(heads.iter().any(|head| head.starts_with(wanted)), "{wanted}");
    }
}

#[test]
fn what_only_probes_use_needs_probes() {
    for (option, help) in [
        ("--path=/api", "add it if the host is yours, or give the path as a further URL"),
        ("--method=POST", "add it if the host is yours"),
        ("--candidate-origin=https://a.example", "add it if the host is yours"),
        ("--cache-poisoning", "add it if the host is yours"),
    ] {
        let site = Site::page(&[]);
        let url = site.url("/");
        for command in ["scan", "baseline"] {
            let ran = Test::new([command, &url, "--allow-private", option]).run().status(2);
            let name = option.split('=').next().unwrap();
            let error = format!("error: `{name}` has no effect without `--i-own-this`\n");
            assert_eq!(ran.stderr, format!("{error}help: {help}\n"));
        }
        assert_eq!(site.connections(), 0, "{option}");
        // A token may be published, and is asked for.
        scan(&url, &[option, &format!("--owner-token={TOKEN}")]).status(0);
        assert_eq!(site.heads().len(), 2, "{option}");
        assert_eq!(probes(&site), 0, "{option}");
        scan(&url, &[option, "--i-own-this"]).status(0);
        assert!(probes(&site) > 40, "{option}");
    }
    // A visit is a GET in any case.
    scan(&Site::page(&[]).url("/"), &["--method=GET"]).status(0);
}

#[test]
fn this_machine_and_private_networks_are_not_asked_unless_that_is_said() {
    let site = Site::page(&[]);
    let port = site.port();
    for host in ["127.0.0.1", "0x7f.1", "localhost", "app.localhost", "[::1]", "[::ffff:127.0.0.1]"]
    {
        let url = format!("http://{host}:{port}/");
        let ran = Test::new(["scan", &url, "--i-own-this"]).run().status(2);
        assert_eq!(ran.stdout, "");
        assert!(ran.stderr.contains("not a public address"), "{host}: {}", ran.stderr);
        assert!(ran.stderr.contains("\nhelp: `--allow-private`"), "{host}: {}", ran.stderr);
    }
    assert_eq!(site.connections(), 0);
}

#[test]
fn own_headers_are_sent_and_never_to_another_origin() {
    let other = Site::page(&[]);
    let options = ["-H", "Authorization: Bearer hunter2", "-H", "Cookie: a=b", "-H", "X-Key: c"];
    for mode in ["--passive", "--i-own-this"] {
        for host in ["127.0.0.1", "localhost"] {
            let elsewhere = format!("http://{host}:{}/", other.port());
            let site = Site::new(move |_| redirect(&elsewhere));
            scan(&site.url("/"), &[&[mode], &options[..]].concat()).status(0);
            let own = site.heads();
            for (name, value) in
                [("Authorization", "Bearer hunter2"), ("Cookie", "a=b"), ("X-Key", "c")]
            {
                assert_eq!(field(&own[0], name), Some(value));
            }
        }
    }
    let others = other.heads();
    assert!(others.len() >= 4, "the redirects were followed: {others:#?}");
    for head in others {
        for name in ["Authorization", "Cookie", "X-Key"] {
            assert_eq!(field(&head, name), None, "{head}");
        }
    }
}

#[test]
fn own_headers_stay_with_the_name_that_they_were_given_for() {
    // One server, two names: the same address and port, and not the same origin.
    let site = Site::new(|head| {
        let port = field(head, "Host").and_then(|host| host.rsplit(':').next()).unwrap_or_default();
        if path(head) == "/" {
            redirect(&format!("http://localhost:{port}/moved"))
        } else {
            page(&[])
        }
    });
    scan(&site.url("/"), &["-H", "Authorization: Bearer hunter2"]).status(0);
    let sent: Vec<_> =
        site.heads().iter().map(|head| field(head, "Authorization").is_some()).collect();
    assert_eq!(sent, [true, false]);
}

const TOKEN: &str = "k7f0c2d9e1b84a35";

/// A site that publishes the token; `/` leads to `location` if there is one.
fn owned(location: Option<String>) -> Site {
    Site::new(move |head| match (path(head), &location) {
        ("/.well-known/corsmith-owner", _) => {
            answer("200 OK", &[], &format!("# of this host\r\ncorsmith-owner={TOKEN}\r\n"))
        }
        ("/", Some(location)) => redirect(location),
        _ => page(&[]),
    })
}

#[test]
fn probes_are_for_hosts_that_publish_the_token() {
    let moved = owned(None).url("/.well-known/corsmith-owner");
    let rows: [(&str, Site, &str, bool); 4] = [
        ("the token", owned(None), TOKEN, true),
        ("another token", owned(None), "k7f0c2d9e1b84a36", false),
        ("a longer one", owned(None), "k7f0c2d9e1b84a350", false),
        (
            "the token of where it redirects to",
            Site::new(move |head| if path(head) == "/" { page(&[]) } else { redirect(&moved) }),
            TOKEN,
            false,
        ),
    ];
    for (name, site, token, is_probed) in rows {
        scan(&site.url("/"), &["--owner-token", token]).status(0);
        let heads = site.heads();
        assert_eq!(path(&heads[0]), "/.well-known/corsmith-owner", "{name}");
        assert_eq!(probes(&site) > 40, is_probed, "{name}: {heads:#?}");
        if !is_probed {
            assert_eq!(heads.len(), 2, "{name}: {heads:#?}");
        }
    }
}

#[test]
fn a_token_proves_nothing_about_the_other_hosts_of_the_site() {
    for (mode, is_probed) in
        [(format!("--owner-token={TOKEN}"), false), ("--i-own-this".to_owned(), true)]
    {
        let other = Site::page(&[]);
        let site = owned(Some(format!("http://b.shop.localhost:{}/", other.port())));
        scan(&format!("http://a.shop.localhost:{}/", site.port()), &[&mode]).status(0);
        assert!(probes(&site) > 40, "{mode}");
        assert!(!other.heads().is_empty(), "{mode}: the visit goes where it is sent");
        assert_eq!(probes(&other) > 0, is_probed, "{mode}: {:#?}", other.heads());
    }
}

#[test]
fn a_budget_ends_the_scan_and_the_report_says_so() {
    let site = Site::page(&[]);
    let ran = scan(&site.url("/"), &["--i-own-this", "--budget=5"]).status(3);
    assert_eq!(site.heads().len(), 5);
    assert_eq!(report(&ran)["cut_short"], "the budget of 5 requests is used up");
    let url = site.url("/");
    let text = Test::new(["scan", &url, "--allow-private", "--i-own-this", "--budget=5"]).run();
    assert!(
        text.stdout.contains("cut short: the budget of 5 requests is used up"),
        "{}",
        text.stdout
    );
}

#[test]
fn a_silent_server_is_given_up_and_ends_with_3() {
    let site = Site::with_silence();
    let ran = scan(&site.url("/silent"), &["--i-own-this", "--timeout=1"]).status(3);
    let report = report(&ran);
    assert_eq!(site.heads().len(), 1);
    assert!(report["failure"].as_str().unwrap().contains("within 1 s"), "{}", report["failure"]);
}

#[test]
fn a_retry_after_is_waited_for_and_the_request_repeated() {
    let is_busy = AtomicBool::new(true);
    let times = std::sync::Arc::new(Mutex::new(Vec::new()));
    let seen = std::sync::Arc::clone(&times);
    let site = Site::new(move |_| {
        seen.lock().unwrap().push(Instant::now());
        if is_busy.swap(false, Ordering::SeqCst) {
            answer("429 Too Many Requests", &["Retry-After: 1"], "")
        } else {
            page(&[])
        }
    });
    let ran = scan(&site.url("/"), &[]).status(0);
    let heads = site.heads();
    assert_eq!(heads.len(), 2);
    assert_eq!(heads[0], heads[1]);
    let report = report(&ran);
    assert_eq!(report["cut_short"], Value::Null);
    assert_eq!(report["failure"], Value::Null);
    // No sooner than it asked for; how much later is the machine's affair.
    let times = times.lock().unwrap();
    assert!(times[1] - times[0] >= Duration::from_secs(1));
}

#[test]
fn a_server_that_asks_for_an_hour_is_left_alone() {
    for (status, asked) in
        [("429 Too Many Requests", "3600"), ("503 Unavailable", "Fri, 31 Dec 2100 23:59:59 GMT")]
    {
        let line = format!("Retry-After: {asked}");
        let busy = answer(status, &[&line], "");
        let site = Site::new(move |_| busy.clone());
        let ran = scan(&site.url("/"), &["--i-own-this"]).status(3);
        assert_eq!(site.heads().len(), 1);
        let report = report(&ran);
        let why = report["cut_short"].as_str().unwrap();
        assert!(why.contains("asked to be left alone") && why.contains(asked), "{why}");
    }
}

#[test]
fn redirects_are_followed_and_a_loop_ends() {
    let site = Site::new(|head| redirect(&format!("{}a", path(head))));
    scan(&site.url("/"), &[]).status(3);
    let asked: Vec<_> = site.heads().iter().map(|head| path(head).len()).collect();
    assert_eq!(asked, (1..=11).collect::<Vec<_>>());
}
