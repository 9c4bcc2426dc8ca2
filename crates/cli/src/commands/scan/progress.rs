//! How far a scan is, on standard error where that is a terminal.

use std::time::Duration;

use corsmith_report::grouped;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A line that says how far it is.
pub(super) struct Progress(ProgressBar);

impl Progress {
    pub(super) fn new() -> Self {
        // Hidden by itself where standard error is no terminal.
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(8));
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
            bar.set_style(style);
        }
        bar.set_message("scanning");
        bar.enable_steady_tick(Duration::from_millis(120));
        Self(bar)
    }

    pub(super) fn show(&self, targets: usize, requests: usize) {
        let done = counted(targets, "target");
        let sent = counted(requests, "request");
        self.0.set_message(format!("{done} done, {sent} sent"));
    }

    /// Prints something else meanwhile.
    pub(super) fn suspend<R>(&self, print: impl FnOnce() -> R) -> R {
        self.0.suspend(print)
    }

    pub(super) fn finish(self) {
        self.0.finish_and_clear();
    }
}

fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {what}{plural}", grouped(count))
}
