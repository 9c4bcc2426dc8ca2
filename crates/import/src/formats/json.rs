//! A policy document in JSON: any text that begins with `{`, or with `[` and no table of TOML.

use corsmith_policy::Format;

use super::{Reader, document};
use crate::ImportFormat;

pub(super) const READER: Reader = Reader {
    format: ImportFormat::Json,
    detect: is_json,
    read: |text| document::read(text, Format::Json),
};

fn is_json(text: &str) -> bool {
    let text = text.trim_start();
    let inner = text.strip_prefix('[').map(str::trim_start);
    // `[policy]` and `[[policy.path]]` are TOML.
    text.starts_with('{')
        || inner.is_some_and(|inner| {
            inner.starts_with(|char: char| "{\"]".contains(char) || char.is_ascii_digit())
        })
}
