//! A browser's processes, its profile and its output.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use super::console::ConsoleReader;
use super::error::LabError;
use super::{Console, Engine, engines};
use crate::home;
use crate::installed::Installed;
use crate::process::Group;

/// How much of the end of a browser's output an error shows, in lines.
const LOG_TAIL: usize = 30;

/// A running browser with a profile of its own; both are gone when this is dropped.
#[derive(Debug)]
pub(super) struct Browser {
    pub(super) engine: Engine,
    pub(super) version: String,
    pub(super) console: ConsoleReader,
    // Dropped in this order: the browser, what it needs, its files.
    processes: Group,
    _screen: Option<Group>,
    directory: TempDir,
}

/// What an engine's file needs to start it.
pub(super) struct Start<'a> {
    pub(super) engine: Engine,
    pub(super) console: Console,
    pub(super) url: &'a str,
    /// An empty directory for everything the browser writes.
    pub(super) directory: &'a Path,
}

/// What an engine's file started.
pub(super) struct Started {
    pub(super) version: String,
    pub(super) browser: Group,
    pub(super) screen: Option<Group>,
    pub(super) console: ConsoleReader,
}

impl Browser {
    pub(super) fn start(engine: Engine, console: Console, url: &str) -> Result<Self, LabError> {
        let directory = tempfile::Builder::new().prefix("corsmith-lab-").tempdir();
        let directory = directory
            .map_err(|source| LabError::System { purpose: "profile directory", source })?;
        let start = Start { engine, console, url, directory: directory.path() };
        let Started { version, browser, screen, console } = match engine {
            Engine::Chromium => engines::chromium::start(&start),
            Engine::Firefox => engines::firefox::start(&start),
            Engine::WebKit => engines::webkit::start(&start),
        }?;
        Ok(Self { engine, version, console, processes: browser, _screen: screen, directory })
    }

    pub(super) fn check_runs(&mut self) -> Result<(), LabError> {
        if self.processes.has_exited() {
            return Err(LabError::Exited { engine: self.engine, log: self.log_tail() });
        }
        Ok(())
    }

    /// The end of both outputs of the browser.
    pub(super) fn log_tail(&self) -> String {
        let bytes = fs::read(log(self.directory.path())).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        let lines: Vec<_> = text.lines().collect();
        lines[lines.len().saturating_sub(LOG_TAIL)..].join("\n")
    }
}

impl Start<'_> {
    /// Where both outputs of the browser go.
    pub(super) fn log(&self) -> PathBuf {
        log(self.directory)
    }

    /// The program, from what the installer found or else from the system.
    pub(super) fn locate(
        &self,
        program: &'static str,
        elsewhere: &[PathBuf],
    ) -> Result<Installed, LabError> {
        if let Ok(installed) = Installed::find(program) {
            return Ok(installed);
        }
        let path = std::env::var_os("PATH").unwrap_or_default();
        let directories = std::env::split_paths(&path).chain(elsewhere.iter().cloned());
        let binary = directories.map(|directory| directory.join(program)).find(|it| it.is_file());
        let binary = binary.ok_or(LabError::NotInstalled { engine: self.engine, program })?;
        Ok(Installed { binary, version: String::new(), libraries: String::new() })
    }

    /// Runs it in the background with both outputs in the log, and everything it writes under `directory`.
    pub(super) fn spawn(&self, command: &mut Command) -> Result<Group, LabError> {
        let file = |source| LabError::System { purpose: "log file", source };
        let output = File::options().create(true).append(true).open(self.log()).map_err(file)?;
        command.stdin(Stdio::null()).stdout(output.try_clone().map_err(file)?).stderr(output);
        self.keep_home_clean(command);
        Group::spawn(command).map_err(|source| spawn_error(command, source))
    }

    /// The first word of what `--version` prints that begins with a digit.
    pub(super) fn version(&self, command: &mut Command) -> Result<String, LabError> {
        self.keep_home_clean(command);
        let output = command.arg("--version").stdin(Stdio::null()).output();
        let output = output.map_err(|source| spawn_error(command, source))?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let mut words = text.split_whitespace();
        let version = words.find(|word| word.starts_with(|first: char| first.is_ascii_digit()));
        Ok(version.unwrap_or("unknown").to_owned())
    }

    fn keep_home_clean(&self, command: &mut Command) {
        home::give(command, self.directory);
        // Dates, and Firefox's messages, in one language whatever the machine's.
        command.env("LC_ALL", "C.UTF-8").env("LANGUAGE", "en");
    }
}

fn spawn_error(command: &Command, source: std::io::Error) -> LabError {
    LabError::Spawn { program: command.get_program().to_string_lossy().into_owned(), source }
}

fn log(directory: &Path) -> PathBuf {
    directory.join("browser.log")
}
