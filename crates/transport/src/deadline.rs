//! Until when, and what is said when it has passed.

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use corsmith_scan::{Failure, FailureKind, Stage};
use tokio::time::{Instant, Sleep};

/// A point in time and the limit that it comes from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Deadline {
    pub(crate) at: Instant,
    limit: Duration,
    of: Limited,
}

/// What a deadline limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Limited {
    Step,
    Exchange,
    Target,
}

impl Deadline {
    pub(crate) fn after(start: Instant, limit: Duration, of: Limited) -> Self {
        Self { at: start + limit, limit, of }
    }

    /// Whichever comes first.
    pub(crate) fn or(self, other: Self) -> Self {
        if other.at < self.at { other } else { self }
    }

    /// The failure of a deadline that has passed at this stage.
    pub(crate) fn failure(self, stage: Stage) -> Failure {
        let kind = match self.of {
            Limited::Target => FailureKind::Stopped,
            Limited::Step | Limited::Exchange => FailureKind::Timeout,
        };
        Failure::new(stage, kind, self.to_string())
    }
}

impl fmt::Display for Deadline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.limit.as_secs_f64();
        match self.of {
            Limited::Step => write!(f, "not done within {seconds} s"),
            Limited::Exchange => write!(f, "the whole exchange was not done within {seconds} s"),
            Limited::Target => write!(f, "the {seconds} s for this target are used up"),
        }
    }
}

/// A timer that wakes the task at the earliest deadline that it was asked about.
///
/// Deadlines move away with every exchange, and setting a timer costs more than reading one. It is
/// therefore left where it is, and set anew once it goes off too early.
#[derive(Debug, Default)]
pub(crate) struct Alarm(Option<Pin<Box<Sleep>>>);

impl Alarm {
    /// Ready once the time has come.
    fn poll(&mut self, cx: &mut Context<'_>, at: Instant) -> Poll<()> {
        // Not left to the timer: tokio holds it back from a task that has had enough of its turn,
        // and a server that keeps sending can make it so each time.
        if Instant::now() >= at {
            return Poll::Ready(());
        }
        let sleep = self.0.get_or_insert_with(|| Box::pin(tokio::time::sleep_until(at)));
        if sleep.deadline() > at {
            sleep.as_mut().reset(at);
        }
        while sleep.as_mut().poll(cx).is_ready() {
            if Instant::now() >= at {
                return Poll::Ready(());
            }
            sleep.as_mut().reset(at);
        }
        Poll::Pending
    }

    /// Waits for `work`, and for no longer than the deadline that `until` gives each time.
    pub(crate) async fn limit<T>(
        &mut self,
        mut until: impl FnMut() -> Deadline,
        mut work: impl FnMut(&mut Context<'_>) -> Poll<T>,
    ) -> Result<T, Deadline> {
        poll_fn(|cx| {
            if let Poll::Ready(done) = work(cx) {
                return Poll::Ready(Ok(done));
            }
            let deadline = until();
            self.poll(cx, deadline.at).map(|()| Err(deadline))
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use std::task::Poll;
    use std::time::Duration;

    use corsmith_scan::{FailureKind, Stage};
    use tokio::time::Instant;

    use super::{Alarm, Deadline, Limited};

    fn deadline(milliseconds: u64, of: Limited) -> Deadline {
        Deadline::after(Instant::now(), Duration::from_millis(milliseconds), of)
    }

    #[tokio::test]
    async fn an_alarm_can_be_moved_both_ways() {
        let mut alarm = Alarm::default();
        for milliseconds in [20, 60, 10] {
            let until = deadline(milliseconds, Limited::Step);
            let waited = alarm.limit(|| until, |_| Poll::<()>::Pending).await;
            assert!(waited.is_err());
            assert!(Instant::now() >= until.at);
            assert!(Instant::now() < until.at + Duration::from_secs(5));
        }
    }

    #[test]
    fn the_earlier_deadline_says_what_was_limited() {
        let cases = [
            (
                Limited::Step,
                FailureKind::Timeout,
                "reading the head of the answer: not done within 0.5 s",
            ),
            (
                Limited::Target,
                FailureKind::Stopped,
                "reading the head of the answer: the 0.5 s for this target are used up",
            ),
        ];
        for (of, kind, text) in cases {
            let failure =
                deadline(9_000, Limited::Exchange).or(deadline(500, of)).failure(Stage::Head);
            assert_eq!((failure.kind, failure.to_string().as_str()), (kind, text));
        }
    }
}
