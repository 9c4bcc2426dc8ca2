//! From the format to the types of [`corsmith_fetch`].

use corsmith_fetch::{
    CredentialsMode, HeaderList, HttpResponse, Origin, PreflightFlag, RedirectMode, ReferrerPolicy,
    RequestError, RequestInit, RequestMode,
};

use crate::bytes::encode;
use crate::case::{CaseRequest, Credentials, Mode, Redirect, Response};

/// Why a case cannot be run as it is written.
pub(crate) enum Unusable {
    /// The case says something impossible: the path to it, and why.
    Invalid { path: &'static str, why: String },
    /// Web IDL's conversion to `ByteString` throws before the constructor begins.
    Throws(RequestError),
}

pub(crate) fn request_init(page: &str, request: &CaseRequest) -> Result<RequestInit, Unusable> {
    let origin = Origin::parse(page)
        .map_err(|error| Unusable::Invalid { path: "page_origin", why: error.to_string() })?;
    let policy = request.referrer_policy.as_deref().unwrap_or_default();
    let referrer_policy = ReferrerPolicy::from_name(policy).ok_or_else(|| Unusable::Invalid {
        path: "request.referrer_policy",
        why: format!("there is no referrer policy `{policy}`"),
    })?;
    let mut headers = Vec::with_capacity(request.headers.len());
    for (name, value) in &request.headers {
        let bytes = encode(value).filter(|_| encode(name).is_some()).ok_or_else(|| {
            let text = if encode(name).is_some() { value.clone() } else { name.clone() };
            Unusable::Throws(RequestError::NotAByteString { text })
        })?;
        headers.push((name.clone(), bytes));
    }
    if encode(&request.method).is_none() {
        let text = request.method.clone();
        return Err(Unusable::Throws(RequestError::NotAByteString { text }));
    }
    Ok(RequestInit {
        origin,
        url: request.url.clone(),
        method: request.method.clone(),
        headers,
        credentials: request.credentials.into(),
        mode: request.mode.into(),
        redirect: request.redirect.into(),
        referrer_policy,
        use_cors_preflight_flag: if request.use_cors_preflight_flag {
            PreflightFlag::Set
        } else {
            PreflightFlag::Unset
        },
    })
}

/// The response as it comes out of an HTTP parser, or why it is none.
pub(crate) fn http_response(response: &Response) -> Result<HttpResponse, String> {
    // 1xx responses are not final, and no parser takes four digits.
    if !(200..=599).contains(&response.status) {
        return Err(format!("{} is no final status: 200 to 599 are", response.status));
    }
    let mut headers = HeaderList::new();
    for (name, value) in &response.headers {
        let bytes = encode(value).ok_or_else(|| {
            format!("the value of `{name}` has a code point above U+00FF, which is no byte")
        })?;
        headers.append(name.as_str(), trim_ows(&bytes));
    }
    Ok(HttpResponse { status: response.status, headers })
}

/// An HTTP parser drops spaces and tabs around a value, and nothing else (RFC 9110, section 5.5).
fn trim_ows(mut bytes: &[u8]) -> &[u8] {
    while let [b' ' | b'\t', rest @ ..] | [rest @ .., b' ' | b'\t'] = bytes {
        bytes = rest;
    }
    bytes
}

impl From<Credentials> for CredentialsMode {
    fn from(mode: Credentials) -> Self {
        match mode {
            Credentials::Omit => Self::Omit,
            Credentials::SameOrigin => Self::SameOrigin,
            Credentials::Include => Self::Include,
        }
    }
}

impl From<Mode> for RequestMode {
    fn from(mode: Mode) -> Self {
        match mode {
            Mode::Cors => Self::Cors,
            Mode::NoCors => Self::NoCors,
            Mode::SameOrigin => Self::SameOrigin,
        }
    }
}

impl From<Redirect> for RedirectMode {
    fn from(mode: Redirect) -> Self {
        match mode {
            Redirect::Follow => Self::Follow,
            Redirect::Error => Self::Error,
            Redirect::Manual => Self::Manual,
        }
    }
}
