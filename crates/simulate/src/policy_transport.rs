//! A server that answers as a policy says.

use corsmith_fetch::{HeaderList, HttpRequest, HttpResponse, Transport};
use corsmith_policy::{Policy, Request};

/// A server with this policy whose application answers every actual request with the same status
/// and headers of its own. The server is one that Corsmith writes configuration for: it states its
/// lists ([`respond_with_lists`](corsmith_policy::ResourcePolicy::respond_with_lists)), and puts its
/// `Access-Control-*` headers in place of the application's.
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
        let answer = self.policy.resource(&target).respond_with_lists(&Request {
            method: &request.method,
            target: &target,
            headers: &headers,
        });
        // The application has nothing to say to a preflight.
        let mut response = match answer.status {
            Some(status) => HttpResponse { status, headers: HeaderList::new() },
            None => self.application.clone(),
        };
        // Every target removes the application's own.
        for name in own_cors_headers(&response.headers) {
            response.headers.delete(&name);
        }
        for (name, value) in &answer.headers {
            response.headers.append(*name, value.as_bytes());
        }
        Some(response)
    }
}

/// The names of the CORS protocol's headers among those of an application's answer.
///
/// ```
/// use corsmith_fetch::HeaderList;
///
/// let headers = HeaderList::from([("Access-Control-Allow-Origin", "*"), ("Age", "1")]);
/// assert_eq!(corsmith_simulate::own_cors_headers(&headers), ["Access-Control-Allow-Origin"]);
/// ```
#[must_use]
pub fn own_cors_headers(headers: &HeaderList) -> Vec<String> {
    let names = headers.iter().map(|(name, _)| name);
    let own = names.filter(|name| {
        name.get(..15).is_some_and(|start| start.eq_ignore_ascii_case("access-control-"))
    });
    own.map(str::to_owned).collect()
}
