//! YAML 1.2, built from `saphyr-parser`'s events.
//!
//! Anchors, aliases and tags are refused: a policy needs none, and aliases are how a few bytes
//! of YAML become gigabytes.

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span as EventSpan};

use super::{Key, Node, Value, syntax, too_deep};
use crate::decode::clip;
use crate::limits::MAX_DOCUMENT_DEPTH;
use crate::{PolicyError, Span};

pub(super) fn parse(text: &str) -> (Option<Node>, Vec<PolicyError>) {
    match build(text) {
        Ok(Some(node)) => (Some(node), Vec::new()),
        Ok(None) => (None, vec![syntax(Span::default(), "the document is empty")]),
        Err(error) => (None, vec![error]),
    }
}

/// A collection that is not closed yet.
enum Open {
    List { start: Span, items: Vec<Node> },
    Table { start: Span, entries: Vec<(Key, Node)>, key: Option<Key> },
}

fn build(text: &str) -> Result<Option<Node>, PolicyError> {
    let mut offsets = Offsets::new(text);
    let mut open: Vec<Open> = Vec::new();
    let mut root = None;
    for event in Parser::new_from_str(text) {
        let (event, event_span) = event.map_err(|error| scan_error(&error, &mut offsets))?;
        let span = offsets.span(event_span);
        let finished = match event {
            Event::DocumentStart(_) if root.is_some() => {
                return Err(syntax(span, "the file holds several YAML documents")
                    .help("keep one policy in one file"));
            }
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => continue,
            Event::Alias(_) => return Err(offsets.alias(span.start())),
            Event::Scalar(_, _, anchor, _) if anchor != 0 => return Err(no_anchors(span)),
            Event::SequenceStart(anchor, _) | Event::MappingStart(anchor, _) if anchor != 0 => {
                return Err(no_anchors(span));
            }
            Event::Scalar(_, _, _, Some(_))
            | Event::SequenceStart(_, Some(_))
            | Event::MappingStart(_, Some(_)) => {
                return Err(syntax(span, "YAML tags are not accepted in a policy"));
            }
            Event::Scalar(content, style, _, None) => {
                let span = match style {
                    ScalarStyle::Literal | ScalarStyle::Folded => offsets.with_header(span),
                    _ => span,
                };
                let value = match style {
                    ScalarStyle::Plain => plain(&content),
                    _ => Value::Text(content.into_owned()),
                };
                Node { span, value }
            }
            Event::SequenceStart(..) | Event::MappingStart(..)
                if open.len() > MAX_DOCUMENT_DEPTH =>
            {
                return Err(too_deep(span));
            }
            Event::SequenceStart(..) => {
                open.push(Open::List { start: span, items: Vec::new() });
                continue;
            }
            Event::MappingStart(..) => {
                open.push(Open::Table { start: span, entries: Vec::new(), key: None });
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(Open::List { start, items }) => Node {
                    span: around(start, items.last().map(|item| item.span), span),
                    value: Value::List(items),
                },
                Some(Open::Table { start, entries, .. }) => Node {
                    span: around(start, entries.last().map(|(_, node)| node.span), span),
                    value: Value::Table(entries),
                },
                None => continue,
            },
        };
        match open.last_mut() {
            None => root = Some(finished),
            Some(Open::List { items, .. }) => items.push(finished),
            Some(Open::Table { entries, key, .. }) => match key.take() {
                Some(key) => entries.push((key, finished)),
                None => *key = Some(as_key(finished)?),
            },
        }
    }
    Ok(root)
}

/// The span of a collection. A flow collection ends with its bracket. A block collection has no
/// mark at its end, and the parser reports it where the next thing begins: it ends with its last
/// value.
fn around(start: Span, last: Option<Span>, end: Span) -> Span {
    let is_block = end.start() == end.end();
    let end = last.filter(|_| is_block).map_or(end.end(), Span::end);
    Span::new(start.start(), end)
}

/// YAML 1.2's core schema for plain scalars, as far as a policy can hold them.
fn plain(content: &str) -> Value {
    match content {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Boolean(true),
        "false" | "False" | "FALSE" => Value::Boolean(false),
        _ => {
            let unsigned = content.strip_prefix(['-', '+']).unwrap_or(content);
            let numeric = unsigned.starts_with(|c: char| c.is_ascii_digit())
                && unsigned.parse::<f64>().is_ok();
            if numeric {
                Value::Number(content.strip_prefix('+').unwrap_or(content).to_owned())
            } else {
                Value::Text(content.to_owned())
            }
        }
    }
}

fn as_key(node: Node) -> Result<Key, PolicyError> {
    let name = match node.value {
        Value::Text(name) | Value::Number(name) => name,
        // `null: …` and `true: …` are unknown keys, and are reported as such with their text.
        Value::Null => "null".to_owned(),
        Value::Boolean(boolean) => boolean.to_string(),
        Value::Other(_) | Value::List(_) | Value::Table(_) => {
            return Err(syntax(node.span, "a key is a text, not a collection"));
        }
    };
    Ok(Key { span: node.span, name })
}

fn no_anchors(span: Span) -> PolicyError {
    syntax(span, "YAML anchors and aliases are not accepted in a policy")
        .help("write the value out")
}

fn scan_error(error: &ScanError, offsets: &mut Offsets<'_>) -> PolicyError {
    let offset = offsets.byte(error.marker().index());
    if offsets.text[offset..].starts_with('*') {
        return offsets.alias(offset);
    }
    // The character at fault, which may be several bytes long, or not there: at the end of the text.
    let length = offsets.text[offset..].chars().next().map_or(0, char::len_utf8);
    let message = format!("the document is not YAML: {}", error.info());
    syntax(Span::new(offset, offset + length), message)
}

/// Turns the parser's character indices into byte offsets. Indices mostly grow, so it walks on
/// from the last one instead of counting from the beginning.
struct Offsets<'a> {
    text: &'a str,
    index: usize,
    byte: usize,
}

impl<'a> Offsets<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, index: 0, byte: 0 }
    }

    fn byte(&mut self, index: usize) -> usize {
        if index < self.index {
            // A span of a block collection starts before the last event ended: walk back.
            let back = self.index - index;
            self.byte = self.text[..self.byte]
                .char_indices()
                .rev()
                .nth(back - 1)
                .map_or(0, |(offset, _)| offset);
        } else {
            for character in self.text[self.byte..].chars().take(index - self.index) {
                self.byte += character.len_utf8();
                self.index += 1;
            }
            return self.byte;
        }
        self.index = index;
        self.byte
    }

    fn span(&mut self, span: EventSpan) -> Span {
        let start = self.byte(span.start.index());
        let end = self.byte(span.end.index());
        // A block scalar's or collection's end includes the line breaks after it.
        let trimmed = self.text[start..end.max(start)].trim_end().len();
        Span::new(start, start + trimmed)
    }

    /// The error for an alias at `start`. Few mean one: `*` and `*.example.com` without quotes are
    /// the commonest mistake in a policy written in YAML.
    fn alias(&self, start: usize) -> PolicyError {
        let rest = &self.text[start..];
        let ends = |character: char| character.is_whitespace() || ",]}".contains(character);
        let word = &rest[..rest.find(ends).unwrap_or(rest.len())];
        let message = format!("`{}` is an alias in YAML, and a policy has none", clip(word));
        syntax(Span::new(start, start + word.len()), message)
            .help(format!("write it in quotes if it is a text: `\"{}\"`", clip(word)))
    }

    /// The span of a block scalar with its header, the `|` or `>` that the parser leaves out:
    /// without it, an edit of the span would leave the new text a block scalar.
    fn with_header(&self, span: Span) -> Span {
        let before = self.text[..span.start()].trim_end();
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        // Of several, the last one before a comment: `key: | # a | b`.
        let line = before[line_start..].split(" #").next().unwrap_or_default();
        let header = line.rfind(['|', '>']).map(|offset| line_start + offset);
        Span::new(header.unwrap_or(span.start()), span.end())
    }
}
