//! Causes: why a browser refused, one a file in `causes/`.

use std::fmt;

use corsmith_fetch::Engine;

use crate::causes::ALL;
use crate::standing::Standing;

/// A cause: what `causes/<code>.md` says. The table is generated from those files, so that nothing
/// is parsed when the program runs.
///
/// ```
/// use corsmith_diagnose::{Actor, cause};
///
/// let cause = cause("allow-origin-missing").unwrap();
/// assert_eq!(cause.step, "CORS check, step 2");
/// assert!(cause.who.contains(&Actor::Server));
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Cause {
    /// The code: public, stable, never reused. For what the Fetch standard knows it is
    /// [`NetworkError::code`](corsmith_fetch::NetworkError::code).
    pub code: &'static str,
    /// One sentence, in Markdown.
    pub title: &'static str,
    /// Whether it is CORS at all.
    pub kind: CauseKind,
    /// Who must act, the likeliest first.
    pub who: &'static [Actor],
    /// The step of the Fetch standard, as [`Step`](corsmith_fetch::Step) writes it; empty for what
    /// that standard does not have.
    pub step: &'static str,
    /// The anchor of the step's algorithm in the Fetch standard, without `#`; empty without a step.
    pub anchor: &'static str,
    /// What to look at to tell this cause from the others with the same message: one sentence.
    pub look_at: &'static str,
    /// The messages that may mean it.
    pub messages: &'static [Message],
    /// Whole messages as people paste them; each means this cause first.
    pub samples: &'static [&'static str],
    /// A case, as `corsmith simulate --cases` reads it, which ends in this cause; empty for what
    /// the simulator does not have.
    pub case: &'static str,
    /// The sections of the page, in the order of [`HEADINGS`](crate::HEADINGS), in Markdown.
    pub sections: [&'static str; 6],
}

/// What kind of trouble a cause is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CauseKind {
    /// A browser enforcing the CORS protocol.
    Cors,
    /// Something else that looks like it; no `Access-Control-*` header helps.
    Lookalike,
    /// The page's own call: nothing was sent.
    Page,
}

impl fmt::Display for CauseKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Cors => "CORS",
            Self::Lookalike => "not CORS, but looks like it",
            Self::Page => "the page's own call",
        })
    }
}

/// Who must act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Actor {
    /// Whoever runs the server that was asked.
    Server,
    /// Whoever writes the page.
    Page,
    /// Whoever runs what stands between them: proxy, CDN, gateway, firewall.
    Proxy,
    /// Whoever sits in front of the browser.
    User,
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Server => "the server's owner",
            Self::Page => "the page's author",
            Self::Proxy => "the owner of the proxy, CDN or gateway",
            Self::User => "the browser's user",
        })
    }
}

/// A message that may mean a cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Message {
    /// Whose message; `None` for a library's, which is the same in every browser.
    pub engine: Option<Engine>,
    /// The message's name, such as `C5`: the same in every cause that shares the message.
    pub id: &'static str,
    /// The text, where this cause is the one that defines it; see [`Template`](crate::Template).
    /// `None` where the message is another cause's in the first place.
    pub template: Option<&'static str>,
    /// How the text stands where it is pasted.
    pub standing: Standing,
    /// Whether browsers still print it.
    pub age: Age,
    /// Since or until which version, where that is known; else empty.
    pub versions: &'static str,
    /// How likely the cause is given this message and nothing else, in percent.
    pub likelihood: u8,
    /// Why the message may mean this cause: a clause, or empty where the message says it itself.
    pub because: &'static str,
}

/// Whether browsers still print a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Age {
    /// Current versions print it.
    Current,
    /// Only in old pastes, logs and answers.
    Old,
}

/// All causes, by code.
///
/// ```
/// assert!(corsmith_diagnose::causes().iter().any(|cause| cause.code == "mixed-content"));
/// ```
#[must_use]
pub fn causes() -> &'static [&'static Cause] {
    ALL
}

/// The cause of this code.
///
/// ```
/// use corsmith_diagnose::cause;
///
/// assert!(cause("preflight-status").is_some());
/// assert!(cause("bad-luck").is_none());
/// ```
#[must_use]
pub fn cause(code: &str) -> Option<&'static Cause> {
    let index = ALL.binary_search_by(|cause| cause.code.cmp(code)).ok()?;
    ALL.get(index).copied()
}
