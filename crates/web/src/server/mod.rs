//! The server under the site: HTTP/1.1 with limits, safe headers on every answer, and an orderly
//! end.
//!
//! Nothing of a request is ever logged: neither its target nor its body.

mod answer;
mod client;
pub(crate) mod compression;
mod connection;
mod headers;
mod phase;
mod stream;
mod upload;

use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tower_http::catch_panic::CatchPanicLayer;

pub(crate) use client::ClientAddress;
pub use headers::Transport;

use crate::assets::{asset, compress_all};
use crate::limits::Limits;
use crate::problem::Problem;
use crate::scanning::{Scanning, ScanningOptions};
use answer::Site;

/// How long to wait when the system has no file descriptor left for a connection.
const NO_DESCRIPTOR_PAUSE: Duration = Duration::from_millis(50);

/// How the site is served.
///
/// ```
/// use corsmith_web::server::{ServeOptions, Transport};
///
/// let options = ServeOptions { transport: Transport::BehindTls, ..ServeOptions::default() };
/// assert_eq!(options.limits.connections, 4_096);
/// ```
#[derive(Debug, Clone, Default)]
pub struct ServeOptions {
    /// Whether browsers reach it through TLS.
    pub transport: Transport,
    /// What it takes from a client.
    pub limits: Limits,
    /// How scans are run; `None` for a site that does not scan.
    pub scanning: Option<ScanningOptions>,
}

/// Serves the site on `listener` until `shutdown` is ready; then no connection is accepted any
/// more, and requests in flight have [`Limits::shutdown_time`] to be answered.
///
/// # Errors
///
/// If scans are wanted and cannot be run, because the system has no random numbers or TLS cannot be
/// set up.
///
/// ```
/// use corsmith_web::server::{ServeOptions, serve};
///
/// # let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
/// # runtime.block_on(async {
/// let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
/// serve(listener, ServeOptions::default(), async {}).await
/// # })?;
/// # Ok::<(), std::io::Error>(())
/// ```
pub async fn serve(
    listener: TcpListener,
    options: ServeOptions,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    let scanning = options.scanning.as_ref().map(Scanning::new).transpose();
    let scanning = scanning.map_err(io::Error::other)?;
    serve_router(listener, crate::routes::routes(scanning), options, shutdown).await
}

async fn serve_router(
    listener: TcpListener,
    routes: Router,
    options: ServeOptions,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    let ServeOptions { transport, limits, .. } = options;
    let places = Arc::new(Semaphore::new(limits.connections.max(1) as usize));
    let shutdown_time = limits.shutdown_time;
    let site = Arc::new(Site::new(with_the_rest(routes), transport, limits));
    let (stop, stopping) = watch::channel(());
    let mut connections = JoinSet::new();
    tokio::task::spawn_blocking(compress_all);
    let mut shutdown = std::pin::pin!(shutdown);
    loop {
        let accepted = async {
            // The place first: whoever finds none waits in the system's queue.
            let place = Arc::clone(&places).acquire_owned().await.map_err(io::Error::other)?;
            let (socket, peer) = listener.accept().await?;
            Ok::<_, io::Error>((place, socket, peer.ip()))
        };
        tokio::select! {
            accepted = accepted => match accepted {
                Ok((place, socket, peer)) => {
                    // Answers are written whole: waiting for more to send only delays them.
                    let _ = socket.set_nodelay(true);
                    let serving =
                        connection::serve(socket, peer, Arc::clone(&site), stopping.clone());
                    connections.spawn(async move {
                        serving.await;
                        drop(place);
                    });
                }
                Err(error) if is_of_the_client(&error) => {}
                Err(_) => sleep(NO_DESCRIPTOR_PAUSE).await,
            },
            Some(_) = connections.join_next(), if !connections.is_empty() => {}
            () = &mut shutdown => break,
        }
    }
    drop(listener);
    // Nobody listens any more if there is no connection.
    let _ = stop.send(());
    let ended = async { while connections.join_next().await.is_some() {} };
    // Those that take longer end with the set.
    let _ = timeout(shutdown_time, ended).await;
    Ok(())
}

/// The site, with its assets, the answer to everything else, and the net under all of it.
fn with_the_rest(routes: Router) -> Router {
    routes.route("/assets/{file}", get(asset)).fallback(async || Problem::not_found()).layer(
        CatchPanicLayer::custom(|_| axum::response::IntoResponse::into_response(Problem::bug())),
    )
}

/// The connection was gone before it was accepted: the next one is not concerned.
fn is_of_the_client(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionRefused
    )
}

#[cfg(test)]
mod tests {
    use axum::routing::post;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpStream;

    use super::*;

    /// Sends one request with a body to a server of these routes; the head of the answer.
    async fn ask(target: &str, body: &str, limits: Limits) -> String {
        let routes = Router::new()
            .route("/panics", post(async |body: String| assert!(body.is_empty(), "{body}")))
            .route("/late", post(async || sleep(Duration::from_mins(1)).await))
            .route("/refuses", post(async || (axum::http::StatusCode::CONFLICT, "A `<sentence>`.")))
            .route("/length", post(async |body: String| body.len().to_string()));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let options = ServeOptions { limits, ..ServeOptions::default() };
        let server = tokio::spawn(serve_router(listener, routes, options, std::future::pending()));
        let mut client = TcpStream::connect(address).await.unwrap();
        let length = body.len();
        let request = format!(
            "POST {target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}"
        );
        client.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        client.read_to_string(&mut answer).await.unwrap();
        server.abort();
        answer
    }

    #[tokio::test]
    async fn a_panic_is_answered_and_says_nothing() {
        for body in ["hunter2".to_owned(), "hunter2".repeat(10_000)] {
            let answer = ask("/panics", &body, Limits::default()).await;
            assert!(answer.starts_with("HTTP/1.1 500 "), "{answer}");
            assert!(answer.contains("content-security-policy: "), "{answer}");
            assert!(!answer.contains("hunter2"), "{answer}");
        }
    }

    #[tokio::test]
    async fn an_answer_that_takes_too_long_is_not_waited_for() {
        let limits = Limits { request_time: Duration::from_millis(50), ..Limits::default() };
        let answer = ask("/late", "", limits).await;
        assert!(answer.starts_with("HTTP/1.1 503 "), "{answer}");
        assert!(answer.contains("retry-after: 5\r\n"), "{answer}");
    }

    #[tokio::test]
    async fn a_sentence_becomes_a_page() {
        let answer = ask("/refuses", "", Limits::default()).await;
        assert!(answer.starts_with("HTTP/1.1 409 "), "{answer}");
        assert!(answer.contains("content-type: text/html"), "{answer}");
        assert!(answer.contains("A `") && !answer.contains("<sentence>"), "{answer}");
    }

    #[tokio::test]
    async fn heavy_requests_are_answered_like_others() {
        for length in [0, 16 * 1024, 16 * 1024 + 1, 1024 * 1024] {
            let answer = ask("/length", &"x".repeat(length), Limits::default()).await;
            assert!(answer.ends_with(&format!("\r\n\r\n{length}")), "{answer}");
        }
    }
}
