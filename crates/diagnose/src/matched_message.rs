//! A message that was recognised.

use corsmith_fetch::Engine;

use crate::captures::Captures;

/// A message that was recognised in a pasted text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MatchedMessage {
    /// Whose message it is.
    pub engine: Engine,
    /// Its name, such as `C5`: see [`Message::id`](crate::Message::id). Firefox's messages in
    /// another language than English, of which only the shape is known, are `F`.
    pub id: &'static str,
    /// The words as they were pasted, white space collapsed and secrets masked.
    pub text: String,
    /// What it says beside its fixed words.
    pub captures: Captures,
}
