//! Reading what there is to explain.

use std::fs::File;
use std::io::{self, BufReader, IsTerminal, Read};
use std::path::{Path, PathBuf};

use corsmith_diagnose::MAX_TEXT_BYTES;
use corsmith_diagnose::capture::mask;
use corsmith_operations::Material;

use super::encoding;
use crate::error::Error;
use crate::input::{is_stdin, name_of};

/// Explains all of `texts` and `files`; standard input where there are none.
pub(super) fn read(texts: &[String], files: &[PathBuf]) -> Result<Material, Error> {
    let mut material = Material::default();
    // An argument `-` is standard input, as everywhere.
    let (stdin, texts): (Vec<_>, Vec<_>) = texts.iter().partition(|text| *text == "-");
    let joined = texts.into_iter().map(String::as_str).collect::<Vec<_>>().join("\n");
    if !joined.is_empty() {
        material.add_text(&joined, "the text")?;
    }
    for path in files {
        file(&mut material, path)?;
    }
    if !stdin.is_empty() || (joined.is_empty() && files.is_empty()) {
        if io::stdin().is_terminal() && stdin.is_empty() {
            return Err(Error::input("there is nothing to explain").help(
                "give the message as an argument, pipe it in, or name a file with `--file`",
            ));
        }
        stream(&mut material, io::stdin().lock(), Path::new("-"))?;
    }
    Ok(material)
}

fn file(material: &mut Material, path: &Path) -> Result<(), Error> {
    if is_stdin(path) {
        return stream(material, io::stdin().lock(), path);
    }
    let file = File::open(path).map_err(|error| cannot_read(path, &error))?;
    stream(material, file, path)
}

/// A HAR is read as a stream, anything else as a text.
fn stream(material: &mut Material, source: impl Read, path: &Path) -> Result<(), Error> {
    let mut source = BufReader::new(source);
    let mut head = Vec::new();
    let reading = |error: io::Error| cannot_read(path, &error);
    source.by_ref().take(1024).read_to_end(&mut head).map_err(reading)?;
    let (is_har, is_wide) = (Material::is_har(&head), encoding::is_wide(&head));
    let whole = head.chain(source);
    if is_har {
        return Ok(material.add_har(whole, &name_of(path))?);
    }
    let limit = if is_wide { 2 * MAX_TEXT_BYTES } else { MAX_TEXT_BYTES };
    let mut bytes = Vec::new();
    whole.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(reading)?;
    // First of all: the cut may be within a character.
    if bytes.len() > limit {
        return Err(Material::too_long(&name_of(path)).into());
    }
    let text = encoding::text(bytes).ok_or_else(|| not_a_text(path))?;
    if is_wide && Material::is_har(text.as_bytes()) {
        return Ok(material.add_har(text.as_bytes(), &name_of(path))?);
    }
    Ok(material.add_text(&text, &mask(&name_of(path)))?)
}

/// A message may have been pasted where a file's name is expected.
fn cannot_read(path: &Path, error: &io::Error) -> Error {
    Error::reading(Path::new(mask(&path.to_string_lossy()).as_ref()), error)
}

fn not_a_text(path: &Path) -> Error {
    Error::input(format!("{}: neither a text in UTF-8 or UTF-16 nor a HAR file", name_of(path)))
        .help("give what the console printed, the output of `curl -i`, or a HAR file")
}
