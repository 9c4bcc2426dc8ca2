//! Text of others, made fit to stand inside a sentence.

use std::fmt::{self, Write as _};

/// Writes text in backticks, with control characters escaped, so that a message can neither move a
/// terminal's cursor nor hide what it quotes.
pub(crate) struct Quoted<'a>(pub(crate) &'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('`')?;
        for char in self.0.chars() {
            if char.is_control() {
                write!(f, "{}", char.escape_unicode())?;
            } else {
                f.write_char(char)?;
            }
        }
        f.write_char('`')
    }
}

/// The same for a header value, which need not be UTF-8.
pub(crate) struct QuotedBytes<'a>(pub(crate) &'a [u8]);

impl fmt::Display for QuotedBytes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Quoted(&String::from_utf8_lossy(self.0)).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::{Quoted, QuotedBytes};

    #[test]
    fn control_characters_are_escaped() {
        assert_eq!(Quoted("a\u{1b}[2Jé").to_string(), "`a\\u{1b}[2Jé`");
        assert_eq!(QuotedBytes(b"a\xff").to_string(), "`a\u{fffd}`");
    }
}
