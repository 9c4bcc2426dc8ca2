//! What the server takes from a client, and for how long it waits for it.

use std::time::Duration;

/// Longest body of a request to the API, in bytes: 1 MiB.
pub const MAX_API_BYTES: usize = 1 << 20;

/// The same where HAR files come in, in bytes: 2 MiB, as much as the server takes at all.
pub const MAX_API_DIAGNOSE_BYTES: usize = 2 << 20;

/// The limits of the server. [`Limits::default`] has those that are published; tests shorten the
/// times.
///
/// ```
/// use corsmith_web::limits::Limits;
///
/// let limits = Limits::default();
/// assert_eq!(limits.body_bytes, 2 * 1024 * 1024);
/// ```
#[derive(Debug, Clone)]
pub struct Limits {
    /// Open connections. Further ones wait in the system's queue, unanswered, until one ends.
    pub connections: u32,
    /// From the first byte of a request's head to its end: more is answered with 408.
    pub head_time: Duration,
    /// A connection without a request is closed after this.
    pub idle_time: Duration,
    /// From the end of the head to the end of the body: more is answered with 408.
    pub body_time: Duration,
    /// From the end of the head to the answer: more is answered with 503. What a handler computes
    /// without waiting is not interrupted.
    pub request_time: Duration,
    /// A client that takes nothing of an answer for this long is left.
    pub write_time: Duration,
    /// How long a shutdown waits for the requests in flight.
    pub shutdown_time: Duration,
    /// The request line and all header lines together: more is answered with 431. More than 100
    /// lines are, too.
    pub head_bytes: usize,
    /// The target of a request, as it is written in the request line: more is answered with 414.
    pub target_bytes: usize,
    /// The body of a request: more is answered with 413.
    pub body_bytes: usize,
    /// All bodies held at one time: a request that finds no room is answered with 503.
    pub bodies_bytes: usize,
    /// A request with a longer body is worked on beside the threads that answer the others.
    pub heavy_bytes: usize,
    /// So many of those at one time; others wait for their turn.
    pub heavy_requests: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 4_096,
            head_time: Duration::from_secs(10),
            idle_time: Duration::from_mins(1),
            body_time: Duration::from_secs(20),
            request_time: Duration::from_secs(30),
            write_time: Duration::from_secs(30),
            shutdown_time: Duration::from_secs(10),
            head_bytes: 64 * 1024,
            target_bytes: 32 * 1024,
            body_bytes: 2 * 1024 * 1024,
            bodies_bytes: 32 * 1024 * 1024,
            heavy_bytes: 16 * 1024,
            heavy_requests: 2,
        }
    }
}
