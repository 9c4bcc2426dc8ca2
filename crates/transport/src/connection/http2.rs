//! HTTP/2.

use std::error::Error as _;
use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use corsmith_scan::{Body, Failure, FailureKind, Response, Stage, Version};
use http_body_util::Empty;
use hyper::client::conn::http2::{Builder, SendRequest};
use hyper_util::rt::TokioIo;
use tokio::task::JoinSet;

use super::Answer;
use super::http1::fields;
use crate::deadline::{Alarm, Deadline};
use crate::message::Message;
use crate::stream::Stream;
use crate::tape::Recorder;
use crate::{Limits, failure};

/// How much a server may send before what it sent is read, per connection: no more than is kept of
/// any body.
const WINDOW: u32 = 256 * 1024;

/// A connection that speaks HTTP/2.
pub(super) struct Http2 {
    sender: SendRequest<Empty<Bytes>>,
    /// Whether the server has certainly done nothing about the last request.
    is_unprocessed: bool,
    /// Dropped with it.
    _tasks: Owner,
}

impl Http2 {
    pub(super) async fn over(stream: Stream, limits: &Limits) -> Result<Self, Failure> {
        let tasks = Owner::default();
        let head_bytes = u32::try_from(limits.head_bytes).unwrap_or(u32::MAX);
        let (sender, connection) = Builder::new(tasks.0.clone())
            .max_header_list_size(head_bytes)
            .initial_stream_window_size(WINDOW)
            .initial_connection_window_size(WINDOW)
            .handshake(TokioIo::new(Recorder { stream, tape: None }))
            .await
            .map_err(|error| failure::of_http2(&error))?;
        tasks.0.spawn(async move {
            // What becomes of the connection, its requests are told.
            let _ = connection.await;
        });
        Ok(Self { sender, is_unprocessed: false, _tasks: tasks })
    }

    /// Sends a request and waits for the head of its answer.
    pub(super) async fn send(
        &mut self,
        message: Message,
        limits: &Limits,
        alarm: &mut Alarm,
        first: Deadline,
    ) -> Result<(Answer, Response), Failure> {
        self.is_unprocessed = false;
        let mut answer = pin!(self.sender.send_request(message));
        let answer = alarm
            .limit(|| first, |cx| answer.as_mut().poll(cx))
            .await
            .map_err(|deadline| deadline.failure(Stage::FirstByte))?
            .map_err(|error| {
                self.is_unprocessed = is_unprocessed(&error);
                failure::of_http2(&error)
            })?;
        if answer.headers().len() > limits.fields {
            let detail = format!("the head has more than {} fields", limits.fields);
            return Err(Failure::new(Stage::Head, FailureKind::TooLarge, detail));
        }
        let response = Response {
            version: Version::Http2,
            status: answer.status().as_u16(),
            headers: fields(&answer),
            head: Vec::new(),
            body: Body::default(),
        };
        Ok((answer, response))
    }

    pub(super) fn is_ready(&self) -> bool {
        !self.sender.is_closed()
    }

    /// Whether the last request failed, and the server has certainly done nothing about it.
    pub(super) fn is_unprocessed(&self) -> bool {
        self.is_unprocessed
    }
}

/// RFC 9113, section 8.7. Of a GOAWAY, a request hears only if its stream is one that the server
/// does not process; of any other end of the connection, h2 says what it was.
fn is_unprocessed(error: &hyper::Error) -> bool {
    // It was still to be sent.
    if error.is_canceled() {
        return true;
    }
    let mut causes = std::iter::successors(error.source(), |&cause| cause.source());
    let of_server = causes.find_map(|cause| cause.downcast_ref::<h2::Error>());
    of_server.is_some_and(|error| {
        error.is_remote()
            && (error.is_go_away() || error.reason() == Some(h2::Reason::REFUSED_STREAM))
    })
}

/// The tasks of one connection.
#[derive(Clone, Default)]
struct Tasks(Arc<Mutex<JoinSet<()>>>);

impl Tasks {
    fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        let mut tasks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Those that are over are let go of.
        while tasks.try_join_next().is_some() {}
        tasks.spawn(task);
    }

    fn stop(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).abort_all();
    }
}

/// Ends the tasks of a connection with it: a server cannot keep one open that nobody uses any more.
///
/// The tasks have the executor, and so each other, and would never be dropped by themselves.
#[derive(Default)]
struct Owner(Tasks);

impl Drop for Owner {
    fn drop(&mut self) {
        self.0.stop();
    }
}

impl<F> hyper::rt::Executor<F> for Tasks
where
    F: Future + Send + 'static,
{
    fn execute(&self, task: F) {
        self.spawn(async move {
            task.await;
        });
    }
}
