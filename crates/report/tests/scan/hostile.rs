//! What a server sends is text in every format, and no secret is in any.

use std::collections::BTreeSet;

use corsmith_fetch::is_invisible;
use corsmith_report::Styling;
use corsmith_report::scan::{Detail, ScanFormat, ScanReport, WriterOptions, write_all};
use corsmith_scan::{Ask, Entry, Exchange, Finding, Judgement, OriginKind, Request, Response};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::html::tags;
use crate::sample::{READS, SNIFF, recording, report, rich, visit};

/// A report in which every text that a server can choose is `text`.
fn said(text: &str) -> ScanReport {
    let mut recording = recording("https://api.example.com/");
    let mut answer = Response::new(200, [("X-A", text), ("Server", text)]);
    answer.head = format!("HTTP/1.1 200 {text}\r\nX-A: {text}\r\n\r\n").into_bytes();
    visit(&mut recording, answer);
    let resource = recording.resources[0].clone();
    let ask = Ask::actual(&resource, OriginKind::Candidate, text);
    let request: Request = ask.request.clone().header("X-B", text).header("Accept", text);
    let answer = Response::new(200, [("Access-Control-Allow-Origin", text), ("Location", text)]);
    recording.entries.push(Entry::new(None, 0, &ask, 0, Exchange::new(request, Ok(answer))));
    recording.cut_short = Some(text.to_owned());
    let finding = |check| {
        Finding::new(check, (0, vec![0, 1, 99]), format!("the server says `{text}`, {text}"), text)
            .who(text)
            .subject(text)
            .fix("X-A", text.to_owned())
    };
    let judgement = Judgement {
        findings: vec![finding(&READS), finding(&READS)],
        suppressed: vec![(finding(&SNIFF), text.to_owned())],
    };
    report(recording, judgement)
}

fn written(format: ScanFormat, text: &str) -> String {
    write_all(format, WriterOptions::default(), &[said(text), said(text)])
}

fn brief(text: &str) -> String {
    let options = WriterOptions { detail: Detail::Brief, ..WriterOptions::default() };
    write_all(ScanFormat::Text, options, &[said(text), said(text)])
}

/// The kinds of elements of a Markdown document: names, where links lead, and HTML. Code is text,
/// and so are the comments that keep names and addresses apart.
fn elements(markdown: &str) -> BTreeSet<String> {
    let events = Parser::new_ext(markdown, Options::ENABLE_TABLES);
    let kinds = events.filter_map(|event| match event {
        Event::Html(html) | Event::InlineHtml(html) => {
            Some(html.to_string()).filter(|it| it != "<!-- -->")
        }
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
            Some(dest_url.to_string())
        }
        Event::Start(Tag::CodeBlock(_)) | Event::Text(_) | Event::Code(_) => None,
        event => Some(format!("{event:?}")),
    });
    kinds.collect()
}

fn check(text: &str) {
    for (format, written) in ScanFormat::ALL
        .map(|format| (format, written(format, text)))
        .into_iter()
        .chain([(ScanFormat::Text, brief(text))])
    {
        let is_seen = |char: char| !char.is_control() || matches!(char, '\n' | '\r');
        assert!(written.chars().all(is_seen), "{format}: {text:?}");
        assert!(written.chars().all(|char| !is_invisible(char)), "{format}: {text:?}");
    }
    // What is quoted may have other quotations in it, and another note beside it; never another
    // kind of element.
    let kinds = |text: &str| -> BTreeSet<String> {
        tags(&written(ScanFormat::Html, text)).into_iter().filter(|tag| tag != "code").collect()
    };
    assert_eq!(kinds(text), kinds("x"), "{text:?}");
    let markdown = written(ScanFormat::Markdown, text);
    assert_eq!(elements(&markdown), elements(&written(ScanFormat::Markdown, "x")), "{markdown}");
    let junit = written(ScanFormat::Junit, text);
    quick_junit::Report::deserialize_from_str(&junit).unwrap();
    for format in [ScanFormat::Json, ScanFormat::Sarif] {
        let _: serde_json::Value = serde_json::from_str(&written(format, text)).unwrap();
    }
    let csv = written(ScanFormat::Csv, text);
    for row in csv::Reader::from_reader(csv.as_bytes()).records() {
        for cell in &row.unwrap() {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
        }
    }
}

const HOSTILE: [&str; 16] = [
    "\u{1b}[2J\u{1b}]0;title\u{7}",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "</style></pre></details></article>",
    "]]> <!-- --> <![CDATA[",
    "&lt;&#x3c;&amp;",
    "`` ` ```",
    "```\n# heading\n</details>",
    "[x](javascript:alert(1)) ![y](https://evil.example/y)",
    "@everyone #1 https://evil.example | a | b",
    "=HYPERLINK(\"https://evil.example\")",
    "-2+3+cmd|' /C calc'!A0",
    "\u{202e}gpj.exe\u{feff}\u{200b}",
    "\0\u{1}\u{ffff}\u{fffe}\u{85}\u{7f}",
    "{0} {{x}} {% raw %} $1",
    "'; rm -rf ~; '\r\nSet-Cookie: a=b",
];

#[test]
fn nothing_becomes_more_than_text() {
    for text in HOSTILE {
        check(text);
    }
}

#[test]
fn only_our_own_styles_reach_a_terminal() {
    let texts = HOSTILE.iter().flat_map(|text| [(text, Detail::Brief), (text, Detail::Full)]);
    for (text, detail) in texts {
        let options = WriterOptions { styling: Styling::Ansi, detail, ..WriterOptions::default() };
        let written = write_all(ScanFormat::Text, options, &[said(text)]);
        for sequence in written.split('\u{1b}').skip(1) {
            let (style, _) = sequence.split_once('m').unwrap();
            let is_style = |char: char| char.is_ascii_digit() || char == ';';
            assert!(
                style.strip_prefix('[').is_some_and(|it| it.chars().all(is_style)),
                "{sequence}"
            );
        }
    }
}

#[test]
fn no_format_has_a_secret() {
    for format in ScanFormat::ALL {
        let written = write_all(format, WriterOptions::default(), &[rich()]);
        for secret in ["s3cr3t", "abc123", "of-mine"] {
            assert!(!written.contains(secret), "{format}: {secret}");
        }
    }
    // The words are in it before it is written.
    let page = &rich().recording.entries[0].exchange;
    assert!(page.response().unwrap().text("set-cookie").unwrap().contains("s3cr3t"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_text_is_text(text in "[\\PC\u{0}-\u{1f}`<>\"'&=@+|\\[\\]]{0,24}") {
        check(&text);
    }
}
