//! An open connection: HTTP/1 or HTTP/2.

mod http1;
mod http2;

use std::net::SocketAddr;
use std::task::Context;
use std::time::Duration;

use corsmith_scan::{Failure, FailureKind, MAX_BODY_BYTES, Request, Response, Stage, Tls};
use hyper::body::Incoming;
use tokio::time::Instant;

use self::http1::Http1;
use self::http2::Http2;
use crate::body::{Reading, read};
use crate::client::Inner;
use crate::deadline::{Alarm, Deadline, Limited};
use crate::message;
use crate::stream::Stream;

/// An open connection to one server.
pub(crate) struct Connection {
    pub(crate) peer: SocketAddr,
    pub(crate) tls: Option<Tls>,
    wire: Wire,
}

enum Wire {
    Http1(Box<Http1>),
    Http2(Box<Http2>),
}

/// An answer whose body is still to be read.
type Answer = hyper::Response<Incoming>;

impl Connection {
    /// A connection over an open stream. HTTP/2 if the server chose it in the handshake.
    pub(crate) async fn over(
        stream: Stream,
        peer: SocketAddr,
        tls: Option<Tls>,
        client: &Inner,
    ) -> Result<Self, Failure> {
        let is_http2 = match &stream {
            Stream::Plain(_) => false,
            Stream::Tls(stream) => stream.get_ref().1.alpn_protocol() == Some(b"h2"),
        };
        let wire = if is_http2 {
            Wire::Http2(Box::new(Http2::over(stream, &client.limits).await?))
        } else {
            Wire::Http1(Box::new(Http1::over(stream, &client.limits).await?))
        };
        Ok(Self { peer, tls, wire })
    }

    /// Sends a request and reads its answer. An answer whose body cannot be read in full is an
    /// answer: its head says what is asked here.
    pub(crate) async fn exchange(
        &mut self,
        request: &Request,
        client: &Inner,
        alarm: &mut Alarm,
        whole: Deadline,
        drain: Duration,
    ) -> Result<Response, Failure> {
        let limits = &client.limits;
        let first = Deadline::after(Instant::now(), limits.first_byte, Limited::Step).or(whole);
        let (answer, mut response) = match &mut self.wire {
            Wire::Http1(http1) => {
                let message = message::http1(request, &client.user_agent)?;
                http1.send(message, limits, alarm, [first, whole]).await?
            }
            Wire::Http2(http2) => {
                let message = message::http2(request, &client.user_agent)?;
                let (answer, response) = http2.send(message, limits, alarm, first).await?;
                (Some(answer), response)
            }
        };
        let Some(answer) = answer else { return Ok(response) };
        let reading = if request.body_limit > 0 {
            Reading::Keep(request.body_limit.min(MAX_BODY_BYTES), whole)
        } else {
            let drain = Deadline::after(Instant::now(), drain, Limited::Step).or(whole);
            Reading::Drain(limits.drained_bytes, drain)
        };
        if is_event_stream(&response) {
            // It has no end, and its head is all that is asked about.
            response.body.is_cut = true;
            return Ok(response);
        }
        let mut incoming = answer.into_body();
        response.body =
            read(&mut incoming, reading, &response.headers, alarm, |cx| self.drive(cx)).await;
        Ok(response)
    }

    /// Whether another request can be sent, as far as is known.
    pub(crate) fn is_ready(&self) -> bool {
        match &self.wire {
            Wire::Http1(http1) => http1.is_ready(),
            Wire::Http2(http2) => http2.is_ready(),
        }
    }

    /// The same, after a look at the connection.
    pub(crate) async fn is_usable(&mut self) -> bool {
        std::future::poll_fn(|cx| {
            self.drive(cx);
            std::task::Poll::Ready(self.is_ready())
        })
        .await
    }

    /// Whether a failed request may be sent again over a new connection: this one is lost, and the
    /// server has not carried out the request, or may do so twice (RFC 9110, section 9.2.2).
    pub(crate) fn is_lost(&self, request: &Request, failure: &Failure) -> bool {
        if failure.kind != FailureKind::Connection {
            return false;
        }
        match &self.wire {
            // Some of it was sent once an answer is waited for, perhaps all.
            Wire::Http1(_) => match failure.stage {
                Stage::FirstByte => is_idempotent(&request.method),
                stage => stage < Stage::FirstByte,
            },
            Wire::Http2(http2) => http2.is_unprocessed() || is_idempotent(&request.method),
        }
    }

    fn drive(&mut self, cx: &mut Context<'_>) {
        // The connection of HTTP/2 has tasks of its own.
        if let Wire::Http1(http1) = &mut self.wire {
            http1.drive(cx);
        }
    }
}

/// <https://html.spec.whatwg.org/#server-sent-events>
fn is_event_stream(response: &Response) -> bool {
    let kind = response.headers.get("content-type").unwrap_or_default();
    let essence = kind.split(|&byte| byte == b';').next().unwrap_or_default().trim_ascii();
    essence.eq_ignore_ascii_case(b"text/event-stream")
}

/// Whether carrying it out twice is the same as once (RFC 9110, section 9.2.2). Of other methods
/// nobody knows.
fn is_idempotent(method: &str) -> bool {
    matches!(method, "GET" | "HEAD" | "OPTIONS" | "PUT" | "DELETE" | "TRACE")
}
