//! `expose-headers`.

use corsmith_fetch::is_cors_safelisted_response_header_name;
use corsmith_fetch::names::ACCESS_CONTROL_EXPOSE_HEADERS;
use corsmith_policy::Resource;

use super::{Explanation, enumerate};

pub(super) fn explain(resource: &Resource) -> Explanation {
    Explanation {
        header: ACCESS_CONTROL_EXPOSE_HEADERS,
        setting: "expose-headers",
        sentence: sentence(resource),
    }
}

/// The seven of Fetch's CORS-safelisted response-header names.
const SAFELISTED: &str = "`Cache-Control`, `Content-Language`, `Content-Length`, `Content-Type`, `Expires`, `Last-Modified` and `Pragma`";

fn sentence(resource: &Resource) -> String {
    let headers = &resource.expose_headers;
    if headers.wildcard().is_some() {
        return if resource.allows_credentials() {
            "Refused: with credentials `*` is a header named `*`, so nothing more is exposed."
        } else {
            "Scripts can read every response header but `Set-Cookie`, also those that a proxy adds later; for requests with credentials it would expose nothing more."
        }
        .to_owned();
    }
    let needed: Vec<_> = headers
        .named()
        .map(|entry| entry.name.as_str())
        .filter(|name| !is_cors_safelisted_response_header_name(name))
        .collect();
    if needed.is_empty() {
        return format!(
            "Scripts can read only {SAFELISTED}; of any other, such as `ETag` or `Location`, they read nothing, without an error."
        );
    }
    format!(
        "Scripts can read {}, besides the seven that need no listing; what is not listed reads as absent, without an error.",
        enumerate(needed)
    )
}
