//! One connection, from its first byte to its end.

use std::convert::Infallible;
use std::future::poll_fn;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::body::Bytes;
use axum::http::header::CONNECTION;
use axum::http::{HeaderValue, Request, Response};
use hyper::body::{Body, Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::sync::watch;

use super::answer::{Rest, Site};
use super::client::ClientAddress;
use super::phase::Phase;
use super::stream::Stream;

/// hyper's buffers of a connection are never longer: a head has to fit.
const BUFFER_BYTES: usize = 128 * 1024;

/// Serves a connection until either side ends it, or the server is `stopping` and the request in
/// flight is answered.
pub(super) async fn serve(
    socket: TcpStream,
    peer: IpAddr,
    site: Arc<Site>,
    mut stopping: watch::Receiver<()>,
) {
    let phase = Arc::new(Phase::default());
    let stream = Stream::new(socket, Arc::clone(&phase), &site.limits);
    let service = service_fn(|request: Request<Incoming>| {
        let (site, phase) = (Arc::clone(&site), Arc::clone(&phase));
        Box::pin(async move { Ok::<_, Infallible>(respond(&site, phase, peer, request).await) })
    });
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        // hyper's clock runs while it waits for a request, too: the shorter time for a head that
        // has begun is the stream's.
        .header_read_timeout(site.limits.idle_time)
        .max_header_size(site.limits.head_bytes)
        .max_buf_size(BUFFER_BYTES.max(site.limits.head_bytes))
        .serve_connection(TokioIo::new(stream), service);
    let mut told = false;
    // How it ended is nobody's business: clients go away as they like.
    let _ended = loop {
        tokio::select! {
            ended = poll_fn(|cx| connection.poll_without_shutdown(cx)) => break ended,
            _ = stopping.changed(), if !told => {
                told = true;
                if phase.is_waiting() {
                    break Ok(());
                }
                Pin::new(&mut connection).graceful_shutdown();
            }
        }
    };
    let mut stream = connection.into_parts().io.into_inner();
    if let Some(status) = stream.refused() {
        stream.refuse(&site.refusal(status).await).await;
    }
    stream.close().await;
}

async fn respond(
    site: &Site,
    phase: Arc<Phase>,
    peer: IpAddr,
    mut request: Request<Incoming>,
) -> Response<Whole> {
    let client = ClientAddress::of(peer, request.headers(), site.transport());
    request.extensions_mut().insert(client);
    phase.is_asked();
    let (mut response, rest) = site.answer(request).await;
    if rest == Rest::Unread {
        phase.leaves_unread();
        response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    }
    response.map(|bytes| Whole { bytes: Some(bytes), phase })
}

/// The body of an answer. hyper drops it once it is written, or will not be.
struct Whole {
    bytes: Option<Bytes>,
    phase: Arc<Phase>,
}

impl Drop for Whole {
    fn drop(&mut self) {
        self.phase.is_answered();
    }
}

impl Body for Whole {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let bytes = self.bytes.take().filter(|bytes| !bytes.is_empty());
        Poll::Ready(bytes.map(|bytes| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        self.bytes.as_ref().is_none_or(Bytes::is_empty)
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.bytes.as_ref().map_or(0, |bytes| bytes.len() as u64))
    }
}
