//! Finds the messages in a pasted text.

use std::ops::Range;

use corsmith_fetch::Engine;

use crate::cause::{Cause, Message};
use crate::context;
use crate::cut_off::{self, REASON_UNKNOWN};
use crate::engine_messages::defined;
use crate::matched_message::MatchedMessage;
use crate::pasted::Pasted;
use crate::pattern::Pattern;

/// More messages than this in one text are not looked at: nobody reads as many.
const MAX_MESSAGES: usize = 1000;

/// And neither is a text after so many places that began like a message. It bounds the time that a
/// text made to be slow can cost.
const MAX_ATTEMPTS: usize = 5000;

/// A message, where it is, and the cause that defines it.
#[derive(Debug)]
pub(crate) struct Sighting {
    pub(crate) message: MatchedMessage,
    pub(crate) cause: &'static Cause,
    /// Whether Safari's `Failed to load resource:` stands before it, which repeats a message.
    pub(crate) is_echo: bool,
    /// What is taken, in the folded text.
    pub(crate) range: Range<usize>,
    /// The message itself, without what stands around it.
    pub(crate) core: Range<usize>,
}

impl Sighting {
    /// Whether it is only a frame, which says nothing of the reason.
    pub(crate) fn is_frame(&self) -> bool {
        self.cause.code == REASON_UNKNOWN
    }

    /// Whether a message at `own` is taken instead, `is_frame` or not: a reason goes before a frame,
    /// and the longer text is the message, as a preflight's has the actual response's in it.
    fn gives_way(&self, own: &Range<usize>, is_frame: bool) -> bool {
        let overlaps = self.core.end > own.start && own.end > self.core.start;
        let length = if overlaps { self.core.len() } else { self.range.len() };
        match (self.is_frame(), is_frame) {
            (true, false) => true,
            (false, true) => false,
            _ => own.len() > length,
        }
    }
}

/// Every message, in order.
pub(crate) fn scan(pasted: &Pasted) -> Vec<Sighting> {
    let mut sightings = whole(pasted);
    cut_off::complete(pasted, &mut sightings);
    sightings
}

/// Every message that is whole, and every frame of one.
fn whole(pasted: &Pasted) -> Vec<Sighting> {
    let known: Vec<Known> = defined()
        .map(|(cause, message, template)| Known {
            cause,
            message,
            pattern: Pattern::standing(template, message.standing),
        })
        .collect();
    let index = AnchorIndex::new(&known);
    let folded = pasted.folded();
    let mut sightings: Vec<Sighting> = Vec::new();
    let mut attempts = 0;
    for at in 0..folded.len() {
        for known in index.candidates(folded, at) {
            attempts += 1;
            if attempts > MAX_ATTEMPTS {
                return sightings;
            }
            let Some(found) = known.pattern.match_around(pasted, at) else { continue };
            // The beginning of a line of Chromium's may be the whole of one of Safari's.
            if known.message.engine == Some(Engine::WebKit)
                && context::is_after_chromium(folded, found.start)
            {
                continue;
            }
            let is_frame = known.cause.code == REASON_UNKNOWN;
            // `Access to it at 'noon'` is prose.
            let is_url = |url: &str| url.contains(':') || "https".starts_with(url);
            if is_frame && found.captures.get("url").is_some_and(|url| !is_url(url)) {
                continue;
            }
            let overlapping = sightings.iter().rposition(|it| it.range.end > found.start);
            if let Some(overlapping) = overlapping {
                let own = found.start..found.end;
                if !sightings[overlapping].gives_way(&own, is_frame) {
                    continue;
                }
                sightings.retain(|it| it.range.end <= own.start);
            }
            let sighting = context::sighting(pasted, known.cause, known.message, found);
            sightings.retain(|it| it.range.end <= sighting.range.start);
            sightings.push(sighting);
            if sightings.len() == MAX_MESSAGES {
                return sightings;
            }
        }
    }
    sightings
}

struct Known {
    cause: &'static Cause,
    message: &'static Message,
    pattern: Pattern,
}

/// Which patterns' anchors begin with which bytes: one look a position decides.
struct AnchorIndex<'a> {
    /// One bit for each pair of first bytes.
    pairs: Vec<bool>,
    /// By their first two bytes.
    sorted: Vec<([u8; 2], &'a Known)>,
}

impl<'a> AnchorIndex<'a> {
    fn new(known: &'a [Known]) -> Self {
        let mut pairs = vec![false; 1 << 16];
        let mut sorted = Vec::with_capacity(known.len());
        for one in known {
            if let [first, second, ..] = *one.pattern.anchor().as_bytes() {
                pairs[usize::from(u16::from_be_bytes([first, second]))] = true;
                sorted.push(([first, second], one));
            }
        }
        sorted.sort_by_key(|(pair, _)| *pair);
        Self { pairs, sorted }
    }

    /// The patterns whose anchor is at this position.
    fn candidates<'b>(
        &'b self,
        folded: &'b str,
        at: usize,
    ) -> impl Iterator<Item = &'a Known> + 'b {
        let rest = folded.as_bytes().get(at..).unwrap_or_default();
        let pair = match *rest {
            [first, second, ..] if self.pairs[usize::from(u16::from_be_bytes([first, second]))] => {
                [first, second]
            }
            // No anchor begins with it.
            _ => [0, 0],
        };
        let start = self.sorted.partition_point(|(own, _)| *own < pair);
        let own = self.sorted.iter().skip(start).take_while(move |(own, _)| *own == pair);
        own.map(|(_, known)| *known)
            .filter(move |known| rest.starts_with(known.pattern.anchor().as_bytes()))
    }
}
