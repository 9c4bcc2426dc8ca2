//! Reading policies: the only place that opens policy files, and that reads variables.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use clap::Args;
use corsmith_policy::limits::MAX_DOCUMENT_BYTES;
use corsmith_policy::{Format, PolicyDocument, Refusal, Resolution, Selection};
use corsmith_report::{Source, grouped};

use crate::error::Error;
use crate::format::InputFormat;
use crate::out::Out;

/// How to read a policy: options that several subcommands share.
#[derive(Debug, Args)]
pub(crate) struct InputOptions {
    /// The environment of the policy to use, such as `staging`
    #[arg(long, value_name = "NAME")]
    pub(crate) env: Option<String>,
    /// The policy's format; by default its extension says, and standard input needs it
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) input_format: Option<InputFormat>,
}

/// A policy that was read: its text, what is written there, and what that means.
pub(crate) struct Loaded {
    pub(crate) source: Source,
    pub(crate) document: PolicyDocument,
    pub(crate) resolution: Resolution,
}

/// From this many origins on, the time it takes is worth a note.
const MANY_ORIGINS: usize = 100_000;

/// Reads the policy at `path`; `-` is standard input.
pub(crate) fn load(path: &Path, options: &InputOptions, out: &mut Out) -> Result<Loaded, Error> {
    let format = match options.input_format {
        Some(format) => format.into(),
        None => format_of(path)?,
    };
    let started = Instant::now();
    let bytes = read(path)?;
    let document = PolicyDocument::parse(&bytes, format);
    let selection =
        Selection { environment: options.env.as_deref(), variables: &|name| variable(name) };
    let resolution = document.resolve(&selection);
    let origins = count_origins(&resolution);
    if origins > MANY_ORIGINS {
        let seconds = started.elapsed().as_secs_f64();
        out.note(&format!("{} origins read in {seconds:.1} s", grouped(origins)));
    }
    let unknown =
        |error: &&corsmith_policy::PolicyError| error.refusal == Refusal::UnknownEnvironment;
    if let Some(error) = resolution.errors.iter().find(unknown) {
        // The command line is wrong, not the file.
        let message = format!("{}: {}", name_of(path), error.message);
        let wrong = Error::input(message);
        return Err(match &error.help {
            Some(help) => wrong.help(help.as_str()),
            None => wrong,
        });
    }
    Ok(Loaded { source: Source::new(name_of(path), bytes), document, resolution })
}

/// What messages call the policy at `path`.
pub(crate) fn name_of(path: &Path) -> String {
    if is_stdin(path) { "<stdin>".to_owned() } else { path.display().to_string() }
}

pub(crate) fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

/// Clap's parser of policy paths: an empty one is always a mistake, such as an unset variable.
pub(crate) fn policy_path(text: &str) -> Result<PathBuf, String> {
    if text.is_empty() { Err("the path is empty".to_owned()) } else { Ok(PathBuf::from(text)) }
}

fn format_of(path: &Path) -> Result<Format, Error> {
    if is_stdin(path) {
        return Err(Error::input("standard input has no extension that says its format")
            .help("add `--input-format toml`, `yaml` or `json`"));
    }
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    if let Some(format) = Format::from_extension(extension) {
        return Ok(format);
    }
    // A folder or a path that is not there has worse problems than its extension.
    std::fs::metadata(path).map_err(|error| Error::reading(path, &error))?;
    if path.is_dir() {
        return Err(Error::reading(path, &io::ErrorKind::IsADirectory.into()));
    }
    Err(Error::input(format!("cannot tell the format of `{}` from its extension", path.display()))
        .help(
            "name it .toml, .yaml, .yml or .json, or add `--input-format toml`, `yaml` or `json`",
        ))
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    if is_stdin(path) {
        return read_bounded(io::stdin().lock(), path);
    }
    let file = File::open(path).map_err(|error| Error::reading(path, &error))?;
    // A file that is too long needs no reading; one without a length, such as a pipe, is bounded
    // while it is read.
    if let Ok(metadata) = file.metadata()
        && metadata.len() > MAX_DOCUMENT_BYTES as u64
    {
        return Err(too_long(path));
    }
    read_bounded(file, path)
}

fn read_bounded(reader: impl Read, path: &Path) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    reader
        .take(MAX_DOCUMENT_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Error::reading(path, &error))?;
    if bytes.len() > MAX_DOCUMENT_BYTES { Err(too_long(path)) } else { Ok(bytes) }
}

fn too_long(path: &Path) -> Error {
    let limit = grouped(MAX_DOCUMENT_BYTES);
    Error::input(format!("{}: the policy is longer than the limit of {limit} bytes", name_of(path)))
}

/// A variable of the environment. One that is not UTF-8 can be no origin: it counts as unset.
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// The origins of all lists; a list that paths inherit counts once.
fn count_origins(resolution: &Resolution) -> usize {
    let default = &resolution.default.allow_origins.set;
    let own = resolution.paths.iter().map(|path| &path.allow_origins.set);
    let own = own.filter(|set| !Arc::ptr_eq(set, default)).map(|set| set.len());
    default.len() + own.sum::<usize>()
}
