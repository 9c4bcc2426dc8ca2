//! What a browser writes to its console, each engine in its own way.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::PathBuf;

use super::Engine;
use super::engines::firefox::marionette::Marionette;
use super::engines::{chromium, webkit};
use super::error::LabError;

/// The most that is read at a time, in bytes; an experiment makes some lines.
const READ_LIMIT: u64 = 16 * 1024 * 1024;

/// Where a session's console messages come from.
#[derive(Debug)]
pub(super) enum ConsoleReader {
    /// The session does not read them.
    None,
    /// They are among the browser's output.
    Log(LogReader),
    /// Firefox keeps them; it is asked.
    Marionette(Marionette),
}

#[derive(Debug)]
pub(super) struct LogReader {
    path: PathBuf,
    read: u64,
    messages: fn(&str) -> Vec<String>,
}

impl ConsoleReader {
    pub(super) fn of_chromium(log: PathBuf) -> Self {
        Self::Log(LogReader { path: log, read: 0, messages: chromium::console_messages })
    }

    pub(super) fn of_webkit(log: PathBuf) -> Self {
        Self::Log(LogReader { path: log, read: 0, messages: webkit::console_messages })
    }

    /// The messages since the last call.
    pub(super) fn new_messages(&mut self, engine: Engine) -> Result<Vec<String>, LabError> {
        match self {
            Self::None => Err(LabError::NoConsole { engine }),
            Self::Log(log) => log.new_messages(),
            Self::Marionette(marionette) => marionette.new_messages(),
        }
    }
}

impl LogReader {
    fn new_messages(&mut self) -> Result<Vec<String>, LabError> {
        let system = |source| LabError::System { purpose: "console", source };
        let mut file = File::open(&self.path).map_err(system)?;
        file.seek(SeekFrom::Start(self.read)).map_err(system)?;
        let mut bytes = Vec::new();
        file.take(READ_LIMIT).read_to_end(&mut bytes).map_err(system)?;
        // What is being written is read when its line is whole.
        let whole = bytes.iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1);
        self.read += u64::try_from(whole).unwrap_or(0);
        Ok((self.messages)(&String::from_utf8_lossy(&bytes[..whole])))
    }
}
