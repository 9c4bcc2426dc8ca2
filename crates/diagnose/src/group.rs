//! Lines of one error, put together.

use crate::diagnosis::Diagnosis;
use crate::refine::candidates;
use crate::scan::Sighting;

/// Messages of this cause accompany others and prove nothing alone.
const COMPANIONS: &str = "unspecified";

/// Firefox's last line, whatever came before.
const FIREFOX_FAILED: &str = "F2";

/// Firefox's two messages about a CORS-preflight response that redirects.
const FIREFOX_REDIRECT: (&str, &str) = ("F4", "F12");

/// The lines of one error.
struct Group {
    /// The one that says most.
    head: Sighting,
    others: Vec<Sighting>,
}

/// One diagnosis an error, in the order of the text.
pub(crate) fn groups(sightings: Vec<Sighting>) -> Vec<Diagnosis> {
    let mut groups: Vec<Group> = Vec::new();
    for sighting in sightings {
        match groups.last_mut() {
            Some(group) if group.takes(&sighting) => group.add(sighting),
            _ => groups.push(Group { head: sighting, others: Vec::new() }),
        }
    }
    let mut diagnoses: Vec<Diagnosis> = Vec::new();
    for group in groups {
        let next = group.diagnosis();
        let is_same = |other: &&mut Diagnosis| {
            other.message.id == next.message.id && other.message.captures == next.message.captures
        };
        match diagnoses.iter_mut().find(is_same) {
            Some(same) => same.times += 1,
            None => diagnoses.push(next),
        }
    }
    diagnoses
}

impl Group {
    fn lines(&self) -> impl Iterator<Item = &Sighting> {
        std::iter::once(&self.head).chain(&self.others)
    }

    /// Whether the line belongs to the same error.
    fn takes(&self, next: &Sighting) -> bool {
        let engines = (self.head.message.engine, next.message.engine);
        if engines.0 != engines.1 && engines.0.is_some() && engines.1.is_some() {
            return false;
        }
        let own_url = self.lines().find_map(url);
        let same_url = own_url.is_some() && own_url == url(next);
        let other_url = !same_url && own_url.is_some() && url(next).is_some();
        let repeats = self
            .lines()
            .any(|line| line.message.id == next.message.id && line.is_echo == next.is_echo);
        let ends_firefox = next.message.id == FIREFOX_FAILED && same_url;
        let is_library = next.message.engine.is_none();
        let says_more = !self.lines().all(is_companion);
        if other_url || repeats && !ends_firefox && !(is_library && says_more) {
            return false;
        }
        let same_cause = |line: &Sighting| line.cause.code == next.cause.code;
        ends_firefox
            || next.is_echo && self.lines().any(|line| same_cause(line) || is_companion(line))
            || self.lines().all(|line| line.is_echo && same_cause(line))
            || is_companion(next)
            || self.lines().all(is_companion)
            || same_url
                && (next.cause.code == self.head.cause.code
                    || next.message.id.starts_with("net::")
                    || (self.head.message.id, next.message.id) == FIREFOX_REDIRECT)
    }

    /// Adds a line; the one that says most goes first.
    fn add(&mut self, line: Sighting) {
        if self.lines().all(|own| weight(own) < weight(&line)) {
            self.others.push(std::mem::replace(&mut self.head, line));
        } else {
            self.others.push(line);
        }
    }

    fn diagnosis(self) -> Diagnosis {
        let mut message = self.head.message;
        let companions: Vec<_> = self.others.into_iter().map(|line| line.message).collect();
        for companion in &companions {
            message.captures.add_all(&companion.captures);
        }
        let candidates = candidates(&message, &companions);
        Diagnosis { message, companions, times: 1, candidates }
    }
}

fn url(line: &Sighting) -> Option<&str> {
    line.message.captures.get("url")
}

/// Whether the line proves nothing alone.
pub(crate) fn is_companion(line: &Sighting) -> bool {
    line.cause.code == COMPANIONS || line.is_frame()
}

/// How much a line says.
fn weight(line: &Sighting) -> u8 {
    match line {
        line if line.cause.code == COMPANIONS => 0,
        line if line.is_frame() => 1,
        _ => 2,
    }
}
