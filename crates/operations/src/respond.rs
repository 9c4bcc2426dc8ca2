//! What a correct server answers.

mod explanation;
mod request_line;

use corsmith_policy::{Answer, Request};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{HeaderField, PolicyFormat, PolicyText, Problem, limits};

pub use explanation::RespondExplanation;
pub use request_line::{request_line, request_method, request_path};

/// A request to a server with a policy.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RespondRequest {
    /// The policy: a Corsmith policy document as TOML, YAML or JSON.
    pub policy: String,
    /// How the policy is written; by default JSON if it starts with `{`, else TOML.
    #[serde(default)]
    pub format: Option<PolicyFormat>,
    /// The environment of the policy to use, such as `staging`.
    #[serde(default)]
    pub environment: Option<String>,
    /// The request's method.
    #[serde(default = "get")]
    pub method: String,
    /// The request's path, perhaps with a query.
    #[serde(default = "root")]
    pub path: String,
    /// The request's headers, such as `["Origin", "https://app.example.com"]`.
    #[serde(default)]
    #[schema(max_items = 256)]
    #[schemars(length(max = 256))]
    pub headers: Vec<HeaderField>,
    /// Whether to say which pattern matched or came nearest, why, and what a browser will do.
    #[serde(default)]
    pub explain: bool,
}

fn get() -> String {
    "GET".to_owned()
}

fn root() -> String {
    "/".to_owned()
}

impl RespondRequest {
    /// A GET of `/` without headers.
    ///
    /// ```
    /// use corsmith_operations::{RespondRequest, respond};
    ///
    /// let request = RespondRequest::of("[policy]\nallow-origins = ['*']\n");
    /// assert_eq!(respond(&request)?.status, None);
    /// # Ok::<(), corsmith_operations::Problem>(())
    /// ```
    #[must_use]
    pub fn of(policy: impl Into<String>) -> Self {
        Self {
            policy: policy.into(),
            format: None,
            environment: None,
            method: get(),
            path: root(),
            headers: Vec::new(),
            explain: false,
        }
    }
}

/// What a correct server does with a request, as one line of NDJSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnswerLine<'a> {
    /// The kind of the request.
    pub kind: String,
    /// The status, where CORS decides it; null where the application answers.
    pub status: Option<u16>,
    /// The headers that are added.
    pub headers: Vec<(&'static str, &'a str)>,
    /// The pattern that allowed the origin.
    pub origin_match: Option<&'a str>,
}

impl<'a> AnswerLine<'a> {
    /// The wire form of `answer`.
    ///
    /// ```
    /// use corsmith_operations::{AnswerLine, PolicyText};
    /// use corsmith_policy::Request;
    ///
    /// let text = "[policy]\nallow-origins = ['https://app.example.com']\n";
    /// let policy = PolicyText { text, format: None, environment: None }.read()?.into_policy()?;
    /// let headers: &[(&str, &[u8])] = &[("Origin", b"https://app.example.com")];
    /// let answer = policy.respond(&Request { method: "GET", target: "/", headers });
    /// assert_eq!(AnswerLine::new(&answer).origin_match, Some("https://app.example.com"));
    /// # Ok::<(), corsmith_operations::Problem>(())
    /// ```
    #[must_use]
    pub fn new(answer: &'a Answer<'a>) -> Self {
        Self {
            kind: answer.kind.to_string(),
            status: answer.status,
            headers: answer.headers.iter().map(|(name, value)| (*name, value.as_ref())).collect(),
            origin_match: answer.origin_match.map(corsmith_policy::OriginPattern::as_str),
        }
    }
}

/// The answer to a request: `corsmith.respond/v1`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct RespondDocument {
    /// `corsmith.respond/v1`.
    pub schema: &'static str,
    /// The kind of the request.
    pub kind: String,
    /// The status, where CORS decides it; null where the application answers.
    pub status: Option<u16>,
    /// The headers that are added.
    pub headers: Vec<HeaderField>,
    /// The pattern that allowed the origin.
    pub origin_match: Option<String>,
    /// Why, if that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation: Option<RespondExplanation>,
}

impl RespondDocument {
    /// The document of `answer`.
    ///
    /// ```
    /// use corsmith_operations::{PolicyText, RespondDocument};
    /// use corsmith_policy::Request;
    ///
    /// let text = "[policy]\nallow-origins = ['https://app.example.com']\n";
    /// let policy = PolicyText { text, format: None, environment: None }.read()?.into_policy()?;
    /// let answer = policy.respond(&Request { method: "GET", target: "/", headers: &[] });
    /// assert_eq!(RespondDocument::new(&answer, None).headers[0].0, "Vary");
    /// # Ok::<(), corsmith_operations::Problem>(())
    /// ```
    #[must_use]
    pub fn new(answer: &Answer<'_>, explanation: Option<RespondExplanation>) -> Self {
        let AnswerLine { kind, status, headers, origin_match } = AnswerLine::new(answer);
        let headers = headers.into_iter();
        Self {
            schema: "corsmith.respond/v1",
            kind,
            status,
            headers: headers.map(|(name, value)| HeaderField(name.into(), value.into())).collect(),
            origin_match: origin_match.map(str::to_owned),
            explanation,
        }
    }
}

/// Answers a request as a correct server would.
///
/// # Errors
///
/// If the policy is refused, or the request has something that no request can have.
///
/// ```
/// use corsmith_operations::{HeaderField, RespondRequest, respond};
///
/// let policy = "[policy]\nallow-origins = ['https://app.example.com']\n";
/// let origin = HeaderField("Origin".into(), "https://other.example".into());
/// let request = RespondRequest { headers: vec![origin], explain: true, ..RespondRequest::of(policy) };
/// let document = respond(&request)?;
/// assert_eq!(document.origin_match, None);
/// assert!(document.explanation.unwrap().origin.contains("is not allowed"));
/// # Ok::<(), corsmith_operations::Problem>(())
/// ```
pub fn respond(request: &RespondRequest) -> Result<RespondDocument, Problem> {
    limits::text("method", &request.method)?;
    limits::text("path", &request.path)?;
    limits::header_fields("headers", &request.headers)?;
    request_line(&request.method, &request.path)?;
    let fields: Vec<_> =
        request.headers.iter().map(|field| field.to_wire("headers")).collect::<Result<_, _>>()?;
    let headers: Vec<(&str, &[u8])> =
        fields.iter().map(|(name, value)| (*name, value.as_slice())).collect();
    let environment = request.environment.as_deref();
    let policy = PolicyText { text: &request.policy, format: request.format, environment };
    let policy = policy.read()?.into_policy()?;
    let asked = Request { method: &request.method, target: &request.path, headers: &headers };
    let resource = policy.resource(asked.target);
    let answer = resource.respond(&asked);
    let explanation = request.explain.then(|| RespondExplanation::new(resource, &asked, &answer));
    Ok(RespondDocument::new(&answer, explanation))
}
