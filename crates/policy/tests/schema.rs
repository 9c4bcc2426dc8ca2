//! The JSON Schema and the decoder agree on shapes.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use corsmith_policy::{Format, PolicyDocument, Refusal, Selection, json_schema};
use serde_json::{Value, json};

/// Whether the decoder accepts the shape; what values mean is not the schema's business.
fn decodes(document: &Value) -> bool {
    let text = document.to_string();
    let resolution =
        PolicyDocument::parse(text.as_bytes(), Format::Json).resolve(&Selection::default());
    let shapes = [
        Refusal::Syntax,
        Refusal::UnknownKey,
        Refusal::WrongType,
        Refusal::UnsupportedVersion,
        Refusal::InvalidMaxAge,
        Refusal::InvalidPath,
    ];
    !resolution.errors.iter().any(|error| shapes.contains(&error.refusal))
}

#[test]
fn the_schema_accepts_what_the_decoder_accepts() {
    let validator = jsonschema::validator_for(&json_schema()).expect("the schema is a schema");
    let with = |key: &str, value: Value| json!({"policy": {"allow-origins": ["*"], key: value}});
    let documents = [
        json!({"policy": {"allow-origins": ["*"]}}),
        json!({"version": 1, "name": "x", "policy": {"allowOrigins": ["*"]}, "dangerously": {"allow-null-origin": true}}),
        json!({"version": 2, "policy": {}}),
        json!({"policy": {"allow-origins": "*"}}),
        json!({"policy": {"allow-origins": [1]}}),
        json!({"polcy": {}}),
        json!([]),
        with("allow-credentials", json!(true)),
        with("allow-credentials", json!("true")),
        with("max-age", json!(600)),
        with("max-age", json!("10m")),
        with("max-age", json!(86401)),
        with("max-age", json!(-1)),
        with("max-age", json!("ten minutes")),
        with("data", json!("public")),
        with("data", json!("secret")),
        with("unknown", json!(1)),
        with("path", json!([{"match": "/a/*", "allow-origins": ["https://a.com"]}])),
        with("path", json!([{"allow-origins": ["https://a.com"]}])),
        with("path", json!([{"match": "a"}])),
        with("path", json!({"match": "/a"})),
        json!({"policy": {"allow-origins": ["*"]}, "environment": {"staging": {"allow-origins": ["https://a.com"]}}}),
        json!({"policy": {"allow-origins": ["*"]}, "environment": {"staging": {"origin": []}}}),
        json!({"policy": {"allow-origins": ["*"]}, "dangerously": {"allow-null": true}}),
    ];
    for document in &documents {
        assert_eq!(validator.is_valid(document), decodes(document), "{document}");
    }
}
