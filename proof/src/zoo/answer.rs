//! An answer of a server that keeps to HTTP, and the pieces from which most are made.

use super::asked::{Asked, Caller};

/// What every page of the zoo sends, so that an animal has its own faults only.
const DRESS: &[(&str, &str)] = &[
    ("Content-Type", "text/html; charset=utf-8"),
    ("X-Content-Type-Options", "nosniff"),
    (
        "Content-Security-Policy",
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
         require-trusted-types-for 'script'; report-uri /reports",
    ),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Embedder-Policy", "require-corp"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Strict-Transport-Security", "max-age=63072000; includeSubDomains"),
    ("Cache-Control", "no-store"),
];

/// An answer. `Content-Length` is added as it is written, unless it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// The fields in their order.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

/// Whether `Access-Control-Allow-Credentials: true` goes with what is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Credentials {
    /// It does.
    Included,
    /// It does not.
    Omitted,
}

impl Answer {
    /// An answer without fields and body.
    #[must_use]
    pub fn bare(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new() }
    }

    /// The zoo's page: everything a page should send, and the secret for whoever is signed in.
    #[must_use]
    pub fn page(asked: &Asked) -> Self {
        let said = if asked.is_signed_in() { super::SECRET } else { super::PUBLIC };
        let headers = DRESS.iter().map(|&(name, value)| (name.to_owned(), value.to_owned()));
        let body = format!("<!doctype html><html lang=en><title>Zoo</title><p>{said}</p></html>");
        Self { status: 200, headers: headers.collect(), body: body.into_bytes() }
    }

    /// The value of the first field of this name, in any case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let field = self.headers.iter().find(|(have, _)| have.eq_ignore_ascii_case(name));
        field.map(|(_, value)| value.as_str())
    }

    /// The same with another body for visitors: whoever asks from elsewhere gets the small one, so that an animal whose
    /// page is large is so only once a scan.
    #[must_use]
    pub fn visited(self, asked: &Asked, body: impl FnOnce() -> String) -> Self {
        if asked.caller().is_some() { self } else { self.body(body()) }
    }

    /// The same with another status.
    #[must_use]
    pub fn status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// The same with one more field.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// The same without the fields of this name.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(have, _)| !have.eq_ignore_ascii_case(name));
        self
    }

    /// The same with another body.
    #[must_use]
    pub fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    /// Allows callers that `accepts` likes and says that it depends on the origin. A CORS-preflight
    /// request is answered 204 with a fixed list, or 403.
    #[must_use]
    pub fn allow(
        asked: &Asked,
        credentials: Credentials,
        accepts: impl FnOnce(Caller<'_>) -> bool,
    ) -> Self {
        let accepted = asked.caller().filter(|&caller| accepts(caller));
        let mut answer = match (asked.is_preflight(), accepted) {
            (false, _) => Self::page(asked),
            (true, None) => Self::bare(403),
            (true, Some(_)) => Self::bare(204)
                .with("Access-Control-Allow-Methods", "GET, PUT, DELETE")
                .with("Access-Control-Allow-Headers", "authorization, content-type")
                .with("Access-Control-Max-Age", "600"),
        };
        if let Some(caller) = accepted {
            answer = answer.with("Access-Control-Allow-Origin", caller.text);
            if credentials == Credentials::Included {
                answer = answer.with("Access-Control-Allow-Credentials", "true");
            }
        }
        answer.with("Vary", "Origin")
    }

    /// The most common of those: the own origin and what `accepts` likes, with credentials.
    #[must_use]
    pub fn trust(asked: &Asked, accepts: impl FnOnce(Caller<'_>) -> bool) -> Self {
        Self::allow(asked, Credentials::Included, |it| it.is_own() || accepts(it))
    }

    /// The same for the own origin alone, without credentials.
    #[must_use]
    pub fn trust_publicly(asked: &Asked) -> Self {
        Self::allow(asked, Credentials::Omitted, is_own)
    }

    /// The bytes on the wire. A body goes with neither `HEAD` nor 204 and 304.
    #[must_use]
    pub fn to_bytes(&self, method: &str) -> Vec<u8> {
        let mut bytes = format!("HTTP/1.1 {} Zoo\r\n", self.status).into_bytes();
        for (name, value) in &self.headers {
            bytes.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
        }
        let has_length = ["content-length", "transfer-encoding"]
            .iter()
            .any(|name| self.headers.iter().any(|(have, _)| have.eq_ignore_ascii_case(name)));
        if !has_length && !matches!(self.status, 204 | 304) {
            bytes.extend_from_slice(format!("Content-Length: {}\r\n", self.body.len()).as_bytes());
        }
        bytes.extend_from_slice(b"\r\n");
        if method != "HEAD" && !matches!(self.status, 204 | 304) {
            bytes.extend_from_slice(&self.body);
        }
        bytes
    }
}

/// [`Caller::is_own`] for a caller of any lifetime.
fn is_own(caller: Caller<'_>) -> bool {
    caller.is_own()
}
