//! The policy of one resource as a function that makes headers.

use corsmith_policy::ResourcePolicy;
use serde::Serialize;

use super::Language;

/// A function that makes the headers of one resource.
#[derive(Debug, Serialize)]
pub(super) struct Resource {
    pub(super) function: String,
    /// For a comment: the path as a literal; none for the default.
    path: Option<String>,
    /// Whether the function has a use for the request.
    pub(super) takes_request: bool,
    /// The function that decides on the origin; none where any is allowed.
    origin_test: Option<String>,
    credentials: bool,
    on_preflights: Vec<Added>,
    on_others: Vec<Added>,
}

/// A header that the function adds.
#[derive(Debug, Serialize)]
struct Added {
    name: &'static str,
    /// Its literal, where it is always the same.
    value: Option<String>,
    asked: Option<Asked>,
}

/// With credentials `*` would be a name like any other, so the answer is what is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Asked {
    Method,
    Names,
    /// `*` never means `Authorization`, which has to be listed.
    NamesButAuthorization,
}

const ALLOW_METHODS: &str = "Access-Control-Allow-Methods";
const ALLOW_HEADERS: &str = "Access-Control-Allow-Headers";
const EXPOSE_HEADERS: &str = "Access-Control-Expose-Headers";
const MAX_AGE: &str = "Access-Control-Max-Age";

impl Resource {
    /// Whether one of its values is what is asked for.
    pub(super) fn asks(&self, asked: Asked) -> bool {
        self.on_preflights.iter().any(|added| added.asked == Some(asked))
    }

    pub(super) fn new(
        function: String,
        policy: &ResourcePolicy,
        origin_test: Option<String>,
        language: &dyn Language,
    ) -> Self {
        let fixed = |name, value: Option<&str>| {
            Some(Added { name, value: Some(language.literal(value?)), asked: None })
        };
        let asked = |name, asked| Some(Added { name, value: None, asked: Some(asked) });
        let methods = if policy.allows_credentials() && policy.methods().has_wildcard() {
            asked(ALLOW_METHODS, Asked::Method)
        } else {
            fixed(ALLOW_METHODS, policy.allow_methods_value())
        };
        let headers = if policy.allows_credentials() && policy.headers().has_wildcard() {
            let is_listed = policy.headers().lists_header(b"authorization");
            asked(
                ALLOW_HEADERS,
                if is_listed { Asked::Names } else { Asked::NamesButAuthorization },
            )
        } else {
            fixed(ALLOW_HEADERS, policy.allow_headers_value())
        };
        let max_age = fixed(MAX_AGE, policy.max_age_value());
        let on_preflights: Vec<_> = [methods, headers, max_age].into_iter().flatten().collect();
        let exposed = fixed(EXPOSE_HEADERS, policy.expose_headers_value());
        let on_others: Vec<_> = exposed.into_iter().collect();
        Self {
            function,
            path: policy.path().map(|path| language.literal(&path.to_string())),
            takes_request: origin_test.is_some()
                || !on_preflights.is_empty()
                || !on_others.is_empty(),
            origin_test,
            credentials: policy.allows_credentials(),
            on_preflights,
            on_others,
        }
    }
}
