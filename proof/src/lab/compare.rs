//! What a browser did, against what the model said.

use std::fmt::Write;

use super::observation::{Observation, Outcome, StepObservation, WireRequest};

/// The request headers of the CORS protocol.
const PROTOCOL: [&str; 3] =
    ["origin", "access-control-request-method", "access-control-request-headers"];

/// Where the two differ, a line each; empty if they agree: in the outcome, the type, the status and
/// the readable headers of the response, and in method, URL, `Origin`,
/// `Access-Control-Request-Method`, `Access-Control-Request-Headers` and the presence of the
/// author's headers of every request on the wire.
#[must_use]
pub fn compare(model: &Observation, browser: &Observation) -> Vec<String> {
    let mut differences = Vec::new();
    if model.steps.len() != browser.steps.len() {
        differences.push(format!("{} steps, not {}", browser.steps.len(), model.steps.len()));
    }
    for (index, (model, browser)) in model.steps.iter().zip(&browser.steps).enumerate() {
        compare_step(&format!("step {index}"), model, browser, &mut differences);
    }
    differences
}

fn compare_step(
    place: &str,
    model: &StepObservation,
    browser: &StepObservation,
    differences: &mut Vec<String>,
) {
    if model.outcome != browser.outcome {
        let (model, browser) = (describe(&model.outcome), describe(&browser.outcome));
        differences.push(format!("{place}: model {model}; browser {browser}"));
    }
    let (model, browser) = (&model.requests, &browser.requests);
    if model.len() != browser.len() {
        let list = |requests: &[WireRequest]| {
            let mut text = String::new();
            for request in requests {
                let _ = write!(text, " {} {}", request.method, request.url);
            }
            text
        };
        differences.push(format!("{place}: model sends{}; browser{}", list(model), list(browser)));
        return;
    }
    for (index, (model, browser)) in model.iter().zip(browser).enumerate() {
        compare_request(&format!("{place}, request {index}"), model, browser, differences);
    }
}

fn compare_request(
    place: &str,
    model: &WireRequest,
    browser: &WireRequest,
    differences: &mut Vec<String>,
) {
    let line = |request: &WireRequest| format!("{} {}", request.method, request.url);
    if line(model) != line(browser) {
        differences.push(format!("{place}: model {}; browser {}", line(model), line(browser)));
        return;
    }
    for name in PROTOCOL {
        let (model, browser) = (joined(model, name), joined(browser, name));
        if model != browser {
            differences.push(format!("{place}: {name}: model {model:?}; browser {browser:?}"));
        }
    }
    // Whether the author's headers are there; how a network stack spells and joins them is no matter of
    // the CORS protocol.
    for (name, _) in model.headers.iter().filter(|(name, _)| !PROTOCOL.contains(&&**name)) {
        if joined(browser, name).is_none() {
            differences.push(format!("{place}: {name}: the browser does not send it"));
        }
    }
    // What the page did not set, or must not have sent any more.
    for (name, value) in &browser.headers {
        let is_authors =
            name.starts_with("x-") || matches!(&**name, "authorization" | "content-type");
        if is_authors && joined(model, name).is_none() {
            let value = String::from_utf8_lossy(value);
            differences.push(format!("{place}: {name}: the browser sends {value:?}"));
        }
    }
}

fn joined(request: &WireRequest, name: &str) -> Option<String> {
    let values = request.headers.iter().filter(|(own, _)| own == name).map(|(_, value)| value);
    let values: Vec<String> =
        values.map(|value| value.iter().copied().map(char::from).collect()).collect();
    (!values.is_empty()).then(|| values.join(", "))
}

fn describe(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Threw => "throws".into(),
        Outcome::NetworkError => "network error".into(),
        Outcome::TimedOut => "no answer in time".into(),
        Outcome::Response { kind, status, headers, redirected } => {
            let redirected = if *redirected { ", redirected" } else { "" };
            format!("{kind} {status} [{}]{redirected}", headers.join(" "))
        }
    }
}
