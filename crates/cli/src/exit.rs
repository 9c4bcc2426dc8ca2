//! The exit codes, which are public API.

use std::process::ExitCode;

use crate::signal::Signal;

/// How the command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    Fine,
    /// There are findings at or above the threshold.
    Findings,
    /// The input or the command line is wrong: whoever wrote it repairs it.
    WrongInput,
    /// Something outside failed, such as a disk: trying again may help.
    Failed,
    /// A signal ended it: what is printed is not all.
    Stopped(Signal),
}

/// Printed below the help of every subcommand that finds nothing.
pub(crate) const HELP: &str = "\
Exit codes:
  0  fine
  2  the input or the command line is wrong
  3  something outside failed: a file that cannot be read or written";

impl Exit {
    pub(crate) fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Findings => 1,
            Self::WrongInput => 2,
            Self::Failed => 3,
            // What shells report of a process that the signal ended.
            Self::Stopped(Signal::Interrupt) => 130,
            Self::Stopped(Signal::Terminate) => 143,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}
