//! The raw client as what carries a scan's requests.

use std::net::SocketAddr;
use std::time::Duration;

use corsmith_scan::{Exchange, Failure, FailureKind, Request, Response, Stage, Transport};

use crate::raw_client::{RawClient, RawError, RawRequest};

/// Sends every request to one loopback server, whatever its URL's host.
#[derive(Debug)]
pub struct RawTransport {
    client: RawClient,
}

impl RawTransport {
    /// A transport to the server at `address`.
    #[must_use]
    pub fn new(address: SocketAddr) -> Self {
        Self { client: RawClient::new(address) }
    }

    fn send(&mut self, request: &Request) -> Result<Response, RawError> {
        let url = &request.url;
        let target = url
            .query()
            .map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()));
        let host = url.host_str().unwrap_or_default();
        let mut raw = RawRequest::new(request.method.as_str(), target).header("Host", host);
        for (name, value) in request.headers.iter() {
            raw = raw.header(name, value);
        }
        // As browsers do (Fetch, HTTP-network-or-cache fetch, "contentLength").
        if ["POST", "PUT"].contains(&request.method.as_str()) {
            raw = raw.header("Content-Length", "0");
        }
        let answer = self.client.send(&raw)?;
        let headers = answer.headers.iter().map(|(name, value)| (name.as_str(), value)).collect();
        Ok(Response { headers, ..Response::new(answer.status, []) })
    }
}

impl Transport for RawTransport {
    async fn exchange(&mut self, request: &Request) -> Exchange {
        let outcome = self.send(request).map_err(|error| {
            Failure::new(Stage::FirstByte, FailureKind::Connection, error.to_string())
        });
        Exchange::new(request.clone(), outcome)
    }

    async fn wait(&mut self, _: Duration) -> bool {
        // No server of the proofs asks for patience.
        false
    }
}
