//! Why the laboratory could not observe.

use std::error::Error;
use std::fmt;
use std::io;
use std::time::Duration;

use super::Engine;

/// Why the laboratory could not observe. Where a browser is at fault, the message ends with what it said.
#[derive(Debug)]
#[non_exhaustive]
pub enum LabError {
    /// The browser, or a program that it needs, is not on this machine.
    NotInstalled {
        /// Which browser.
        engine: Engine,
        /// The program that was looked for.
        program: &'static str,
    },
    /// The system gave no socket, file or directory.
    System {
        /// What it was wanted for.
        purpose: &'static str,
        /// What the system said.
        source: io::Error,
    },
    /// A program could not be run at all.
    Spawn {
        /// Which.
        program: String,
        /// What the system said.
        source: io::Error,
    },
    /// The browser ended.
    Exited {
        /// Which.
        engine: Engine,
        /// The end of its output.
        log: String,
    },
    /// The browser did not ask for the laboratory's page.
    NotReady {
        /// Which.
        engine: Engine,
        /// How long was waited.
        after: Duration,
        /// The end of its output.
        log: String,
    },
    /// The laboratory's own page failed.
    Page {
        /// In which browser.
        engine: Engine,
        /// What the script threw, with its stack.
        message: String,
    },
    /// The page stopped reporting.
    Stalled {
        /// In which browser.
        engine: Engine,
        /// Since when.
        after: Duration,
        /// How many experiments had been reported.
        reported: usize,
        /// Of how many.
        of: usize,
        /// The end of the browser's output.
        log: String,
    },
    /// The browser's console is not read in this session.
    NoConsole {
        /// In which browser.
        engine: Engine,
    },
}

impl LabError {
    /// Whether the machine lacks the browser, rather than the browser failing.
    #[must_use]
    pub fn is_not_installed(&self) -> bool {
        matches!(self, Self::NotInstalled { .. })
    }
}

impl fmt::Display for LabError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotInstalled { engine, program } => write!(
                f,
                "{engine} cannot run: there is no `{program}`\nhelp: `cargo xtask test` installs it where it can"
            ),
            Self::System { purpose, source } => write!(f, "no {purpose}: {source}"),
            Self::Spawn { program, source } => write!(f, "`{program}` could not be run: {source}"),
            Self::Exited { engine, log } => write!(f, "{engine} ended by itself:\n{log}"),
            Self::NotReady { engine, after, log } => write!(
                f,
                "{engine} did not open the laboratory's page within {} s:\n{log}",
                after.as_secs()
            ),
            Self::Page { engine, message } => {
                write!(f, "the laboratory's page failed in {engine}: {message}")
            }
            Self::Stalled { engine, after, reported, of, log } => write!(
                f,
                "{engine} reported {reported} of {of} experiments, then nothing for {} s:\n{log}",
                after.as_secs()
            ),
            Self::NoConsole { engine } => write!(
                f,
                "{engine}'s console is not read in this session; open it with `open_with_console`"
            ),
        }
    }
}

impl Error for LabError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::System { source, .. } | Self::Spawn { source, .. } => Some(source),
            _ => None,
        }
    }
}
