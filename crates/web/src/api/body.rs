//! The body of a request to the API.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::error::Category;
use serde_path_to_error::Segment;

use super::problem::ApiProblem;

/// A request of an operation, read from JSON.
pub(super) struct Body<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = ApiProblem;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiProblem> {
        if !is_json(request.headers()) {
            return Err(ApiProblem::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "The body must be JSON, and `Content-Type` must say so.",
            )
            .help("Send `Content-Type: application/json`."));
        }
        let bytes =
            Bytes::from_request(request, state).await.map_err(|rejection| {
                match rejection.status() {
                    StatusCode::PAYLOAD_TOO_LARGE => {
                        ApiProblem::new(StatusCode::PAYLOAD_TOO_LARGE, "The body is too long.")
                            .help("`/api` says how long it may be.")
                    }
                    status => ApiProblem::new(status, "The body could not be read."),
                }
            })?;
        read(&bytes).map(Self)
    }
}

/// `application/json`, perhaps with parameters: JSON has none, and they are passed over (RFC 8259,
/// section 11).
fn is_json(headers: &HeaderMap) -> bool {
    let value = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let essence = value.map(|value| value.split(';').next().unwrap_or_default().trim());
    essence.is_some_and(|essence| essence.eq_ignore_ascii_case("application/json"))
}

/// 400 for what is not JSON, 422 with a pointer for JSON of the wrong form.
fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiProblem> {
    if !bytes.trim_ascii_start().starts_with(b"{") {
        // Serde would take a list of the values, too, which is not what the document describes.
        let json: Result<serde::de::IgnoredAny, _> = serde_json::from_slice(bytes);
        return Err(match json {
            Ok(_) => wrong("The request is wrong: it is not a JSON object.".to_owned()),
            Err(error) => not_json(&error),
        });
    }
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let pointer: String = error.path().iter().map(pointer_of).collect();
        let inner = error.inner();
        match inner.classify() {
            Category::Data => wrong(sentence("The request is wrong", inner)).pointer(pointer),
            _ => not_json(inner),
        }
    })?;
    json.end().map_err(|error| not_json(&error))?;
    Ok(value)
}

fn wrong(detail: String) -> ApiProblem {
    ApiProblem::new(StatusCode::UNPROCESSABLE_ENTITY, detail)
        .help("`/api/v1/openapi.json` describes every request.")
}

fn not_json(error: &serde_json::Error) -> ApiProblem {
    ApiProblem::new(StatusCode::BAD_REQUEST, sentence("The body is not JSON", error))
}

fn sentence(what: &str, error: &serde_json::Error) -> String {
    const LONGEST: usize = 400;
    // It quotes the request, which may be long.
    let why: String = error.to_string().chars().take(LONGEST).collect();
    format!("{what}: {why}.")
}

/// RFC 6901, section 3.
fn pointer_of(segment: &Segment) -> String {
    match segment {
        Segment::Seq { index } => format!("/{index}"),
        Segment::Map { key } => format!("/{}", key.replace('~', "~0").replace('/', "~1")),
        Segment::Enum { variant } => format!("/{variant}"),
        Segment::Unknown => String::new(),
    }
}
