//! `--from`: saved answers, judged without asking.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use corsmith_operations::Given;

use super::options::now;
use super::output::Output;
use crate::error::Error;
use crate::exit::Exit;
use crate::input::{is_stdin, name_of};
use crate::out::Out;

pub(super) fn run(
    path: &Path,
    urls: &[String],
    output: &mut dyn Output,
    out: &mut Out,
) -> Result<Exit, Error> {
    let url = match urls {
        [] => None,
        [url] => Some(url.as_str()),
        _ => {
            return Err(Error::input(
                "with --from there is one URL at most: where the answers are from",
            ));
        }
    };
    let source: Box<dyn Read> = if is_stdin(path) {
        Box::new(io::stdin().lock())
    } else {
        if path.is_dir() {
            return Err(Error::reading(path, &io::ErrorKind::IsADirectory.into()));
        }
        Box::new(File::open(path).map_err(|error| Error::reading(path, &error))?)
    };
    let given = Given::read(source, url).map_err(|problem| {
        let error = Error::input(format!("{}: {}", name_of(path), problem.detail));
        match problem.help {
            Some(help) => error.help(help),
            None => error,
        }
    })?;
    if given.lacks_url {
        let name = name_of(path);
        out.note(&format!(
            "nobody said where {name} is from; it is judged as `https`: give the URL"
        ));
    }
    for warning in &given.warnings {
        out.note(&format!("{}: {warning}", name_of(path)));
    }
    for recording in given.recordings {
        output.add(recording, now(), out)?;
    }
    Ok(Exit::Fine)
}
