//! Structured field values ([RFC 9651](https://www.rfc-editor.org/rfc/rfc9651)).
//!
//! Only what the fields need that are judged here: items and dictionaries are parsed whole, and
//! parameters are parsed and dropped, since no check asks for one.

/// Most members that are read; the RFC asks for at least 1,024 of a dictionary.
const MAX_MEMBERS: usize = 1_024;

/// A value without its parameters.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum BareItem {
    /// A token, such as `same-origin`.
    Token(String),
    /// A string, without its quotes.
    String(String),
    /// A Boolean; a dictionary's member without a value is true.
    Boolean(bool),
    /// A number, a date, bytes or a display string: no field here has one.
    Other,
}

/// A member of a list or a dictionary.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Member {
    /// A single value.
    Item(BareItem),
    /// Values in parentheses.
    Inner(Vec<BareItem>),
}

/// Parses a field whose type is an item; `None` if it is malformed, and ignored.
pub(crate) fn item(text: &str) -> Option<BareItem> {
    whole(text, |input| {
        let item = input.bare_item()?;
        input.parameters()?;
        Some(item)
    })
}

/// Parses a field whose type is a dictionary. The last of several members with one key counts, at
/// the place of the first.
pub(crate) fn dictionary(text: &str) -> Option<Vec<(String, Member)>> {
    whole(text, |input| {
        let mut members: Vec<(String, Member)> = Vec::new();
        input.members(|input| {
            let key = input.key()?;
            let member = if input.take(b'=') {
                input.member()?
            } else {
                input.parameters()?;
                Member::Item(BareItem::Boolean(true))
            };
            match members.iter_mut().find(|(own, _)| *own == key) {
                Some((_, own)) => *own = member,
                None => members.push((key, member)),
            }
            Some(members.len())
        })?;
        Some(members)
    })
}

/// Section 4.2: spaces around the value are dropped, anything else after it is a failure.
fn whole<T>(text: &str, parse: impl FnOnce(&mut Input<'_>) -> Option<T>) -> Option<T> {
    let mut input = Input(text.as_bytes());
    if !text.is_ascii() {
        return None;
    }
    input.skip(b" ");
    let value = parse(&mut input)?;
    input.skip(b" ");
    input.0.is_empty().then_some(value)
}

struct Input<'a>(&'a [u8]);

impl<'a> Input<'a> {
    fn skip(&mut self, set: &[u8]) {
        self.take_while(|byte| set.contains(&byte));
    }

    fn take(&mut self, byte: u8) -> bool {
        let rest = self.0.strip_prefix(&[byte]);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    fn take_while(&mut self, is_taken: impl Fn(u8) -> bool) -> &'a [u8] {
        let end = self.0.iter().position(|byte| !is_taken(*byte)).unwrap_or(self.0.len());
        let (taken, rest) = self.0.split_at(end);
        self.0 = rest;
        taken
    }

    /// Members between commas; the caller's count is limited.
    fn members(&mut self, mut one: impl FnMut(&mut Self) -> Option<usize>) -> Option<()> {
        while !self.0.is_empty() {
            if one(self)? > MAX_MEMBERS {
                return None;
            }
            self.skip(b" \t");
            if self.0.is_empty() {
                return Some(());
            }
            if !self.take(b',') {
                return None;
            }
            self.skip(b" \t");
            if self.0.is_empty() {
                return None;
            }
        }
        Some(())
    }

    fn member(&mut self) -> Option<Member> {
        if !self.take(b'(') {
            let item = self.bare_item()?;
            self.parameters()?;
            return Some(Member::Item(item));
        }
        let mut items = Vec::new();
        loop {
            self.skip(b" ");
            if self.take(b')') {
                self.parameters()?;
                return Some(Member::Inner(items));
            }
            if items.len() >= MAX_MEMBERS {
                return None;
            }
            items.push(self.bare_item()?);
            self.parameters()?;
            if !matches!(self.0.first(), Some(b' ' | b')')) {
                return None;
            }
        }
    }

    fn parameters(&mut self) -> Option<()> {
        while self.take(b';') {
            self.skip(b" ");
            self.key()?;
            if self.take(b'=') {
                self.bare_item()?;
            }
        }
        Some(())
    }

    fn key(&mut self) -> Option<String> {
        if !matches!(self.0.first()?, b'a'..=b'z' | b'*') {
            return None;
        }
        let key = self.take_while(
            |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-' | b'.' | b'*'),
        );
        Some(text(key))
    }

    fn bare_item(&mut self) -> Option<BareItem> {
        match self.0.first()? {
            b'-' | b'0'..=b'9' => self.number(),
            b'"' => self.string().map(BareItem::String),
            b'A'..=b'Z' | b'a'..=b'z' | b'*' => {
                let is_token =
                    |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~:/".contains(&byte);
                Some(BareItem::Token(text(self.take_while(is_token))))
            }
            b'?' => {
                self.take(b'?');
                let is_true = self.take(b'1');
                (is_true || self.take(b'0')).then_some(BareItem::Boolean(is_true))
            }
            b':' => {
                self.take(b':');
                let is_base64 = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte);
                self.take_while(is_base64);
                self.take(b':').then_some(BareItem::Other)
            }
            b'@' => {
                self.take(b'@');
                let before = self.0;
                self.number()?;
                let taken = &before[..before.len() - self.0.len()];
                (!taken.contains(&b'.')).then_some(BareItem::Other)
            }
            b'%' => {
                self.take(b'%');
                self.string().map(|_| BareItem::Other)
            }
            _ => None,
        }
    }

    /// Section 4.2.4: 15 digits, or 12 and a fraction of three.
    fn number(&mut self) -> Option<BareItem> {
        self.take(b'-');
        let whole = self.take_while(|byte| byte.is_ascii_digit()).len();
        if !(1..=15).contains(&whole) {
            return None;
        }
        if self.take(b'.') {
            let fraction = self.take_while(|byte| byte.is_ascii_digit()).len();
            if whole > 12 || !(1..=3).contains(&fraction) {
                return None;
            }
        }
        Some(BareItem::Other)
    }

    fn string(&mut self) -> Option<String> {
        if !self.take(b'"') {
            return None;
        }
        let mut string = String::new();
        loop {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            match byte {
                b'"' => return Some(string),
                b'\\' => {
                    let (escaped, rest) = self.0.split_first()?;
                    if !matches!(escaped, b'"' | b'\\') {
                        return None;
                    }
                    self.0 = rest;
                    string.push(char::from(*escaped));
                }
                b' '..=b'~' => string.push(char::from(*byte)),
                _ => return None,
            }
        }
    }
}

/// Bytes that are ASCII.
fn text(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{BareItem, Member, dictionary, item};

    fn token(text: &str) -> BareItem {
        BareItem::Token(text.to_owned())
    }

    #[test]
    fn items() {
        for (text, expected) in [
            ("same-origin", Some(token("same-origin"))),
            (" same-origin ", Some(token("same-origin"))),
            ("same-origin; report-to=\"a;b\"", Some(token("same-origin"))),
            ("same-origin;a;b=?0;c=1.5;d=:YQ==:;e=@1;f=%\"x\"", Some(token("same-origin"))),
            ("\"a\\\"b\"", Some(BareItem::String("a\"b".to_owned()))),
            ("?1", Some(BareItem::Boolean(true))),
            ("-12.5", Some(BareItem::Other)),
            ("*", Some(token("*"))),
            ("https://a.test:8443/x", Some(token("https://a.test:8443/x"))),
            ("", None),
            ("same-origin, same-origin", None),
            ("same-origin;", None),
            ("same-origin;A=1", None),
            ("a b", None),
            ("\"a", None),
            ("\"a\\n\"", None),
            ("'self'", None),
            ("?2", None),
            ("1.", None),
            ("1234567890123456", None),
            ("@1.5", None),
            ("é", None),
        ] {
            assert_eq!(item(text), expected, "{text}");
        }
    }

    #[test]
    fn dictionaries() {
        let inner = dictionary("a=( b  c;y );z ,\t d").unwrap();
        assert_eq!(inner[0].1, Member::Inner(vec![token("b"), token("c")]));
        for text in ["a=1,", ",a", "a,,b", "a=(a", "a=(a,b)", "a=(a\"b\")", "a;b c"] {
            assert_eq!(dictionary(text), None, "{text}");
        }
        let read = |text: &str| {
            let members = dictionary(text)?;
            Some(members.into_iter().map(|(key, _)| key).collect::<Vec<_>>().join(" "))
        };
        for (text, keys) in [
            ("geolocation=(), camera=(self \"https://a.test\"), x=*", Some("geolocation camera x")),
            ("a, b;x, a=1", Some("a b")),
            ("", Some("")),
            ("geolocation 'none'", None),
            ("geolocation=", None),
            ("A=1", None),
            ("a=1;", None),
            ("a=('self')", None),
        ] {
            assert_eq!(read(text).as_deref(), keys, "{text}");
        }
        let last = dictionary("a=1, a=b").unwrap();
        assert_eq!(last, [("a".to_owned(), Member::Item(token("b")))]);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in any::<String>()) {
            let _ = (item(&text), dictionary(&text));
        }

        #[test]
        fn near_misses_are_read(text in "[a-c*(); =,\"?1:.@%\\\\-]{0,24}") {
            let _ = (item(&text), dictionary(&text));
            // A member's value is an item with its parameters.
            if let Some(item) = item(&text) {
                let members = dictionary(&format!("x={}", text.trim_matches(' ')));
                prop_assert_eq!(members, Some(vec![("x".to_owned(), Member::Item(item))]));
            }
        }

        #[test]
        fn what_is_written_is_read(keys in proptest::collection::btree_map("[a-z*][a-z0-9_.*-]{0,6}", "[ -~]{0,8}", 0..6)) {
            let field: Vec<_> = keys.iter().map(|(key, value)| {
                format!("{key}=\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
            }).collect();
            let read: Vec<_> = dictionary(&field.join(", ")).unwrap();
            let written: Vec<_> = keys.into_iter()
                .map(|(key, value)| (key, Member::Item(BareItem::String(value)))).collect();
            prop_assert_eq!(read, written);
        }
    }
}
