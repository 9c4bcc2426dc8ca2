//! What an animal is.

use std::io;

use corsmith_scan::FailureKind;

use super::answer::Answer;
use super::asked::Asked;
use super::attack::Attack;
use super::flaw::Flaw;
use super::wire::Wire;

/// A server with one behaviour, and what is to be found there.
#[derive(Debug)]
pub struct Animal {
    /// Its name in kebab-case; its host is `<name>.example.org`.
    pub name: &'static str,
    /// What it does, in one sentence without a full stop.
    pub is: &'static str,
    /// What it speaks.
    pub speaks: Speaks,
    /// How it answers.
    pub does: Does,
    /// What must be found.
    pub has: &'static [Flaw],
    /// What may be found besides, and nothing else: it follows from the rest, is a matter of opinion, or a note.
    pub may: &'static [Flaw],
    /// How the visit must fail; empty if it must not.
    pub fails: &'static [FailureKind],
    /// Whose pages read what, in a browser.
    pub attacks: &'static [Attack],
    /// Paths that the scan is told about beside `/`.
    pub paths: &'static [&'static str],
    /// What its name leads to.
    pub resolves: Resolves,
}

/// What an animal speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaks {
    /// Plain HTTP/1.1.
    Http,
    /// HTTP/1.1 over TLS.
    Https(Certificate),
    /// Plain HTTP/1.1 at one port, by which it is asked, and HTTP/1.1 over TLS at another.
    Both(Certificate),
    /// HTTP/2 over TLS, and nothing else.
    Http2,
    /// It is asked by `https`, and gets the bytes of TLS as they are.
    Bytes,
}

/// The certificate that it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Certificate {
    /// Of the zoo's own authority, for the right name and time.
    Valid,
    /// The same, but its time is over.
    Expired,
    /// The same, but its time has not begun.
    NotYetValid,
    /// The same, for five more days.
    NearExpiry,
    /// Of the authority, but for another name.
    OtherName,
    /// Of nobody's authority.
    SelfSigned,
}

/// How it answers.
#[derive(Clone, Copy, Debug)]
pub enum Does {
    /// It keeps to HTTP/1.1, connections stay open, and this makes each answer.
    Answer(fn(&Asked) -> Answer),
    /// It does as it likes with a connection.
    Rude(fn(&mut Wire<'_>) -> io::Result<()>),
}

/// What an animal's name leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolves {
    /// Always to the animal.
    Honestly,
    /// To the animal, and to the address of the clouds' metadata service.
    ToMetadataToo,
    /// To the animal at first, and then to the address of the clouds' metadata service.
    ToMetadataLater,
}

impl Animal {
    /// A correct server over TLS: what most animals are but for one thing.
    pub(super) const CORRECT: Self = Self {
        name: "",
        is: "",
        speaks: Speaks::Https(Certificate::Valid),
        does: Does::Answer(Answer::page),
        has: &[],
        may: &[],
        fails: &[],
        attacks: &[],
        paths: &[],
        resolves: Resolves::Honestly,
    };

    /// A server over plain HTTP that is nothing else than rude.
    pub(super) const HOSTILE: Self = Self { speaks: Speaks::Http, ..Self::CORRECT };

    /// Its host.
    #[must_use]
    pub fn host(&self) -> String {
        format!("{}.{}", self.name, super::DOMAIN)
    }

    /// Whether a scanner that reports this says what is so.
    #[must_use]
    pub fn has_or_may_have(&self, flaw: Flaw) -> bool {
        self.has.contains(&flaw) || self.may.contains(&flaw)
    }

    /// The scheme by which it is asked.
    #[must_use]
    pub fn scheme(&self) -> &'static str {
        match self.speaks {
            Speaks::Http | Speaks::Both(_) => "http",
            Speaks::Https(_) | Speaks::Http2 | Speaks::Bytes => "https",
        }
    }
}
