//! How each browser is started: a fresh profile, nothing that calls out, nothing that changes what `fetch()` does.

pub(super) mod chromium;
pub(super) mod firefox;
pub(super) mod webkit;
