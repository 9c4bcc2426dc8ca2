//! The body of a request, read within its limits before anybody works on it.

use std::sync::Arc;

use axum::body::Bytes;
use axum::http::StatusCode;
use http_body_util::BodyExt;
use hyper::body::{Body, Incoming};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use crate::limits::Limits;
use crate::problem::Problem;

/// Memory is handed out in steps of this many bytes.
const STEP: usize = 1_024;

/// A whole body, and the memory that it was allowed to take.
pub(super) struct Upload {
    pub(super) bytes: Bytes,
    _room: Option<OwnedSemaphorePermit>,
}

impl Upload {
    /// Reads it.
    ///
    /// # Errors
    ///
    /// 413 if it is too long, 408 if it takes too long, 503 if others hold all the memory, 400 if
    /// it ends early or its chunks are malformed.
    pub(super) async fn read(
        body: Incoming,
        limits: &Limits,
        room: &Arc<Semaphore>,
    ) -> Result<Self, Problem> {
        if body.is_end_stream() {
            return Ok(Self { bytes: Bytes::new(), _room: None });
        }
        if body.size_hint().lower() > limits.body_bytes as u64 {
            return Err(too_long(limits));
        }
        match timeout(limits.body_time, read(body, limits, room)).await {
            Ok(read) => read,
            Err(_) => Err(Problem::new(
                StatusCode::REQUEST_TIMEOUT,
                format!("The body was not whole after {} s.", limits.body_time.as_secs()),
            )),
        }
    }
}

async fn read(
    mut body: Incoming,
    limits: &Limits,
    room: &Arc<Semaphore>,
) -> Result<Upload, Problem> {
    let mut bytes = Vec::new();
    let mut held: Option<OwnedSemaphorePermit> = None;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| {
            Problem::new(
                StatusCode::BAD_REQUEST,
                "The body ended early, or its chunks are malformed.",
            )
        })?;
        // Trailers are nobody's.
        let Ok(data) = frame.into_data() else { continue };
        let length = bytes.len() + data.len();
        if length > limits.body_bytes {
            return Err(too_long(limits));
        }
        let steps =
            length.div_ceil(STEP) - held.as_ref().map_or(0, OwnedSemaphorePermit::num_permits);
        let more = u32::try_from(steps).map_err(|_| too_long(limits))?;
        let more = Arc::clone(room).try_acquire_many_owned(more).map_err(|_| {
            Problem::new(StatusCode::SERVICE_UNAVAILABLE, "Too many long requests at one time.")
                .help("Try again in a few seconds.")
        })?;
        match &mut held {
            Some(held) => held.merge(more),
            None => held = Some(more),
        }
        bytes.extend_from_slice(&data);
    }
    Ok(Upload { bytes: bytes.into(), _room: held })
}

/// The room for all bodies together.
pub(super) fn room(limits: &Limits) -> Arc<Semaphore> {
    Arc::new(Semaphore::new(limits.bodies_bytes.div_ceil(STEP).min(Semaphore::MAX_PERMITS)))
}

fn too_long(limits: &Limits) -> Problem {
    Problem::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        format!("The body is longer than the limit of {} bytes.", limits.body_bytes),
    )
    .help("Leave out what the question does not need; `corsmith` on your machine reads more.")
}
