//! A message that was recognised.

use corsmith_fetch::Engine;

use crate::captures::Captures;

/// A message that was recognised in a pasted text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MatchedMessage {
    /// Whose message it is; `None` for a library's, which is the same in every browser.
    pub engine: Option<Engine>,
    /// Its name, such as `C5`: see [`Message::id`](crate::Message::id). Firefox's messages in
    /// another language than English, of which only the shape is known, are `F`.
    pub id: &'static str,
    /// The words as they were pasted, white space collapsed and secrets masked.
    pub text: String,
    /// What it says beside its fixed words.
    pub captures: Captures,
    /// The names of the messages that begin like this one, which is cut off.
    pub(crate) beginnings: Vec<&'static str>,
}

impl MatchedMessage {
    /// Whose message it is, in words.
    ///
    /// ```
    /// use corsmith_diagnose::diagnose_message;
    ///
    /// let of = |text| diagnose_message(text).unwrap()[0].message.speaker();
    /// assert_eq!(of("TypeError: Load failed"), "WebKit");
    /// assert_eq!(of("AxiosError: Network Error"), "any browser");
    /// ```
    #[must_use]
    pub fn speaker(&self) -> String {
        self.engine.map_or_else(|| "any browser".to_owned(), |engine| engine.to_string())
    }
}
