//! A policy document in YAML: a text that begins with `---`, or with one of a policy's keys. Any other
//! line with a colon might be a header.

use corsmith_policy::{Format, settings};

use super::{Reader, document};
use crate::ImportFormat;

pub(super) const READER: Reader = Reader {
    format: ImportFormat::Yaml,
    detect: is_yaml,
    read: |text| document::read(text, Format::Yaml),
};

fn is_yaml(text: &str) -> bool {
    let Some(line) = document::first_line(text).map(str::trim) else { return false };
    line == "---" || line.split_once(':').is_some_and(|(key, _)| is_key(key))
}

/// A key of a document; or one of `[policy]`, which was forgotten around it.
fn is_key(written: &str) -> bool {
    let keys = settings::DOCUMENT.iter().chain(settings::POLICY);
    let mut spellings = keys.flat_map(|key| [&[key.name][..], key.aliases].concat());
    let written = written.trim_end().trim_matches(['"', '\'']);
    spellings.any(|spelling| spelling == written)
}
