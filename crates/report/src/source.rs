//! A policy file as the user sees it: lines and columns.

use std::cell::{Cell, OnceCell};

use corsmith_policy::{Position, Span};

/// A policy file and its text.
///
/// Files may have a million lines, or one line of many megabytes, and a few hundred findings; a
/// place is therefore found without reading the file again for each.
#[derive(Debug)]
pub struct Source {
    name: String,
    text: String,
    line_starts: OnceCell<Vec<usize>>,
    /// Where the last search for a column ended: findings come in the order of the file.
    last: Cell<Found>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Found {
    line_start: usize,
    offset: usize,
    column: usize,
}

/// Where a span begins and ends, for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// Its first character.
    pub start: Position,
    /// One past its last character.
    pub end: Position,
}

impl Source {
    /// The file called `name`, as the user named it. Bytes that are not UTF-8 are shown as U+FFFD;
    /// what stands before the first of them keeps its place.
    #[must_use]
    pub fn new(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        let text = String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
        Self { name: name.into(), text, line_starts: OnceCell::new(), last: Cell::default() }
    }

    /// The file's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The file's text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where `span` stands. Offsets past the end mean the end.
    ///
    /// ```
    /// use corsmith_policy::Span;
    ///
    /// let source = corsmith_report::Source::new("a.toml", b"a = 1\nb = 2\n".to_vec());
    /// let region = source.region(Span::new(10, 11));
    /// assert_eq!((region.start.line, region.start.column, region.end.column), (2, 5, 6));
    /// ```
    #[must_use]
    pub fn region(&self, span: Span) -> Region {
        Region { start: self.position(span.start()), end: self.position(span.end()) }
    }

    fn position(&self, offset: usize) -> Position {
        let offset = self.floor(offset);
        let line = self.line_index(offset);
        let line_start = self.line_starts()[line];
        let last = self.last.get();
        let (from, columns) = if last.line_start == line_start && last.offset <= offset {
            (last.offset.max(line_start), last.column)
        } else {
            (line_start, 0)
        };
        let column = columns + self.text[from..offset].chars().count();
        self.last.set(Found { line_start, offset, column });
        Position { line: line + 1, column: column + 1 }
    }

    /// The byte range of the line that `offset` is on, without its line break.
    pub(crate) fn line(&self, offset: usize) -> std::ops::Range<usize> {
        let line = self.line_index(self.floor(offset));
        let start = self.line_starts()[line];
        let end = self.line_starts().get(line + 1).map_or(self.text.len(), |&next| next - 1);
        start..start + self.text[start..end].trim_end_matches('\r').len()
    }

    /// `offset`, or the nearest smaller one at which a character begins.
    pub(crate) fn floor(&self, offset: usize) -> usize {
        self.text.floor_char_boundary(offset)
    }

    fn line_index(&self, offset: usize) -> usize {
        // The first line starts at 0, so there is one at or before every offset.
        self.line_starts().partition_point(|&start| start <= offset).saturating_sub(1)
    }

    fn line_starts(&self) -> &[usize] {
        self.line_starts.get_or_init(|| {
            let breaks = self.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
            [0].into_iter().chain(breaks.map(|(index, _)| index + 1)).collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use corsmith_policy::{Position, Span};

    use super::Source;

    #[test]
    fn places_are_those_of_a_plain_count() {
        let texts = ["", "\n", "a", "a\n", "é = 1\r\n\nb = \"ü\"\n", "one line"];
        for text in texts {
            let source = Source::new("x", text.as_bytes().to_vec());
            for pass in [0, 1] {
                for offset in 0..text.len() + 3 {
                    // The second pass runs backwards, so that the remembered place never helps.
                    let offset = if pass == 0 { offset } else { text.len() + 2 - offset };
                    let expected = Position::of(text, offset);
                    let region = source.region(Span::new(offset, offset));
                    assert_eq!(region.start, expected, "{text:?} at {offset}");
                }
            }
        }
    }

    #[test]
    fn bytes_that_are_not_utf8_keep_the_place_before_them() {
        let source = Source::new("x", b"ab\n\xff\xfe".to_vec());
        let region = source.region(Span::new(3, 4));
        assert_eq!((region.start.line, region.start.column), (2, 1));
        assert_eq!(source.text(), "ab\n\u{fffd}\u{fffd}");
    }
}
