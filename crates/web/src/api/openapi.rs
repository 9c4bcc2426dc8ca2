//! The OpenAPI document.

use std::sync::LazyLock;

use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use corsmith_diagnose::MAX_TEXT_BYTES;
use corsmith_policy::limits::MAX_DOCUMENT_BYTES;
use serde_json::{Map, Value, json};
use utoipa::OpenApi;

use super::examples::EXAMPLES;
use super::operations;

/// `GET /api/v1/openapi.json`.
pub(super) async fn openapi() -> Response {
    static TEXT: LazyLock<String> = LazyLock::new(|| document().to_string());
    ([(CONTENT_TYPE, "application/json")], TEXT.as_str()).into_response()
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Corsmith",
        version = "1",
        description = "The operations of Corsmith: from a request to a versioned JSON document. Errors are problem \
            details (RFC 9457). Nothing that is sent is logged or written to disk; the report of a \
            scan is kept in memory for an hour.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0")
    ),
    servers((url = "/", description = "The server that this document comes from")),
    paths(
        operations::build,
        operations::lint,
        operations::respond,
        operations::simulate,
        operations::diagnose,
        operations::import,
        super::scan::start,
        super::scan::report,
        super::scan::events,
        operations::targets,
        operations::target,
        operations::presets,
    ),
    components(schemas(super::problem::ApiProblem)),
    tags(
        (name = "operations", description = "From a request to a document"),
        (name = "lists", description = "What there is"),
        (name = "scans", description = "Asking a deployed site, where the server was started with `--enable-scan`"),
    )
)]
struct Api;

/// What goes wrong with any request.
const ANY: &[(&str, &str)] = &[
    ("400", "The request is malformed, or names something that does not exist"),
    ("405", "The address does not know this method; `Allow` lists those it knows"),
    ("408", "The request was not whole in time"),
    ("503", "The server has too much to do at present; `Retry-After` says when to try again"),
];

/// What goes wrong with a request that has a body.
const WITH_BODY: &[(&str, &str)] = &[
    ("413", "The body, or something in it, is over a limit"),
    ("415", "The body is not `application/json`"),
    ("422", "The JSON has not the form of the request, or the policy is refused"),
];

const NAMED: &[(&str, &str)] = &[("404", "There is nothing of that name")];

/// The document that is derived from the types, with what they cannot say.
pub(super) fn document() -> Value {
    let mut document = serde_json::to_value(Api::openapi()).unwrap_or_default();
    if let Some(paths) = document["paths"].as_object_mut() {
        for (path, operations) in paths {
            for (method, operation) in operations.as_object_mut().into_iter().flatten() {
                complete(path, method, operation);
            }
        }
    }
    constrain(&mut document["components"]["schemas"]);
    document
}

fn complete(path: &str, method: &str, operation: &mut Value) {
    let lists = match (method, path.contains('{')) {
        ("post", _) => [ANY, WITH_BODY],
        (_, true) => [ANY, NAMED],
        _ => [ANY, &[]],
    };
    // Those that handlers tell have the form of all others.
    for (status, response) in operation["responses"].as_object_mut().into_iter().flatten() {
        if status.starts_with('4') {
            *response = problem(response["description"].as_str().unwrap_or_default());
        }
    }
    for (status, description) in lists.concat() {
        let mut response = problem(description);
        if status == "405" {
            let text = json!({"type": "string"});
            response["headers"] = json!({"Allow": {"schema": text, "required": true}});
        }
        operation["responses"][status] = response;
    }
    operation["responses"]["default"] = problem("Any other problem");
    let example = EXAMPLES.iter().find(|example| example.path == path);
    if let Some(example) = example {
        let body = serde_json::from_str(example.body).unwrap_or(Value::Null);
        operation["requestBody"]["content"]["application/json"]["example"] = body;
    }
}

fn problem(description: &str) -> Value {
    json!({
        "description": description,
        "content": {
            "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}},
        },
    })
}

/// Limits, and names that the other crates hold as lists.
fn constrain(schemas: &mut Value) {
    let names: Vec<_> = corsmith_targets::ALL.iter().map(|target| target.about().name).collect();
    let target = format!("^({})(@[0-9]+(\\.[0-9]+)*)?$", names.join("|"));
    for request in ["BuildRequest", "LintRequest", "RespondRequest", "SimulateRequest"] {
        merge(schemas, request, "policy", &json!({"maxLength": MAX_DOCUMENT_BYTES}));
    }
    merge(
        schemas,
        "BuildRequest",
        "targets",
        &json!({"items": {"type": "string", "pattern": target}}),
    );
    merge(schemas, "DiagnoseRequest", "target", &json!({"pattern": target}));
    merge(
        schemas,
        "DiagnoseRequest",
        "text",
        &json!({"description": format!(
            "What the console says in any browser's words, the output of `curl -i` or `curl -v` (both at most \
             {MAX_TEXT_BYTES} bytes), or the text of a HAR file. Secrets in it are masked, and nothing of it is kept."
        )}),
    );
    let length = json!({"maxLength": corsmith_import::MAX_IMPORT_BYTES});
    merge(schemas, "ImportRequest", "text", &length);
    merge(schemas, "ScanRequest", "url", &json!({"maxLength": crate::scanning::MAX_URL_BYTES}));
}

fn merge(schemas: &mut Value, schema: &str, property: &str, with: &Value) {
    let found: Option<&mut Map<_, _>> =
        schemas.get_mut(schema).and_then(|it| it["properties"][property].as_object_mut());
    if let (Some(found), Some(with)) = (found, with.as_object()) {
        found.extend(with.clone());
    }
}
