//! The targets of a scan, read as it goes on.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use corsmith_scan::Target;

use crate::error::Error;
use crate::input::{is_stdin, name_of};

/// The longest line of a list, in bytes: longer than any URL that servers take.
const MAX_LINE_BYTES: usize = 16 * 1024;

/// The targets of the command line or of a list, one at a time.
pub(super) struct Targets<'a> {
    source: Source<'a>,
}

enum Source<'a> {
    Urls(std::slice::Iter<'a, String>),
    List { lines: Box<dyn BufRead>, name: String, line: usize },
}

impl<'a> Targets<'a> {
    pub(super) fn new(urls: &'a [String], list: Option<&Path>) -> Result<Self, Error> {
        let Some(path) = list else {
            return Ok(Self { source: Source::Urls(urls.iter()) });
        };
        let lines: Box<dyn BufRead> = if is_stdin(path) {
            Box::new(BufReader::new(io::stdin()))
        } else {
            let file = File::open(path).map_err(|error| Error::reading(path, &error))?;
            Box::new(BufReader::new(file))
        };
        Ok(Self { source: Source::List { lines, name: name_of(path), line: 0 } })
    }
}

impl Iterator for Targets<'_> {
    type Item = Result<Target, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.source {
            Source::Urls(urls) => urls.next().map(|url| parse(url)),
            Source::List { lines, name, line } => loop {
                *line += 1;
                let at = |error: Error| Error::input(format!("{name}:{line}: {error}"));
                let text = match read_line(lines) {
                    Ok(Some(text)) => text,
                    Ok(None) => return None,
                    Err(error) => return Some(Err(at(Error::outside(error.to_string())))),
                };
                let text = text.trim();
                if !text.is_empty() && !text.starts_with('#') {
                    return Some(parse(text).map_err(at));
                }
            },
        }
    }
}

fn parse(text: &str) -> Result<Target, Error> {
    Target::parse(text).map_err(|error| Error::input(error.message).help(error.help))
}

/// One line; of one that is too long only the beginning, which is no URL.
fn read_line(lines: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    let limit = MAX_LINE_BYTES as u64;
    if lines.by_ref().take(limit).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.len() >= MAX_LINE_BYTES && !line.ends_with(b"\n") {
        lines.skip_until(b'\n')?;
        return Err(io::Error::other(format!("the line has more than {limit} bytes")));
    }
    Ok(Some(String::from_utf8_lossy(&line).into_owned()))
}
