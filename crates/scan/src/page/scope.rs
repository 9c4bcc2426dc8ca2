//! Where in the tree the reader is, as far as that changes what a tag means.

/// Deepest nesting that is told apart; what is deeper belongs to the innermost that is.
const MAX_DEPTH: usize = 64;

/// What the elements that are open make of their content.
#[derive(Debug, Default)]
pub(super) struct Scopes(Vec<Scope>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// `<svg>` and `<math>`: their tags are not HTML's.
    Foreign,
    /// `<foreignObject>` and the like, in which HTML's tags are.
    Integration,
    /// `<template>`, whose content neither loads nor counts.
    Inert,
    /// `<template shadowrootmode>`, whose content is a shadow tree and loads.
    Shadow,
}

impl Scopes {
    /// Whether the innermost content is SVG or MathML.
    pub(super) fn is_foreign(&self) -> bool {
        self.0.last() == Some(&Scope::Foreign)
    }

    /// Whether the content neither loads nor counts.
    pub(super) fn is_inert(&self) -> bool {
        self.0.contains(&Scope::Inert)
    }

    /// Leaves SVG and MathML if the tag is one that cannot be in them
    /// (<https://html.spec.whatwg.org/#parsing-main-inforeign>).
    pub(super) fn break_out(&mut self, name: &[u8]) {
        if self.is_foreign() && BREAKOUT.contains(&name) {
            while self.is_foreign() {
                self.0.pop();
            }
        }
    }

    pub(super) fn open(&mut self, name: &[u8], is_self_closing: SelfClosing, shadow: Shadow) {
        let scope = match name {
            b"svg" | b"math" => Scope::Foreign,
            b"foreignobject" | b"desc" | b"title" | b"annotation-xml" | b"mi" | b"mo" | b"mn"
            | b"ms" | b"mtext"
                if self.is_foreign() =>
            {
                Scope::Integration
            }
            b"template" if !self.is_foreign() => match shadow {
                Shadow::Declared => Scope::Shadow,
                Shadow::None => Scope::Inert,
            },
            _ => return,
        };
        let is_empty = is_self_closing == SelfClosing::Yes && scope_closes_itself(scope);
        if !is_empty && self.0.len() < MAX_DEPTH {
            self.0.push(scope);
        }
    }

    pub(super) fn close(&mut self, name: &[u8]) {
        let is_closed = |scope: &Scope| match name {
            b"svg" | b"math" => *scope == Scope::Foreign,
            b"template" => matches!(scope, Scope::Inert | Scope::Shadow),
            b"foreignobject" | b"desc" | b"title" | b"annotation-xml" | b"mi" | b"mo" | b"mn"
            | b"ms" | b"mtext" => *scope == Scope::Integration,
            _ => false,
        };
        if let Some(place) = self.0.iter().rposition(is_closed) {
            self.0.truncate(place);
        }
    }
}

/// Whether a tag ends in `/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SelfClosing {
    Yes,
    No,
}

/// Whether a template declares a shadow tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shadow {
    Declared,
    None,
}

/// In HTML `/>` means nothing.
fn scope_closes_itself(scope: Scope) -> bool {
    matches!(scope, Scope::Foreign | Scope::Integration)
}

const BREAKOUT: &[&[u8]] = &[
    b"b",
    b"big",
    b"blockquote",
    b"body",
    b"br",
    b"center",
    b"code",
    b"dd",
    b"div",
    b"dl",
    b"dt",
    b"em",
    b"embed",
    b"h1",
    b"h2",
    b"h3",
    b"h4",
    b"h5",
    b"h6",
    b"head",
    b"hr",
    b"i",
    b"img",
    b"li",
    b"listing",
    b"menu",
    b"meta",
    b"nobr",
    b"ol",
    b"p",
    b"pre",
    b"ruby",
    b"s",
    b"small",
    b"span",
    b"strong",
    b"strike",
    b"sub",
    b"sup",
    b"table",
    b"tt",
    b"u",
    b"ul",
    b"var",
];
