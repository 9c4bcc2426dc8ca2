//! TOML, YAML and JSON as one tree of values that remember where they were written.

mod json;
mod toml;
mod yaml;

use std::fmt;

use crate::limits::MAX_DOCUMENT_BYTES;
use crate::{PolicyError, Refusal, Span};

/// The format of a policy document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// JSON (RFC 8259).
    Json,
    /// TOML 1.1.
    #[default]
    Toml,
    /// YAML 1.2, one document, without anchors and tags.
    Yaml,
}

impl Format {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Json, Self::Toml, Self::Yaml];

    /// The format that a file's extension names.
    ///
    /// ```
    /// use corsmith_policy::Format;
    ///
    /// assert_eq!(Format::from_extension("yml"), Some(Format::Yaml));
    /// assert_eq!(Format::from_extension("conf"), None);
    /// ```
    #[must_use]
    pub fn from_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "json" => Some(Self::Json),
            "toml" => Some(Self::Toml),
            "yaml" | "yml" => Some(Self::Yaml),
            _ => None,
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Json => "JSON",
            Self::Toml => "TOML",
            Self::Yaml => "YAML",
        })
    }
}

/// A value of any of the formats.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    pub(crate) span: Span,
    pub(crate) value: Value,
}

/// What a [`Node`] holds. Numbers keep their text: only whole seconds are ever asked for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Null,
    Boolean(bool),
    Number(String),
    Text(String),
    /// A value that only one format has, such as a TOML date.
    Other(&'static str),
    List(Vec<Node>),
    /// In the order written, duplicates included.
    Table(Vec<(Key, Node)>),
}

/// The key of an entry.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Key {
    pub(crate) span: Span,
    pub(crate) name: String,
}

impl Value {
    /// The kind of value, with its article.
    pub(crate) fn describe(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Boolean(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::Text(_) => "a text",
            Self::Other(kind) => kind,
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
        }
    }
}

/// Parses `bytes`. TOML can go on after an error, so there may be several and a tree as well.
pub(crate) fn parse(bytes: &[u8], format: Format) -> (Option<Node>, Vec<PolicyError>) {
    let fail = |span, message: String| (None, vec![syntax(span, message)]);
    if bytes.len() > MAX_DOCUMENT_BYTES {
        let message = format!(
            "the document has {} bytes, and the limit is {MAX_DOCUMENT_BYTES}",
            bytes.len()
        );
        return fail(Span::default(), message);
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let offset = error.valid_up_to();
            let message = format!(
                "the document is not UTF-8: the byte 0x{:02x} at offset {offset} begins no character",
                bytes.get(offset).copied().unwrap_or_default()
            );
            return fail(Span::new(offset, offset + 1), message);
        }
    };
    if let Some(offset) = text.find('\0') {
        let message = "the document contains a NUL byte, so it is not a text file".to_owned();
        return fail(Span::new(offset, offset + 1), message);
    }
    match format {
        Format::Json => json::parse(text),
        Format::Toml => toml::parse(text),
        Format::Yaml => yaml::parse(text),
    }
}

fn syntax(span: Span, message: impl Into<String>) -> PolicyError {
    PolicyError::new(Refusal::Syntax, span, message)
}

fn too_deep(span: Span) -> PolicyError {
    let limit = crate::limits::MAX_DOCUMENT_DEPTH;
    syntax(span, format!("values are nested deeper than {limit} levels"))
}
