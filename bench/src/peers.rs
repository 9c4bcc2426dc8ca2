//! The peers: tower-http and actix-cors, each around an application that does nothing.
//!
//! Neither has a public decision smaller than its middleware, so that is what is asked: building
//! the request is not timed, the answer's headers and the drop of the request are. The same
//! application without middleware tells how much of it is not CORS.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

pub mod actix;
pub mod tower;

/// Polls once: nothing here ever waits. `None` if it does.
fn now<T>(future: impl Future<Output = T>) -> Option<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}
