//! Text of others, made fit to stand inside a sentence.

use std::fmt;

/// Writes text in backticks, with control and invisible characters escaped, so that a message can neither move a
/// terminal's cursor nor hide what it quotes.
pub(crate) struct Quoted<'a>(pub(crate) &'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`", escaped(self.0))
    }
}

/// The same for a header value, which need not be UTF-8.
pub(crate) struct QuotedBytes<'a>(pub(crate) &'a [u8]);

impl fmt::Display for QuotedBytes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Quoted(&String::from_utf8_lossy(self.0)).fmt(f)
    }
}

/// Text of others with control and invisible characters escaped, so that it neither moves a
/// terminal's cursor nor hides or reorders what stands around it.
///
/// ```
/// use corsmith_fetch::escaped;
///
/// assert_eq!(escaped("a\u{1b}[2Jé"), r"a\u{1b}[2Jé");
/// assert_eq!(escaped("a\u{202e}b"), r"a\u{202e}b");
/// ```
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        if char.is_control() || is_invisible(char) {
            escaped.extend(char.escape_unicode());
        } else {
            escaped.push(char);
        }
    }
    escaped
}

/// Whether a character is not seen, or changes the direction in which its neighbours are: text with
/// such characters is not what it looks like ([UTS #39](https://www.unicode.org/reports/tr39/),
/// [CVE-2021-42574](https://nvd.nist.gov/vuln/detail/CVE-2021-42574)). Messages that quote other
/// people's text show them escaped or replaced. Control characters are not among them.
///
/// ```
/// use corsmith_fetch::is_invisible;
///
/// assert!(is_invisible('\u{202e}'));
/// assert!(is_invisible('\u{200b}'));
/// assert!(!is_invisible('é'));
/// ```
#[must_use]
pub const fn is_invisible(char: char) -> bool {
    matches!(
        char,
        '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

#[cfg(test)]
mod tests {
    use super::{Quoted, QuotedBytes};

    #[test]
    fn control_characters_are_escaped() {
        assert_eq!(Quoted("a\u{1b}[2Jé").to_string(), "`a\\u{1b}[2Jé`");
        assert_eq!(Quoted("a\u{202e}b\u{200d}").to_string(), "`a\\u{202e}b\\u{200d}`");
        assert_eq!(QuotedBytes(b"a\xff").to_string(), "`a\u{fffd}`");
    }
}
