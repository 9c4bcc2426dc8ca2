use axum::body::Body;
use axum::http::header::{ALLOW, CONTENT_TYPE};
use axum::http::{Method, Request, StatusCode};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tower::ServiceExt;

use super::examples::EXAMPLES;
use super::openapi::document;
use crate::limits::{MAX_API_BYTES, MAX_API_DIAGNOSE_BYTES};

struct Got {
    status: StatusCode,
    kind: String,
    allow: String,
    text: String,
}

async fn ask(method: Method, path: &str, kind: Option<&str>, body: impl Into<Body>) -> Got {
    let mut request = Request::builder().method(method).uri(path);
    if let Some(kind) = kind {
        request = request.header(CONTENT_TYPE, kind);
    }
    let request = request.body(body.into()).unwrap();
    let response = crate::routes::routes(None).oneshot(request).await.unwrap();
    let header =
        |name| response.headers().get(name).map_or("", |it| it.to_str().unwrap()).to_owned();
    let (status, kind, allow) = (response.status(), header(CONTENT_TYPE), header(ALLOW));
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    Got { status, kind, allow, text: String::from_utf8(bytes.to_vec()).unwrap() }
}

async fn post(path: &str, body: impl Into<Body>) -> Got {
    ask(Method::POST, path, Some("application/json"), body).await
}

/// Whether `value` is as the OpenAPI document says of `schema`.
fn assert_valid(schema: &str, value: &Value) {
    let document = document();
    let root = json!({"$ref": format!("#/components/schemas/{schema}"), "components": document["components"]});
    let validator = jsonschema::validator_for(&root).unwrap();
    let errors: Vec<_> = validator.iter_errors(value).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{schema}: {errors:#?}\n{value:#}");
}

#[tokio::test]
async fn every_example_is_answered_as_the_openapi_document_says() {
    for example in &EXAMPLES {
        assert!(!example.body.contains('\''), "{}", example.path);
        let got = post(example.path, example.body).await;
        assert_eq!(got.status, StatusCode::OK, "{}: {}", example.path, got.text);
        assert_eq!(got.kind, "application/json");
        let name = example.path.rsplit('/').next().unwrap();
        let (first, rest) = name.split_at(1);
        let schema = first.to_uppercase() + rest;
        assert_valid(&format!("{schema}Request"), &serde_json::from_str(example.body).unwrap());
        assert_valid(&format!("{schema}Document"), &serde_json::from_str(&got.text).unwrap());
    }
}

#[tokio::test]
async fn the_diagnosis_of_the_example_recognises_something() {
    let example = EXAMPLES.iter().find(|example| example.path.ends_with("diagnose")).unwrap();
    let got: Value = serde_json::from_str(&post(example.path, example.body).await.text).unwrap();
    assert_eq!(got["diagnoses"][0]["candidates"][0]["code"], "allow-origin-missing");
}

#[tokio::test]
async fn lists_are_answered_as_the_openapi_document_says() {
    let rows = [
        ("/api/v1/targets", "TargetsDocument"),
        ("/api/v1/targets/nginx", "TargetsDocument"),
        ("/api/v1/presets", "PresetsDocument"),
    ];
    for (path, schema) in rows {
        let got = ask(Method::GET, path, None, "").await;
        assert_eq!((got.status, &*got.kind), (StatusCode::OK, "application/json"), "{path}");
        assert_valid(schema, &serde_json::from_str(&got.text).unwrap());
    }
}

#[tokio::test]
async fn what_is_wrong_is_told_as_problem_details() {
    const BUILD: &str = "/api/v1/build";
    let refused = r#"{"policy": "[policy]\nallow-origins = ['https://a.example/']\n"}"#;
    let rows = [
        ("no body", BUILD, "", 400, "The body is not JSON: EOF", ""),
        ("half a body", BUILD, "{\"policy\": ", 400, "The body is not JSON: EOF", ""),
        ("two values", BUILD, "{\"policy\": \"\"} {}", 400, "trailing characters", ""),
        ("deep nesting", BUILD, &"[".repeat(100_000), 400, "The body is not JSON: ", ""),
        (
            "deep nesting of a field",
            BUILD,
            &format!("{{\"policy\": {}", "[".repeat(100_000)),
            422,
            "invalid type: sequence",
            "/policy",
        ),
        ("a list of the values", BUILD, r#"["", null, null, []]"#, 422, "not a JSON object", ""),
        ("a number", BUILD, "1", 422, "not a JSON object", ""),
        ("a byte order mark", BUILD, "\u{feff}{}", 400, "not JSON: expected value", ""),
        ("a missing field", BUILD, "{}", 422, "missing field `policy`", ""),
        (
            "an unknown field",
            BUILD,
            r#"{"policy": "", "a/b": 1}"#,
            422,
            "unknown field `a/b`",
            "/a~1b",
        ),
        (
            "a wrong type",
            BUILD,
            r#"{"policy": "", "targets": ["nginx", 1]}"#,
            422,
            "invalid type: integer `1`",
            "/targets/1",
        ),
        (
            "an unknown word",
            BUILD,
            r#"{"policy": "", "format": "ini"}"#,
            422,
            "unknown variant `ini`",
            "/format",
        ),
        ("an unknown target", BUILD, r#"{"policy": "", "targets": ["ngnix"]}"#, 400, "ngnix", ""),
        (
            "a refused policy",
            "/api/v1/respond",
            refused,
            422,
            "The policy is refused: 1 error.",
            "",
        ),
        (
            "a text that is no policy",
            "/api/v1/import",
            r#"{"text": "hello"}"#,
            400,
            "This is in no format",
            "",
        ),
    ];
    for (name, path, body, status, detail, pointer) in rows {
        let got = post(path, body.to_owned()).await;
        assert_eq!(got.status, status, "{name}: {}", got.text);
        assert_eq!(got.kind, "application/problem+json", "{name}");
        let problem: Value = serde_json::from_str(&got.text).unwrap();
        assert_valid("Problem", &problem);
        assert!(problem["detail"].as_str().unwrap().contains(detail), "{name}: {problem:#}");
        assert_eq!(problem["pointer"].as_str().unwrap_or_default(), pointer, "{name}");
    }
}

#[tokio::test]
async fn a_refused_policy_has_its_findings() {
    let got = post(
        "/api/v1/respond",
        r#"{"policy": "[policy]\nallow-origins = ['https://a.example/']\n"}"#,
    )
    .await;
    let problem: Value = serde_json::from_str(&got.text).unwrap();
    assert_eq!(problem["findings"][0]["rule"], "CS014");
    assert_eq!(problem["title"], "Unprocessable Entity");
}

#[tokio::test]
async fn a_body_is_json_and_says_so() {
    let example = EXAMPLES[0].body;
    let rows = [
        (Some("application/json"), 200),
        (Some("Application/JSON; charset=utf-8"), 200),
        (Some("application/x-www-form-urlencoded"), 415),
        (Some("text/plain"), 415),
        (Some("application/jsonp"), 415),
        (None, 415),
    ];
    for (kind, status) in rows {
        let got = ask(Method::POST, "/api/v1/build", kind, example).await;
        assert_eq!(got.status, status, "{kind:?}: {}", got.text);
    }
    let got = post("/api/v1/build", b"{\"policy\": \"\xff\"}".to_vec()).await;
    assert_eq!(got.status, 400, "{}", got.text);
}

#[tokio::test]
async fn a_body_has_a_longest_length() {
    let body = |length: usize| format!("{{\"text\": \"{}\"}}", "a".repeat(length));
    let got = post("/api/v1/import", body(MAX_API_BYTES)).await;
    assert_eq!(
        (got.status.as_u16(), &*got.kind),
        (413, "application/problem+json"),
        "{}",
        got.text
    );
    assert_eq!(post("/api/v1/diagnose", body(MAX_API_DIAGNOSE_BYTES)).await.status, 413);
    assert_eq!(post("/api/v1/diagnose", body(MAX_API_BYTES / 2)).await.status, 200);
}

#[tokio::test]
async fn other_methods_are_not_allowed() {
    let rows = [
        (Method::GET, "/api/v1/build", "POST"),
        (Method::PUT, "/api/v1/import", "POST"),
        (Method::POST, "/api/v1/targets", "GET,HEAD"),
        (Method::TRACE, "/api/v1/targets/nginx", "GET,HEAD"),
    ];
    for (method, path, allow) in rows {
        let got = ask(method.clone(), path, None, "").await;
        assert_eq!((got.status.as_u16(), &*got.allow), (405, allow), "{method} {path}");
    }
}

#[tokio::test]
async fn what_the_address_names_is_found_or_not() {
    let rows = [
        ("/api/v1/targets/ngnix", 404),
        ("/api/v1/targets/%00", 404),
        ("/api/v1/targets/%ff", 400),
        ("/api/v1/nothing", 404),
        ("/api", 200),
        ("/api/v1/openapi.json", 200),
    ];
    for (path, status) in rows {
        assert_eq!(ask(Method::GET, path, None, "").await.status, status, "{path}");
    }
}

#[test]
fn the_openapi_document_has_every_operation_with_an_example_and_its_problems() {
    let document = document();
    let paths = document["paths"].as_object().unwrap();
    assert_eq!(paths.len(), 12);
    for example in &EXAMPLES {
        let operation = &paths[example.path]["post"];
        let body = &operation["requestBody"]["content"]["application/json"];
        assert!(body["example"].is_object(), "{}", example.path);
        for status in ["200", "400", "405", "413", "415", "422"] {
            assert!(operation["responses"][status].is_object(), "{} {status}", example.path);
        }
    }
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let request = &schemas["BuildRequest"];
    assert_eq!(request["additionalProperties"], false, "{request:#}");
    assert_eq!(request["required"], json!(["policy"]));
    assert!(
        request["properties"]["targets"]["items"]["pattern"].as_str().unwrap().contains("nginx")
    );
}
