//! The targets of a scan, read as it goes on.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::thread;

use corsmith_fetch::escaped;
use corsmith_scan::Target;
use corsmith_transport::guard::AddressPolicy;
use tokio::sync::mpsc;

use crate::error::Error;
use crate::input::{is_stdin, name_of};
use crate::site::check;

/// The longest line of a list, in bytes: longer than any URL that servers take.
const MAX_LINE_BYTES: usize = 16 * 1024;
/// How many targets of a list are read ahead.
const READ_AHEAD: usize = 64;

/// The targets of the command line or of a list, one at a time.
pub(super) enum Targets {
    Urls(std::vec::IntoIter<Target>),
    List(mpsc::Receiver<Result<Target, Error>>),
}

impl Targets {
    /// URLs, which all have to be right before anything is sent.
    pub(super) fn of_urls(urls: &[String], policy: AddressPolicy) -> Result<Self, Error> {
        let targets: Result<Vec<_>, _> = urls.iter().map(|url| parse(url, policy)).collect();
        Ok(Self::Urls(targets?.into_iter()))
    }

    /// A list, however long it is and whenever its lines come: another thread waits for them, so
    /// that reports are written and Ctrl-C is heard meanwhile.
    pub(super) fn of_list(path: &Path, policy: AddressPolicy) -> Result<Self, Error> {
        let source: Box<dyn Read + Send> = if is_stdin(path) {
            Box::new(io::stdin())
        } else {
            Box::new(File::open(path).map_err(|error| Error::reading(path, &error))?)
        };
        let (sender, receiver) = mpsc::channel(READ_AHEAD);
        let path = path.to_owned();
        thread::spawn(move || {
            let mut lines = BufReader::new(source);
            for number in 1_usize.. {
                let at = |error: Error| error.at(&format!("{}:{number}", name_of(&path)));
                let line = match read_line(&mut lines) {
                    Ok(Some(line)) => line,
                    Ok(None) => return,
                    Err(error) => {
                        let _ = sender.blocking_send(Err(Error::reading(&path, &error)));
                        return;
                    }
                };
                let target = match line {
                    Line::Text(text) if is_passed_over(&text) => continue,
                    Line::Text(text) => parse(&text, policy).map_err(at),
                    Line::TooLong => Err(at(no_line("the line is longer than any URL"))),
                    Line::NotText => {
                        let _ = sender.blocking_send(Err(at(no_line("the line is not text"))));
                        return;
                    }
                };
                if sender.blocking_send(target).is_err() {
                    // The scan has been stopped.
                    return;
                }
            }
        });
        Ok(Self::List(receiver))
    }

    /// The next one; `None` at the end. Whoever stops waiting for it loses none.
    pub(super) async fn next(&mut self) -> Option<Result<Target, Error>> {
        match self {
            Self::Urls(targets) => targets.next().map(Ok),
            Self::List(targets) => targets.recv().await,
        }
    }
}

fn parse(text: &str, policy: AddressPolicy) -> Result<Target, Error> {
    let target = Target::parse(text)
        .map_err(|error| Error::input(escaped(&error.message)).help(error.help))?;
    check(&target, policy)?;
    Ok(target)
}

/// Empty lines and comments.
fn is_passed_over(line: &str) -> bool {
    line.is_empty() || line.starts_with('#')
}

enum Line {
    Text(String),
    TooLong,
    /// The list ends here: of a file that is none, no host is made out of its bytes.
    NotText,
}

fn read_line(lines: &mut impl BufRead) -> io::Result<Option<Line>> {
    let mut line = Vec::new();
    let limit = MAX_LINE_BYTES as u64;
    if lines.by_ref().take(limit).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.len() >= MAX_LINE_BYTES && !line.ends_with(b"\n") {
        lines.skip_until(b'\n')?;
        return Ok(Some(Line::TooLong));
    }
    let Ok(text) = std::str::from_utf8(&line) else { return Ok(Some(Line::NotText)) };
    // Some editors begin a file with a byte order mark.
    let text = text.trim_start_matches('\u{feff}').trim();
    let is_text = !text.contains(char::is_control);
    Ok(Some(if is_text { Line::Text(text.to_owned()) } else { Line::NotText }))
}

fn no_line(message: &str) -> Error {
    Error::input(message).help("a list has one URL a line, in UTF-8")
}
