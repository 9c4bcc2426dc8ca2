//! Messages that are cut off, and reasons that are new.
//!
//! A frame is what stands around a reason: it names the URL and the origin. What follows it is a
//! whole message in most texts; here are the others.

use std::ops::Range;

use corsmith_fetch::Engine;

use crate::captures::Captures;
use crate::cause::{Cause, Message, cause};
use crate::engine_messages::defined;
use crate::mask;
use crate::matched_message::MatchedMessage;
use crate::pasted::{Pasted, fold, folded_length};
use crate::pattern::Pattern;
use crate::scan::Sighting;
use crate::standing::Standing;

/// The cause of a frame without a reason.
pub(crate) const REASON_UNKNOWN: &str = "reason-unknown";

/// The name of a frame.
pub(crate) const FRAME: &str = "blocked";

/// Into how many lines a reason may be wrapped.
const MAX_LINES: usize = 4;

/// So much of a message's beginning is none by chance, folded.
const BEGINNING: usize = 24;

/// A header's name alone begins no message.
const HEADER: &str = "access-control-";

/// And so much is none of prose, wherever it breaks off.
const LONG_BEGINNING: usize = 44;

/// Completes the frames by what is there of the reason.
pub(crate) fn complete(pasted: &Pasted, sightings: &mut [Sighting]) {
    if !sightings.iter().any(Sighting::is_frame) {
        return;
    }
    let known = Known::new();
    for index in 0..sightings.len() {
        let limit = sightings.get(index + 1).map_or(usize::MAX, |next| next.range.start);
        if sightings[index].is_frame() {
            known.complete(pasted, &mut sightings[index], limit);
        }
    }
}

/// The first beginning of a message without a frame, in a text where nothing else is known.
pub(crate) fn beginning(pasted: &Pasted) -> Option<Sighting> {
    Known::new().beginning(pasted)
}

/// A message that may be cut off.
struct Candidate {
    cause: &'static Cause,
    message: &'static Message,
    pattern: Pattern,
}

struct Known(Vec<Candidate>);

impl Known {
    fn new() -> Self {
        let sentences = defined().filter(|(cause, message, _)| {
            message.standing == Standing::Anywhere && cause.code != REASON_UNKNOWN
        });
        let all = sentences.map(|(cause, message, template)| {
            let pattern = Pattern::new(template);
            Candidate { cause, message, pattern }
        });
        Self(all.collect())
    }

    /// The messages of the engine that begin so, each once.
    fn begin_with(&self, engine: Option<Engine>, folded: &str) -> Vec<&Candidate> {
        let mut found: Vec<&Candidate> = Vec::new();
        for one in self.0.iter().filter(|one| one.message.engine == engine) {
            let is_there = found.iter().any(|other| other.message.id == one.message.id);
            if !is_there && one.pattern.begins_with(folded) {
                found.push(one);
            }
        }
        found
    }

    fn complete(&self, pasted: &Pasted, frame: &mut Sighting, limit: usize) {
        let end = frame.core.end;
        let is_open = pasted.folded().get(..end).is_some_and(|text| text.ends_with([':', '(']));
        if !is_open {
            return;
        }
        let (_, after) = pasted.near(end);
        let (reason, found) = self.reason(frame.message.engine, after);
        let length = folded_length(reason);
        if length == 0 || end + length > limit {
            return;
        }
        frame.message.captures.add("reason", reason);
        frame.range.end = end + length;
        frame.message.text = text_of(pasted, &frame.range);
        name(&mut frame.message, &mut frame.cause, &found);
    }

    /// What is there of the reason, and which it may be.
    fn reason<'a>(&self, engine: Option<Engine>, after: &'a str) -> (&'a str, Vec<&Candidate>) {
        let mut last = None;
        for lines in (1..=MAX_LINES).rev() {
            let text = first_lines(after, lines);
            // Where there are fewer lines, the same would be looked for again.
            if last.replace(text.len()) == Some(text.len()) {
                continue;
            }
            let text = tidy(text);
            let found = self.begin_with(engine, &fold(text));
            if !text.is_empty() && !found.is_empty() {
                return (text, found);
            }
        }
        (tidy(first_lines(after, 1)), Vec::new())
    }

    /// The first beginning of a message, if it is long enough.
    fn beginning(&self, pasted: &Pasted) -> Option<Sighting> {
        let folded = pasted.folded();
        let starts = self.0.iter().filter_map(|one| {
            let literal = one.pattern.first_literal();
            let at = folded.find(literal.get(..BEGINNING)?)?;
            let (_, after) = pasted.near(at);
            let (reason, found) = self.reason(one.message.engine, after);
            let is_name = literal.starts_with(HEADER) && folded_length(reason) < LONG_BEGINNING;
            if !found.is_empty() && !is_name {
                return Some((at, folded_length(reason), found));
            }
            let length = common(literal, &folded[at..]);
            let next = pasted.near(at + length).1.chars().next();
            let ends = !literal.starts_with(HEADER)
                && next.is_none_or(|char| matches!(char, '\'' | '…' | ')' | '<' | '*' | '|'));
            (ends || length >= LONG_BEGINNING).then(|| {
                let found = self.begin_with(one.message.engine, &folded[at..at + length]);
                (at, length, found)
            })
        });
        let (at, length, found) =
            starts.min_by_key(|(at, length, _)| (*at, usize::MAX - length))?;
        if found.len() > 1 && !found.iter().all(|one| is_numbered(one.message.id)) {
            return None;
        }
        let (first, mut cause) = (found.first()?, cause(REASON_UNKNOWN)?);
        let range = at..at + length;
        let mut message = MatchedMessage {
            engine: first.message.engine,
            id: FRAME,
            text: text_of(pasted, &range),
            captures: Captures::default(),
            beginnings: Vec::new(),
        };
        message.captures.add("reason", pasted.between(range.start, range.end));
        name(&mut message, &mut cause, &found);
        Some(Sighting { message, cause, is_echo: false, core: range.clone(), range })
    }
}

/// Names the message, if it can be only one.
fn name(message: &mut MatchedMessage, cause: &mut &'static Cause, found: &[&Candidate]) {
    if let [only] = found {
        message.id = only.message.id;
        *cause = only.cause;
    } else {
        message.beginnings = found.iter().map(|one| one.message.id).collect();
    }
}

fn text_of(pasted: &Pasted, range: &Range<usize>) -> String {
    let words: Vec<_> = pasted.between(range.start, range.end).split_whitespace().collect();
    mask(&words.join(" ")).into_owned()
}

/// The first lines, up to an empty one.
fn first_lines(text: &str, count: usize) -> &str {
    let mut end = 0;
    for line in text.split_inclusive('\n').take(count) {
        if line.trim().is_empty() {
            break;
        }
        end += line.len();
    }
    text.get(..end).unwrap_or_default()
}

/// A reason without what only ends it.
fn tidy(text: &str) -> &str {
    let text = text.split("Understand this").next().unwrap_or_default();
    let is_end = |char: char| {
        char.is_whitespace() || matches!(char, '…' | '.' | ')' | '(' | '*' | '\'' | '<' | ':' | '|')
    };
    text.trim_end_matches(is_end).trim_start()
}

/// How much two texts have in common at their beginnings, in bytes.
fn common(one: &str, other: &str) -> usize {
    let pairs = one.char_indices().zip(other.chars());
    let differ = pairs.clone().find(|((_, a), b)| a != b).map(|((at, _), _)| at);
    differ.unwrap_or_else(|| pairs.last().map_or(0, |((at, char), _)| at + char.len_utf8()))
}

/// Whether it is a message of the CORS protocol, such as `C5`.
fn is_numbered(id: &str) -> bool {
    let rest = id.strip_prefix(['C', 'F', 'P', 'W']).unwrap_or_default();
    rest.starts_with(|char: char| char.is_ascii_digit())
}
