//! What the model says of an experiment, in the experiment's own terms.

use corsmith_fetch::{
    Browser, HeaderList, HttpRequest, HttpResponse, Origin, Outcome as Fetched, Profile,
    RequestInit, ResponseType, fetch,
};

use super::experiment::{Answer, Experiment, Page, Resource, Step};
use super::observation::{Observation, Outcome, StepObservation, WireRequest};
use super::origins::Origins;

/// Any will do: predictions are abstract again at the end.
const ORIGINS: Origins = Origins { ports: [40_001, 40_002, 40_003, 40_004] };
const PREFIX: &str = "/0-0";

/// What a browser of this profile will be seen to do in the experiment, and the cause of each
/// failure.
#[must_use]
pub fn predict(
    experiment: &Experiment,
    profile: Profile,
) -> (Observation, Vec<Option<&'static str>>) {
    let mut browser = Browser::new(profile);
    let mut causes = Vec::new();
    let steps = experiment.steps.iter().enumerate().map(|(index, step)| {
        browser.now = step.at;
        let site = Site { experiment, is_later: index > 0 };
        let fetched =
            fetch(&request_init(experiment, step), &mut browser, &mut |request: &HttpRequest| {
                Some(site.answer(request))
            });
        causes.push(fetched.result.as_ref().err().map(|failure| failure.error.code()));
        observed(&fetched)
    });
    let steps = steps.collect();
    (Observation { id: experiment.id.clone(), steps }, causes)
}

fn request_init(experiment: &Experiment, step: &Step) -> RequestInit {
    let request = &step.request;
    let Resource { host, path, .. } = &experiment.site[request.resource];
    let page = match experiment.page {
        Page::Tuple => Origin::parse(&ORIGINS.origin(super::Host::Own)),
        Page::Opaque => Ok(Origin::Opaque),
    };
    let mut init =
        RequestInit::new(page.unwrap_or(Origin::Opaque), ORIGINS.url(PREFIX, *host, path));
    init.method.clone_from(&request.method);
    init.headers.clone_from(&request.headers);
    init.credentials = request.credentials;
    init.mode = request.mode;
    init.redirect = request.redirect;
    init.referrer_policy = request.referrer_policy;
    init
}

/// The site as a transport of the model.
struct Site<'a> {
    experiment: &'a Experiment,
    is_later: bool,
}

impl Site<'_> {
    fn answer(&self, request: &HttpRequest) -> HttpResponse {
        let url = abstract_url(request);
        let is_this =
            |resource: &&Resource| url == format!("{{{}}}{}", resource.host.name(), resource.path);
        let Some(resource) = self.experiment.site.iter().find(is_this) else {
            // As the laboratory's server answers.
            return HttpResponse { status: 404, headers: HeaderList::new() };
        };
        let is_preflight = request.kind == corsmith_fetch::ExchangeKind::Preflight;
        self.response(self.choose(resource, is_preflight))
    }

    fn choose<'a>(&self, resource: &'a Resource, is_preflight: bool) -> &'a Answer {
        match &resource.later {
            Some(later) if self.is_later => {
                if is_preflight {
                    &later.0
                } else {
                    &later.1
                }
            }
            _ if is_preflight => &resource.preflight,
            _ => &resource.actual,
        }
    }

    fn response(&self, answer: &Answer) -> HttpResponse {
        let mut headers = HeaderList::new();
        for (name, value) in &answer.headers {
            headers.append(name.as_str(), ORIGINS.expand(value, PREFIX, &self.experiment.site));
        }
        HttpResponse { status: answer.status, headers }
    }
}

fn observed(fetched: &Fetched) -> StepObservation {
    let outcome = match &fetched.result {
        Err(_) if fetched.threw_before_network() => Outcome::Threw,
        Err(_) => Outcome::NetworkError,
        Ok(response) => Outcome::Response {
            kind: response.kind.to_string(),
            status: response.status,
            headers: response.readable_headers.clone(),
            redirected: fetched.redirects > 0
                && matches!(response.kind, ResponseType::Basic | ResponseType::Cors),
        },
    };
    let requests = fetched.requests.iter().map(|request| WireRequest {
        method: request.method.clone(),
        url: abstract_url(request),
        headers: (request.headers.iter())
            .map(|(name, value)| (name.to_owned(), ORIGINS.abstracted(value, PREFIX)))
            .collect(),
    });
    StepObservation { outcome, requests: requests.collect() }
}

/// The URL as it is on the wire, where there is no userinfo.
fn abstract_url(request: &HttpRequest) -> String {
    let mut url = request.url.clone();
    let _ = url.set_username("");
    let _ = url.set_password(None);
    String::from_utf8_lossy(&ORIGINS.abstracted(url.as_str().as_bytes(), PREFIX)).into_owned()
}
