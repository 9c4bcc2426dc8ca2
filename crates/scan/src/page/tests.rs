use proptest::prelude::*;
use url::Url;

use super::{LoadKind, MAX_LOADS, Page};

fn parse(html: &str) -> Page {
    Page::parse(&Url::parse("https://www.example.com/a/").unwrap(), html.as_bytes())
}

/// The loads as `Kind url`, separated by spaces.
fn loads(html: &str) -> Vec<String> {
    let shown = |url: &Option<Url>| url.as_ref().map_or("-".to_owned(), Url::to_string);
    parse(html).loads.iter().map(|load| format!("{:?} {}", load.kind, shown(&load.url))).collect()
}

#[test]
fn what_loads() {
    for (html, expected) in [
        ("<script src=x.js></script>", &["Script https://www.example.com/a/x.js"][..]),
        ("<SCRIPT SRC='//cdn.test/x'></SCRIPT>", &["Script https://cdn.test/x"]),
        ("<script src=' /x '></script>", &["Script https://www.example.com/x"]),
        ("<script src=/a type=module></script>", &["Script https://www.example.com/a"]),
        (
            "<script src=/a type=' text/JavaScript '></script>",
            &["Script https://www.example.com/a"],
        ),
        ("<script src='https://['></script>", &["Script -"]),
        ("<link rel='x STYLESHEET' href=/s>", &["Stylesheet https://www.example.com/s"]),
        ("<link rel=modulepreload href=/m>", &["Script https://www.example.com/m"]),
        ("<link rel='shortcut icon' href=/i>", &["Media https://www.example.com/i"]),
        ("<iframe src=http://f.test/></iframe>", &["Frame http://f.test/"]),
        ("<frameset><frame src=/f>", &["Frame https://www.example.com/f"]),
        (
            "<object data=/o></object><embed src=/e>",
            &["Plugin https://www.example.com/o", "Plugin https://www.example.com/e"],
        ),
        (
            "<img src=/1 srcset='/2 2x, /3, 3x'>",
            &[
                "Media https://www.example.com/1",
                "Media https://www.example.com/2",
                "Media https://www.example.com/3",
                "Media https://www.example.com/a/3x",
            ],
        ),
        (
            "<video src=/v poster=/p><source src=/s><track src=/t></video>",
            &[
                "Media https://www.example.com/v",
                "Media https://www.example.com/p",
                "Media https://www.example.com/s",
                "Media https://www.example.com/t",
            ],
        ),
        ("<input type=IMAGE src=/i>", &["Media https://www.example.com/i"]),
        (
            "<form action=http://f.test/><button formaction=/b>",
            &["Form http://f.test/", "Form https://www.example.com/b"],
        ),
        (
            "<svg><script href=/x></script><image xlink:href=/y /></svg>",
            &["Script https://www.example.com/x", "Media https://www.example.com/y"],
        ),
        (
            "<svg><title><p></title></svg><script src=/x></script>",
            &["Script https://www.example.com/x"],
        ),
        ("<svg><style><img src=/i></style></svg>", &["Media https://www.example.com/i"]),
        ("<base href=//b.test/c/><script src=x></script>", &["Script https://b.test/c/x"]),
        (
            "<base target=x><base href=/b/><base href=/c/><img src=x>",
            &["Media https://www.example.com/b/x"],
        ),
        ("<base href='data:x'><img src=x>", &["Media https://www.example.com/a/x"]),
        (
            "<template shadowrootmode=open><img src=/i></template>",
            &["Media https://www.example.com/i"],
        ),
        ("<img src=&#47;x&amp;y>", &["Media https://www.example.com/x&y"]),
        ("<img src=/1 src=/2>", &["Media https://www.example.com/1"]),
    ] {
        assert_eq!(loads(html), expected, "{html}");
    }
}

#[test]
fn what_loads_nothing() {
    for html in [
        "",
        "<!-- <script src=/x></script> -->",
        "<script>'<script src=/x>'</script>",
        "<script>document.write('<img src=/x>')</script>",
        "<style><img src=/x></style>",
        "<textarea><img src=/x></textarea>",
        "<title><img src=/x></title>",
        "<noscript><img src=http://t.test/></noscript>",
        "<noframes><img src=/x></noframes>",
        "<iframe><img src=/x></iframe>",
        "<iframe srcdoc='x' src=http://x.test/></iframe>",
        "<xmp><img src=/x></xmp>",
        "<plaintext><img src=/x>",
        "<template><script src=/x></script><template></template><img src=/x></template>",
        "<a href=http://x.test/>x</a><link rel=canonical href=http://x.test/>",
        "<link rel=stylesheet href=''>",
        "<link rel=stylesheet href=/x disabled>",
        "<script src=''></script>",
        "<script src=/x type=application/ld+json></script>",
        "<script src=/x type=text/template></script>",
        "<script src=/x nomodule></script>",
        "<img src='data:image/gif;base64,R0lGOD=='>",
        "<img data-src=http://x.test/>",
        "<iframe src=about:blank></iframe>",
        "<form action=javascript:x()><form><form action=''>",
        "<img alt='<script src=/x>'",
        "</script src=/x>",
    ] {
        assert_eq!(loads(html), Vec::<String>::new(), "{html}");
    }
}

#[test]
fn a_policy_counts_only_in_the_head() {
    let meta = "<meta http-equiv=Content-Security-Policy content=\"default-src 'self'\">";
    for (before, is_seen) in [
        ("", true),
        ("<!doctype html><html><head><title>a</title>", true),
        ("<script>x</script><style>y</style> \n", true),
        ("<head></head>", true),
        ("<noscript>x</noscript>", true),
        ("<body>", false),
        ("<p>", false),
        ("text", false),
        ("<head></head>text", false),
        ("</body>", false),
        ("<template>", false),
        ("<noscript>", false),
    ] {
        let page = parse(&format!("{before}{meta}"));
        assert_eq!(page.meta_csp.len(), usize::from(is_seen), "{before}");
    }
    assert_eq!(parse(meta).meta_csp, ["default-src 'self'"]);
    assert!(parse("<meta http-equiv=content-security-policy content=''>").meta_csp.is_empty());
}

#[test]
fn what_is_declared() {
    let page =
        parse("<meta charset=utf-8><body><meta name=REFERRER content=origin><meta name=referrer>");
    assert_eq!(page.meta_referrer, ["origin"]);
    assert_eq!(page.charset.as_deref(), Some("utf-8"));
    let old = parse("<meta http-equiv=content-type content='text/html; charset=latin1'>");
    assert_eq!(old.charset.as_deref(), Some("latin1"));
    assert_eq!(parse("\u{feff}<p>").charset.as_deref(), Some("utf-8"));
    assert_eq!(parse("<p>").charset, None);
}

#[test]
fn integrity_and_crossorigin_are_kept() {
    let page = parse("<script src=/x integrity=sha256-x crossorigin></script>");
    assert_eq!(page.loads[0].integrity.as_deref(), Some("sha256-x"));
    assert_eq!(page.loads[0].crossorigin.as_deref(), Some(""));
}

#[test]
fn utf_16_is_read() {
    let mut bytes = vec![0xff, 0xfe];
    bytes.extend("<img src=/x>".encode_utf16().flat_map(u16::to_le_bytes));
    let page = Page::parse(&Url::parse("https://a.test/").unwrap(), &bytes);
    assert_eq!((page.loads.len(), page.loads[0].kind), (1, LoadKind::Media));
}

#[test]
fn loads_are_counted() {
    let page = parse(&"<img src=/x>".repeat(MAX_LOADS + 1));
    assert_eq!((page.loads.len(), page.is_cut), (MAX_LOADS, true));
    let deep = parse(&"<svg><template><title>".repeat(10_000));
    assert!(deep.loads.is_empty());
}

proptest! {
    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let page = Page::parse(&Url::parse("https://a.test/").unwrap(), &bytes);
        prop_assert!(!page.is_cut);
    }

    #[test]
    fn any_markup_is_read(
        html in "(</?(script|svg|base|template|meta|title|img|p|math|noscript)( (src|href|srcset|content|http-equiv)='?[a-z:/, ()-]{0,9}'?){0,2}/?>|[a-z ]){0,30}",
    ) {
        let page = parse(&html);
        prop_assert!(page.loads.len() <= MAX_LOADS);
    }
}
