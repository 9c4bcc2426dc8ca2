//! The questions, each of which is asked once.

use std::collections::HashMap;

use corsmith_fetch::{
    ActualRequest, CredentialsMode, HeaderList, Origin, PreflightFlag, cors_check,
    cors_preflight_check, names,
};

use super::InferOptions;
use crate::asking::Asking;
use crate::{Purpose, Request, Target, Transport, fetch_metadata, own_fields};

/// What a site answered.
#[derive(Debug, Clone)]
pub(super) struct Heard {
    pub(super) status: u16,
    pub(super) headers: HeaderList,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Question {
    /// The path, perhaps with a query.
    pub(super) path: String,
    /// `None` sends no `Origin`.
    pub(super) origin: Option<String>,
    /// Of a preflight, the method and the header names it asks for; `None` for a `GET`.
    pub(super) preflight: Option<(String, String)>,
}

impl Question {
    pub(super) fn actual(path: &str, origin: &str) -> Self {
        Self { path: path.to_owned(), origin: Some(origin.to_owned()), preflight: None }
    }

    pub(super) fn preflight(path: &str, origin: &str, method: &str, header_names: &str) -> Self {
        let preflight = Some((method.to_owned(), header_names.to_ascii_lowercase()));
        Self { preflight, ..Self::actual(path, origin) }
    }
}

/// Who asks.
pub(super) struct Ask<'a, T> {
    asking: Asking<'a, T>,
    target: &'a Target,
    options: &'a InferOptions,
    heard: HashMap<Question, Option<Heard>>,
    /// How many questions were sent and had no answer.
    failures: usize,
}

impl<'a, T: Transport> Ask<'a, T> {
    pub(super) fn new(transport: &'a mut T, target: &'a Target, options: &'a InferOptions) -> Self {
        let asking = Asking::new(transport, options.max_requests);
        Self { asking, target, options, heard: HashMap::new(), failures: 0 }
    }

    pub(super) fn target(&self) -> &'a Target {
        self.target
    }

    pub(super) fn options(&self) -> &'a InferOptions {
        self.options
    }

    pub(super) fn sent(&self) -> usize {
        self.asking.sent()
    }

    pub(super) fn failures(&self) -> usize {
        self.failures
    }

    pub(super) fn stopped(&self) -> Option<String> {
        self.asking.stopped().map(str::to_owned)
    }

    /// The answer, if there is one.
    pub(super) async fn hear(&mut self, question: Question) -> Option<Heard> {
        if let Some(heard) = self.heard.get(&question) {
            return heard.clone();
        }
        let sent = self.asking.sent();
        let answer = self.asking.ask(&self.request(&question)).await;
        if answer.is_err() && self.asking.sent() > sent {
            self.failures += 1;
        }
        let heard =
            answer.ok().map(|answer| Heard { status: answer.status, headers: answer.headers });
        self.heard.insert(question, heard.clone());
        heard
    }

    fn request(&self, question: &Question) -> Request {
        let url = self.target.at(&question.path).url;
        let method = if question.preflight.is_some() { "OPTIONS" } else { "GET" };
        let mut request = Request::new(method, url);
        if let Some(origin) = &question.origin {
            request.headers.append(names::ORIGIN, origin);
        }
        let mut purpose = Purpose::Actual;
        if let Some((method, header_names)) = &question.preflight {
            purpose = Purpose::Preflight;
            request.headers.append(names::ACCESS_CONTROL_REQUEST_METHOD, method);
            if !header_names.is_empty() {
                request.headers.append(names::ACCESS_CONTROL_REQUEST_HEADERS, header_names);
            }
        }
        fetch_metadata::set(&mut request, purpose);
        own_fields::set(&mut request, &self.options.headers, purpose);
        request
    }
}

impl Heard {
    /// The value of a field as text.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.headers.get(name).map(|value| String::from_utf8_lossy(&value).into_owned())
    }

    /// Whether a page at `origin` may read the answer.
    pub(super) fn lets_read(&self, origin: &str, credentials: CredentialsMode) -> bool {
        Origin::parse(origin)
            .is_ok_and(|origin| cors_check(&origin, credentials, &self.headers).is_ok())
    }

    /// Whether the preflight passes for a request of this method and these header names.
    pub(super) fn lets_send(
        &self,
        origin: &str,
        method: &str,
        header_names: &[&str],
        credentials: CredentialsMode,
    ) -> bool {
        let mut unsafe_names: Vec<_> =
            header_names.iter().map(|name| name.to_ascii_lowercase()).collect();
        unsafe_names.sort();
        let actual = ActualRequest {
            method,
            unsafe_names: &unsafe_names,
            credentials,
            use_cors_preflight_flag: PreflightFlag::Unset,
        };
        Origin::parse(origin).is_ok_and(|origin| {
            cors_preflight_check(&origin, &actual, self.status, &self.headers).is_ok()
        })
    }
}
