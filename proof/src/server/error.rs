//! Why a server did not start.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

/// Why a server did not start. Each message ends with what the server itself said, where it said anything.
#[derive(Debug)]
#[non_exhaustive]
pub enum StartError {
    /// The server is not on this machine.
    NotInstalled {
        /// The requirement's name.
        name: &'static str,
        /// The file that would be there.
        looked_for: PathBuf,
    },
    /// The generated files do not include one that the server's surroundings name.
    MissingFile {
        /// The server.
        server: &'static str,
        /// The file's name.
        name: &'static str,
        /// The files there are.
        have: Vec<String>,
    },
    /// A file could not be written or read.
    File {
        /// Which.
        path: PathBuf,
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
    /// A step before the start failed, such as a compilation.
    Preparation {
        /// The command.
        command: String,
        /// The end of its output.
        output: String,
    },
    /// The server ended instead of listening: most often its configuration was refused.
    Exited {
        /// The server.
        server: &'static str,
        /// How it ended, in the system's words.
        status: String,
        /// The end of its log.
        log: String,
    },
    /// The server runs but its port does not answer.
    NotReady {
        /// The server.
        server: &'static str,
        /// How long was waited.
        after: Duration,
        /// The end of its log.
        log: String,
    },
}

impl StartError {
    /// Whether the machine lacks the server, rather than the server refusing what it was given.
    #[must_use]
    pub fn is_not_installed(&self) -> bool {
        matches!(self, Self::NotInstalled { .. })
    }
}

impl StartError {
    /// Whether the server ended because another program listens on its port.
    #[must_use]
    pub fn is_port_taken(&self) -> bool {
        let Self::Exited { log, .. } = self else { return false };
        let log = log.to_ascii_lowercase();
        ["address already in use", "address in use", "eaddrinuse", "cannot bind"]
            .iter()
            .any(|sign| log.contains(sign))
    }
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotInstalled { name, looked_for } => {
                let path = looked_for.display();
                write!(
                    f,
                    "{name} is not installed: no `{path}`\nhelp: `cargo xtask test` installs it where it can"
                )
            }
            Self::MissingFile { server, name, have } => {
                write!(
                    f,
                    "{server} needs a generated file `{name}`, but there is only `{}`",
                    have.join("`, `")
                )
            }
            Self::File { path, source } => write!(f, "`{}`: {source}", path.display()),
            Self::Spawn { program, source } => write!(f, "`{program}` could not be run: {source}"),
            Self::Preparation { command, output } => write!(f, "`{command}` failed:\n{output}"),
            Self::Exited { server, status, log } => {
                write!(f, "{server} ended before it listened ({status}):\n{log}")
            }
            Self::NotReady { server, after, log } => {
                write!(f, "{server} does not listen after {} s:\n{log}", after.as_secs())
            }
        }
    }
}

impl Error for StartError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::File { source, .. } | Self::Spawn { source, .. } => Some(source),
            _ => None,
        }
    }
}
