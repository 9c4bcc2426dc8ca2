//! Message templates: one text that is both matched and filled.

/// A message's text with places in it: `{name}` stands for a value, and `[…]` at the end for a tail
/// that not every version has.
///
/// ```
/// use corsmith_diagnose::Template;
///
/// let template = Template::new("Preflight response is not successful[. Status code: {status}]");
/// let filled = template.fill(|name| (name == "status").then(|| "405".to_owned()));
/// assert_eq!(filled, "Preflight response is not successful. Status code: 405");
/// assert_eq!(template.fill(|_| None), "Preflight response is not successful");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Template(&'static str);

/// A part of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    Literal(&'static str),
    Place(&'static str),
}

impl Template {
    /// The template with this text.
    #[must_use]
    pub const fn new(text: &'static str) -> Self {
        Self(text)
    }

    /// The text, places and all.
    #[must_use]
    pub const fn text(self) -> &'static str {
        self.0
    }

    /// The message with its values. A place without one stays empty; a tail with a place without
    /// one is left out.
    pub fn fill(self, value: impl Fn(&str) -> Option<String>) -> String {
        let (body, tail) = self.parts();
        let mut filled = String::new();
        for piece in pieces(body) {
            match piece {
                Piece::Literal(text) => filled.push_str(text),
                Piece::Place(name) => filled.push_str(&value(name).unwrap_or_default()),
            }
        }
        let tail = pieces(tail).map(|piece| match piece {
            Piece::Literal(text) => Some(text.to_owned()),
            Piece::Place(name) => value(name),
        });
        if let Some(tail) = tail.collect::<Option<String>>() {
            filled.push_str(&tail);
        }
        filled
    }

    /// What is always there, and the tail without its brackets.
    pub(crate) fn parts(self) -> (&'static str, &'static str) {
        match self.0.strip_suffix(']').and_then(|text| text.rsplit_once('[')) {
            Some(parts) => parts,
            None => (self.0, ""),
        }
    }
}

/// The parts of a text. A brace without its other half is text.
pub(crate) fn pieces(text: &'static str) -> impl Iterator<Item = Piece> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some((name, after)) = rest.strip_prefix('{').and_then(|text| text.split_once('}')) {
            rest = after;
            return Some(Piece::Place(name));
        }
        let end = rest.char_indices().skip(1).find(|(_, char)| *char == '{');
        let (literal, after) = rest.split_at(end.map_or(rest.len(), |(index, _)| index));
        rest = after;
        Some(Piece::Literal(literal))
    })
}

#[cfg(test)]
mod tests {
    use super::{Piece, Template, pieces};

    #[test]
    fn a_template_is_literals_places_and_a_tail() {
        let template = Template::new("Origin {origin} is not allowed.[ Status code: {status}]");
        let (body, tail) = template.parts();
        assert_eq!(
            pieces(body).collect::<Vec<_>>(),
            [Piece::Literal("Origin "), Piece::Place("origin"), Piece::Literal(" is not allowed."),]
        );
        assert_eq!(
            pieces(tail).collect::<Vec<_>>(),
            [Piece::Literal(" Status code: "), Piece::Place("status")]
        );
        assert_eq!(pieces("{").collect::<Vec<_>>(), [Piece::Literal("{")]);
    }
}
