//! A server that answers as a policy says.

use corsmith_fetch::{HeaderList, HttpRequest, HttpResponse, Transport};
use corsmith_policy::{Policy, Request};

/// A server with this policy whose application answers every actual request with the same status
/// and headers of its own.
///
/// ```
/// use corsmith_fetch::{Browser, Origin, Profile, RequestInit, fetch};
/// use corsmith_policy::{Format, PolicyDocument, Selection};
/// use corsmith_simulate::PolicyTransport;
///
/// let document = PolicyDocument::parse(
///     b"[policy]\nallow-origins = [\"https://app.example\"]\nallow-methods = [\"PUT\"]",
///     Format::Toml,
/// );
/// let policy = document.resolve(&Selection::default()).into_policy().unwrap();
/// let mut init = RequestInit::new(Origin::parse("https://app.example")?, "https://api.example/");
/// init.method = "PUT".into();
/// let mut browser = Browser::new(Profile::STANDARD);
/// let outcome = fetch(&init, &mut browser, &mut PolicyTransport::new(&policy));
/// assert!(outcome.result.is_ok());
/// # Ok::<(), corsmith_fetch::OriginError>(())
/// ```
#[derive(Debug)]
pub struct PolicyTransport<'a> {
    policy: &'a Policy,
    application: HttpResponse,
}

impl<'a> PolicyTransport<'a> {
    /// A server whose application answers 200 with a `Content-Type`.
    #[must_use]
    pub fn new(policy: &'a Policy) -> Self {
        let headers = HeaderList::from([("Content-Type", "application/json")]);
        Self { policy, application: HttpResponse { status: 200, headers } }
    }

    /// The same with another answer of the application.
    #[must_use]
    pub fn with_application(self, application: HttpResponse) -> Self {
        Self { application, ..self }
    }
}

impl Transport for PolicyTransport<'_> {
    fn send(&mut self, request: &HttpRequest) -> Option<HttpResponse> {
        let target = match request.url.query() {
            Some(query) => format!("{}?{query}", request.url.path()),
            None => request.url.path().to_owned(),
        };
        let headers: Vec<(&str, &[u8])> = request.headers.iter().collect();
        let answer = self.policy.respond(&Request {
            method: &request.method,
            target: &target,
            headers: &headers,
        });
        // The application has nothing to say to a preflight.
        let mut response = match answer.status {
            Some(status) => HttpResponse { status, headers: HeaderList::new() },
            None => self.application.clone(),
        };
        for (name, value) in &answer.headers {
            response.headers.append(*name, value.as_bytes());
        }
        Some(response)
    }
}
