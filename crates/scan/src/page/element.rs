//! One start tag with its attributes.

use super::MAX_ATTRIBUTE_BYTES;

/// Attributes of one element that are kept; browsers have no limit, and no page has as many.
const MAX_ATTRIBUTES: usize = 64;

/// A start tag while it is read.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// Its name, in lower case.
    pub(super) name: Vec<u8>,
    attributes: Vec<(Vec<u8>, Vec<u8>)>,
    /// Whether the value that comes next belongs to an attribute that is not kept.
    is_dropped: bool,
}

impl Element {
    pub(super) fn open(&mut self, name: &[u8]) {
        self.name.clear();
        self.name.extend_from_slice(name);
        self.attributes.clear();
    }

    /// The first of two attributes with one name counts.
    pub(super) fn attribute(&mut self, name: &[u8]) {
        self.is_dropped = !INTERESTING.contains(&name)
            || self.attributes.len() >= MAX_ATTRIBUTES
            || self.attributes.iter().any(|(own, _)| own == name);
        if !self.is_dropped {
            self.attributes.push((name.to_vec(), Vec::new()));
        }
    }

    pub(super) fn value(&mut self, value: &[u8]) {
        if self.is_dropped {
            return;
        }
        if let Some((_, own)) = self.attributes.last_mut() {
            let kept = value.len().min(MAX_ATTRIBUTE_BYTES.saturating_sub(own.len()));
            own.extend_from_slice(&value[..kept]);
        }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.attributes.iter().any(|(own, _)| own == name.as_bytes())
    }

    /// An attribute as text.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let (_, value) = self.attributes.iter().find(|(own, _)| own == name.as_bytes())?;
        Some(String::from_utf8_lossy(value).into_owned())
    }

    /// Whether an attribute has a value, in any case.
    pub(super) fn is(&self, name: &str, value: &str) -> bool {
        self.get(name).is_some_and(|own| own.trim().eq_ignore_ascii_case(value))
    }
}

const INTERESTING: &[&[u8]] = &[
    b"action",
    b"charset",
    b"content",
    b"crossorigin",
    b"data",
    b"disabled",
    b"formaction",
    b"href",
    b"http-equiv",
    b"integrity",
    b"name",
    b"nomodule",
    b"poster",
    b"rel",
    b"shadowrootmode",
    b"src",
    b"srcdoc",
    b"srcset",
    b"type",
    b"xlink:href",
];
