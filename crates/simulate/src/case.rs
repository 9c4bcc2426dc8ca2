//! The format of cases and sequences: version 1, part of the product.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Header fields, `[name, value]` each; a string has one code point a byte.
pub type Headers = Vec<(String, String)>;

/// One `fetch()` made by a page, and what a scripted server answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// A name for people and reports.
    #[serde(default)]
    pub id: String,
    /// Where the case comes from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// What it shows.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The serialized origin of the page; `null` is an opaque origin.
    pub page_origin: String,
    /// What the page asks for.
    pub request: CaseRequest,
    /// What crosses the wire, in order.
    #[serde(default)]
    pub exchanges: Vec<Exchange>,
    /// What should come of it, by the standard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expect: Option<Expect>,
    /// How engines are known to differ here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub browser_deviation: Option<String>,
}

/// What the page gives to `fetch()`, before anything is normalised or dropped. What is left out is
/// `fetch()`'s own default.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseRequest {
    /// The URL.
    pub url: String,
    /// The method.
    #[serde(default = "get")]
    pub method: String,
    /// The headers.
    #[serde(default)]
    pub headers: Headers,
    /// `omit`, `same-origin` or `include`.
    #[serde(default)]
    pub credentials: Credentials,
    /// `cors`, `no-cors` or `same-origin`.
    #[serde(default)]
    pub mode: Mode,
    /// `follow`, `error` or `manual`.
    #[serde(default)]
    pub redirect: Redirect,
    /// A referrer policy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub referrer_policy: Option<String>,
    /// Upload listeners of an `XMLHttpRequest`, or a body that is a stream.
    #[serde(default, skip_serializing_if = "is_false")]
    pub use_cors_preflight_flag: bool,
}

fn get() -> String {
    "GET".into()
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
const fn is_false(value: &bool) -> bool {
    !*value
}

/// The credentials mode.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[schema(as = RequestCredentials)]
#[schemars(rename = "RequestCredentials")]
#[expect(missing_docs, reason = "the standard\'s own names")]
pub enum Credentials {
    Omit,
    #[default]
    SameOrigin,
    Include,
}

/// The request mode.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[schema(as = RequestMode)]
#[schemars(rename = "RequestMode")]
#[expect(missing_docs, reason = "the standard\'s own names")]
pub enum Mode {
    #[default]
    Cors,
    NoCors,
    SameOrigin,
}

/// The redirect mode.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[schema(as = RequestRedirect)]
#[schemars(rename = "RequestRedirect")]
#[expect(missing_docs, reason = "the standard\'s own names")]
pub enum Redirect {
    #[default]
    Follow,
    Error,
    Manual,
}

/// One request and its response.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exchange {
    /// The URL that is asked.
    pub url: String,
    /// The method that is expected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expect_method: Option<String>,
    /// The headers that are expected, by lower-case name; `null` must not be sent.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub expect_request_headers: BTreeMap<String, Option<String>>,
    /// The response; `null` where the connection fails.
    pub response: Option<Response>,
}

/// The head of a response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Response {
    /// The status.
    pub status: u16,
    /// The headers, values as they are on the wire, spaces around included.
    #[serde(default)]
    pub headers: Headers,
}

/// What should come of a case. What is left out is not compared.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Expect {
    /// `success`, `network-error` or `opaque`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result: Option<String>,
    /// `basic`, `cors`, `opaque`, `opaqueredirect` or `error`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response_type: Option<String>,
    /// What the page reads.
    #[serde(deserialize_with = "present")]
    pub status: Option<Option<u16>>,
    /// Whether a CORS-preflight request is sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preflight: Option<bool>,
    /// The lower-case names that the page can read.
    #[serde(deserialize_with = "present")]
    pub readable_headers: Option<Option<Vec<String>>>,
    /// Whether the last `Origin` is `null` by redirect taint.
    #[serde(deserialize_with = "present")]
    pub tainted_origin_after_redirect: Option<Option<bool>>,
    /// Whether `new Request()` throws.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub throws_before_network: Option<bool>,
}

/// Tells `null` from absent.
#[expect(clippy::option_option, reason = "absent, `null`, and a value are three things")]
fn present<'de, T, D>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    T: Deserialize<'de>,
    D: serde::Deserializer<'de>,
{
    Option::<T>::deserialize(deserializer).map(Some)
}

/// Several cases that share a CORS-preflight cache and a clock.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sequence {
    /// A name for people and reports.
    #[serde(default)]
    pub id: String,
    /// Whose behaviour is meant: `spec` or the name of a profile.
    #[serde(default = "spec")]
    pub profile: String,
    /// The longest time a preflight's answer is kept, in seconds; `null` for no limit.
    #[serde(default)]
    pub max_age_cap: Option<u64>,
    /// The cases.
    pub steps: Vec<SequenceStep>,
}

fn spec() -> String {
    "spec".into()
}

/// A case at its time. Serde cannot refuse unknown keys beside a flattened case: `read` does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SequenceStep {
    /// When, in seconds since the sequence began.
    pub at: f64,
    /// The case.
    #[serde(flatten)]
    pub case: Case,
    /// What the CORS-preflight cache should hold afterwards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cache_after: Option<Vec<CacheEntryWire>>,
}

/// An entry of the CORS-preflight cache.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CacheEntryWire {
    /// The byte-serialized origin.
    pub origin: String,
    /// The URL.
    pub url: String,
    /// Whether it was stored by a request that includes credentials.
    pub credentials: bool,
    /// A method, or `null` if it is a header name.
    pub method: Option<String>,
    /// A header name, or `null` if it is a method.
    pub header_name: Option<String>,
    /// For how long it is kept, in seconds.
    pub max_age: u64,
    /// When it was stored, in seconds.
    pub stored_at: serde_json::Number,
}
