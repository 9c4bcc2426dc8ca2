//! Forms that are posted: a text, perhaps a file, and a choice or two.

use axum::body::Bytes;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use corsmith_report::grouped;

use crate::problem::Problem;
use crate::query::Pairs;

/// Longest form, in bytes. The server's limit on bodies is the same.
pub(crate) const MAX_FORM_BYTES: usize = 2 << 20;

/// Most parts of a form; those of the site have four.
const MAX_PARTS: usize = 16;

/// What was sent.
#[derive(Default)]
pub(crate) struct Form {
    fields: Vec<(String, String)>,
    /// The file that was chosen; an empty one is none.
    pub(crate) file: Option<Vec<u8>>,
}

impl Form {
    /// Reads a form in either of its two encodings. Bytes that are not UTF-8 become U+FFFD.
    pub(crate) async fn read(request: Request) -> Result<Self, Problem> {
        let kind = request
            .headers()
            .get(header::CONTENT_TYPE)
            .map(|it| it.as_bytes().to_ascii_lowercase());
        let is = |name: &[u8]| kind.as_ref().is_some_and(|kind| kind.starts_with(name));
        if is(b"multipart/form-data") {
            return Self::of_parts(request).await;
        }
        if !is(b"application/x-www-form-urlencoded") {
            return Err(Problem::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "This address takes a form: `application/x-www-form-urlencoded` or `multipart/form-data`.",
            ));
        }
        let body =
            Bytes::from_request(request, &()).await.map_err(|error| refused(error.status()))?;
        let pairs = Pairs::parse(&body);
        let fields = pairs.iter().map(|(key, value)| (key.to_owned(), value.to_owned()));
        Ok(Self { fields: fields.collect(), file: None })
    }

    async fn of_parts(request: Request) -> Result<Self, Problem> {
        let mut parts =
            Multipart::from_request(request, &()).await.map_err(|error| refused(error.status()))?;
        let mut form = Self::default();
        for _ in 0..MAX_PARTS {
            let part = parts.next_field().await.map_err(|error| refused(error.status()))?;
            let Some(part) = part else { return Ok(form) };
            let name = part.name().unwrap_or_default().to_owned();
            let is_file = part.file_name().is_some();
            let bytes = part.bytes().await.map_err(|error| refused(error.status()))?;
            if is_file {
                form.file = Some(bytes.to_vec()).filter(|bytes| !bytes.is_empty()).or(form.file);
            } else {
                form.fields.push((name, String::from_utf8_lossy(&bytes).into_owned()));
            }
        }
        Err(Problem::new(
            StatusCode::BAD_REQUEST,
            "The form has more parts than any form of the site.",
        ))
    }

    /// The last value of `name`; empty where there is none.
    pub(crate) fn get(&self, name: &str) -> &str {
        let value = self.fields.iter().rev().find(|(key, _)| key == name);
        value.map(|(_, value)| value.as_str()).unwrap_or_default()
    }
}

fn refused(status: StatusCode) -> Problem {
    match status {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::new(
            status,
            format!("What was sent is longer than the limit of {} bytes.", grouped(MAX_FORM_BYTES)),
        )
        .help("The command on your machine reads more: `corsmith diagnose --file recording.har`."),
        _ => Problem::new(
            StatusCode::BAD_REQUEST,
            "The form cannot be read: it ends early, or a part is malformed.",
        ),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use axum::body::Body;
    use axum::http::Request;
    use axum::response::Response;
    use http_body_util::BodyExt;
    use tower::ServiceExt;

    /// The status and the text of a page.
    pub(crate) async fn get(uri: &str) -> (u16, String) {
        text(answer(Request::get(uri).body(Body::empty()).unwrap()).await).await
    }

    /// The answer to a form.
    pub(crate) async fn post(uri: &str, fields: &[(&str, &str)]) -> Response {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let kind = "application/x-www-form-urlencoded";
        answer(Request::post(uri).header("content-type", kind).body(Body::from(body)).unwrap())
            .await
    }

    /// The answer to a form with a file.
    pub(crate) async fn post_file(uri: &str, fields: &[(&str, &str)], file: &[u8]) -> Response {
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend_from_slice(
                format!(
                    "--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
                )
                .as_bytes(),
            );
        }
        body.extend_from_slice(
            b"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\nContent-Type: application/json\r\n\r\n",
        );
        body.extend_from_slice(file);
        body.extend_from_slice(b"\r\n--b--\r\n");
        let kind = "multipart/form-data; boundary=b";
        answer(Request::post(uri).header("content-type", kind).body(Body::from(body)).unwrap())
            .await
    }

    async fn answer(request: Request<Body>) -> Response {
        crate::routes::routes(None).oneshot(request).await.unwrap()
    }

    /// The status and the text of an answer.
    pub(crate) async fn text(response: Response) -> (u16, String) {
        let status = response.status().as_u16();
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        (status, String::from_utf8(bytes.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn what_is_no_form_is_refused() {
        let rows = [
            ("no type", None, "text=a", 415),
            ("JSON", Some("application/json"), "{}", 415),
            ("parts without a boundary", Some("multipart/form-data"), "text=a", 400),
            (
                "parts that end early",
                Some("multipart/form-data; boundary=b"),
                "--b\r\nContent-Dispo",
                400,
            ),
            (
                "bytes that are no text",
                Some("application/x-www-form-urlencoded"),
                "text=%ff%fe%zz&&=&target=%00",
                200,
            ),
        ];
        for (name, kind, body, expected) in rows {
            for uri in ["/diagnose", "/import"] {
                let mut request = Request::post(uri);
                if let Some(kind) = kind {
                    request = request.header("content-type", kind);
                }
                let status =
                    answer(request.body(Body::from(body)).unwrap()).await.status().as_u16();
                let expected = if uri == "/import" && expected == 200 { 422 } else { expected };
                assert_eq!(status, expected, "{uri}: {name}");
            }
        }
    }

    #[tokio::test]
    async fn what_is_too_long_is_refused() {
        let long = "a".repeat(super::MAX_FORM_BYTES + 1);
        for uri in ["/diagnose", "/import"] {
            assert_eq!(post(uri, &[("text", &long)]).await.status(), 413, "{uri}");
            assert_eq!(post_file(uri, &[], long.as_bytes()).await.status(), 413, "{uri}");
        }
    }
}
