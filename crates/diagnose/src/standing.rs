//! How a message stands in a text.

use crate::pasted::Pasted;

/// How a message stands where it is pasted: what prose says, too, is a message only in its own place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Anywhere, and spaces do not matter: a sentence.
    #[default]
    Anywhere,
    /// As words of their own, such as the name of an error: `MissingAllowOriginHeader`.
    Word,
    /// Alone in a line, or where a value stands: `CORS error`, which people write of everything.
    Cell,
}

impl Standing {
    /// Whether what stands between two positions of the folded text may be the message, which has
    /// so many words.
    pub(crate) fn fits(self, pasted: &Pasted, start: usize, end: usize, words: usize) -> bool {
        if self == Self::Anywhere {
            return true;
        }
        let text = pasted.between(start, end);
        let (before, from) = pasted.near(start);
        let Some(after) = from.get(text.len()..) else { return false };
        let mut after_it = after.chars();
        let (next, second) = (after_it.next(), after_it.next());
        // A button's word begins with a letter in upper case.
        let is_button =
            next.is_some_and(char::is_uppercase) && second.is_some_and(char::is_lowercase);
        let is_glued = before.chars().next_back().is_some_and(is_of_word)
            || next.is_some_and(is_of_word) && !is_button;
        if is_glued {
            return false;
        }
        // A line end may be a wrap's within a word, or between two.
        let found = text.split_whitespace().count();
        let wraps = text.matches('\n').count();
        let has_words = (words..=words + wraps).contains(&found);
        has_words && (self == Self::Word || begins_cell(before) && ends_cell(after))
    }
}

const fn is_of_word(char: char) -> bool {
    char.is_ascii_alphanumeric() || char == '_'
}

fn begins_cell(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let word = line.split_whitespace().next_back().unwrap_or_default();
    line.ends_with(['\t', '\''])
        || line.ends_with("  ")
        || word.is_empty()
        || word.ends_with([':', '\'', '(', '[', ']', '>', '=', '-', '*'])
        || word.contains("://")
        // A place or a time: `app.js:12`.
        || word.contains(':') && word.ends_with(|char: char| char.is_ascii_digit())
}

fn ends_cell(after: &str) -> bool {
    let line = after.split('\n').next().unwrap_or_default();
    let rest = line.trim_start();
    rest.is_empty()
        || line.starts_with('\t')
        || line.starts_with("  ")
        // A button's words have no space before them.
        || line.starts_with(char::is_uppercase)
        || line.starts_with(['\'', ')', '.', ',', ';', ']', '}', '<', '*', '|', '\\'])
        || rest.starts_with(['(', '}'])
}
