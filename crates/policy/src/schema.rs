//! The JSON Schema of a policy document, from the same table as the decoder.

use serde_json::{Map, Value, json};

use crate::limits::{MAX_HEADER_NAMES, MAX_MAX_AGE, MAX_METHODS, MAX_PATH_BYTES};
use crate::settings::{self, Key, ValueKind};

/// The JSON Schema (draft 2020-12) of a policy document. It describes shape, not safety: a
/// document that fits it may still be refused.
///
/// ```
/// let schema = corsmith_policy::json_schema();
/// assert_eq!(schema["properties"]["version"]["const"], 1);
/// ```
#[must_use]
pub fn json_schema() -> Value {
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Corsmith policy, version 1",
        "description": "Which origins may do what: one CORS policy for every server.",
        "type": "object",
        "required": ["policy"],
        "additionalProperties": false,
    });
    schema["properties"] = properties(settings::DOCUMENT);
    schema["$defs"] = json!({
        "settings": object(settings::POLICY, &[]),
        "path": path(),
        "dangerously": object(settings::DANGEROUSLY, &[]),
    });
    schema
}

fn path() -> Value {
    let mut path = object(settings::POLICY, &["match"]);
    if let Some(properties) = path["properties"].as_object_mut() {
        properties.remove("path");
        properties.remove("paths");
        properties.insert("match".to_owned(), property(&settings::MATCH));
    }
    path
}

fn object(keys: &[Key], required: &[&str]) -> Value {
    let mut object = json!({ "type": "object", "additionalProperties": false });
    if !required.is_empty() {
        object["required"] = json!(required);
    }
    object["properties"] = properties(keys);
    object
}

fn properties(keys: &[Key]) -> Value {
    let mut properties = Map::new();
    for key in keys {
        properties.insert(key.name.to_owned(), property(key));
        for alias in key.aliases {
            let mut property = property(key);
            property["description"] = json!(format!("Alias of `{}`.", key.name));
            properties.insert((*alias).to_owned(), property);
        }
    }
    Value::Object(properties)
}

fn property(key: &Key) -> Value {
    let mut property = match (key.name, key.kind) {
        ("policy", _) => json!({ "$ref": "#/$defs/settings" }),
        ("environment", _) => json!({
            "type": "object",
            "additionalProperties": { "$ref": "#/$defs/settings" },
        }),
        ("dangerously", _) => json!({ "$ref": "#/$defs/dangerously" }),
        ("match", _) => json!({ "type": "string", "pattern": "^/", "maxLength": MAX_PATH_BYTES }),
        ("allow-origins", _) => json!({ "type": "array", "items": { "type": "string" } }),
        ("allow-methods", _) => {
            json!({ "type": "array", "items": { "type": "string" }, "maxItems": MAX_METHODS })
        }
        (_, ValueKind::Texts) => {
            json!({ "type": "array", "items": { "type": "string" }, "maxItems": MAX_HEADER_NAMES })
        }
        (_, ValueKind::Tables) => json!({ "type": "array", "items": { "$ref": "#/$defs/path" } }),
        (_, ValueKind::Text | ValueKind::Table) => json!({ "type": "string" }),
        (_, ValueKind::Boolean) => json!({ "type": "boolean" }),
        (_, ValueKind::Version) => json!({ "const": 1 }),
        (_, ValueKind::Data) => json!({ "enum": ["public", "private"] }),
        (_, ValueKind::Duration) => json!({
            "oneOf": [
                { "type": "integer", "minimum": 0, "maximum": MAX_MAX_AGE },
                { "type": "string", "pattern": "^[0-9]+ ?[smhd]?$" },
            ],
        }),
    };
    property["description"] = json!(key.description);
    property
}
