//! `allow-headers`.

use corsmith_fetch::is_cors_non_wildcard_request_header_name;
use corsmith_fetch::names::ACCESS_CONTROL_ALLOW_HEADERS;
use corsmith_policy::Resource;

use super::{Explanation, enumerate};

pub(super) fn explain(resource: &Resource) -> Explanation {
    Explanation {
        header: ACCESS_CONTROL_ALLOW_HEADERS,
        setting: "allow-headers",
        sentence: sentence(resource),
    }
}

fn sentence(resource: &Resource) -> String {
    let headers = &resource.allow_headers;
    let authorization =
        headers.named().any(|entry| is_cors_non_wildcard_request_header_name(&entry.name));
    if headers.wildcard().is_some() {
        let caveat = match (authorization, resource.allows_credentials()) {
            (true, _) => ", `Authorization` included",
            (false, true) => " but `Authorization`, which has to be listed by name",
            (false, false) => {
                " but `Authorization`, which the standard wants listed by name, although browsers still let `*` cover it"
            }
        };
        let echo = if resource.allows_credentials() {
            "; since browsers take `*` literally with credentials, the server has to echo the names that each preflight asks for"
        } else {
            ""
        };
        return format!("Pages can set any request header{caveat}{echo}.");
    }
    if headers.entries.is_empty() {
        return "Pages can set only the safelisted headers with ordinary values: a request with a JSON `Content-Type` or an `Authorization` header fails its preflight.".to_owned();
    }
    let names = enumerate(headers.entries.iter().map(|entry| entry.name.as_str()));
    let caveat = if authorization {
        "a page that sets `Authorization` sends a token it holds, which works without `allow-credentials`"
    } else {
        "any other that is not safelisted, such as `Authorization`, fails its preflight"
    };
    format!("Pages can set {names}, in any case; {caveat}.")
}
