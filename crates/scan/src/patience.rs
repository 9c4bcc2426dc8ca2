//! When a server is left alone.

use std::time::Duration;

use crate::options::{MAX_FAILURES, MAX_RETRY_AFTER_SECONDS};
use crate::shown::shown;
use crate::{Failure, FailureKind, Response};

/// How often a target is waited for, however short each time.
const MAX_WAITS: usize = 3;

/// How much may still be asked of a target, and whether it has had enough.
#[derive(Debug)]
pub(crate) struct Patience {
    budget: usize,
    sent: usize,
    /// How many exchanges in a row had no answer, or one that the server was too busy for.
    failures: usize,
    waits: usize,
    stopped: Option<String>,
}

/// Where a request went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// To what is asked about.
    Asked,
    /// To where a redirect leads. That it has no address, or may not be asked, says nothing of the
    /// server that led there.
    LedTo,
}

/// What follows an exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Then {
    /// The next one.
    Next,
    /// The same after this time, since the server had none for it.
    Again(Duration),
}

impl Patience {
    pub(crate) fn new(budget: usize) -> Self {
        Self { budget, sent: 0, failures: 0, waits: 0, stopped: None }
    }

    /// How many requests were sent.
    pub(crate) fn sent(&self) -> usize {
        self.sent
    }

    /// Why nothing more is sent, if so: a clause.
    pub(crate) fn stopped(&self) -> Option<&str> {
        self.stopped.as_deref()
    }

    /// Whether another request may be sent.
    pub(crate) fn may_send(&mut self) -> bool {
        if self.stopped.is_none() && self.sent >= self.budget {
            self.stop(format!("the budget of {} requests is used up", self.budget));
        }
        self.stopped.is_none()
    }

    /// Takes note of what became of a request.
    pub(crate) fn heard(&mut self, outcome: &Result<Response, Failure>, place: Place) -> Then {
        use FailureKind::{Forbidden, NoAddress, Stopped};
        self.sent += 1;
        match outcome {
            Ok(answer) => match retry_after(answer) {
                Some(asked) => return self.asked_to_wait(answer.status, &asked),
                None if is_busy(answer) => {
                    self.fail(&format!("with the status {}", answer.status));
                }
                None => self.failures = 0,
            },
            Err(failure) => match failure.kind {
                Stopped => self.stop(failure.detail.clone()),
                Forbidden | NoAddress if place == Place::Asked => self.stop(failure.to_string()),
                _ => self.fail(&format!("while {failure}")),
            },
        }
        Then::Next
    }

    /// The server asked for more time than there is.
    pub(crate) fn has_no_time(&mut self, wait: Duration) {
        let seconds = wait.as_secs();
        self.stop(format!("the server asked to wait for {seconds} s, and less time is left"));
    }

    fn asked_to_wait(&mut self, status: u16, asked: &str) -> Then {
        // A date is as good as a long time.
        let seconds = asked.trim().parse().unwrap_or(u64::MAX);
        let asked = shown(&format!("Retry-After: {asked}"));
        if seconds > MAX_RETRY_AFTER_SECONDS {
            self.stop(format!("the server answered {status} and asked to be left alone ({asked})"));
        } else if self.waits == MAX_WAITS {
            self.stop(format!(
                "the server answered {status} and asks to wait for longer after {MAX_WAITS} waits \
                 ({asked})"
            ));
        } else {
            self.waits += 1;
            return Then::Again(Duration::from_secs(seconds));
        }
        Then::Next
    }

    fn fail(&mut self, how: &str) {
        self.failures += 1;
        if self.failures >= MAX_FAILURES {
            let count = self.failures;
            self.stop(format!("{count} exchanges in a row failed, the last one {how}"));
        }
    }

    fn stop(&mut self, why: String) {
        self.stopped = Some(why);
    }
}

/// What a server that is too busy to answer asks for.
pub(crate) fn retry_after(answer: &Response) -> Option<String> {
    answer.text("retry-after").filter(|_| is_busy(answer))
}

/// RFC 6585, section 4, and RFC 9110, section 15.6.4. Without `Retry-After` it is an answer: of a
/// site that is closed, or of a firewall that does not like what was asked.
fn is_busy(answer: &Response) -> bool {
    matches!(answer.status, 429 | 503)
}

#[cfg(test)]
mod tests;
