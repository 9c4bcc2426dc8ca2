//! CSV, read back.

use corsmith_report::scan::{ScanFormat, WriterOptions, write_all};

use crate::sample::{rich, silent};

#[test]
fn one_line_a_finding() {
    let text = write_all(ScanFormat::Csv, WriterOptions::default(), &[rich(), silent()]);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 6);
    assert_eq!(&rows[0][5], "CS901");
    assert_eq!(&rows[4][14], "an API shows no page; see ticket 7");
    assert!(rows[5][10].starts_with("no answer: resolving the name"));
}
