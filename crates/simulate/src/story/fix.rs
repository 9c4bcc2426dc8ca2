//! What to do about a failure.

use corsmith_diagnose::{Cause, cause};
use corsmith_fetch::names::{ACCESS_CONTROL_REQUEST_HEADERS, ORIGIN};
use corsmith_fetch::{CorsCheckFailure, NetworkError, PreflightFailure};
use corsmith_policy::{Denial, OriginExplanation, Policy, Request, ResourcePolicy};

use crate::story::headers::{listed, title_case};
use crate::story::run::Run;
use crate::verdict::sentence;

/// What to do about a failure.
#[derive(Clone, Debug)]
pub struct Fix {
    /// Sentences, in Markdown: in terms of the policy, or from the page of the cause.
    pub sentences: Vec<String>,
    /// The cause.
    pub cause: Option<&'static Cause>,
}

/// The section "How to fix it on the server" of a cause.
const ON_THE_SERVER: usize = 2;

impl Fix {
    /// What the page of the cause says.
    pub(super) fn of_cause(run: &Run) -> Option<Self> {
        let Err(failure) = &run.outcome.result else { return None };
        if !run.is_complete() {
            return None;
        }
        let cause = cause(failure.error.code());
        let section = cause.and_then(|cause| cause.sections.get(ON_THE_SERVER));
        Some(Self { sentences: section.map(|text| items(text)).unwrap_or_default(), cause })
    }
}

/// The items of a Markdown list, or its paragraphs.
fn items(text: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    let mut is_new = true;
    for line in text.lines() {
        let bare = line.trim();
        let marked = bare.strip_prefix("* ").or_else(|| {
            let (number, rest) = bare.split_once(". ")?;
            number.bytes().all(|byte| byte.is_ascii_digit()).then_some(rest)
        });
        match (marked, items.last_mut()) {
            (Some(rest), _) => items.push(rest.to_owned()),
            (None, Some(last)) if !is_new && !bare.is_empty() => {
                last.push(' ');
                last.push_str(bare);
            }
            _ if !bare.is_empty() => items.push(bare.to_owned()),
            _ => {}
        }
        is_new = bare.is_empty();
    }
    items
}

/// What to change in the policy that answered, or in the page where the policy is right to refuse;
/// `None` where it is no matter of the policy.
///
/// ```
/// use corsmith_fetch::Profile;
/// use corsmith_policy::{Format, PolicyDocument, Selection};
/// use corsmith_simulate::{CaseRequest, PolicyTransport, Recorder, Story, fix_in_policy};
///
/// let document = PolicyDocument::parse(
///     b"[policy]\nallow-origins = [\"https://app.example\"]",
///     Format::Toml,
/// );
/// let policy = document.resolve(&Selection::default()).into_policy().unwrap();
/// let request: CaseRequest =
///     serde_json::from_str(r#"{"url": "https://api.example/", "method": "PATCH"}"#).unwrap();
/// let mut server = Recorder::new(PolicyTransport::new(&policy));
/// let story = Story::tell("https://app.example", &request, &[Profile::STANDARD], &mut server);
/// let fix = fix_in_policy(&policy, &story.unwrap().main).unwrap();
/// assert_eq!(fix.sentences[1], "Add `PATCH` to `allow-methods`.");
/// ```
#[must_use]
pub fn fix_in_policy(policy: &Policy, run: &Run) -> Option<Fix> {
    let Err(failure) = &run.outcome.result else { return None };
    let request = &run.at_fault()?.request;
    let headers: Vec<(&str, &[u8])> = request.headers.iter().collect();
    let target = request.url.path();
    let resource = policy.resource(target);
    let answer = resource.respond(&Request { method: &request.method, target, headers: &headers });
    let place = match resource.path() {
        Some(path) => format!(" of the path `{path}`"),
        None => String::new(),
    };
    let value =
        |name| request.headers.get(name).map(|value| String::from_utf8_lossy(&value).into_owned());
    let sentences = match (&answer.denial, &failure.error) {
        // That is no origin to allow.
        (_, NetworkError::RedirectTaintedOrigin { .. }) => return None,
        (Some(Denial::OriginNotAllowed), _) if run.outcome.is_tainted => tainted(&place),
        (Some(Denial::OriginNotAllowed), _) => origin(resource, &value(ORIGIN)?, &place),
        (Some(denial), _) => {
            let asked = value(ACCESS_CONTROL_REQUEST_HEADERS).unwrap_or_default();
            let mut sentences = match denial {
                Denial::MethodNotAllowed { method } => method_not_allowed(method, &place),
                Denial::HeaderNotAllowed { .. } | Denial::AuthorizationNotListed => Vec::new(),
                _ => return None,
            };
            sentences.extend(headers_not_allowed(resource, &asked, &place));
            sentences
        }
        (None, error) => credentials(error, resource, &place)?,
    };
    // A refused preflight says nothing of the policy, so the browser blames what is missing first.
    let denial = answer.denial.iter().map(|denial| sentence(&denial.to_string()));
    let sentences = denial.chain(sentences).collect();
    Some(Fix { sentences, cause: cause(failure.error.code()) })
}

/// A page with an origin of its own, whose request has lost it on the way.
fn tainted(place: &str) -> Vec<String> {
    vec![
        "Let the page ask for the final URL itself, or let the server answer without the redirect: on the way from one foreign origin to another the request's origin has become `null`.".to_owned(),
        format!(
            "Do not allow `null` in `allow-origins`{place}: every sandboxed frame of every site has that origin, too."
        ),
    ]
}

fn origin(resource: &ResourcePolicy, origin: &str, place: &str) -> Vec<String> {
    if origin == "null" {
        return vec![
            "Give the page an origin of its own: serve it over `https:`, or add `allow-same-origin` to its sandbox.".to_owned(),
            format!("Do not allow `null` in `allow-origins`{place}: every sandboxed frame of every site has that origin, too."),
        ];
    }
    let mut sentences = vec![format!("Add `{origin}` to `allow-origins`{place}.")];
    if let OriginExplanation::NotListed { nearest: Some((pattern, miss)) } =
        resource.explain_origin(origin)
    {
        sentences.push(format!("The nearest there is `{}`, but {miss}.", pattern.as_str()));
    }
    sentences
}

fn method_not_allowed(method: &str, place: &str) -> Vec<String> {
    let upper = method.to_ascii_uppercase();
    if upper == method {
        return vec![format!("Add `{method}` to `allow-methods`{place}.")];
    }
    vec![
        format!(
            "Let the page write `{upper}`: methods are case-sensitive, and `fetch()` does not make this one upper-case."
        ),
        format!("`allow-methods`{place} must then have `{upper}`."),
    ]
}

/// Every name that is asked for and not listed, not only the first.
fn headers_not_allowed(resource: &ResourcePolicy, asked: &str, place: &str) -> Vec<String> {
    let list = resource.headers();
    let is_listed = |name: &str| {
        list.lists_header(name.as_bytes()) || (list.has_wildcard() && name != "authorization")
    };
    let names = asked.split(',').map(str::trim).filter(|name| !name.is_empty());
    let missing: Vec<_> = names.filter(|name| !is_listed(name)).map(title_case).collect();
    if missing.is_empty() {
        return Vec::new();
    }
    let mut sentences = vec![format!("Add {} to `allow-headers`{place}.", listed(&missing))];
    if list.has_wildcard() {
        sentences.push("`*` does not cover `Authorization`: it must be named.".to_owned());
    }
    sentences
}

fn credentials(
    error: &NetworkError,
    resource: &ResourcePolicy,
    place: &str,
) -> Option<Vec<String>> {
    let (NetworkError::CorsCheck(failure)
    | NetworkError::Preflight(PreflightFailure::CorsCheck(failure))) = error
    else {
        return None;
    };
    let without =
        "Or, if the page needs no cookies there: leave out `credentials: 'include'`.".to_owned();
    match failure {
        CorsCheckFailure::WildcardWithCredentials => Some(vec![
            format!(
                "Name the page's origin in `allow-origins`{place} instead of `*`, and set `allow-credentials = true`."
            ),
            without,
        ]),
        CorsCheckFailure::AllowCredentialsNotTrue { .. } if !resource.allows_credentials() => {
            Some(vec![format!("Set `allow-credentials = true`{place}."), without])
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::items;

    #[test]
    fn lists_and_paragraphs_become_items() {
        let text = "One\nline.\n\nTwo.\n\n1. First\n   goes on.\n2. Second.\n\n* Third:\n  more.";
        assert_eq!(items(text), ["One line.", "Two.", "First goes on.", "Second.", "Third: more."]);
    }
}
