//! The document `corsmith.scan/v1`.

use corsmith_report::pretty;
use corsmith_report::scan::{ScanDocument, ScanFormat, WriterOptions, write_all};
use std::collections::BTreeMap;

use corsmith_report::scan::compare::{Baseline, Comparison};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

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

/// Closes objects, so that a key that the schema lacks is an error.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            if object.contains_key("properties") {
                object.insert("additionalProperties".to_owned(), false.into());
            }
            object.values_mut().for_each(close);
        }
        Value::Array(items) => items.iter_mut().for_each(close),
        _ => {}
    }
}

fn conforms<T: ToSchema + Serialize>(document: &T) {
    let mut found = vec![(T::name().into_owned(), T::schema())];
    T::schemas(&mut found);
    let mut components: BTreeMap<String, Value> = BTreeMap::new();
    for (name, schema) in found {
        let schema = serde_json::to_value(schema).unwrap();
        let known = components.insert(name.clone(), schema.clone());
        assert!(known.is_none_or(|known| known == schema), "two types are called `{name}`");
    }
    let mut components = serde_json::to_value(components).unwrap();
    close(&mut components);
    let root = json!({
        "$ref": format!("#/components/schemas/{}", T::name()),
        "components": {"schemas": components},
    });
    let validator = jsonschema::validator_for(&root).unwrap();
    let document = serde_json::to_value(document).unwrap();
    let errors: Vec<_> = validator
        .iter_errors(&document)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn documents_are_what_their_schemas_say() {
    conforms(&ScanDocument::new(&[rich(), silent()]));
    let old = write_all(ScanFormat::Json, WriterOptions::default(), &[silent()]);
    let mut comparison = Comparison::new(Baseline::read(old.as_bytes()).unwrap(), "old.json");
    let mut document = ScanDocument::new(&[rich(), silent()]);
    for (wire, scan) in document.reports.iter_mut().zip([rich(), silent()]) {
        comparison.add(wire, &scan);
    }
    document.comparison = Some(comparison.summary());
    conforms(&document);
}
