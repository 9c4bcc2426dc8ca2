//! HTTP/1.

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::Context;

use bytes::Bytes;
use corsmith_fetch::HeaderList;
use corsmith_scan::{Body, Failure, FailureKind, Response, Stage, Version};
use http_body_util::Empty;
use hyper::client::conn::http1::{Builder, Connection, SendRequest};
use hyper_util::rt::TokioIo;

use super::Answer;
use crate::deadline::{Alarm, Deadline};
use crate::message::Message;
use crate::stream::Stream;
use crate::tape::{Progress, Recorder, Tape};
use crate::{Limits, failure, head, salvage};

/// A connection that speaks HTTP/1, driven by the task that uses it: no task of its own, and nothing
/// happens to it between two requests.
pub(super) struct Http1 {
    sender: SendRequest<Empty<Bytes>>,
    connection: Connection<TokioIo<Recorder>, Empty<Bytes>>,
    is_done: bool,
    tape: Tape,
}

impl Http1 {
    pub(super) async fn over(stream: Stream, limits: &Limits) -> Result<Self, Failure> {
        let tape = Tape::new(limits.head_bytes);
        let recorder = Recorder { stream, tape: Some(tape.clone()) };
        let (sender, connection) = Builder::new()
            .title_case_headers(true)
            .allow_obsolete_multiline_headers_in_responses(true)
            .max_headers(limits.fields)
            // No less is allowed.
            .max_buf_size(limits.head_bytes.max(8 * 1024))
            .handshake(TokioIo::new(recorder))
            .await
            .map_err(|error| {
                Failure::new(Stage::Send, FailureKind::Connection, error.to_string())
            })?;
        Ok(Self { sender, connection, is_done: false, tape })
    }

    /// Sends a request and waits for the head of its answer, without a body where hyper refused it.
    pub(super) async fn send(
        &mut self,
        message: Message,
        limits: &Limits,
        alarm: &mut Alarm,
        [first, whole]: [Deadline; 2],
    ) -> Result<(Option<Answer>, Response), Failure> {
        self.tape.rewind();
        let mut answer = pin!(self.sender.send_request(message));
        let Self { connection, is_done, tape, .. } = self;
        let until = || if tape.progress() < Progress::Begun { first } else { whole };
        let answered = alarm
            .limit(until, |cx| {
                drive(connection, is_done, cx);
                answer.as_mut().poll(cx)
            })
            .await;
        let answer = match answered {
            Ok(Ok(answer)) => answer,
            Ok(Err(error)) => {
                let failure = failure::of_http1(&error, tape, limits);
                let is_of_head =
                    matches!(failure.kind, FailureKind::Malformed | FailureKind::TooLarge);
                return match salvage::answer(tape).filter(|_| is_of_head) {
                    Some(response) => Ok((None, response)),
                    None => Err(failure),
                };
            }
            Err(deadline) => {
                let stage = match tape.progress() {
                    Progress::Nothing => Stage::Send,
                    Progress::Sent => Stage::FirstByte,
                    Progress::Begun | Progress::TooLarge => Stage::Head,
                };
                return Err(Failure { received: tape.received(), ..deadline.failure(stage) });
            }
        };
        let head = tape.head().unwrap_or_default();
        let response = Response {
            version: if answer.version() == hyper::Version::HTTP_10 {
                Version::Http10
            } else {
                Version::Http11
            },
            status: answer.status().as_u16(),
            headers: if head.is_empty() { fields(&answer) } else { head::fields(&head) },
            head,
            body: Body::default(),
        };
        Ok((Some(answer), response))
    }

    pub(super) fn is_ready(&self) -> bool {
        !self.is_done && self.sender.is_ready()
    }

    pub(super) fn drive(&mut self, cx: &mut Context<'_>) {
        drive(&mut self.connection, &mut self.is_done, cx);
    }
}

fn drive(
    connection: &mut Connection<TokioIo<Recorder>, Empty<Bytes>>,
    is_done: &mut bool,
    cx: &mut Context<'_>,
) {
    // What becomes of the connection, its requests are told.
    if !*is_done && Pin::new(connection).poll(cx).is_ready() {
        *is_done = true;
    }
}

/// The fields as hyper has them: grouped by name, in lower case.
pub(super) fn fields(answer: &Answer) -> HeaderList {
    answer.headers().iter().map(|(name, value)| (name.as_str(), value.as_bytes())).collect()
}
