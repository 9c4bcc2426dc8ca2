//! One request after the other, as long as the server puts up with it.

use std::time::Duration;

use crate::options::{MAX_FAILURES, MAX_RETRY_AFTER_SECONDS};
use crate::{Failure, FailureKind, Request, Response, Stage, Transport};

/// How often a server that asks for patience is asked again.
const MAX_RETRIES: usize = 3;

/// A transport, how much may still be sent over it, and whether the server has had enough.
pub(crate) struct Asking<'a, T> {
    transport: &'a mut T,
    budget: usize,
    sent: usize,
    /// How many exchanges in a row have failed.
    failures: usize,
    stopped: Option<String>,
}

impl<'a, T: Transport> Asking<'a, T> {
    pub(crate) fn new(transport: &'a mut T, budget: usize) -> Self {
        Self { transport, budget, sent: 0, failures: 0, stopped: None }
    }

    /// How many requests were sent.
    pub(crate) fn sent(&self) -> usize {
        self.sent
    }

    /// Why nothing more is sent, if so.
    pub(crate) fn stopped(&self) -> Option<&str> {
        self.stopped.as_deref()
    }

    /// Sends a request, again if the server asks for patience.
    ///
    /// # Errors
    ///
    /// There is no answer, or one that is about the number of requests and not about this one.
    pub(crate) async fn ask(&mut self, request: &Request) -> Result<Response, Failure> {
        for _ in 0..=MAX_RETRIES {
            if self.stopped.is_none() && self.sent >= self.budget {
                self.stopped = Some(format!("the limit of {} requests is reached", self.budget));
            }
            if let Some(why) = &self.stopped {
                return Err(stopped(why.clone()));
            }
            self.sent += 1;
            let answer = match self.transport.exchange(request).await.outcome {
                Ok(answer) => answer,
                Err(failure) => return Err(self.failed(failure)),
            };
            let is_patience = matches!(answer.status, 429 | 503);
            let asked = answer.text("retry-after").filter(|_| is_patience);
            let Some(asked) = asked else {
                if answer.status == 429 {
                    return Err(self.failed(stopped("the server answered 429".to_owned())));
                }
                self.failures = 0;
                return Ok(answer);
            };
            // A date is as good as a long time.
            let seconds = asked.trim().parse().unwrap_or(u64::MAX);
            if seconds > MAX_RETRY_AFTER_SECONDS
                || !self.transport.wait(Duration::from_secs(seconds)).await
            {
                self.stopped = Some(format!(
                    "the server answered {} and asked to be left alone",
                    answer.status
                ));
            }
        }
        self.stopped.get_or_insert_with(|| "the server asks for patience again and again".into());
        Err(stopped(self.stopped.clone().unwrap_or_default()))
    }

    fn failed(&mut self, failure: Failure) -> Failure {
        self.failures += 1;
        if failure.kind == FailureKind::Stopped && self.failures >= MAX_FAILURES
            || failure.kind == FailureKind::Forbidden
            || failure.kind == FailureKind::NoAddress
        {
            self.stopped = Some(failure.to_string());
        } else if self.failures >= MAX_FAILURES {
            let count = self.failures;
            self.stopped =
                Some(format!("{count} exchanges in a row failed, the last one while {failure}"));
        }
        failure
    }
}

fn stopped(why: String) -> Failure {
    Failure::new(Stage::Send, FailureKind::Stopped, why)
}
