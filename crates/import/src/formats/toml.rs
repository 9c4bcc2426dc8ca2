//! A policy document in TOML: a text whose first line begins a table or sets a key.

use corsmith_policy::Format;

use super::{Reader, document};
use crate::ImportFormat;

pub(super) const READER: Reader = Reader {
    format: ImportFormat::Toml,
    detect: is_toml,
    read: |text| document::read(text, Format::Toml),
};

fn is_toml(text: &str) -> bool {
    let Some(line) = document::first_line(text).map(str::trim) else { return false };
    let is_key = |char: char| char.is_ascii_alphanumeric() || "-_.\"'".contains(char);
    let key = line.split_once('=').map(|(key, _)| key.trim_end());
    // `curl -b a=1` has a blank before its mark.
    let is_pair = key.is_some_and(|key| !key.is_empty() && key.chars().all(is_key));
    line.starts_with('[') || is_pair
}
