//! An exchange as people can repeat it and read it.
//!
//! Everything that came from a server, or from a file that somebody else wrote, is shown as
//! [`visible`] text: it cannot end a quotation, move a cursor or hide.

mod curl;
mod head;
mod script;

use std::fmt::Write;

use corsmith_fetch::is_invisible;

pub use curl::curl;
pub use head::{MAX_HEAD_TEXT, head};
pub use script::script;

/// Code that repeats a request, and what has to be known to run it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Snippet {
    /// The code; empty where there is none that sends this request.
    pub code: String,
    /// What has to be known: sentences.
    pub notes: Vec<String>,
}

/// What stands where the value of a field was that may be a secret.
pub const MASKED: &str = "[masked]";

/// The text with everything escaped that would not be seen, or would be more than text: control
/// characters, line breaks too, characters that are invisible or change the direction, and those
/// that XML has no place for. Printable text of any language stays.
///
/// ```
/// use corsmith_scan::evidence::visible;
///
/// assert_eq!(visible("a\u{1b}[31mé\r\n"), r"a\u{1b}[31mé\r\n");
/// assert_eq!(visible("\u{202e}cod.exe"), r"\u{202e}cod.exe");
/// ```
#[must_use]
pub fn visible(text: &str) -> String {
    let mut visible = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '\n' => visible.push_str("\\n"),
            '\r' => visible.push_str("\\r"),
            '\t' => visible.push_str("\\t"),
            _ if char.is_control() || is_invisible(char) || is_noncharacter(char) => {
                // Writing to a String cannot fail.
                let _ = write!(visible, "\\u{{{:x}}}", u32::from(char));
            }
            _ => visible.push(char),
        }
    }
    visible
}

fn is_noncharacter(char: char) -> bool {
    u32::from(char) & 0xfffe == 0xfffe || ('\u{fdd0}'..='\u{fdef}').contains(&char)
}

/// Whether the value of a request's field is no secret: probes send it, or every client. What else
/// is in a request came from the user, or from a file, and may be one.
///
/// ```
/// use corsmith_scan::evidence::is_shown;
///
/// assert!(is_shown("Origin"));
/// assert!(!is_shown("X-Staging-Access"));
/// ```
#[must_use]
pub fn is_shown(name: &str) -> bool {
    const SHOWN: [&str; 18] = [
        "accept",
        "accept-charset",
        "accept-encoding",
        "accept-language",
        "access-control-request-headers",
        "access-control-request-method",
        "access-control-request-private-network",
        "cache-control",
        "connection",
        "content-length",
        "content-type",
        "host",
        "origin",
        "pragma",
        "range",
        "te",
        "upgrade-insecure-requests",
        "user-agent",
    ];
    let name = name.to_ascii_lowercase();
    name.starts_with("sec-") || SHOWN.binary_search(&&*name).is_ok()
}

/// Whether a text is a [token](https://www.rfc-editor.org/rfc/rfc9110#name-tokens), as names of
/// fields and methods are.
fn is_token(text: &str) -> bool {
    let is_char = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_char)
}
