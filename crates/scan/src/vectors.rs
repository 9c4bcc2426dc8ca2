//! Answers that fire a check, and answers that do not.

use corsmith_fetch::HeaderList;

use crate::{
    Ask, CheckMeta, Entry, Exchange, Failure, FailureKind, Finding, JudgeOptions, Purpose,
    Recording, Redirects, Request, Resource, Response, Stage, Target, judge,
};

/// The recording of a visit to `https://api.example.com/` with an answer of these field lines. A
/// first line such as `403` is the status; what follows an empty line is the body.
pub(crate) fn visit(answer: &str) -> Recording {
    visit_to("https://api.example.com/", answer)
}

/// The same at another URL.
pub(crate) fn visit_to(url: &str, answer: &str) -> Recording {
    let target = Target::parse(url).unwrap();
    let mut recording = Recording::new(target.clone());
    recording.resources = vec![Resource { target: target.clone(), method: "GET".to_owned() }];
    let request = Request::new("GET", target.url);
    let ask = Ask {
        request: request.clone(),
        purpose: Purpose::Visit,
        origin: None,
        redirects: Redirects::Follow,
    };
    recording.entries.push(Entry::new(
        None,
        0,
        &ask,
        0,
        Exchange::new(request, Ok(response(answer))),
    ));
    recording
}

/// Adds an exchange to a recording, about its first resource.
#[expect(clippy::needless_pass_by_value, reason = "callers make it in place")]
pub(crate) fn add(recording: &mut Recording, ask: Ask, answer: &str) {
    let exchange = Exchange::new(ask.request.clone(), Ok(response(answer)));
    recording.entries.push(Entry::new(None, 0, &ask, 0, exchange));
}

/// The recording of a chain of redirects: each URL and its answer, asked for one purpose.
pub(crate) fn hops(purpose: Purpose, chain: &[(&str, &str)]) -> Recording {
    let mut recording = Recording::new(Target::parse(chain[0].0).unwrap());
    for (hop, (url, answer)) in chain.iter().enumerate() {
        add_hop(&mut recording, purpose, hop, url, Ok(response(answer)));
    }
    recording
}

/// Adds one hop of a chain to a recording.
pub(crate) fn add_hop(
    recording: &mut Recording,
    purpose: Purpose,
    hop: usize,
    url: &str,
    outcome: Result<Response, Failure>,
) {
    let request = Request::new("GET", url.parse().unwrap());
    let ask = Ask { request: request.clone(), purpose, origin: None, redirects: Redirects::Follow };
    recording.entries.push(Entry::new(None, 0, &ask, hop, Exchange::new(request, outcome)));
}

/// Reads an answer: perhaps a status, field lines, perhaps a body.
pub(crate) fn response(answer: &str) -> Response {
    let (head, body) = answer.split_once("\n\n").unwrap_or((answer, ""));
    let mut lines = head.lines().map(str::trim).filter(|line| !line.is_empty()).peekable();
    let status = lines.peek().and_then(|line| line.parse().ok());
    if status.is_some() {
        lines.next();
    }
    let headers: HeaderList = lines
        .map(|line| line.split_once(':').unwrap_or_else(|| panic!("no field line: {line}")))
        .collect();
    let mut response = Response { headers, ..Response::new(status.unwrap_or(200), []) };
    response.body.bytes = body.as_bytes().to_vec();
    response.body.read = body.len() as u64;
    response
}

/// The findings of one check in a recording.
pub(crate) fn reported(check: &CheckMeta, recording: &Recording) -> Vec<Finding> {
    // Every profile that has the check.
    let profile = if check.profiles.includes(crate::Profile::Site) {
        crate::Profile::Site
    } else {
        crate::Profile::Api
    };
    let options = JudgeOptions { profile, ..JudgeOptions::default() };
    let findings = judge(recording, &options).findings;
    findings.into_iter().filter(|finding| finding.check.code == check.code).collect()
}

/// Whether the check reports a visit that was redirected once and then failed so. The reason, which a
/// server can choose, is never shown as it is.
pub(crate) fn reports_failure(check: &CheckMeta, stage: Stage, kind: FailureKind) -> bool {
    let mut recording = hops(Purpose::Visit, &[("https://a.test/", "302")]);
    assert!(reported(check, &recording).is_empty());
    let failure = Failure::new(stage, kind, "a `\u{1b}` byte");
    add_hop(&mut recording, Purpose::Visit, 1, "https://a.test/x", Err(failure));
    let found = reported(check, &recording);
    assert!(!found.iter().any(|finding| finding.message.contains('\u{1b}')));
    !found.is_empty()
}

/// Asserts that the check reports something about a visit with this answer.
#[track_caller]
pub(crate) fn fires(check: &CheckMeta, case: &str, answer: &str) {
    let reported = reported(check, &visit(answer));
    assert!(!reported.is_empty(), "{} is silent about {case}:\n{answer}", check.code);
}

/// Asserts that the check reports nothing about a visit with this answer.
#[track_caller]
pub(crate) fn passes(check: &CheckMeta, case: &str, answer: &str) {
    let reported = reported(check, &visit(answer));
    let messages: Vec<_> = reported.iter().map(ToString::to_string).collect();
    assert!(messages.is_empty(), "{} objects to {case}:\n{answer}\n{messages:?}", check.code);
}
