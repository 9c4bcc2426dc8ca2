//! JSON read as a stream: nothing is kept but what is asked for.
//!
//! `serde_json` reads from a stream as well, but gathers every string it hands out in memory
//! first, however long; a body of 900 MB in one string must cost nothing here.

mod source;

use std::io::Read;

use crate::capture::limits::{MAX_HAR_DEPTH, MAX_STRING_BYTES};
use source::Source;

/// What stops the reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum JsonError {
    /// The source fails.
    Io(String),
    /// The text ends in the middle.
    End { at: u64 },
    /// No JSON.
    Syntax { at: u64, expected: &'static str },
    /// Deeper than [`MAX_HAR_DEPTH`].
    Depth { at: u64 },
    /// Longer than [`MAX_HAR_BYTES`](crate::capture::MAX_HAR_BYTES).
    Length,
}

/// A JSON text, from where it has been read to.
pub(super) struct Json<R> {
    source: Source<R>,
    depth: usize,
}

impl<R: Read> Json<R> {
    pub(super) fn new(source: R) -> Self {
        Self { source: Source::new(source), depth: 0 }
    }

    /// How many bytes have been taken.
    pub(super) const fn position(&self) -> u64 {
        self.source.position()
    }

    /// The first bytes, as [`Source::beginning`] gives them.
    pub(super) fn beginning(&mut self, count: usize) -> Result<&[u8], JsonError> {
        self.source.beginning(count)
    }

    /// Takes bytes that [`Json::beginning`] has shown.
    pub(super) fn drop_first(&mut self, count: usize) {
        self.source.drop_first(count);
    }

    /// The first byte of the next value, key or mark.
    pub(super) fn peek(&mut self) -> Result<u8, JsonError> {
        let blanks = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        loop {
            let rest = self.source.rest()?;
            if let Some(offset) = rest.iter().position(|byte| !blanks(byte)) {
                let byte = rest[offset];
                self.source.advance(offset);
                return Ok(byte);
            }
            let blank = rest.len();
            self.source.advance(blank);
        }
    }

    /// Takes an object, giving each key to `member`, which must take the value.
    pub(super) fn object(
        &mut self,
        mut member: impl FnMut(&mut Self, &str) -> Result<(), JsonError>,
    ) -> Result<(), JsonError> {
        self.descend(b'{', "an object")?;
        if self.peek()? == b'}' {
            self.ascend();
            return Ok(());
        }
        loop {
            if self.peek()? != b'"' {
                return Err(self.expected("a key in double quotes"));
            }
            let key = self.string()?;
            self.mark(b':', "a colon")?;
            member(self, &key)?;
            match self.peek()? {
                b',' => self.source.advance(1),
                b'}' => break,
                _ => return Err(self.expected("a comma or `}`")),
            }
        }
        self.ascend();
        Ok(())
    }

    /// Takes an array, calling `element`, which must take the value, for each.
    pub(super) fn array(
        &mut self,
        mut element: impl FnMut(&mut Self) -> Result<(), JsonError>,
    ) -> Result<(), JsonError> {
        self.descend(b'[', "an array")?;
        if self.peek()? == b']' {
            self.ascend();
            return Ok(());
        }
        loop {
            element(self)?;
            match self.peek()? {
                b',' => self.source.advance(1),
                b']' => break,
                _ => return Err(self.expected("a comma or `]`")),
            }
        }
        self.ascend();
        Ok(())
    }

    /// Takes a string, of which [`MAX_STRING_BYTES`] are kept; bytes that are no UTF-8 become U+FFFD.
    pub(super) fn string(&mut self) -> Result<String, JsonError> {
        let mut kept = Vec::new();
        self.walk_string(|bytes| {
            let room = MAX_STRING_BYTES.saturating_sub(kept.len());
            kept.extend_from_slice(&bytes[..bytes.len().min(room)]);
        })?;
        Ok(String::from_utf8(kept)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
    }

    /// Takes a string, or any other value, which is `None` then.
    pub(super) fn string_or_skip(&mut self) -> Result<Option<String>, JsonError> {
        if self.peek()? == b'"' {
            return self.string().map(Some);
        }
        self.skip()?;
        Ok(None)
    }

    /// Takes a number and gives it if it is an integer that fits, or takes any other value.
    pub(super) fn integer_or_skip(&mut self) -> Result<Option<u64>, JsonError> {
        if !matches!(self.peek()?, b'-' | b'0'..=b'9') {
            self.skip()?;
            return Ok(None);
        }
        let mut digits = Some(0_u64);
        self.number(|byte| {
            digits = match byte {
                b'0'..=b'9' => digits
                    .and_then(|value| value.checked_mul(10))
                    .and_then(|value| value.checked_add(u64::from(byte - b'0'))),
                _ => None,
            }
        })?;
        Ok(digits)
    }

    /// Takes a value and keeps nothing.
    pub(super) fn skip(&mut self) -> Result<(), JsonError> {
        match self.peek()? {
            b'{' => self.object(|json, _| json.skip()),
            b'[' => self.array(Self::skip),
            b'"' => self.walk_string(|_| ()),
            b'-' | b'0'..=b'9' => self.number(|_| ()),
            b't' => self.word(b"true"),
            b'f' => self.word(b"false"),
            b'n' => self.word(b"null"),
            _ => Err(self.expected("a value")),
        }
    }

    /// Whether nothing but blanks follows.
    pub(super) fn at_end(&mut self) -> Result<bool, JsonError> {
        match self.peek() {
            Err(JsonError::End { .. }) => Ok(true),
            Err(error) => Err(error),
            Ok(_) => Ok(false),
        }
    }

    fn walk_string(&mut self, mut part: impl FnMut(&[u8])) -> Result<(), JsonError> {
        self.mark(b'"', "a string")?;
        let ends = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..0x20);
        loop {
            let rest = self.source.rest()?;
            let Some(offset) = rest.iter().position(ends) else {
                part(rest);
                let taken = rest.len();
                self.source.advance(taken);
                continue;
            };
            part(&rest[..offset]);
            let byte = rest[offset];
            self.source.advance(offset);
            match byte {
                b'"' => {
                    self.source.advance(1);
                    return Ok(());
                }
                b'\\' => {
                    self.source.advance(1);
                    let char = self.escape()?;
                    part(char.encode_utf8(&mut [0; 4]).as_bytes());
                }
                _ => return Err(self.expected("no control character inside a string")),
            }
        }
    }

    fn escape(&mut self) -> Result<char, JsonError> {
        Ok(match self.source.take()? {
            byte @ (b'"' | b'\\' | b'/') => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let first = self.four_digits()?;
                if !matches!(first, 0xd800..0xdc00) {
                    return Ok(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER));
                }
                // The second half of a surrogate pair, or else two halves that are no character.
                if self.source.take()? != b'\\' || self.source.take()? != b'u' {
                    return Err(self.expected("the second half of a surrogate pair"));
                }
                let second = self.four_digits()?;
                let pair =
                    0x10000 + ((first - 0xd800) << 10) + (second.wrapping_sub(0xdc00) & 0x3ff);
                char::from_u32(pair).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            _ => return Err(self.expected("an escape")),
        })
    }

    fn four_digits(&mut self) -> Result<u32, JsonError> {
        let mut value = 0;
        for _ in 0..4 {
            let byte = self.source.take()?;
            let Some(digit) = char::from(byte).to_digit(16) else {
                return Err(self.expected("four hexadecimal digits"));
            };
            value = value * 16 + digit;
        }
        Ok(value)
    }

    /// `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`, each byte given to `each`.
    fn number(&mut self, mut each: impl FnMut(u8)) -> Result<(), JsonError> {
        let mut byte = Some(self.source.take()?);
        let mut advance = |json: &mut Self, byte: &mut Option<u8>| -> Result<(), JsonError> {
            if let Some(byte) = *byte {
                each(byte);
            }
            *byte = json
                .source
                .take_if(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'))?;
            Ok(())
        };
        if byte == Some(b'-') {
            advance(self, &mut byte)?;
        }
        if byte == Some(b'0') {
            advance(self, &mut byte)?;
        } else {
            self.digits(&mut byte, &mut advance)?;
        }
        if byte == Some(b'.') {
            advance(self, &mut byte)?;
            self.digits(&mut byte, &mut advance)?;
        }
        if matches!(byte, Some(b'e' | b'E')) {
            advance(self, &mut byte)?;
            if matches!(byte, Some(b'+' | b'-')) {
                advance(self, &mut byte)?;
            }
            self.digits(&mut byte, &mut advance)?;
        }
        if byte.is_some() { Err(self.expected("a number")) } else { Ok(()) }
    }

    fn digits(
        &mut self,
        byte: &mut Option<u8>,
        advance: &mut impl FnMut(&mut Self, &mut Option<u8>) -> Result<(), JsonError>,
    ) -> Result<(), JsonError> {
        if !matches!(byte, Some(b'0'..=b'9')) {
            return Err(self.expected("a digit"));
        }
        while matches!(byte, Some(b'0'..=b'9')) {
            advance(self, byte)?;
        }
        Ok(())
    }

    fn word(&mut self, word: &'static [u8]) -> Result<(), JsonError> {
        for expected in word {
            if self.source.take()? != *expected {
                return Err(self.expected("`true`, `false` or `null`"));
            }
        }
        Ok(())
    }

    fn descend(&mut self, byte: u8, expected: &'static str) -> Result<(), JsonError> {
        self.mark(byte, expected)?;
        self.depth += 1;
        if self.depth > MAX_HAR_DEPTH {
            return Err(JsonError::Depth { at: self.position() });
        }
        Ok(())
    }

    /// Takes the closing bracket that has been peeked at.
    const fn ascend(&mut self) {
        self.source.advance(1);
        self.depth -= 1;
    }

    fn mark(&mut self, byte: u8, expected: &'static str) -> Result<(), JsonError> {
        if self.peek()? != byte {
            return Err(self.expected(expected));
        }
        self.source.advance(1);
        Ok(())
    }

    const fn expected(&self, expected: &'static str) -> JsonError {
        JsonError::Syntax { at: self.position(), expected }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Json, JsonError};

    /// Gives a byte at a time, so that every token crosses the end of a buffer.
    struct Drops<'a>(&'a [u8]);

    impl std::io::Read for Drops<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let count = self.0.len().min(buffer.len()).min(1);
            buffer[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    fn skips(text: &[u8]) -> Result<bool, JsonError> {
        let mut json = Json::new(Drops(text));
        json.skip()?;
        json.at_end()
    }

    #[test]
    fn what_is_json_and_what_is_not() {
        for (text, is_json) in [
            ("{}", true),
            (" [ ] ", true),
            (r#"{"a":[1,2.5e-3,-0,true,false,null,"\u00e9\ud83d\ude00\n"]}"#, true),
            ("[1,]", false),
            ("[1 2]", false),
            (r#"{"a"}"#, false),
            ("{'a':1}", false),
            ("{a:1}", false),
            (r#"{"a":1,}"#, false),
            ("[}", false),
            ("01", false),
            ("1.", false),
            ("-", false),
            ("1e", false),
            ("1-", false),
            ("tru", false),
            ("\"a\nb\"", false),
            (r#""\x""#, false),
            (r#""\u12g4""#, false),
            ("", false),
            ("[", false),
            ("NaN", false),
        ] {
            assert_eq!(skips(text.as_bytes()) == Ok(true), is_json, "{text}");
        }
    }

    #[test]
    fn the_end_is_told_from_an_error_and_has_a_position() {
        assert_eq!(skips(br#"{"a": "bc"#), Err(JsonError::End { at: 9 }));
        assert!(matches!(skips(br#"{"a": ?"#), Err(JsonError::Syntax { at: 6, .. })));
    }

    #[test]
    fn nesting_has_a_limit_and_no_stack_overflows() {
        assert!(matches!(skips(&b"[".repeat(100_000)), Err(JsonError::Depth { .. })));
    }

    proptest! {
        /// The judge is `serde_json`.
        #[test]
        fn strings_are_what_serde_json_reads(text in "\\PC*|[\u{0}-\u{7f}]*|(\\\\u[0-9a-f]{4}|[a\"\\\\/])*") {
            let written = serde_json::to_string(&text).unwrap();
            prop_assert_eq!(Json::new(Drops(written.as_bytes())).string(), Ok(text.clone()));
            let raw = format!("\"{text}\"");
            if let Ok(read) = serde_json::from_str::<String>(&raw) {
                prop_assert_eq!(Json::new(Drops(raw.as_bytes())).string(), Ok(read));
            }
        }

        #[test]
        fn what_serde_json_takes_is_taken_and_nothing_else(text in "[\\[\\]{},:\"a0-9eE+.tfn -]{0,12}|\\[(-?[0-9.eE+-]{1,6},?){1,3}\\]") {
            let judge = serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok();
            prop_assert_eq!(skips(text.as_bytes()) == Ok(true), judge);
        }
    }
}
