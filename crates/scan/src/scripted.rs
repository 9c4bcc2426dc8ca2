//! A server that is a closure, and a scan of it from the first question to the findings.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use crate::{
    Exchange, Failure, Finding, JudgeOptions, Label, Recording, Request, Response, ScanOptions,
    Severity, Target, Topic, Transport, judge, record,
};

/// A transport that asks a closure.
pub(crate) struct Scripted<F> {
    answer: F,
    /// Everything that was sent, waits included as their seconds.
    pub(crate) sent: Vec<Sent>,
    pub(crate) has_time: bool,
}

/// What a scripted server saw.
#[derive(Debug, Clone)]
pub(crate) enum Sent {
    Request(Request),
    Wait(u64),
}

impl<F> Scripted<F> {
    pub(crate) fn new(answer: F) -> Self {
        Self { answer, sent: Vec::new(), has_time: true }
    }

    pub(crate) fn requests(&self) -> impl Iterator<Item = &Request> {
        self.sent.iter().filter_map(|sent| match sent {
            Sent::Request(request) => Some(request),
            Sent::Wait(_) => None,
        })
    }
}

impl<F: FnMut(&Request) -> Result<Response, Failure> + Send> Transport for Scripted<F> {
    async fn exchange(&mut self, request: &Request) -> Exchange {
        self.sent.push(Sent::Request(request.clone()));
        Exchange::new(request.clone(), (self.answer)(request))
    }

    async fn wait(&mut self, time: Duration) -> bool {
        self.sent.push(Sent::Wait(time.as_secs()));
        self.has_time
    }
}

/// Runs a future that never has to wait.
pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("a scripted server answers at once"),
    }
}

pub(crate) fn label() -> Label {
    Label::from_random(7)
}

/// An active scan of `https://api.example.com/`.
pub(crate) fn scan(answer: impl FnMut(&Request) -> Response + Send) -> Recording {
    scan_at("https://api.example.com/", &ScanOptions::active(label()), answer)
}

pub(crate) fn scan_at(
    url: &str,
    options: &ScanOptions,
    mut answer: impl FnMut(&Request) -> Response + Send,
) -> Recording {
    let mut recording = Recording::new(Target::parse(url).unwrap());
    let mut transport = Scripted::new(|request: &Request| Ok(answer(request)));
    block_on(record(&mut transport, &mut recording, options));
    assert_eq!(recording.cut_short, None);
    recording
}

/// What is found about CORS.
pub(crate) fn cors(recording: &Recording) -> Vec<Finding> {
    let findings = judge(recording, &JudgeOptions::default()).findings;
    findings.into_iter().filter(|finding| finding.check.topic == Topic::Cors).collect()
}

/// The names and severities of the findings above `Info`, sorted.
pub(crate) fn found(recording: &Recording) -> Vec<String> {
    let mut found: Vec<_> = cors(recording)
        .iter()
        .filter(|finding| finding.severity > Severity::Info)
        .map(|finding| format!("{} {}", finding.check.name, finding.severity))
        .collect();
    found.sort();
    found
}

/// The names of the findings that are `Info`, sorted.
pub(crate) fn noted(recording: &Recording) -> Vec<String> {
    let mut noted: Vec<_> = cors(recording)
        .iter()
        .filter(|finding| finding.severity == Severity::Info)
        .map(|finding| finding.check.name.to_owned())
        .collect();
    noted.sort();
    noted
}

/// The answer of a server that names the origins that it `allows`, with `Vary`, and answers
/// preflights with a list.
pub(crate) fn list(request: &Request, allows: impl Fn(&str) -> bool) -> Response {
    let origin = origin(request);
    let is_preflight = request.method == "OPTIONS";
    let mut answer = Response::new(if is_preflight { 204 } else { 200 }, [("Vary", "Origin")]);
    if !origin.is_empty() && allows(&origin) {
        answer.headers.append("Access-Control-Allow-Origin", origin);
        answer.headers.append("Access-Control-Allow-Credentials", "true");
        if is_preflight {
            answer.headers.append("Access-Control-Allow-Methods", "GET, PUT");
            answer.headers.append("Access-Control-Allow-Headers", "Content-Type");
            answer.headers.append("Access-Control-Max-Age", "600");
        }
    }
    answer
}

/// The `Origin` of a request; empty for none.
pub(crate) fn origin(request: &Request) -> String {
    let value = request.headers.get("origin").unwrap_or_default();
    String::from_utf8_lossy(&value).into_owned()
}

mod correct;
mod sound;
mod traps;
