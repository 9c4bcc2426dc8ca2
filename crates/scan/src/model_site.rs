//! A site for tests that answers as its policy says, but for a mistake.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use corsmith_policy::{Format, Policy, PolicyDocument, Selection};

use crate::{Exchange, Request, Response, Transport};

/// The valid policy of a text.
pub(crate) fn policy(text: &str) -> Policy {
    let document = PolicyDocument::parse(text.as_bytes(), Format::Toml);
    document.resolve(&Selection::default()).into_policy().unwrap_or_else(|errors| {
        let errors: Vec<_> = errors.iter().map(ToString::to_string).collect();
        panic!("{text}: {}", errors.join("; "))
    })
}

/// What arrived, for a mistake to look at.
pub(crate) struct Arrived {
    pub(crate) target: String,
    /// Empty where there is none.
    pub(crate) origin: String,
    pub(crate) is_preflight: bool,
}

/// A status and field lines.
pub(crate) struct Sent {
    pub(crate) status: u16,
    pub(crate) fields: Vec<(String, String)>,
}

impl Sent {
    pub(crate) fn get(&self, name: &str) -> Option<String> {
        let found = self.fields.iter().find(|(own, _)| own.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.clone())
    }

    pub(crate) fn remove(&mut self, name: &str) {
        self.fields.retain(|(own, _)| !own.eq_ignore_ascii_case(name));
    }

    pub(crate) fn set(&mut self, name: &str, value: &str) {
        self.remove(name);
        self.add(name, value);
    }

    /// Adds members to a list that is there.
    pub(crate) fn lengthen(&mut self, name: &str, more: &str) {
        if let Some(value) = self.get(name) {
            self.set(name, &format!("{value}, {more}"));
        }
    }

    pub(crate) fn add(&mut self, name: &str, value: &str) {
        self.fields.push((name.to_owned(), value.to_owned()));
    }
}

pub(crate) type Mistake = fn(&Arrived, &mut Sent);

/// The site: an application behind a gateway that adds fields of its own and lower-cases names.
pub(crate) struct ModelSite {
    pub(crate) policy: Policy,
    pub(crate) mistake: Mistake,
    pub(crate) requests: Vec<Request>,
    pub(crate) waited: Vec<Duration>,
}

impl ModelSite {
    pub(crate) fn new(text: &str, mistake: Mistake) -> Self {
        Self { policy: policy(text), mistake, requests: Vec::new(), waited: Vec::new() }
    }

    fn answer(&self, request: &Request) -> Response {
        let target = match request.url.query() {
            Some(query) => format!("{}?{query}", request.url.path()),
            None => request.url.path().to_owned(),
        };
        let lines: Vec<_> = request.headers.iter().collect();
        let answer = self.policy.respond(&corsmith_policy::Request {
            method: &request.method,
            target: &target,
            headers: &lines,
        });
        let is_missing = target.contains("corsmith-");
        let fields = answer.headers.iter();
        let mut sent = Sent {
            status: answer.status.unwrap_or(if is_missing { 404 } else { 200 }),
            fields: fields.map(|(name, value)| (name.to_lowercase(), value.to_string())).collect(),
        };
        sent.fields.insert(0, ("via".to_owned(), "1.1 gateway".to_owned()));
        sent.add("x-request-id", "1");
        sent.add("etag", "\"1\"");
        let vary = sent.get("vary").map_or("Accept-Encoding".to_owned(), |own| {
            format!("Accept-Encoding, {}", own.to_lowercase())
        });
        sent.set("vary", &vary);
        let has = |name| request.headers.contains(name);
        let arrived = Arrived {
            origin: request
                .headers
                .get("origin")
                .map_or_else(String::new, |value| String::from_utf8_lossy(&value).into_owned()),
            is_preflight: request.method == "OPTIONS"
                && has("origin")
                && has("access-control-request-method"),
            target,
        };
        (self.mistake)(&arrived, &mut sent);
        Response { headers: sent.fields.into_iter().collect(), ..Response::new(sent.status, []) }
    }
}

impl Transport for ModelSite {
    async fn exchange(&mut self, request: &Request) -> Exchange {
        self.requests.push(request.clone());
        Exchange::new(request.clone(), Ok(self.answer(request)))
    }

    async fn wait(&mut self, time: Duration) -> bool {
        self.waited.push(time);
        true
    }
}

/// Runs a future whose transport never waits.
pub(crate) fn run<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}
