//! What `corsmith scan` takes for a target, on the command line and in lists.

use std::io::{BufRead, BufReader, Write};

use crate::Test;
use crate::scan_site::{Site, nobody};
use crate::test::Ran;

const FIXED: [&str; 4] = ["scan", "--allow-private", "--format=json", "--fail-on=never"];

fn scan(arguments: &[&str]) -> Ran {
    Test::new([]).arguments(&[&FIXED, arguments].concat()).run()
}

/// The scan of a list from standard input.
fn scan_list(list: impl AsRef<[u8]>) -> Ran {
    Test::new([]).arguments(&[&FIXED[..], &["--list", "-"]].concat()).stdin(list).run()
}

/// The targets of a JSON document, sorted: they are reported as they are done.
fn targets(ran: &Ran) -> Vec<String> {
    let document = ran.json();
    let reports = document["reports"].as_array().unwrap();
    let mut targets: Vec<_> =
        reports.iter().map(|report| report["target"].as_str().unwrap().to_owned()).collect();
    targets.sort();
    targets
}

#[test]
fn urls_are_read_as_browsers_read_them() {
    let site = Site::page(&[]);
    let port = site.port();
    for (written, read) in [
        ("HTTP://LocalHost:PORT/A", "http://localhost:PORT/A"),
        ("http://127.1:PORT", "http://127.0.0.1:PORT/"),
        ("http://0x7f000001:PORT/", "http://127.0.0.1:PORT/"),
        ("http://127.0.0.1:PORT/a/../b#fragment", "http://127.0.0.1:PORT/b"),
        ("http://127.0.0.1:PORT/ü?ü", "http://127.0.0.1:PORT/%C3%BC?%C3%BC"),
        ("http://bücher.localhost:PORT/", "http://xn--bcher-kva.localhost:PORT/"),
        ("  http://127.0.0.1:PORT/  ", "http://127.0.0.1:PORT/"),
    ] {
        let [written, read] = [written, read].map(|url| url.replace("PORT", &port.to_string()));
        assert_eq!(targets(&scan(&[&written]).status(0)), [read], "{written}");
    }
    // Whether or not this machine has IPv6.
    let url = nobody().replace("127.0.0.1", "[::1]");
    assert_eq!(targets(&scan(&[&url]).status(3)), [url]);
}

#[test]
fn one_url_that_is_wrong_and_nothing_is_sent() {
    let site = Site::page(&[]);
    for (wrong, message) in [
        ("ftp://a.example/", "`ftp` is not a scheme that can be scanned"),
        ("file:///etc/passwd", "`file` is not a scheme that can be scanned"),
        ("javascript://a.example/%0aalert()", "`javascript` is not a scheme that can be scanned"),
        ("http://", "`http://` is not a URL: empty host"),
        ("http://[::1/", "`http://[::1/` is not a URL: invalid IPv6 address"),
        ("http://127.0.0.1:99999/", "`http://127.0.0.1:99999/` is not a URL: invalid port number"),
        ("http://a b/", "`http://a b/` is not a URL: invalid international domain name"),
        ("\u{1b}[2Jx y", "`\\u{1b}[2Jx y` is not a URL: invalid international domain name"),
        ("", "`` is not a URL: empty host"),
    ] {
        let ran = scan(&[&site.url("/"), wrong]).status(2);
        assert_eq!(ran.stdout, "", "{wrong:?}");
        let help = "help: write it like `https://api.example.com/orders`";
        assert_eq!(ran.stderr, format!("error: {message}\n{help}\n"), "{wrong:?}");
    }
    assert_eq!(site.connections(), 0);
}

#[test]
fn names_and_passwords_in_urls_are_refused_and_not_printed() {
    for url in ["http://me:hunter2@127.0.0.1:1/", "me:hunter2@localhost", "http://hunter2@a b/"] {
        let ran = scan(&[url]).status(2);
        assert!(!ran.stderr.contains("hunter2"), "{}", ran.stderr);
        assert!(ran.stderr.contains("the header `Authorization: Basic ...`"), "{}", ran.stderr);
    }
    let site = Site::page(&[]);
    assert_eq!(targets(&scan(&[&site.url("/@a?b@c")]).status(0)), [site.url("/@a?b@c")]);
}

#[test]
fn a_target_that_is_dead_ends_with_3_and_hides_none() {
    let site = Site::page(&[]);
    let (alive, dead) = (site.url("/"), nobody());
    for urls in [[&*dead, &*alive], [&*alive, &*dead]] {
        let ran = scan(&urls).status(3);
        let mut expected = urls.map(str::to_owned);
        expected.sort();
        assert_eq!(targets(&ran), expected);
        let document = ran.json();
        let reports = document["reports"].as_array().unwrap();
        for report in reports {
            assert_eq!(report["failure"].is_null(), report["target"] == alive, "{report}");
        }
    }
}

#[test]
fn a_list_has_comments_and_any_line_ends() {
    let site = Site::page(&[]);
    let port = site.port();
    let list = format!(
        "\u{feff}http://127.0.0.1:{port}/a\r\n# comment\r\n\r\n\t http://127.0.0.1:{port}/b \n#\nhttp://127.0.0.1:{port}/c"
    );
    let ran = scan_list(&list).status(0);
    assert_eq!(targets(&ran), ["/a", "/b", "/c"].map(|path| site.url(path)));
    assert_eq!(ran.stderr, "");
    let test = Test::new([]).file("urls.txt", &list);
    let ran = test.arguments(&[&FIXED[..], &["--list", "urls.txt"]].concat()).run().status(0);
    assert_eq!(targets(&ran).len(), 3);
}

#[test]
fn wrong_lines_are_named_and_the_others_scanned() {
    let site = Site::page(&[]);
    let long = "x".repeat(40_000);
    let (before, after) = (site.url("/a"), site.url("/b"));
    let list = format!("{before}\nftp://a.example/\n{long}\nhttp://me:hunter2@a/\n{after}\n");
    let test = Test::new([]).file("urls.txt", list);
    let ran = test.arguments(&[&FIXED[..], &["--list", "urls.txt"]].concat()).run().status(2);
    assert_eq!(targets(&ran), [before, after]);
    assert_eq!(
        ran.stderr,
        "\
error: urls.txt:2: `ftp` is not a scheme that can be scanned
help: write it like `https://api.example.com/orders`
error: urls.txt:3: the line is longer than any URL
help: a list has one URL a line, in UTF-8
error: urls.txt:4: a name or password in a URL is not sent
help: leave it out, and give the header `Authorization: Basic ...`
"
    );
}

#[test]
fn private_addresses_of_a_list_are_lines_that_are_wrong() {
    let site = Site::page(&[]);
    let ran = Test::new(["scan", "--list", "-"]).stdin(site.url("/")).run().status(2);
    assert!(
        ran.stderr.starts_with(&format!("error: <stdin>:1: `{}` ", site.url("/"))),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.contains("\nhelp: `--allow-private`"), "{}", ran.stderr);
    assert_eq!(site.connections(), 0);
}

#[test]
fn a_list_of_nothing_is_wrong() {
    for (name, list, message) in [
        ("an empty one", &b""[..], "error: nothing was scanned\n"),
        ("comments", b"# a\n\n", "error: nothing was scanned\n"),
        ("not text", b"\x7fELF\x02\x01\nlocalhost\n", "error: <stdin>:1: the line is not text\n"),
        ("not UTF-8", b"http://\xff/\nlocalhost\n", "error: <stdin>:1: the line is not text\n"),
        ("wrong lines only", b"ftp://a/\n", "error: <stdin>:1: `ftp` is not a scheme"),
    ] {
        let ran = scan_list(list).status(2);
        assert_eq!(ran.stdout, "", "{name}");
        assert!(ran.stderr.starts_with(message), "{name}: {}", ran.stderr);
        assert!(ran.stderr.contains("error: nothing was scanned\n"), "{name}: {}", ran.stderr);
    }
    for (path, reason) in [("missing", "no such file or directory"), (".", "is a directory")] {
        let ran = scan(&["--list", path]).status(2);
        assert!(
            ran.stderr.contains(&format!("cannot read `{path}`: {reason}\n")),
            "{}",
            ran.stderr
        );
    }
}

#[test]
fn many_wrong_lines_are_counted() {
    let ran = scan_list("ftp://a/\n".repeat(1_000)).status(2);
    assert_eq!(ran.stderr.matches("error: <stdin>:").count(), 20);
    assert!(
        ran.stderr.contains("note: 980 more errors of the list are not shown\n"),
        "{}",
        ran.stderr
    );
}

/// What writes a list into a pipe may take its time, and reports do not wait for its end.
#[test]
fn reports_are_printed_while_the_list_is_still_written() {
    let site = Site::page(&[]);
    let arguments = ["scan", "--list", "-", "--allow-private", "--format", "csv"];
    let mut child = Test::new(arguments).command().spawn().unwrap();
    let mut list = child.stdin.take().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    for path in ["/a", "/b", "/c"] {
        let url = site.url(path);
        writeln!(list, "{url}").unwrap();
        assert!(lines.any(|line| line.starts_with(&url)), "{url}");
    }
    drop(list);
    lines.for_each(drop);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
