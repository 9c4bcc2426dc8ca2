//! Where a connection is: hyper does not say it, and the limits depend on it.

use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};

/// Shared by the two ends of a connection: the stream below hyper and the service above it. Both
/// run in one task, so nothing here waits or races.
#[derive(Debug, Default)]
pub(super) struct Phase {
    now: AtomicU8,
    unread: AtomicBool,
}

const WAITING: u8 = 0;
const HEAD: u8 = 1;
const BUSY: u8 = 2;

impl Phase {
    /// Nothing of a request has come.
    pub(super) fn is_waiting(&self) -> bool {
        self.now.load(Ordering::Relaxed) == WAITING
    }

    /// A part of a head has come.
    pub(super) fn is_head(&self) -> bool {
        self.now.load(Ordering::Relaxed) == HEAD
    }

    pub(super) fn head_begins(&self) {
        self.now.store(HEAD, Ordering::Relaxed);
    }

    /// The head is whole; an answer is being made or written.
    pub(super) fn is_asked(&self) {
        self.now.store(BUSY, Ordering::Relaxed);
    }

    pub(super) fn is_answered(&self) {
        self.now.store(WAITING, Ordering::Relaxed);
    }

    /// The client still sends what nobody will read.
    pub(super) fn leaves_unread(&self) {
        self.unread.store(true, Ordering::Relaxed);
    }

    pub(super) fn left_unread(&self) -> bool {
        self.unread.load(Ordering::Relaxed)
    }
}
