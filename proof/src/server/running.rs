//! A server that listens, until it is dropped.

use std::fs::{self, File};
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::StartError;
use crate::process::Group;

/// How long a server may take to listen.
pub const READY_WITHIN: Duration = Duration::from_secs(10);
/// How much of the end of a log an error shows, in lines.
pub const LOG_TAIL: usize = 30;

/// A server that listens. Dropping it kills it with everything it started.
#[derive(Debug)]
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    log: PathBuf,
    // Never read: it is held for its end.
    _group: Group,
}

impl Running {
    /// Runs `command`, both its outputs going to `log`, and waits until `address` accepts a connection.
    pub fn start(
        server: &'static str,
        command: &mut Command,
        address: SocketAddr,
        log: &Path,
    ) -> Result<Self, StartError> {
        let file = |source| StartError::File { path: log.to_owned(), source };
        let output = File::options().create(true).append(true).open(log).map_err(file)?;
        command.stdin(Stdio::null()).stdout(output.try_clone().map_err(file)?).stderr(output);
        let program = command.get_program().to_string_lossy().into_owned();
        let mut group =
            Group::spawn(command).map_err(|source| StartError::Spawn { program, source })?;
        let started = Instant::now();
        loop {
            // Asked first: an exited server's port may by now be another's.
            if group.has_exited() {
                let status =
                    group.end().map_or_else(|error| error.to_string(), |status| status.to_string());
                return Err(StartError::Exited { server, status, log: tail(log) });
            }
            if TcpStream::connect_timeout(&address, Duration::from_millis(200)).is_ok() {
                return Ok(Self { address, log: log.to_owned(), _group: group });
            }
            if started.elapsed() > READY_WITHIN {
                return Err(StartError::NotReady { server, after: READY_WITHIN, log: tail(log) });
            }
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// The end of what the server has logged, at most [`LOG_TAIL`] lines: for the report of a failed proof.
    #[must_use]
    pub fn log_tail(&self) -> String {
        tail(&self.log)
    }
}

/// A loopback address with a port that was free a moment ago.
///
/// Servers take a number, not a socket, so another process could take the port in between. The system hands out
/// ephemeral ports in no short cycle, so it does not in practice, and if it did the server would say so and end.
pub fn free_address() -> Result<SocketAddr, StartError> {
    let any = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    TcpListener::bind(any).and_then(|listener| listener.local_addr()).map_err(|source| {
        StartError::Spawn { program: "a free port on 127.0.0.1".to_owned(), source }
    })
}

/// The last lines of a text file; that it cannot be read is said in its place.
pub(crate) fn tail(path: &Path) -> String {
    let read = fs::read(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    match read {
        Ok(text) => last_lines(&text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => "(it logged nothing)".to_owned(),
        Err(error) => format!("(its log cannot be read: {error})"),
    }
}

pub(crate) fn last_lines(text: &str) -> String {
    let lines: Vec<_> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    if lines.is_empty() {
        return "(it said nothing)".to_owned();
    }
    lines[lines.len().saturating_sub(LOG_TAIL)..].join("\n")
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn log(name: &str) -> PathBuf {
        std::env::temp_dir().join(format!("corsmith-running-{}-{name}", std::process::id()))
    }

    #[test]
    fn a_server_that_ends_at_once_is_reported_with_its_log() {
        let log = log("ends");
        let mut command = Command::new("sh");
        command.args(["-c", "echo first; echo 'no such directive' >&2; exit 3"]);
        let error = Running::start("sh", &mut command, free_address().unwrap(), &log).unwrap_err();
        fs::remove_file(&log).unwrap();
        let expected = "sh ended before it listened (exit status: 3):\nfirst\nno such directive";
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let log = log("absent");
        let mut command = Command::new("/nonexistent/server");
        let error = Running::start("x", &mut command, free_address().unwrap(), &log).unwrap_err();
        fs::remove_file(&log).unwrap();
        assert!(
            error.to_string().starts_with("`/nonexistent/server` could not be run: "),
            "{error}"
        );
    }

    #[test]
    fn only_the_end_of_a_long_log_is_shown() {
        let text = (0..100).map(|line| line.to_string()).collect::<Vec<_>>().join("\n\n");
        assert_eq!(last_lines(&text).lines().next(), Some("70"));
        assert_eq!(last_lines("\n"), "(it said nothing)");
    }
}
