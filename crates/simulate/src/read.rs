//! Reading a file of cases.

use std::error::Error;
use std::fmt;

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::case::{Case, Sequence};
use crate::unknown_key;

/// The longest file of cases, in bytes.
pub const MAX_CASES_BYTES: usize = 256 << 20;

/// What a file of cases holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A case.
    Case(Box<Case>),
    /// A sequence: an object with `steps`.
    Sequence(Sequence),
    /// Neither: the others are not lost for it.
    Invalid(InvalidCase),
}

/// What could not be read as a case or a sequence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidCase {
    /// Its `id`, or its number in the file, from 0.
    pub id: String,
    /// Where and what.
    pub message: String,
}

/// Reads a JSON array of cases and sequences; one alone, or one a line, will do as well.
///
/// # Errors
///
/// If the file is not JSON, or longer than [`MAX_CASES_BYTES`]. What is JSON and no case becomes an
/// [`Item::Invalid`] in its place.
pub fn read_cases(file: &[u8]) -> Result<Vec<Item>, ReadError> {
    if file.len() > MAX_CASES_BYTES {
        return Err(ReadError::TooLong);
    }
    let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    let syntax = |error: serde_json::Error| ReadError::Syntax {
        line: error.line(),
        column: error.column(),
        // serde_json ends its messages with the place.
        message: error.to_string().split(" at line ").next().unwrap_or_default().to_owned(),
    };
    let (mut items, mut lines) = (Vec::new(), Lines { file, offset: 0, line: 1 });
    for value in serde_json::Deserializer::from_slice(file).into_iter::<&RawValue>() {
        let value = value.map_err(syntax)?;
        if value.get().starts_with('[') {
            let values: Vec<&RawValue> = serde_json::from_str(value.get()).map_err(syntax)?;
            for value in values {
                items.push(item(value, items.len(), &mut lines));
            }
        } else {
            items.push(item(value, items.len(), &mut lines));
        }
    }
    Ok(items)
}

/// What tells a sequence from a case, and names either.
#[derive(Deserialize)]
struct Probe<'a> {
    #[serde(borrow)]
    id: Option<&'a RawValue>,
    #[serde(borrow)]
    steps: Option<&'a RawValue>,
}

fn item(value: &RawValue, index: usize, lines: &mut Lines<'_>) -> Item {
    // Serde would take an array for an object's values in order.
    if !value.get().starts_with('{') {
        let message = "expected a case: an object with `page_origin` and `request`".to_owned();
        return Item::Invalid(InvalidCase { id: index.to_string(), message });
    }
    let probe: Result<Probe<'_>, _> = serde_json::from_str(value.get());
    let id = probe.as_ref().ok().and_then(|probe| probe.id);
    let id = id.and_then(|id| serde_json::from_str(id.get()).ok());
    let is_sequence = probe.is_ok_and(|probe| probe.steps.is_some());
    let read = if is_sequence {
        let unknown = unknown_key::in_steps(value.get());
        match unknown {
            Some((offset, message)) => Err(format!("line {}: {message}", lines.of(value, offset))),
            None => parse(value, lines).map(Item::Sequence),
        }
    } else {
        parse(value, lines).map(|case| Item::Case(Box::new(case)))
    };
    read.unwrap_or_else(|message| {
        Item::Invalid(InvalidCase { id: id.unwrap_or_else(|| index.to_string()), message })
    })
}

fn parse<'a, T: Deserialize<'a>>(value: &'a RawValue, lines: &mut Lines<'_>) -> Result<T, String> {
    let deserializer = &mut serde_json::Deserializer::from_str(value.get());
    serde_path_to_error::deserialize(deserializer).map_err(|error| {
        let path = error.path().to_string();
        let error = error.into_inner();
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        if let Some(message) = unknown_key::in_message(&path, message) {
            return format!("line {}: {message}", lines.of(value, 0) + error.line() - 1);
        }
        if path == "." { message.to_owned() } else { format!("`{path}`: {message}") }
    })
}

/// How far the lines of a file are counted. Items are read in order, so that a file with many that
/// are invalid is counted once.
struct Lines<'a> {
    file: &'a [u8],
    /// In bytes.
    offset: usize,
    /// The line of that byte, from 1.
    line: usize,
}

impl Lines<'_> {
    /// The line, from 1, of a byte of `value`, which is a part of the file and not before what was
    /// asked for last.
    fn of(&mut self, value: &RawValue, offset: usize) -> usize {
        let start = value.get().as_ptr().addr().saturating_sub(self.file.as_ptr().addr());
        let between = self.file.get(self.offset..start + offset).unwrap_or_default();
        self.line += between.split(|byte| *byte == b'\n').skip(1).count();
        self.offset += between.len();
        self.line
    }
}

/// Why a file holds no cases at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// It is longer than [`MAX_CASES_BYTES`].
    TooLong,
    /// It is not JSON.
    Syntax {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// What the parser says.
        message: String,
    },
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong => {
                write!(f, "the file is longer than the limit of {} MiB", MAX_CASES_BYTES >> 20)
            }
            Self::Syntax { line, column, message } => {
                write!(f, "line {line}, column {column}: not JSON: {message}")
            }
        }
    }
}

impl Error for ReadError {}
