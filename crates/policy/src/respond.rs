//! What a correct server answers: the one definition that middleware, preview, proofs and
//! simulator share.

use std::borrow::Cow;
use std::fmt;

use corsmith_fetch::{RequestCategory, RequestOrigin, categorize, names};

use crate::limits::MAX_METHOD_BYTES;
use crate::origin_pattern::OriginPattern;
use crate::policy::{Policy, ResourcePolicy};
use crate::request_headers::{self, NamesDenial, trim_ows};

/// What of a request matters to the CORS protocol.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The method, as sent.
    pub method: &'a str,
    /// The request target: a path and perhaps a query.
    pub target: &'a str,
    /// The header lines in order, duplicates included; names in any case.
    pub headers: &'a [(&'a str, &'a [u8])],
}

/// Which kind of request it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestKind {
    /// No `Origin` header: not a CORS request.
    NotCors,
    /// A CORS request that is not a CORS-preflight request.
    Actual,
    /// A CORS-preflight request: `OPTIONS`, `Origin` and `Access-Control-Request-Method`.
    Preflight,
}

impl fmt::Display for RequestKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotCors => "not-cors",
            Self::Actual => "actual",
            Self::Preflight => "preflight",
        })
    }
}

/// What a correct server does with a request.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Answer<'a> {
    /// Which kind of request it is.
    pub kind: RequestKind,
    /// The status, for preflights: 204 if allowed, 403 if not. `None` where the application
    /// answers: actual requests are never refused by CORS.
    pub status: Option<u16>,
    /// Exactly the headers that the server adds, in a fixed order. `Vary` is to be merged with
    /// the application's own; the application's own `Access-Control-*` are to be removed.
    pub headers: Vec<(&'static str, Cow<'a, str>)>,
    /// The pattern that allowed the origin.
    pub origin_match: Option<&'a OriginPattern>,
    /// Why the browser will not let the page read, or not send the actual request.
    pub denial: Option<Denial>,
}

impl Answer<'_> {
    /// The value of a header that the server adds, by its name without regard to case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(other, _)| other.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_ref())
    }
}

/// Why a CORS request is not allowed. `Display` is one sentence without its full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Denial {
    /// The `Origin` header is not one serialised origin.
    MalformedOrigin,
    /// The origin is not allowed.
    OriginNotAllowed,
    /// The method is not allowed.
    MethodNotAllowed {
        /// As asked, with bytes that are not UTF-8 replaced.
        method: String,
    },
    /// A header name is not allowed.
    HeaderNotAllowed {
        /// In lower case.
        name: String,
    },
    /// `Authorization` is asked for, and only `*` is listed, which does not cover it.
    AuthorizationNotListed,
    /// `Access-Control-Request-Headers` is not a list of header names.
    MalformedRequestHeaders,
    /// `Access-Control-Request-Headers` is beyond the limits of [`crate::limits`].
    RequestHeadersTooLong,
}

impl fmt::Display for Denial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MalformedOrigin => f.write_str("the Origin header is not one serialised origin"),
            Self::OriginNotAllowed => f.write_str("the origin is not allowed"),
            Self::MethodNotAllowed { method } => {
                write!(f, "the method `{method}` is not listed in allow-methods")?;
                if method != &method.to_ascii_uppercase() {
                    f.write_str("; methods are case-sensitive")?;
                }
                Ok(())
            }
            Self::HeaderNotAllowed { name } => {
                write!(f, "the header name `{name}` is not listed in allow-headers")
            }
            Self::AuthorizationNotListed => f.write_str(
                "`authorization` is not listed in allow-headers, and `*` does not cover it",
            ),
            Self::MalformedRequestHeaders => {
                f.write_str("Access-Control-Request-Headers is not a list of header names")
            }
            Self::RequestHeadersTooLong => f.write_str(
                "Access-Control-Request-Headers is longer than anything a browser sends",
            ),
        }
    }
}

impl Policy {
    /// What a correct server answers to `request`.
    ///
    /// ```
    /// use corsmith_policy::{Format, PolicyDocument, Request, Selection};
    ///
    /// let document = PolicyDocument::parse(br#"
    ///     [policy]
    ///     allow-origins = ["https://app.example.com"]
    ///     allow-methods = ["PUT"]
    /// "#, Format::Toml);
    /// let policy = document.resolve(&Selection::default()).into_policy()?;
    /// let answer = policy.respond(&Request {
    ///     method: "OPTIONS",
    ///     target: "/orders/1",
    ///     headers: &[("Origin", b"https://app.example.com"), ("Access-Control-Request-Method", b"PUT")],
    /// });
    /// assert_eq!(answer.status, Some(204));
    /// assert_eq!(answer.header("access-control-allow-methods"), Some("PUT"));
    /// # Ok::<(), Vec<corsmith_policy::PolicyError>>(())
    /// ```
    #[must_use]
    pub fn respond<'a>(&'a self, request: &Request<'a>) -> Answer<'a> {
        self.resource(request.target).respond(request)
    }
}

impl ResourcePolicy {
    /// As [`ResourcePolicy::respond`], but as servers answer that state their lists and leave the
    /// comparison to the browser, as every server that Corsmith writes configuration for does: a
    /// preflight of an allowed origin for a method or a header that is not allowed gets 204 and the
    /// lists. By the standard the browser refuses it all the same, and can name what is missing; but
    /// engines take the `*` of [`allow-headers`](Self::headers) for `Authorization` too.
    ///
    /// ```
    /// use corsmith_policy::{Format, PolicyDocument, Request, Selection};
    ///
    /// let text = br#"{"policy": {"allow-origins": ["https://a.example"], "allow-methods": ["PUT"]}}"#;
    /// let document = PolicyDocument::parse(text, Format::Json);
    /// let policy = document.resolve(&Selection::default()).into_policy()?;
    /// let headers: &[(&str, &[u8])] =
    ///     &[("Origin", b"https://a.example"), ("Access-Control-Request-Method", b"PATCH")];
    /// let request = Request { method: "OPTIONS", target: "/", headers };
    /// let resource = policy.resource("/");
    /// assert_eq!(resource.respond(&request).status, Some(403));
    /// let answer = resource.respond_with_lists(&request);
    /// assert_eq!(answer.status, Some(204));
    /// assert_eq!(answer.header("access-control-allow-methods"), Some("PUT"));
    /// # Ok::<(), Vec<corsmith_policy::PolicyError>>(())
    /// ```
    #[must_use]
    pub fn respond_with_lists<'a>(&'a self, request: &Request<'a>) -> Answer<'a> {
        let refused = self.respond(request);
        let is_unlisted = match &refused.denial {
            // No browser sends what `*` does not cover.
            Some(Denial::MethodNotAllowed { .. }) => !self.methods().has_wildcard(),
            Some(Denial::HeaderNotAllowed { .. } | Denial::AuthorizationNotListed) => true,
            _ => false,
        };
        let category = categorize(request.method, request.headers);
        let RequestCategory::Preflight { origin, method } = category else { return refused };
        let mut answer = self.answer(RequestKind::Preflight);
        let Some(allow_origin) = self.match_origin(&mut answer, origin).filter(|_| is_unlisted)
        else {
            return refused;
        };
        (answer.status, answer.denial) = (Some(204), refused.denial);
        answer.headers.push((names::ACCESS_CONTROL_ALLOW_ORIGIN, allow_origin));
        self.add_credentials(&mut answer);
        let lines = request_header_lines(request);
        // With credentials `*` is written as what was asked for, and that is not allowed.
        let is_echoed = self.headers().has_wildcard() && self.allows_credentials();
        let is_stated = !is_echoed || request_headers::check(self.headers(), lines.clone()).is_ok();
        let lists = [
            (names::ACCESS_CONTROL_ALLOW_METHODS, self.allow_methods(trim_ows(method))),
            (names::ACCESS_CONTROL_ALLOW_HEADERS, self.allow_headers(lines).filter(|_| is_stated)),
            (names::ACCESS_CONTROL_MAX_AGE, self.max_age_value().map(Cow::Borrowed)),
        ];
        answer.headers.extend(lists.into_iter().filter_map(|(name, value)| Some((name, value?))));
        answer
    }

    /// As [`Policy::respond`], for a resource that is known already.
    #[must_use]
    pub fn respond<'a>(&'a self, request: &Request<'a>) -> Answer<'a> {
        match categorize(request.method, request.headers) {
            RequestCategory::NotCors => self.respond_to_not_cors(),
            RequestCategory::Actual { origin } => self.respond_to_actual(origin),
            RequestCategory::Preflight { origin, method } => {
                self.respond_to_preflight(origin, method, request)
            }
        }
    }

    fn respond_to_not_cors(&self) -> Answer<'_> {
        let mut answer = self.answer(RequestKind::NotCors);
        // With `*` the headers are the same for every request, and a cached answer then serves
        // CORS requests too (Fetch, "CORS protocol and HTTP caches").
        if self.origins().allows_any() {
            self.add_actual_headers(&mut answer, Cow::Borrowed("*"));
        }
        answer
    }

    fn respond_to_actual<'a>(&'a self, origin: RequestOrigin<'a>) -> Answer<'a> {
        let mut answer = self.answer(RequestKind::Actual);
        if let Some(allow_origin) = self.match_origin(&mut answer, origin) {
            self.add_actual_headers(&mut answer, allow_origin);
        }
        answer
    }

    fn respond_to_preflight<'a>(
        &'a self,
        origin: RequestOrigin<'a>,
        method: &'a [u8],
        request: &Request<'a>,
    ) -> Answer<'a> {
        let mut answer = self.answer(RequestKind::Preflight);
        answer.status = Some(403);
        let Some(allow_origin) = self.match_origin(&mut answer, origin) else { return answer };
        let method = trim_ows(method);
        let lines = request_header_lines(request);
        if let Err(denial) = self.check_method(method) {
            answer.denial = Some(denial);
            return answer;
        }
        if let Err(denial) = request_headers::check(self.headers(), lines.clone()) {
            answer.denial = Some(denial.into());
            return answer;
        }
        answer.status = Some(204);
        answer.headers.push((names::ACCESS_CONTROL_ALLOW_ORIGIN, allow_origin));
        self.add_credentials(&mut answer);
        if let Some(methods) = self.allow_methods(method) {
            answer.headers.push((names::ACCESS_CONTROL_ALLOW_METHODS, methods));
        }
        if let Some(headers) = self.allow_headers(lines) {
            answer.headers.push((names::ACCESS_CONTROL_ALLOW_HEADERS, headers));
        }
        if let Some(max_age) = self.max_age_value() {
            answer.headers.push((names::ACCESS_CONTROL_MAX_AGE, max_age.into()));
        }
        answer
    }

    /// An answer with `Vary` alone. It belongs on every answer, allowed or not, so that a cache
    /// never serves one origin's answer to another (whatwg/fetch issue 564).
    fn answer<'a>(&self, kind: RequestKind) -> Answer<'a> {
        let mut headers = Vec::with_capacity(6);
        if self.varies_on_origin() {
            headers.push((names::VARY, Cow::Borrowed("Origin")));
        }
        Answer { kind, status: None, headers, origin_match: None, denial: None }
    }

    /// Matches the origin; the value of `Access-Control-Allow-Origin` if it is allowed.
    fn match_origin<'a>(
        &'a self,
        answer: &mut Answer<'a>,
        origin: RequestOrigin<'a>,
    ) -> Option<Cow<'a, str>> {
        answer.origin_match = self.origins().find_parsed(origin);
        let allow_origin = match (origin, answer.origin_match) {
            (_, Some(_)) if self.origins().allows_any() => "*",
            (RequestOrigin::Tuple(origin), Some(_)) => origin.as_str(),
            (RequestOrigin::Null, Some(_)) => "null",
            (RequestOrigin::Malformed, _) => {
                answer.denial = Some(Denial::MalformedOrigin);
                return None;
            }
            (_, None) => {
                answer.denial = Some(Denial::OriginNotAllowed);
                return None;
            }
        };
        Some(allow_origin.into())
    }

    fn add_actual_headers<'a>(&'a self, answer: &mut Answer<'a>, allow_origin: Cow<'a, str>) {
        answer.headers.push((names::ACCESS_CONTROL_ALLOW_ORIGIN, allow_origin));
        self.add_credentials(answer);
        if let Some(exposed) = self.expose_headers_value() {
            answer.headers.push((names::ACCESS_CONTROL_EXPOSE_HEADERS, exposed.into()));
        }
    }

    fn add_credentials(&self, answer: &mut Answer<'_>) {
        if self.allows_credentials() {
            answer.headers.push((names::ACCESS_CONTROL_ALLOW_CREDENTIALS, "true".into()));
        }
    }

    /// CORS-preflight fetch, step 7.5, seen from the server.
    fn check_method(&self, method: &[u8]) -> Result<(), Denial> {
        let text = std::str::from_utf8(method).ok();
        let allowed = self.methods().lists_method(method)
            || text.is_some_and(|method| {
                corsmith_fetch::is_cors_safelisted_method(method)
                    || self.methods().has_wildcard()
                        && method.len() <= MAX_METHOD_BYTES
                        && corsmith_fetch::is_method(method)
                        && !corsmith_fetch::is_forbidden_method(method)
            });
        if allowed {
            return Ok(());
        }
        let shown = &method[..method.len().min(MAX_METHOD_BYTES)];
        Err(Denial::MethodNotAllowed { method: String::from_utf8_lossy(shown).into_owned() })
    }

    fn allow_methods<'a>(&'a self, method: &'a [u8]) -> Option<Cow<'a, str>> {
        if self.methods().has_wildcard() && self.allows_credentials() {
            // `*` would be literal: answer what was asked.
            return Some(String::from_utf8_lossy(method));
        }
        self.allow_methods_value().map(Cow::Borrowed)
    }

    fn allow_headers<'a>(&'a self, lines: impl Iterator<Item = &'a [u8]>) -> Option<Cow<'a, str>> {
        if self.headers().has_wildcard() && self.allows_credentials() {
            // The same; `check` has bounded what is echoed.
            let names = request_headers::join(lines);
            return (!names.is_empty()).then_some(Cow::Owned(names));
        }
        self.allow_headers_value().map(Cow::Borrowed)
    }
}

/// The lines of `Access-Control-Request-Headers`.
fn request_header_lines<'a>(
    request: &Request<'a>,
) -> impl Iterator<Item = &'a [u8]> + Clone + use<'a> {
    let name = names::ACCESS_CONTROL_REQUEST_HEADERS;
    let lines = request.headers.iter().filter(move |(own, _)| own.eq_ignore_ascii_case(name));
    lines.map(|(_, value)| *value)
}

impl From<NamesDenial> for Denial {
    fn from(denial: NamesDenial) -> Self {
        match denial {
            NamesDenial::NotListed(name) => Self::HeaderNotAllowed { name },
            NamesDenial::AuthorizationNotListed => Self::AuthorizationNotListed,
            NamesDenial::Malformed => Self::MalformedRequestHeaders,
            NamesDenial::TooLong => Self::RequestHeadersTooLong,
        }
    }
}
