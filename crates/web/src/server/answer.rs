//! From a request to a whole answer: checked, worked on within its time, and dressed.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::header::{ALLOW, CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, HOST, RETRY_AFTER};
use axum::http::{
    HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode, Uri, Version,
};
use axum::response::IntoResponse;
use http_body_util::BodyExt;
use hyper::body::Incoming;
use tokio::sync::Semaphore;
use tokio::time::timeout;
use tower::ServiceExt;

use super::compression::{Coding, compress};
use super::headers::{Transport, keep, protect};
use super::upload::{self, Upload};
use crate::limits::Limits;
use crate::problem::{Form, Problem};

/// The longest sentence of a handler that is quoted on an error page, in bytes.
const MAX_DETAIL_BYTES: usize = 2_000;

/// What all connections share.
pub(super) struct Site {
    pub(super) limits: Limits,
    transport: Transport,
    router: Router,
    /// Memory for the bodies of requests.
    room: Arc<Semaphore>,
    /// Turns for heavy requests.
    turns: Arc<Semaphore>,
}

/// What of a request the form of its answer depends on.
struct Asker {
    method: Method,
    form: Form,
    coding: Option<Coding>,
}

impl Site {
    pub(super) fn new(router: Router, transport: Transport, limits: Limits) -> Self {
        Self {
            room: upload::room(&limits),
            turns: Arc::new(Semaphore::new(limits.heavy_requests.max(1))),
            limits,
            transport,
            router,
        }
    }

    pub(super) const fn transport(&self) -> Transport {
        self.transport
    }

    /// Answers a request, whatever it is. The second is whether the body was left unread.
    pub(super) async fn answer(&self, request: Request<Incoming>) -> (Response<Bytes>, Rest) {
        let (parts, body) = request.into_parts();
        let asker = Asker {
            method: parts.method.clone(),
            form: Form::of(&parts.uri, &parts.headers),
            coding: Coding::quickest(&parts.headers),
        };
        let early = self.early(&parts.method, parts.version, &parts.uri, &parts.headers);
        if let Some(response) = early {
            return (self.dress(response, &asker).await, Rest::Unread);
        }
        let upload = match Upload::read(body, &self.limits, &self.room).await {
            Ok(upload) => upload,
            Err(problem) => {
                return (self.dress(problem.into_response(), &asker).await, Rest::Unread);
            }
        };
        let work = self.work(Request::from_parts(parts, ()), upload);
        let response = timeout(self.limits.request_time, work).await.unwrap_or_else(|_| {
            let seconds = self.limits.request_time.as_secs();
            let detail = format!("There was no answer after {seconds} s.");
            Problem::new(StatusCode::SERVICE_UNAVAILABLE, detail).into_response()
        });
        (self.dress(response, &asker).await, Rest::Read)
    }

    /// The answer to what is no request: as bytes, for the end of a connection.
    pub(super) async fn refusal(&self, status: StatusCode) -> Vec<u8> {
        let detail = match status {
            StatusCode::REQUEST_TIMEOUT => "The head of the request was not whole in time.",
            StatusCode::URI_TOO_LONG => return self.written(too_long(&self.limits)).await,
            StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE => {
                let problem = Problem::new(
                    status,
                    format!(
                        "The head of the request is longer than {} bytes or 100 lines.",
                        self.limits.head_bytes
                    ),
                );
                return self.written(problem).await;
            }
            _ => "What was sent is not an HTTP request.",
        };
        self.written(Problem::new(status, detail)).await
    }

    /// The answer to a request that no handler sees.
    fn early(
        &self,
        method: &Method,
        version: Version,
        uri: &Uri,
        headers: &HeaderMap,
    ) -> Option<axum::response::Response> {
        const ALL: [(HeaderName, &str); 1] = [(ALLOW, "GET, HEAD, POST, OPTIONS")];
        let bad = |detail| Some(Problem::new(StatusCode::BAD_REQUEST, detail).into_response());
        let target = uri.path_and_query().map_or(0, |target| target.as_str().len());
        if target > self.limits.target_bytes {
            return Some(too_long(&self.limits).into_response());
        }
        // RFC 9112, section 3.2.
        let hosts = headers.get_all(HOST).iter().count();
        if hosts > 1 || (hosts == 0 && version >= Version::HTTP_11) {
            return bad("A request has one `Host` header.");
        }
        if *method == Method::OPTIONS && uri.path() == "*" {
            return Some((StatusCode::NO_CONTENT, ALL).into_response());
        }
        if *method == Method::CONNECT {
            let problem = Problem::new(StatusCode::METHOD_NOT_ALLOWED, "This is not a proxy.");
            return Some((ALL, problem).into_response());
        }
        if !uri.path().starts_with('/') {
            return bad("The target of the request does not begin with `/`.");
        }
        None
    }

    /// Asks the router; where that is long work, beside the threads that answer the others.
    async fn work(&self, request: Request<()>, upload: Upload) -> axum::response::Response {
        let heavy = upload.bytes.len() > self.limits.heavy_bytes;
        let request = request.map(|()| Body::from(upload.bytes.clone()));
        let router = self.router.clone();
        if !heavy {
            return match router.oneshot(request).await {
                Ok(response) => response,
                Err(never) => match never {},
            };
        }
        let Ok(turn) = Arc::clone(&self.turns).acquire_owned().await else {
            return Problem::bug().into_response();
        };
        let runtime = tokio::runtime::Handle::current();
        let work = tokio::task::spawn_blocking(move || {
            let _held = (turn, upload);
            runtime.block_on(router.oneshot(request))
        });
        match work.await {
            Ok(Ok(response)) => response,
            Ok(Err(never)) => match never {},
            Err(_) => Problem::bug().into_response(),
        }
    }

    /// Gives an answer its form, its coding and its headers.
    async fn dress(&self, response: axum::response::Response, asker: &Asker) -> Response<Bytes> {
        let (mut parts, body) = response.into_parts();
        // Handlers answer with what they have, so this neither waits nor fails.
        let mut bytes = body.collect().await.map(http_body_util::Collected::to_bytes);
        if let Some(problem) = problem(&mut parts, bytes.as_deref().unwrap_or_default()) {
            let (shown, body) = problem.in_form(asker.form).into_parts();
            parts.headers.remove(CONTENT_LENGTH);
            parts.headers.extend(shown.headers);
            if parts.status == StatusCode::SERVICE_UNAVAILABLE {
                parts.headers.insert(RETRY_AFTER, HeaderValue::from_static("5"));
            }
            bytes = body.collect().await.map(http_body_util::Collected::to_bytes);
        }
        let mut response = Response::from_parts(parts, bytes.unwrap_or_default());
        if asker.method == Method::HEAD {
            // The length of what a GET would get, where it is known; nothing else of it.
            let length = response.body().len();
            let headers = response.headers_mut();
            if length > 0 && !headers.contains_key(CONTENT_LENGTH) {
                headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
            }
            *response.body_mut() = Bytes::new();
        }
        let mut response = compress(response, asker.coding);
        let status = response.status();
        protect(response.headers_mut(), self.transport);
        keep(response.headers_mut(), &asker.method, status);
        response
    }

    async fn written(&self, problem: Problem) -> Vec<u8> {
        let asker = Asker { method: Method::GET, form: Form::Page, coding: None };
        let mut response = self.dress(problem.into_response(), &asker).await;
        let length = HeaderValue::from(response.body().len());
        response.headers_mut().insert(CONTENT_LENGTH, length);
        response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
        let mut bytes = format!("HTTP/1.1 {}\r\n", response.status()).into_bytes();
        for (name, value) in response.headers() {
            for part in [name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"] {
                bytes.extend_from_slice(part);
            }
        }
        bytes.extend_from_slice(b"\r\n");
        bytes.extend_from_slice(response.body());
        bytes
    }
}

/// What became of the body of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rest {
    Read,
    Unread,
}

/// The problem that an answer is: its own, or the sentence of an extractor of axum's, or a status
/// without a body.
fn problem(parts: &mut axum::http::response::Parts, text: &[u8]) -> Option<Problem> {
    if let Some(problem) = parts.extensions.remove::<Problem>() {
        return (problem.status() == parts.status).then_some(problem);
    }
    let error = parts.status.is_client_error() || parts.status.is_server_error();
    let media_type = parts.headers.get(CONTENT_TYPE).map_or(&b""[..], HeaderValue::as_bytes);
    if !error || !(media_type.is_empty() || media_type.starts_with(b"text/plain")) {
        return None;
    }
    match parts.status {
        StatusCode::METHOD_NOT_ALLOWED => return Some(Problem::method_not_allowed()),
        StatusCode::INTERNAL_SERVER_ERROR => return Some(Problem::bug()),
        _ => {}
    }
    let text = String::from_utf8_lossy(text.get(..MAX_DETAIL_BYTES).unwrap_or(text));
    let text = match text.trim() {
        "" => "The request was refused.",
        text => text,
    };
    Some(Problem::new(parts.status, text.to_owned()))
}

fn too_long(limits: &Limits) -> Problem {
    Problem::new(
        StatusCode::URI_TOO_LONG,
        format!("The address is longer than the limit of {} bytes.", limits.target_bytes),
    )
    .help("A policy of this size is better kept in a file: `corsmith build corsmith.toml`.")
}
