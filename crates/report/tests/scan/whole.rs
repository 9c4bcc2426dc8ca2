//! Whole outputs.

use corsmith_report::Styling;
use corsmith_report::scan::{Detail, ScanFormat, WriterOptions, write_all};

use crate::sample::{refused, rich, silent, stable};

fn written(format: ScanFormat) -> String {
    stable(&write_all(format, WriterOptions::default(), &[rich(), silent(), refused()]))
}

#[test]
fn text() {
    let options = WriterOptions { detail: Detail::Brief, ..WriterOptions::default() };
    let reports = [rich(), silent(), refused()];
    insta::assert_snapshot!(stable(&write_all(ScanFormat::Text, options, &reports)));
}

#[test]
fn text_with_every_detail() {
    insta::assert_snapshot!(written(ScanFormat::Text));
}

#[test]
fn text_with_styles_says_the_same() {
    for detail in [Detail::Brief, Detail::Full] {
        let plain = WriterOptions { detail, ..WriterOptions::default() };
        let styled = WriterOptions { styling: Styling::Ansi, ..plain };
        let styled = write_all(ScanFormat::Text, styled, &[rich(), silent()]);
        let mut stripped = String::new();
        let mut parts = styled.split('\u{1b}');
        stripped.push_str(parts.next().unwrap());
        for part in parts {
            stripped.push_str(part.split_once('m').unwrap().1);
        }
        let expected = write_all(ScanFormat::Text, plain, &[rich(), silent()]);
        assert_eq!(stripped, expected);
        assert!(styled.len() > stripped.len());
    }
}

#[test]
fn json() {
    insta::assert_snapshot!(written(ScanFormat::Json));
}

#[test]
fn sarif() {
    insta::assert_snapshot!(written(ScanFormat::Sarif));
}

#[test]
fn junit() {
    insta::assert_snapshot!(written(ScanFormat::Junit));
}

#[test]
fn html() {
    insta::assert_snapshot!(written(ScanFormat::Html));
}

#[test]
fn markdown() {
    insta::assert_snapshot!(written(ScanFormat::Markdown));
}

#[test]
fn csv() {
    insta::assert_snapshot!(written(ScanFormat::Csv).replace('\r', "␍"));
}

#[test]
fn names_of_formats_are_read() {
    for format in ScanFormat::ALL {
        assert_eq!(format.to_string().parse(), Ok(format));
    }
    assert!("xml".parse::<ScanFormat>().is_err());
}
