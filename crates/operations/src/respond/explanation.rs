//! Why a server answers so, and what a browser does with it.

use corsmith_policy::{Answer, Denial, OriginExplanation, Request, RequestKind, ResourcePolicy};
use serde::Serialize;
use utoipa::ToSchema;

/// Why a server answers so. Clauses without a full stop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct RespondExplanation {
    /// Which pattern matched, or came nearest.
    pub origin: String,
    /// Why the request is denied; null where it is not.
    pub denial: Option<String>,
    /// What a browser does with the answer.
    pub browser: String,
}

impl RespondExplanation {
    /// Explains the `answer` of `resource` to `request`.
    ///
    /// ```
    /// use corsmith_operations::{PolicyText, RespondExplanation};
    /// use corsmith_policy::Request;
    ///
    /// let text = "[policy]\nallow-origins = ['https://app.example.com']\n";
    /// let policy = PolicyText { text, format: None, environment: None }.read()?.into_policy()?;
    /// let request = Request { method: "GET", target: "/", headers: &[] };
    /// let resource = policy.default_resource();
    /// let explanation = RespondExplanation::new(resource, &request, &resource.respond(&request));
    /// assert_eq!(explanation.origin, "the request has no Origin header");
    /// # Ok::<(), corsmith_operations::Problem>(())
    /// ```
    #[must_use]
    pub fn new(resource: &ResourcePolicy, request: &Request<'_>, answer: &Answer<'_>) -> Self {
        Self {
            origin: origin(resource, request),
            denial: answer.denial.as_ref().map(Denial::to_string),
            browser: browser(resource, request, answer),
        }
    }
}

fn origin(resource: &ResourcePolicy, request: &Request<'_>) -> String {
    let mut lines = request.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("origin"));
    let (Some((_, value)), second) = (lines.next(), lines.next()) else {
        return "the request has no Origin header".to_owned();
    };
    if second.is_some() {
        return "the request has several Origin headers, which no browser sends".to_owned();
    }
    let value = String::from_utf8_lossy(value);
    match resource.explain_origin(&value) {
        OriginExplanation::Allowed(pattern) => {
            format!("`{value}` is allowed by `{}`", pattern.as_str())
        }
        OriginExplanation::NotListed { nearest: Some((pattern, miss)) } => {
            format!("`{value}` is not allowed: the nearest is `{}`, but {miss}", pattern.as_str())
        }
        OriginExplanation::NotSerialized { serialized: Some(serialized), would_match } => {
            let matches = match would_match {
                Some(pattern) => format!("which `{}` allows", pattern.as_str()),
                None => "which is not allowed either".to_owned(),
            };
            format!("`{value}` is not what a browser sends: that is `{serialized}`, {matches}")
        }
        OriginExplanation::NotSerialized { .. } => format!("`{value}` is not an origin"),
        _ => format!("`{value}` is not allowed, and no pattern comes near"),
    }
}

fn browser(resource: &ResourcePolicy, request: &Request<'_>, answer: &Answer<'_>) -> String {
    match (answer.kind, &answer.denial) {
        (RequestKind::NotCors, _) => "a browser sends no Origin header with same-origin GET and \
            HEAD requests, navigations, and images or scripts without `crossorigin`: CORS does not \
            apply to them"
            .to_owned(),
        (RequestKind::Preflight, None) => {
            let reuse = match resource.max_age() {
                None => "reuses this answer for 5 s".to_owned(),
                Some(0) => "does not reuse this answer".to_owned(),
                Some(seconds) => {
                    format!(
                        "reuses this answer for up to {seconds} s, or its own limit if that is less"
                    )
                }
            };
            format!("the browser sends the actual request, and {reuse}; {}", reading(resource))
        }
        (RequestKind::Preflight, Some(Denial::AuthorizationNotListed))
            if !resource.allows_credentials() =>
        {
            "by the standard the browser does not send the actual request; but the servers that \
             `corsmith build` writes configuration for answer 204 with `*`, which browsers of today \
             take for `Authorization` too"
                .to_owned()
        }
        (RequestKind::Preflight, Some(_))
            if resource.respond_with_lists(request).status != answer.status =>
        {
            "the browser does not send the actual request; the page gets a network error, and only \
             the console says why. The servers that `corsmith build` writes configuration for answer \
             204 with their lists, which the browser refuses as well, and then names what is missing"
                .to_owned()
        }
        (RequestKind::Preflight, Some(_)) => "the browser does not send the actual request; the \
            page gets a network error, and only the console says why"
            .to_owned(),
        (RequestKind::Actual, None) => reading(resource),
        (RequestKind::Actual, Some(_)) => {
            let sent = if request.method == "GET" || request.method == "HEAD" {
                ""
            } else {
                ", although the application has carried it out"
            };
            format!("the page gets a network error{sent}, and only the console says why")
        }
    }
}

/// Which requests' answers may be read: the CORS check, steps 3 to 6.
fn reading(resource: &ResourcePolicy) -> String {
    if resource.allows_credentials() {
        "the page may read the answer, also where the request had cookies".to_owned()
    } else {
        "the page may read the answer, but not where it asked for cookies to be sent (credentials \
         mode `include`)"
            .to_owned()
    }
}
