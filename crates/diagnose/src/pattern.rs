//! A template, ready to be found in a pasted text.

use crate::captures::{Captures, tidy};
use crate::pasted::{Pasted, fold, folded_length};
use crate::standing::Standing;
use crate::template::{Piece, Template, pieces};

/// The longest value of a place, in bytes: beyond it the text is no message. It also bounds the
/// time that a text made to be slow can cost.
const MAX_VALUE_BYTES: usize = 4096;

/// A literal, folded, or a place.
#[derive(Debug)]
enum Part {
    Literal(String),
    Place(&'static str),
}

/// A template cut into parts. The anchor is its longest literal: that is looked for, and the rest is
/// matched to its left and right.
#[derive(Debug)]
pub(crate) struct Pattern {
    parts: Vec<Part>,
    tail: Vec<Part>,
    anchor: usize,
    standing: Standing,
    /// How many words a template without places has.
    words: usize,
    /// Whether it ends with a full stop, which is easily left behind.
    has_stop: bool,
}

/// A pattern's place in the folded text, and the values.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) captures: Captures,
}

impl Pattern {
    pub(crate) fn new(template: Template) -> Self {
        Self::standing(template, Standing::Anywhere)
    }

    /// The pattern of a message that stands so.
    pub(crate) fn standing(template: Template, standing: Standing) -> Self {
        let (body, tail) = template.parts();
        let mut parts = cut(body);
        let mut has_stop = false;
        if let Some(Part::Literal(text)) = parts.last_mut()
            && text.len() > 1
            && text.ends_with('.')
        {
            text.pop();
            has_stop = true;
        }
        let anchor = (0..parts.len()).max_by_key(|&index| literal_length(&parts[index]));
        let words = body.split_whitespace().count();
        let (anchor, tail) = (anchor.unwrap_or(0), cut(tail));
        Self { parts, tail, anchor, standing, words, has_stop }
    }

    /// The text before the first place, folded.
    pub(crate) fn first_literal(&self) -> &str {
        match self.parts.first() {
            Some(Part::Literal(text)) => text,
            _ => "",
        }
    }

    /// Whether a folded text is the message's beginning, and not the whole of it.
    pub(crate) fn begins_with(&self, folded: &str) -> bool {
        let mut rest = folded;
        let mut parts = self.parts.iter().peekable();
        while let Some(part) = parts.next() {
            match part {
                Part::Literal(text) => match rest.strip_prefix(text.as_str()) {
                    Some(after) => rest = after,
                    None => return !rest.is_empty() && text.starts_with(rest),
                },
                Part::Place(name) => {
                    let next = parts.peek().and_then(|part| match part {
                        Part::Literal(text) => rest.find(text.as_str()),
                        Part::Place(_) => None,
                    });
                    match next {
                        Some(at) if at <= longest(name) => rest = &rest[at..],
                        _ => return Self::ends_within(name, parts.peek().copied(), rest),
                    }
                }
            }
            if rest.is_empty() {
                return true;
            }
        }
        false
    }

    /// The folded literal to look for; empty for a template without one.
    pub(crate) fn anchor(&self) -> &str {
        match self.parts.get(self.anchor) {
            Some(Part::Literal(text)) => text,
            _ => "",
        }
    }

    /// Whether a text ends within the value of a place, or within the literal after it.
    fn ends_within(name: &str, next: Option<&Part>, rest: &str) -> bool {
        let bytes = rest.as_bytes();
        let literal = match next {
            Some(Part::Literal(text)) => text.as_bytes(),
            _ => b"",
        };
        let longest = longest(name).min(bytes.len());
        rest.len() <= longest_cut(name)
            || (1..longest).any(|end| literal.starts_with(&bytes[end..]))
    }

    /// Matches the pattern whose anchor is at `at`.
    pub(crate) fn match_around(&self, pasted: &Pasted, at: usize) -> Option<Found> {
        let mut captures = Captures::default();
        let start = backwards(self.parts.get(..self.anchor)?, pasted, at, &mut captures)?;
        self.match_rest(pasted, self.anchor, start, at, captures)
    }

    /// Matches the pattern that ends just before `end`.
    pub(crate) fn match_before(&self, pasted: &Pasted, end: usize) -> Option<Found> {
        let mut captures = Captures::default();
        let start = backwards(&self.parts, pasted, end, &mut captures)?;
        Some(Found { start, end, captures })
    }

    /// Matches the pattern that begins at `start`.
    pub(crate) fn match_from(&self, pasted: &Pasted, start: usize) -> Option<Found> {
        self.match_rest(pasted, 0, start, start, Captures::default())
    }

    /// Matches the parts from `first` on, which begin at `at`, and the tail if it is there.
    fn match_rest(
        &self,
        pasted: &Pasted,
        first: usize,
        start: usize,
        at: usize,
        mut captures: Captures,
    ) -> Option<Found> {
        let mut end = forwards(self.parts.get(first..)?, pasted, at, &mut captures)?;
        if !self.standing.fits(pasted, start, end, self.words) {
            return None;
        }
        if self.has_stop && pasted.folded().as_bytes().get(end) == Some(&b'.') {
            end += 1;
        }
        let mut more = captures.clone();
        if let Some(tail_end) = forwards(&self.tail, pasted, end, &mut more) {
            (end, captures) = (tail_end, more);
        }
        Some(Found { start, end, captures })
    }
}

fn cut(text: &'static str) -> Vec<Part> {
    let parts = pieces(text).map(|piece| match piece {
        Piece::Literal(text) => Part::Literal(fold(text)),
        Piece::Place(name) => Part::Place(name),
    });
    parts.filter(|part| !matches!(part, Part::Literal(text) if text.is_empty())).collect()
}

fn literal_length(part: &Part) -> usize {
    match part {
        Part::Literal(text) => text.len(),
        Part::Place(_) => 0,
    }
}

/// Matches `parts` that begin at `start`; where they end.
fn forwards(
    parts: &[Part],
    pasted: &Pasted,
    start: usize,
    captures: &mut Captures,
) -> Option<usize> {
    let folded = pasted.folded().as_bytes();
    let mut at = start;
    let mut rest = parts;
    loop {
        match rest {
            [] => return Some(at),
            [Part::Literal(text), after @ ..] => {
                at = folded.get(at..)?.starts_with(text.as_bytes()).then_some(at + text.len())?;
                rest = after;
            }
            [Part::Place(name), Part::Literal(text), after @ ..] => {
                let window = folded.get(at..(at + longest(name) + text.len()).min(folded.len()))?;
                let end = if after.is_empty() && text == "." {
                    at + full_stop(window, pasted, at)?
                } else {
                    at + find(window, text.as_bytes())?
                };
                capture(name, pasted, at, end, captures)?;
                at = end + text.len();
                rest = after;
            }
            [Part::Place(name), after @ ..] => {
                let end = open_end(name, pasted, at)?;
                capture(name, pasted, at, end, captures)?;
                at = end;
                rest = after;
            }
        }
    }
}

/// Matches `parts` that end just before `end`; where they begin.
fn backwards(
    parts: &[Part],
    pasted: &Pasted,
    end: usize,
    captures: &mut Captures,
) -> Option<usize> {
    let folded = pasted.folded().as_bytes();
    let mut at = end;
    let mut rest = parts;
    loop {
        match rest {
            [] => return Some(at),
            [before @ .., Part::Literal(text)] => {
                at = folded.get(..at)?.ends_with(text.as_bytes()).then(|| at - text.len())?;
                rest = before;
            }
            [before @ .., Part::Literal(text), Part::Place(name)] => {
                let from = at.saturating_sub(longest(name) + text.len());
                let start = from + find_last(folded.get(from..at)?, text.as_bytes())?;
                capture(name, pasted, start + text.len(), at, captures)?;
                at = start;
                rest = before;
            }
            // A template begins with a literal.
            [.., Part::Place(_)] => return None,
        }
    }
}

/// The full stop at the end of a sentence: a URL has others in it.
fn full_stop(window: &[u8], pasted: &Pasted, start: usize) -> Option<usize> {
    let stops = (0..window.len()).filter(|&at| window[at] == b'.');
    let ends = |&at: &usize| {
        let (_, after) = pasted.near(start + at);
        let mut after = after.chars().skip(1);
        // Chrome's button has a letter in upper case, of whatever language.
        after.next().is_none_or(|char| char.is_whitespace() || char == '\'' || char.is_uppercase())
    };
    stops.into_iter().find(ends)
}

fn find(window: &[u8], text: &[u8]) -> Option<usize> {
    window.windows(text.len()).position(|bytes| bytes == text)
}

fn find_last(window: &[u8], text: &[u8]) -> Option<usize> {
    window.windows(text.len()).rposition(|bytes| bytes == text)
}

/// The longest value of a place, in bytes.
fn longest(name: &str) -> usize {
    match name {
        "status" => 6,
        "space" | "space2" | "kind" | "scheme" => 48,
        "method" | "header" | "port" => 256,
        "origin" => 600,
        _ => MAX_VALUE_BYTES,
    }
}

/// The longest value that a cut may have left of a place: prose is not taken for a method.
fn longest_cut(name: &str) -> usize {
    match name {
        "method" | "header" | "status" | "space" | "space2" => 20,
        _ => longest(name),
    }
}

/// Takes the value of a place; `None` if it cannot be one.
fn capture(
    name: &'static str,
    pasted: &Pasted,
    start: usize,
    end: usize,
    captures: &mut Captures,
) -> Option<()> {
    let mut text = pasted.between(start, end).trim();
    if is_word(name) && has_inner_space(text) {
        // `Cannot load image https://a.example/`
        text = text.rsplit(' ').next().filter(|word| word.contains("://"))?;
    }
    let text = tidy(name, text);
    let fits = match name {
        "status" => text == "(null)" || text.parse::<u16>().is_ok(),
        "origin" | "space" | "space2" | "kind" | "method" | "header" => {
            !text.contains(['\'', '\n']) && !text.is_empty()
        }
        // A value that contains another message is two messages.
        "value" | "url" | "initial-url" => !text.contains("blocked by CORS policy"),
        _ => true,
    };
    captures.add(name, fits.then_some(text)?.trim_matches('\''));
    Some(())
}

/// Whether a value has no space in it, but for where a line was wrapped.
fn is_word(name: &str) -> bool {
    matches!(name, "url" | "initial-url" | "redirect" | "page" | "origin" | "header" | "space")
}

fn has_inner_space(text: &str) -> bool {
    let mut words = text.split(|char: char| !char.is_whitespace());
    words.any(|space| !space.is_empty() && !space.contains('\n'))
}

/// Where a value ends that nothing follows.
fn open_end(name: &str, pasted: &Pasted, start: usize) -> Option<usize> {
    let folded = pasted.folded();
    let rest = folded.get(start..)?;
    let (_, clean) = pasted.near(start);
    let limit = |end: usize| Some(start + end.min(MAX_VALUE_BYTES));
    match name {
        "status" => {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            if digits > 0 { limit(digits) } else { rest.starts_with("(null)").then_some(start + 6) }
        }
        "value" | "list" | "directive" => {
            let line = clean.lines().next().unwrap_or_default();
            let line = line.split("Understand this").next().unwrap_or_default();
            limit(folded_length(line))
        }
        _ => {
            let word = clean.split_whitespace().next().unwrap_or_default();
            let word = word.split('\'').next().unwrap_or_default();
            let word = word.split("Understand").next().unwrap_or_default();
            limit(folded_length(word.trim_end_matches(['.', ',', ')', ']'])))
        }
    }
}
