//! A story in which a policy answers.

use corsmith_fetch::{HeaderList, HttpResponse, Profile};
use corsmith_policy::Policy;
use corsmith_simulate::{
    CaseRequest, PolicyTransport, Recorder, Story, fix_in_policy, own_cors_headers,
};

/// Tells what each of `profiles` does with `request` of a page of `origin`, where a server with
/// `policy` answers. `application` is what the application behind it answers; 200 by default.
///
/// # Errors
///
/// One sentence without its full stop, beginning with the field at fault, if `origin` is no origin
/// or the referrer policy is none.
///
/// ```
/// use corsmith_fetch::Profile;
/// use corsmith_operations::{PolicyText, SimulateRequest, against_policy};
///
/// let text = "[policy]\nallow-origins = ['https://app.example.com']\n";
/// let policy = PolicyText { text, format: None, environment: None }.read()?.into_policy()?;
/// let request = SimulateRequest::of("", "", "https://api.example.com/").case();
/// let profiles = [Profile::STANDARD];
/// let story = against_policy(&policy, "https://other.example", &request, &profiles, None).unwrap();
/// // The policy is known, so the fix is what to change in it.
/// assert!(story.fix.is_some());
/// # Ok::<(), corsmith_operations::Problem>(())
/// ```
pub fn against_policy(
    policy: &Policy,
    origin: &str,
    request: &CaseRequest,
    profiles: &[Profile],
    application: Option<HttpResponse>,
) -> Result<Story, String> {
    let mut transport = PolicyTransport::new(policy);
    let own =
        application.as_ref().map(|answer| own_cors_headers(&answer.headers)).unwrap_or_default();
    if let Some(application) = application {
        transport = transport.with_application(application);
    }
    let mut story = Story::tell(origin, request, profiles, &mut Recorder::new(transport))?;
    if let Some(fix) = fix_in_policy(policy, &story.main) {
        story.fix = Some(fix);
    }
    if !own.is_empty() {
        let names: Vec<_> = own.iter().map(|name| format!("`{name}`")).collect();
        story.warnings.push(format!(
            "The application's own {}: the server of a policy removes what the application says of CORS and answers by the policy.",
            names.join(", ")
        ));
    }
    Ok(story)
}

/// The answer of an application: `None` where nothing of it is given. A `Content-Type` is added if
/// there is none, since an application that answers has one.
///
/// ```
/// use corsmith_operations::application_answer;
///
/// assert!(application_answer(None, &[]).is_none());
/// let answer = application_answer(None, &[("X-Request-Id", b"7".to_vec())]).unwrap();
/// assert_eq!(answer.status, 200);
/// assert_eq!(answer.headers.iter().count(), 2);
/// ```
#[must_use]
pub fn application_answer(status: Option<u16>, fields: &[(&str, Vec<u8>)]) -> Option<HttpResponse> {
    if status.is_none() && fields.is_empty() {
        return None;
    }
    let mut headers = HeaderList::new();
    if !fields.iter().any(|(name, _)| name.eq_ignore_ascii_case("Content-Type")) {
        headers.append("Content-Type", "application/json");
    }
    for (name, value) in fields {
        headers.append(*name, value.as_slice());
    }
    Some(HttpResponse { status: status.unwrap_or(200), headers })
}
