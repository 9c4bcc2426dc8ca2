//! The document `corsmith.scan/v1`.

use corsmith_report::pretty;
use corsmith_report::scan::{ScanDocument, ScanFormat, WriterOptions, write_all};
use serde_json::Value;

use crate::sample::{rich, silent};

#[test]
fn a_stream_is_the_document() {
    let lists = [Vec::new(), vec![rich()], vec![rich(), silent(), rich()]];
    for reports in lists {
        let streamed = write_all(ScanFormat::Json, WriterOptions::default(), &reports);
        assert_eq!(streamed, pretty(&ScanDocument::new(&reports)));
    }
}

#[test]
fn evidence_points_to_exchanges() {
    let text = write_all(ScanFormat::Json, WriterOptions::default(), &[rich()]);
    let document: Value = serde_json::from_str(&text).unwrap();
    let report = &document["reports"][0];
    let exchanges = report["exchanges"].as_array().unwrap();
    for finding in report["findings"].as_array().unwrap() {
        for evidence in finding["evidence"].as_array().unwrap() {
            let place = usize::try_from(evidence["exchange"].as_u64().unwrap()).unwrap();
            assert!(place < exchanges.len());
        }
    }
    assert_eq!(report["summary"]["critical"], 1);
    assert_eq!(report["summary"]["accepted"], 1);
}
