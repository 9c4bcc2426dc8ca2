//! Standard output and standard error: the only place that prints.

use std::io::{self, BufWriter, Stdout, Write};

use anstream::AutoStream;
use corsmith_report::{NoticeLevel, Styling, notice};

use crate::error::Error;

/// Where results and messages go.
pub(crate) struct Out {
    /// Not locked: `corsmith mcp` writes from another thread.
    stdout: BufWriter<Stdout>,
}

impl Out {
    pub(crate) fn new() -> Self {
        Self { stdout: BufWriter::with_capacity(64 * 1024, io::stdout()) }
    }

    /// A result, byte for byte.
    pub(crate) fn result(&mut self, text: &str) -> Result<(), Error> {
        self.stdout.write_all(text.as_bytes()).map_err(|error| failed(&error))
    }

    /// A result for people: its styles are dropped where no terminal reads it.
    pub(crate) fn styled(&mut self, text: &str) -> Result<(), Error> {
        self.flush()?;
        AutoStream::auto(self.stdout.get_mut())
            .write_all(text.as_bytes())
            .map_err(|error| failed(&error))
    }

    pub(crate) fn flush(&mut self) -> Result<(), Error> {
        self.stdout.flush().map_err(|error| failed(&error))
    }

    /// Diagnostics, on standard error. Where even that is closed there is nobody left to tell.
    pub(crate) fn diagnostics(&mut self, text: &str) {
        // Both may be the same terminal: keep the order.
        let _ = self.stdout.flush();
        let _ = anstream::stderr().write_all(text.as_bytes());
    }

    pub(crate) fn note(&mut self, text: &str) {
        self.diagnostics(&notice(NoticeLevel::Note, text, None, Styling::Ansi));
    }

    pub(crate) fn error(&mut self, error: &Error) {
        if !matches!(error, Error::OutputClosed) {
            let message = error.to_string();
            self.diagnostics(&notice(
                NoticeLevel::Error,
                &message,
                error.help_text(),
                Styling::Ansi,
            ));
        }
    }
}

fn failed(error: &io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::BrokenPipe => Error::OutputClosed,
        _ => Error::outside(format!("cannot write to standard output: {error}")),
    }
}
