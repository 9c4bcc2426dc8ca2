//! `allow-methods`.

use corsmith_fetch::is_cors_safelisted_method;
use corsmith_fetch::names::ACCESS_CONTROL_ALLOW_METHODS;
use corsmith_policy::Resource;

use super::{Explanation, enumerate};

pub(super) fn explain(resource: &Resource) -> Explanation {
    Explanation {
        header: ACCESS_CONTROL_ALLOW_METHODS,
        setting: "allow-methods",
        sentence: sentence(resource),
    }
}

fn sentence(resource: &Resource) -> String {
    let methods = &resource.allow_methods;
    if methods.wildcard().is_some() {
        return if resource.allows_credentials() {
            "Pages can send any method; since browsers take `*` literally with credentials, the server has to echo the method that each preflight asks for."
        } else {
            "Pages can send any method without credentials, also those that the API gains later."
        }
        .to_owned();
    }
    // `OPTIONS` is left to a sentence of its own: most who list it mean preflights.
    let needed: Vec<_> = methods
        .named()
        .map(|entry| entry.name.as_str())
        .filter(|name| !is_cors_safelisted_method(name) && *name != "OPTIONS")
        .collect();
    let lists_options = methods.named().any(|entry| entry.name == "OPTIONS");
    let options = if lists_options {
        " `OPTIONS` is listed for pages that send it themselves; preflights do not need it."
    } else {
        ""
    };
    if needed.is_empty() {
        return format!(
            "Pages can send GET, HEAD and POST, which need no listing and cannot be forbidden by CORS; any other method fails its preflight.{options}"
        );
    }
    let unusual = needed.iter().find(|name| name.bytes().any(|byte| byte.is_ascii_lowercase()));
    let case = unusual.map_or_else(String::new, |name| {
        format!(
            " `{name}` is compared as written: a page that types `{}` is refused.",
            name.to_ascii_uppercase()
        )
    });
    format!(
        "Pages can send {}, besides GET, HEAD and POST, which need no listing and cannot be forbidden by CORS.{case}{options}",
        enumerate(needed)
    )
}
