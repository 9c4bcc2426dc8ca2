//! HTML, tokenised as browsers do.

use corsmith_report::scan::{ScanFormat, ScanReport, WriterOptions, write_all};
use html5gum::{Token, Tokenizer};

use crate::sample::{rich, silent};

/// Names of elements that have no end.
const VOID: [&str; 2] = ["meta", "br"];

pub(crate) fn written(reports: &[ScanReport]) -> String {
    write_all(ScanFormat::Html, WriterOptions::default(), reports)
}

/// Asserts that the text is HTML without a mistake, and gives its tags.
pub(crate) fn tags(html: &str) -> Vec<String> {
    let mut open: Vec<String> = Vec::new();
    let mut tags = Vec::new();
    for Ok(token) in Tokenizer::new(html) {
        match token {
            Token::Error(error) => panic!("{error:?}"),
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if !VOID.contains(&&*name) {
                    open.push(name.clone());
                }
                tags.push(name);
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                assert_eq!(open.pop(), Some(name));
            }
            _ => {}
        }
    }
    assert!(open.is_empty(), "{open:?}");
    tags
}

#[test]
fn files_are_whole() {
    for reports in [vec![], vec![rich()], vec![rich(), silent()]] {
        let html = written(&reports);
        let tags = tags(&html);
        assert_eq!(tags.iter().filter(|tag| *tag == "article").count(), reports.len());
        assert!(!tags.iter().any(|tag| matches!(&**tag, "script" | "img" | "link" | "iframe")));
        assert!(html.starts_with("<!DOCTYPE html>") && html.ends_with("</html>\n"));
    }
}

#[test]
fn the_file_says_what_the_text_says() {
    let html = written(&[rich()]);
    let text: String = html.replace("&#39;", "'").replace("<code>", "`").replace("</code>", "`");
    let report = corsmith_report::scan::wire::Report::new(&rich());
    for finding in report.findings.iter().chain(report.accepted.iter().map(|it| &it.finding)) {
        assert!(text.contains(&finding.message), "{}", finding.message);
    }
    for exchange in &report.exchanges {
        assert!(text.contains(&exchange.curl.replace('&', "&#38;")), "{}", exchange.curl);
    }
}
