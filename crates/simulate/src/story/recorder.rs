//! A network that is asked everything once.

use corsmith_fetch::{HttpRequest, HttpResponse, Transport};

use crate::policy_transport::PolicyTransport;

/// What comes back for a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The head of a response.
    Response(HttpResponse),
    /// None came.
    Failed(NoResponse),
    /// The request was not sent: why, in words without a full stop.
    Withheld(String),
}

/// Why no response came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoResponse {
    /// What a browser's console calls it.
    pub kind: NoResponseKind,
    /// In words without a full stop.
    pub why: String,
}

/// What a browser's console calls it if no response comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoResponseKind {
    /// Nothing listens there.
    Refused,
    /// The name has no address.
    NotFound,
    /// It took too long.
    TimedOut,
    /// The connection ended before a response, or for another reason.
    Closed,
}

impl NoResponse {
    /// A connection that ended.
    ///
    /// ```
    /// use corsmith_simulate::{NoResponse, NoResponseKind};
    ///
    /// assert_eq!(NoResponse::closed("it was reset").kind, NoResponseKind::Closed);
    /// ```
    #[must_use]
    pub fn closed(why: impl Into<String>) -> Self {
        Self { kind: NoResponseKind::Closed, why: why.into() }
    }
}

/// Where a simulated browser sends its requests.
pub trait Network {
    /// Sends a request.
    fn send(&mut self, request: &HttpRequest) -> Answer;
}

impl Network for PolicyTransport<'_> {
    fn send(&mut self, request: &HttpRequest) -> Answer {
        match Transport::send(self, request) {
            Some(response) => Answer::Response(response),
            None => Answer::Failed(NoResponse::closed("the connection failed")),
        }
    }
}

/// A request and what came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The request.
    pub request: HttpRequest,
    /// What came back.
    pub answer: Answer,
}

/// A network that remembers. Each browser's run asks it anew, and what another run asked already is
/// answered from memory: the same request for the n-th time with its n-th answer.
#[derive(Clone, Debug)]
pub struct Recorder<N> {
    network: Option<N>,
    recorded: Vec<Recorded>,
    /// What the present run was answered.
    run: Vec<Recorded>,
}

impl<N: Network> Recorder<N> {
    /// One that has not asked anything yet.
    #[must_use]
    pub const fn new(network: N) -> Self {
        Self { network: Some(network), recorded: Vec::new(), run: Vec::new() }
    }

    /// One that only answers what this one was answered.
    pub(super) fn replay(&self) -> Self {
        Self { network: None, recorded: self.recorded.clone(), run: Vec::new() }
    }

    /// Everything that was asked, by whichever run, in order.
    #[must_use]
    pub fn recorded(&self) -> &[Recorded] {
        &self.recorded
    }

    /// What the run that ends was answered; the next begins.
    pub(super) fn end_run(&mut self) -> Vec<Recorded> {
        std::mem::take(&mut self.run)
    }

    fn answer(&mut self, request: &HttpRequest) -> Answer {
        let before = self.run.iter().filter(|recorded| recorded.request == *request).count();
        let mut same = self.recorded.iter().filter(|recorded| recorded.request == *request);
        if let Some(recorded) = same.nth(before) {
            return recorded.answer.clone();
        }
        let Some(network) = &mut self.network else {
            return Answer::Withheld("it was not asked".to_owned());
        };
        let answer = network.send(request);
        self.recorded.push(Recorded { request: request.clone(), answer: answer.clone() });
        answer
    }
}

impl<N: Network> Transport for Recorder<N> {
    fn send(&mut self, request: &HttpRequest) -> Option<HttpResponse> {
        let answer = self.answer(request);
        self.run.push(Recorded { request: request.clone(), answer: answer.clone() });
        match answer {
            Answer::Response(response) => Some(response),
            Answer::Failed(_) | Answer::Withheld(_) => None,
        }
    }
}
