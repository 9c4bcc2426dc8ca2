//! The published schemas say what the documents are, and what requests may be.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failure here is a failed test")]

use std::collections::BTreeMap;

use corsmith_operations::{
    BuildDocument, BuildRequest, DiagnoseDocument, DiagnoseRequest, HeaderField, ImportDocument,
    ImportRequest, LintDocument, LintRequest, PresetsDocument, Problem, RespondDocument,
    RespondRequest, SimulateDocument, SimulateRequest, TargetsDocument, TargetsRequest, build,
    diagnose, import, lint, presets, respond, simulate, targets,
};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

const POLICY: &str = "
[policy]
allow-origins = ['https://app.example.com', 'https://*.example.org']
allow-methods = ['PUT']
allow-headers = ['Content-Type']
allow-credentials = true

[[policy.path]]
match = '/public/*'
allow-origins = ['*']
allow-credentials = false
";

const REFUSED: &str = "[policy]\nallow-origins = ['https://app.example.com/']\n";

/// Every schema that `T` needs, by name.
fn components<T: ToSchema>(all: &mut BTreeMap<String, Value>) {
    let mut found = vec![(T::name().into_owned(), T::schema())];
    T::schemas(&mut found);
    for (name, schema) in found {
        let schema = serde_json::to_value(schema).unwrap();
        if let Some(known) = all.insert(name.clone(), schema.clone()) {
            assert_eq!(known, schema, "two types are called `{name}`");
        }
    }
}

fn all_components() -> BTreeMap<String, Value> {
    let mut all = BTreeMap::new();
    components::<BuildRequest>(&mut all);
    components::<LintRequest>(&mut all);
    components::<RespondRequest>(&mut all);
    components::<SimulateRequest>(&mut all);
    components::<DiagnoseRequest>(&mut all);
    components::<TargetsRequest>(&mut all);
    components::<ImportRequest>(&mut all);
    components::<ImportDocument>(&mut all);
    components::<BuildDocument>(&mut all);
    components::<LintDocument>(&mut all);
    components::<RespondDocument>(&mut all);
    components::<SimulateDocument>(&mut all);
    components::<DiagnoseDocument>(&mut all);
    components::<TargetsDocument>(&mut all);
    components::<PresetsDocument>(&mut all);
    components::<Problem>(&mut all);
    all
}

/// Closes objects, so that a key that the schema lacks is an error.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            if object.contains_key("properties") && !object.contains_key("additionalProperties") {
                object.insert("additionalProperties".to_owned(), false.into());
            }
            object.values_mut().for_each(close);
        }
        Value::Array(items) => items.iter_mut().for_each(close),
        _ => {}
    }
}

#[track_caller]
fn conforms<T: ToSchema + Serialize>(document: &T) {
    let mut components = serde_json::to_value(all_components()).unwrap();
    close(&mut components);
    let name = T::name();
    let root = json!({
        "$ref": format!("#/components/schemas/{name}"),
        "components": {"schemas": components},
    });
    let validator = jsonschema::validator_for(&root).unwrap();
    let document = serde_json::to_value(document).unwrap();
    let errors: Vec<_> = validator
        .iter_errors(&document)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{name}: {errors:#?}");
}

#[test]
fn every_document_is_what_its_schema_says() {
    let targets_of_all: Vec<_> =
        corsmith_targets::ALL.iter().map(|target| target.about().name.to_owned()).collect();
    for policy in [POLICY, REFUSED, "", "{", "[policy]\nx = 1"] {
        let request = BuildRequest { targets: targets_of_all.clone(), ..BuildRequest::of(policy) };
        conforms(&build(&request).unwrap());
        let (format, environment) = (None, None);
        conforms(&lint(&LintRequest { policy: policy.into(), format, environment }).unwrap());
    }
    conforms(&respond(&RespondRequest::of(POLICY)).unwrap());
    let headers = vec![HeaderField("Origin".into(), "https://other.example".into())];
    let request = RespondRequest { headers, explain: true, ..RespondRequest::of(POLICY) };
    conforms(&respond(&request).unwrap());
    conforms(&respond(&RespondRequest::of(REFUSED)).unwrap_err());
    for (page, method) in
        [("https://app.example.com", "PUT"), ("https://other.example", "DELETE"), ("null", "TRACE")]
    {
        let request = SimulateRequest::of(POLICY, page, "https://api.example.com/a");
        let request = SimulateRequest { method: method.into(), trace: true, ..request };
        conforms(&simulate(&request).unwrap());
    }
    for text in [
        "",
        "No 'Access-Control-Allow-Origin' header is present on the requested resource.",
        "$ curl -i -H 'Origin: https://app.example' https://api.example/\nHTTP/2 401\n",
        r#"{"log": {"entries": ["#,
    ] {
        let target = Some("nginx".to_owned());
        conforms(&diagnose(&DiagnoseRequest { text: text.into(), target }).unwrap());
    }
    conforms(&targets(&TargetsRequest::default()).unwrap());
    conforms(&presets());
    let text = "Access-Control-Allow-Origin: *".to_owned();
    conforms(&import(&ImportRequest { text, format: None, to: None }).unwrap());
}

/// The field names of a schema that refuses all others.
fn fields(schema: &Value) -> Vec<String> {
    assert_eq!(schema["additionalProperties"], json!(false), "{schema}");
    let mut fields: Vec<_> = schema["properties"].as_object().unwrap().keys().cloned().collect();
    fields.sort();
    fields
}

fn requests_agree<T: ToSchema + JsonSchema>() {
    let utoipa = serde_json::to_value(T::schema()).unwrap();
    let schemars = schemars::schema_for!(T).to_value();
    assert_eq!(fields(&utoipa), fields(&schemars), "{}", <T as ToSchema>::name());
    assert_eq!(utoipa["required"], schemars["required"], "{}", <T as ToSchema>::name());
}

#[test]
fn requests_have_one_schema_for_the_api_and_for_assistants() {
    requests_agree::<BuildRequest>();
    requests_agree::<LintRequest>();
    requests_agree::<RespondRequest>();
    requests_agree::<SimulateRequest>();
    requests_agree::<DiagnoseRequest>();
    requests_agree::<TargetsRequest>();
    requests_agree::<ImportRequest>();
}
