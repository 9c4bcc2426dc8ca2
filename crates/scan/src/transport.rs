//! What carries requests.

use std::future::Future;
use std::time::Duration;

use crate::{Exchange, Request};

/// Carries the requests of one target: over sockets, or from a script in a test.
///
/// A transport follows no redirect, adds no cookie, and gives up no target: whatever happens is
/// part of the exchange.
pub trait Transport: Send {
    /// Sends a request and records what becomes of it.
    fn exchange(&mut self, request: &Request) -> impl Future<Output = Exchange> + Send;

    /// Waits, as a server asked with `Retry-After`. False if the wait is longer than the transport
    /// has time for; nothing more should be sent then.
    fn wait(&mut self, time: Duration) -> impl Future<Output = bool> + Send;
}
