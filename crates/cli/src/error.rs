//! Why a command could not do its work.

use std::fmt;
use std::io;
use std::path::Path;

use corsmith_operations::Problem;

use crate::exit::Exit;

/// An error of the command itself; what is wrong *in* a policy is a finding. `Display` is one
/// sentence without its full stop.
#[derive(Debug)]
pub(crate) enum Error {
    /// The user gave something wrong.
    Input { message: String, help: Option<String> },
    /// Something outside failed.
    Outside { message: String, help: Option<String> },
    /// Whoever read the output has stopped, as `head` does: no error to anybody.
    OutputClosed,
}

impl Error {
    pub(crate) fn input(message: impl Into<String>) -> Self {
        Self::Input { message: message.into(), help: None }
    }

    pub(crate) fn outside(message: impl Into<String>) -> Self {
        Self::Outside { message: message.into(), help: None }
    }

    /// `cannot read x: why`. A file that is not there is a slip of the command line; one that is
    /// there and cannot be read is not.
    pub(crate) fn reading(path: &Path, error: &io::Error) -> Self {
        let message = format!("cannot read `{}`: {}", path.display(), reason(error));
        match error.kind() {
            io::ErrorKind::NotFound
            | io::ErrorKind::IsADirectory
            | io::ErrorKind::NotADirectory => Self::input(message),
            _ => Self::outside(message),
        }
    }

    pub(crate) fn writing(path: &Path, error: &io::Error) -> Self {
        Self::outside(format!("cannot write `{}`: {}", path.display(), reason(error)))
    }

    pub(crate) fn help(mut self, text: impl Into<String>) -> Self {
        match &mut self {
            Self::Input { help, .. } | Self::Outside { help, .. } => *help = Some(text.into()),
            Self::OutputClosed => {}
        }
        self
    }

    /// The same, with its place before it.
    pub(crate) fn at(mut self, place: &str) -> Self {
        match &mut self {
            Self::Input { message, .. } | Self::Outside { message, .. } => {
                *message = format!("{place}: {message}");
            }
            Self::OutputClosed => {}
        }
        self
    }

    pub(crate) fn help_text(&self) -> Option<&str> {
        match self {
            Self::Input { help, .. } | Self::Outside { help, .. } => help.as_deref(),
            Self::OutputClosed => None,
        }
    }

    pub(crate) fn exit(&self) -> Exit {
        match self {
            Self::Input { .. } => Exit::WrongInput,
            Self::Outside { .. } => Exit::Failed,
            Self::OutputClosed => Exit::Fine,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input { message, .. } | Self::Outside { message, .. } => f.write_str(message),
            Self::OutputClosed => f.write_str("the output is closed"),
        }
    }
}

impl std::error::Error for Error {}

/// What is wrong with a request is wrong on the command line, too.
impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self::Input { message: problem.detail, help: problem.help }
    }
}

/// The system's words, without the number that `io::Error` puts behind them.
fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split_once(" (os error").map_or(text.as_str(), |(text, _)| text);
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_lowercase().chain(characters).collect(),
        None => "unknown".to_owned(),
    }
}
