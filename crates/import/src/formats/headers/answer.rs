//! One answer, and what is known of its request.

use corsmith_diagnose::capture::CapturedExchange;
use corsmith_fetch::names::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE,
};
use corsmith_fetch::{HeaderList, is_redirect_status};

/// The headers that a policy comes from.
pub(super) const OF_A_POLICY: [&str; 6] = [
    ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_ALLOW_CREDENTIALS,
    ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_HEADERS,
    ACCESS_CONTROL_MAX_AGE,
    ACCESS_CONTROL_EXPOSE_HEADERS,
];

/// A server's answer.
#[derive(Debug)]
pub(super) struct Answer(CapturedExchange);

impl Answer {
    pub(super) fn new(exchange: CapturedExchange) -> Self {
        Self(exchange)
    }

    pub(super) fn headers(&self) -> &HeaderList {
        &self.0.response_headers
    }

    /// The first header that is too much to be read, and after which none is read.
    pub(super) fn left_out_from(&self) -> Option<&str> {
        self.0.left_out_from.as_deref()
    }

    /// The values of the response's headers of this name, in order.
    pub(super) fn values(&self, name: &str) -> Vec<String> {
        self.headers().values(name).map(text).collect()
    }

    /// The request's header, if the request is known and has it.
    pub(super) fn asked(&self, name: &str) -> Option<String> {
        self.0.request_headers.get(name).map(|value| text(&value))
    }

    /// The status, if it is a redirect's.
    pub(super) fn redirect_status(&self) -> Option<u16> {
        self.0.status.filter(|status| is_redirect_status(*status))
    }

    /// Whether a policy comes from it.
    pub(super) fn has_cors(&self) -> bool {
        OF_A_POLICY.iter().any(|name| self.headers().contains(name))
    }

    /// Whether the request is known to be a preflight: all that asks OPTIONS to see CORS is meant
    /// so, with the headers of one or without.
    pub(super) fn is_preflight(&self) -> bool {
        self.0.method.as_deref() == Some("OPTIONS")
    }

    /// Whether it has what answers to preflights have.
    pub(super) fn may_be_preflight(&self) -> bool {
        let headers = self.headers();
        let has = |name| headers.contains(name);
        self.is_preflight()
            || has(ACCESS_CONTROL_ALLOW_METHODS)
            || has(ACCESS_CONTROL_ALLOW_HEADERS)
            || has(ACCESS_CONTROL_MAX_AGE)
    }
}

fn text(value: &[u8]) -> String {
    String::from_utf8_lossy(value).into_owned()
}
