//! The requests of one target.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use corsmith_scan::{Exchange, Failure, FailureKind, Request, Response, Stage, Transport};
use tokio::time::{Instant, sleep_until, timeout_at};
use url::Url;

use crate::client::Inner;
use crate::connect::connect;
use crate::connection::Connection;
use crate::deadline::{Alarm, Deadline, Limited};
use crate::guard::check_url;
use crate::limits::MAX_CONNECTIONS;
use crate::stream::Stream;
use crate::{message, tls};

/// Carries the requests of one target, one after the other, over one connection per scheme, host
/// and port.
///
/// It follows no redirect and keeps no cookie. The URL of every request is checked by the
/// [address guard](crate::guard), so that a redirect which the caller follows is checked like what
/// it was asked for. A connection that was kept and turns out to be closed is replaced once, within
/// the same exchange, and so is one that was idle for too long (`408`). If the server may have read
/// the request by then, it is sent again only if that changes no more than sending it once.
///
/// Its futures need a tokio runtime with I/O and time.
pub struct Session {
    client: Arc<Inner>,
    /// The one that was used last is the last.
    connections: Vec<(Server, Connection)>,
    alarm: Alarm,
    target: Deadline,
    /// How long the next body may take that nobody wants.
    drain: Duration,
}

/// Where one body that nobody wants did not end in time, the next ones get this part of it: all of
/// them together would take the time of the whole session.
const SHORT_DRAIN: u32 = 20;

const REQUEST_TIMEOUT: u16 = 408;

/// Whom a connection leads to.
struct Server {
    is_secure: bool,
    host: String,
    port: u16,
}

impl Server {
    fn of(url: &Url) -> Self {
        Self {
            is_secure: url.scheme() == "https",
            host: url.host_str().unwrap_or_default().to_owned(),
            port: url.port_or_known_default().unwrap_or_default(),
        }
    }

    fn is_at(&self, url: &Url) -> bool {
        self.is_secure == (url.scheme() == "https")
            && Some(self.port) == url.port_or_known_default()
            && url.host_str() == Some(&self.host)
    }
}

impl Session {
    pub(crate) fn new(client: Arc<Inner>) -> Self {
        let target = Deadline::after(Instant::now(), client.limits.target, Limited::Target);
        let drain = client.limits.drain;
        Self { client, connections: Vec::new(), alarm: Alarm::default(), target, drain }
    }

    async fn carry(
        &mut self,
        request: &Request,
        exchange: &mut Exchange,
    ) -> Result<Response, Failure> {
        let client = Arc::clone(&self.client);
        check_url(&request.url, client.resolver.policy())?;
        self.keep_pace(&request.url).await;
        let now = Instant::now();
        if now >= self.target.at {
            return Err(self.target.failure(Stage::Address));
        }
        let whole = Deadline::after(now, client.limits.exchange, Limited::Exchange).or(self.target);
        let drain = self.drain;
        if let Some((server, mut connection)) = self.open_connection(&request.url).await {
            note(exchange, &connection);
            let answered =
                connection.exchange(request, &client, &mut self.alarm, whole, drain).await;
            match answered {
                Err(failure) if connection.is_lost(request, &failure) => {}
                // Said of a connection that was idle for too long, and not of this request, which
                // the server has not read in full: it may be repeated (RFC 9110, section 15.5.9).
                Ok(answer) if answer.status == REQUEST_TIMEOUT => {}
                answered => return self.finish(request, server, connection, answered, now).await,
            }
        }
        // What cannot be sent should open no connection.
        message::http1(request, &client.user_agent)?;
        let server = Server::of(&request.url);
        // Resolving and TLS need much room, for a moment: in a box, it is not part of each session.
        let mut connection = Box::pin(self.connect(&server, exchange, whole)).await?;
        let answered = connection.exchange(request, &client, &mut self.alarm, whole, drain).await;
        self.finish(request, server, connection, answered, now).await
    }

    /// Keeps the connection if it is good for another request than the one that was sent at `asked_at`.
    async fn finish(
        &mut self,
        request: &Request,
        server: Server,
        mut connection: Connection,
        answered: Result<Response, Failure>,
        asked_at: Instant,
    ) -> Result<Response, Failure> {
        let limits = &self.client.limits;
        let is_unended = answered.as_ref().is_ok_and(|answer| {
            request.body_limit == 0
                && answer.body.is_cut
                && asked_at.elapsed() >= self.drain
                && answer.body.read < limits.drained_bytes as u64
        });
        if is_unended {
            self.drain = limits.drain / SHORT_DRAIN;
        }
        if answered.is_ok() && (connection.is_ready() || connection.is_usable().await) {
            if self.connections.len() == MAX_CONNECTIONS {
                self.connections.remove(0);
            }
            self.connections.push((server, connection));
        }
        answered
    }

    /// The connection that is open to where a URL leads, if it still is.
    async fn open_connection(&mut self, url: &Url) -> Option<(Server, Connection)> {
        let index = self.connections.iter().position(|(server, _)| server.is_at(url))?;
        let (server, mut connection) = self.connections.remove(index);
        connection.is_usable().await.then_some((server, connection))
    }

    async fn connect(
        &mut self,
        server: &Server,
        exchange: &mut Exchange,
        whole: Deadline,
    ) -> Result<Connection, Failure> {
        let client = Arc::clone(&self.client);
        let limits = &client.limits;
        exchange.peer = None;
        exchange.tls = None;
        let addresses = timeout_at(whole.at, client.resolver.resolve(&server.host, server.port))
            .await
            .map_err(|_| whole.failure(Stage::Resolve))??;
        let step = Deadline::after(Instant::now(), limits.connect, Limited::Step).or(whole);
        let (stream, peer) = connect(&addresses, client.resolver.policy(), step).await?;
        exchange.peer = Some(peer);
        let (stream, tls) = if server.is_secure {
            let name = tls::server_name(&server.host)?;
            let step = Deadline::after(Instant::now(), limits.tls, Limited::Step).or(whole);
            let stream = timeout_at(step.at, client.tls.connector().connect(name.clone(), stream))
                .await
                .map_err(|_| step.failure(Stage::Tls))?
                .map_err(|error| tls::failure(&error))?;
            let tls = client.tls.inspect(&stream, &name);
            (Stream::Tls(Box::new(stream)), Some(tls))
        } else {
            (Stream::Plain(stream), None)
        };
        exchange.tls.clone_from(&tls);
        timeout_at(whole.at, Connection::over(stream, peer, tls, &client))
            .await
            .map_err(|_| whole.failure(Stage::Send))?
    }

    /// Waits until this host may be asked again.
    async fn keep_pace(&mut self, url: &Url) {
        let Some(pace) = &self.client.pace else { return };
        let now = Instant::now();
        let at = pace.next(url.host_str().unwrap_or_default(), now);
        if at > now {
            self.target.at += at - now;
            sleep_until(at).await;
        }
    }
}

fn note(exchange: &mut Exchange, connection: &Connection) {
    exchange.peer = Some(connection.peer);
    exchange.tls.clone_from(&connection.tls);
}

impl Transport for Session {
    async fn exchange(&mut self, request: &Request) -> Exchange {
        // Replaced below, unless nobody waits for it.
        let stopped = Failure::new(Stage::Address, FailureKind::Stopped, "the scan was stopped");
        let mut exchange = Exchange::new(request.clone(), Err(stopped));
        exchange.outcome = self.carry(request, &mut exchange).await;
        exchange
    }

    async fn wait(&mut self, time: Duration) -> bool {
        let Some(at) = Instant::now().checked_add(time).filter(|&at| at < self.target.at) else {
            return false;
        };
        sleep_until(at).await;
        true
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("connections", &self.connections.len())
            .field("target", &self.target)
            .finish_non_exhaustive()
    }
}
