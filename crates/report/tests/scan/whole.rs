//! Whole outputs.

use corsmith_report::Styling;
use corsmith_report::scan::{ScanFormat, WriterOptions, write_all};

use crate::sample::{rich, silent, stable};

fn written(format: ScanFormat) -> String {
    stable(&write_all(format, WriterOptions::default(), &[rich(), silent()]))
}

#[test]
fn text() {
    insta::assert_snapshot!(written(ScanFormat::Text));
}

#[test]
fn text_with_styles_says_the_same() {
    let options = WriterOptions { styling: Styling::Ansi, ..WriterOptions::default() };
    let styled = write_all(ScanFormat::Text, options, &[rich(), silent()]);
    let mut plain = String::new();
    let mut parts = styled.split('\u{1b}');
    plain.push_str(parts.next().unwrap());
    for part in parts {
        plain.push_str(part.split_once('m').unwrap().1);
    }
    let expected = write_all(ScanFormat::Text, WriterOptions::default(), &[rich(), silent()]);
    assert_eq!(plain, expected);
    assert!(styled.len() > plain.len());
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
