//! What a page of an attacker reads, in a browser.

use std::fmt;

/// A page that asks an animal, and what it gets to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attack {
    /// Where the page is.
    pub from: Page,
    /// The path that it asks for.
    pub path: &'static str,
    /// What it reads.
    pub reads: Reads,
}

/// Where an attacker's page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// At this origin, in which `{host}` stands for the animal's host.
    At(&'static str),
    /// In a sandboxed frame, whose origin is opaque.
    Sandboxed,
}

/// What an attacker's page reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reads {
    /// Nothing at all.
    Nothing,
    /// What everybody may read, who can reach the server.
    Public,
    /// What only the visitor may read, who is signed in.
    Secret,
}

impl fmt::Display for Reads {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Nothing => "nothing",
            Self::Public => "what is public",
            Self::Secret => "the secret",
        })
    }
}

impl Attack {
    /// A page there reads the secret.
    pub(super) const fn reads(origin: &'static str) -> Self {
        Self { from: Page::At(origin), path: "/", reads: Reads::Secret }
    }

    /// A page there reads what is public, and not the secret.
    pub(super) const fn reads_public(origin: &'static str) -> Self {
        Self { reads: Reads::Public, ..Self::reads(origin) }
    }

    /// A page there reads nothing.
    pub(super) const fn fails(origin: &'static str) -> Self {
        Self { reads: Reads::Nothing, ..Self::reads(origin) }
    }

    /// The same from a sandboxed frame.
    pub(super) const fn sandboxed(self) -> Self {
        Self { from: Page::Sandboxed, ..self }
    }

    /// The same at another path.
    pub(super) const fn at(self, path: &'static str) -> Self {
        Self { path, ..self }
    }

    /// The origin of the page that is opened: of the frame's parent, for a sandboxed one.
    #[must_use]
    pub fn origin(&self, host: &str) -> String {
        match self.from {
            Page::At(origin) => origin.replace("{host}", host),
            Page::Sandboxed => super::STRANGER.to_owned(),
        }
    }
}
