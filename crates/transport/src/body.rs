//! Reading a body within limits.

mod decode;

use std::hash::{DefaultHasher, Hasher};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use corsmith_fetch::HeaderList;
use corsmith_scan::Body;
use hyper::body::Body as _;
use hyper::body::{Frame, Incoming};

use crate::deadline::{Alarm, Deadline};

/// What is read of a body, and until when.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Reading {
    /// Up to this many bytes are kept, after decompression.
    Keep(usize, Deadline),
    /// Up to this many bytes are read, so that the connection can be used again, and none is kept.
    Drain(usize, Deadline),
}

/// Reads a body. One that ends early or comes too slowly is cut, and no failure.
pub(crate) async fn read(
    incoming: &mut Incoming,
    reading: Reading,
    headers: &HeaderList,
    alarm: &mut Alarm,
    mut drive: impl FnMut(&mut Context<'_>),
) -> Body {
    let (Reading::Keep(limit, deadline) | Reading::Drain(limit, deadline)) = reading;
    let mut body = Body::default();
    let mut hasher = DefaultHasher::new();
    loop {
        let next = alarm.limit(
            || deadline,
            |cx| match next_frame(incoming, cx) {
                Poll::Pending => {
                    drive(cx);
                    next_frame(incoming, cx)
                }
                ready @ Poll::Ready(_) => ready,
            },
        );
        let frame = match next.await {
            Ok(None) => break,
            Ok(Some(Ok(frame))) => frame,
            Ok(Some(Err(_))) | Err(_) => {
                body.is_cut = true;
                break;
            }
        };
        // Trailers are no part of it.
        let Ok(data) = frame.into_data() else { continue };
        let room = limit - usize::try_from(body.read).unwrap_or(limit);
        let data = if data.len() > room {
            body.is_cut = true;
            &data[..room]
        } else {
            &data[..]
        };
        body.read += data.len() as u64;
        match reading {
            Reading::Keep(..) => body.bytes.extend_from_slice(data),
            Reading::Drain(..) => hasher.write(data),
        }
        if body.is_cut {
            break;
        }
    }
    if let Reading::Keep(..) = reading {
        let codings = headers.get("content-encoding").unwrap_or_default();
        decode::decode(&codings, &mut body, limit);
        // Recordings live longer than exchanges.
        body.bytes.shrink_to_fit();
        hasher.write(&body.bytes);
    }
    body.digest = hasher.finish();
    body
}

fn next_frame(
    incoming: &mut Incoming,
    cx: &mut Context<'_>,
) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
    Pin::new(incoming).poll_frame(cx)
}

#[cfg(test)]
mod tests {
    use std::hash::{DefaultHasher, Hasher};

    use proptest::prelude::*;

    proptest! {
        /// The network decides in which pieces a body comes. The standard library does not promise
        /// this of its hashers.
        #[test]
        fn a_digest_does_not_depend_on_the_pieces(
            pieces in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..40), 0..9),
        ) {
            let mut in_pieces = DefaultHasher::new();
            for piece in &pieces {
                in_pieces.write(piece);
            }
            let mut at_once = DefaultHasher::new();
            at_once.write(&pieces.concat());
            prop_assert_eq!(in_pieces.finish(), at_once.finish());
        }
    }
}
