//! One request after the other, as long as the server puts up with it.

use crate::patience::{Patience, Place, Then, retry_after};
use crate::{Exchange, Failure, FailureKind, Request, Response, Stage, Transport};

/// A transport, and how much may still be sent over it.
pub(crate) struct Asking<'a, T> {
    transport: &'a mut T,
    patience: Patience,
}

impl<'a, T: Transport> Asking<'a, T> {
    pub(crate) fn new(transport: &'a mut T, budget: usize) -> Self {
        Self { transport, patience: Patience::new(budget) }
    }

    /// How many requests were sent.
    pub(crate) fn sent(&self) -> usize {
        self.patience.sent()
    }

    /// Why nothing more is sent, if so.
    pub(crate) fn stopped(&self) -> Option<&str> {
        self.patience.stopped()
    }

    /// Sends a request, and again after a wait that the server asked for: the last of these
    /// exchanges. `None` if nothing may be sent.
    pub(crate) async fn exchange(
        &mut self,
        request: &Request,
        place: Place,
    ) -> Option<Box<Exchange>> {
        let mut last = None;
        while self.patience.may_send() {
            let exchange = Box::new(self.transport.exchange(request).await);
            let then = self.patience.heard(&exchange.outcome, place);
            last = Some(exchange);
            let Then::Again(wait) = then else { break };
            if !self.transport.wait(wait).await {
                self.patience.has_no_time(wait);
            }
        }
        last
    }

    /// The answer to a request.
    ///
    /// # Errors
    ///
    /// There is no answer, or one that is about the number of requests and not about this one: it
    /// would be taken for what the server thinks of an origin.
    pub(crate) async fn ask(&mut self, request: &Request) -> Result<Response, Failure> {
        let Some(exchange) = self.exchange(request, Place::Asked).await else {
            return Err(stopped(Stage::Send, self.stopped().unwrap_or_default().to_owned()));
        };
        let answer = exchange.outcome?;
        if answer.status == 429 || retry_after(&answer).is_some() {
            return Err(stopped(Stage::Head, format!("the server answered {}", answer.status)));
        }
        Ok(answer)
    }
}

fn stopped(stage: Stage, why: String) -> Failure {
    Failure::new(stage, FailureKind::Stopped, why)
}

#[cfg(test)]
mod tests {
    use super::Asking;
    use crate::scripted::{Scripted, block_on};
    use crate::{Request, Response};

    #[test]
    fn an_answer_is_about_the_request() {
        for (case, status, field, is_answer, sent) in [
            ("a success", 200, "X-Other", true, 1),
            ("an error", 500, "X-Other", true, 1),
            ("a redirect with a `Retry-After`", 301, "Retry-After", true, 1),
            ("a site that is closed", 503, "X-Other", true, 1),
            ("a site that is closed for a while", 503, "Retry-After", false, 4),
            ("too many requests", 429, "X-Other", false, 1),
            ("too many requests for a while", 429, "Retry-After", false, 4),
        ] {
            let answer = |_: &Request| Ok(Response::new(status, [(field, "1")]));
            let mut transport = Scripted::new(answer);
            let mut asking = Asking::new(&mut transport, usize::MAX);
            let request = Request::new("GET", "https://a.example/".parse().unwrap());
            let answer = block_on(asking.ask(&request));
            assert_eq!((answer.is_ok(), asking.sent()), (is_answer, sent), "{case}");
        }
    }
}
