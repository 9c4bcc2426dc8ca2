//! Header lists, and the values the CORS protocol extracts from them.

use std::borrow::Cow;
use std::fmt;

use crate::header_name::is_token;
use crate::names::ACCESS_CONTROL_MAX_AGE;

/// [HTTP whitespace bytes](https://fetch.spec.whatwg.org/#http-whitespace-byte).
pub(crate) const HTTP_WHITESPACE: &[u8] = b"\t\n\r ";

/// A [header list](https://fetch.spec.whatwg.org/#concept-header-list): names and values in order,
/// repetitions kept. Names are compared without regard to case.
///
/// ```
/// use corsmith_fetch::HeaderList;
///
/// let mut headers = HeaderList::from([("Vary", "Origin")]);
/// headers.append("vary", b" Accept ");
/// assert_eq!(headers.get("VARY").as_deref(), Some(&b"Origin, Accept"[..]));
/// assert!(!headers.contains("Accept"));
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct HeaderList {
    // Name, value, name, value, without anything between. A list is made, copied and freed at once
    // rather than field by field: a scan has hundreds of thousands of them.
    text: Vec<u8>,
    fields: Vec<Field>,
}

/// Where a field is in the text of its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Field {
    name: usize,
    value: usize,
    end: usize,
}

impl HeaderList {
    /// An empty list.
    #[must_use]
    pub const fn new() -> Self {
        Self { text: Vec::new(), fields: Vec::new() }
    }

    /// An empty list with room for this many fields, of so many bytes together. It grows beyond.
    ///
    /// ```
    /// use corsmith_fetch::HeaderList;
    ///
    /// let mut headers = HeaderList::with_capacity(1, 8);
    /// headers.append("Vary", "Origin, Accept");
    /// assert_eq!(headers, HeaderList::from([("Vary", "Origin, Accept")]));
    /// ```
    #[must_use]
    pub fn with_capacity(fields: usize, bytes: usize) -> Self {
        Self { text: Vec::with_capacity(bytes), fields: Vec::with_capacity(fields) }
    }

    /// Appends a field. The value is normalised: tabs, line feeds, carriage returns and spaces
    /// around it are dropped ([#concept-header-value-normalize](https://fetch.spec.whatwg.org/#concept-header-value-normalize)),
    /// as an HTTP parser and `Headers` both do.
    pub fn append(&mut self, name: impl AsRef<str>, value: impl AsRef<[u8]>) {
        let start = self.text.len();
        self.text.extend_from_slice(name.as_ref().as_bytes());
        let value_start = self.text.len();
        self.text.extend_from_slice(trim(value.as_ref(), HTTP_WHITESPACE));
        self.fields.push(Field { name: start, value: value_start, end: self.text.len() });
    }

    /// Every field, in order, names as they were given.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &[u8])> {
        // A name was a `str` when it was appended.
        let text = |name| str::from_utf8(name).unwrap_or_default();
        self.fields
            .iter()
            .map(move |it| (text(&self.text[it.name..it.value]), &self.text[it.value..it.end]))
    }

    /// The values of all fields of this name, in order.
    pub fn values<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a [u8]> {
        // Most names have another length, and need not be looked at.
        let is_it = move |it: &&Field| {
            it.value - it.name == name.len()
                && self.text[it.name..it.value].eq_ignore_ascii_case(name.as_bytes())
        };
        self.fields.iter().filter(is_it).map(|it| &self.text[it.value..it.end])
    }

    /// The values of all fields of this name joined with `, `, or `None` if there are none
    /// ([#concept-header-list-get](https://fetch.spec.whatwg.org/#concept-header-list-get)). Two
    /// `Access-Control-Allow-Origin` fields hence equal no origin.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Cow<'_, [u8]>> {
        let mut values = self.values(name);
        let mut joined = Cow::Borrowed(values.next()?);
        for value in values {
            let joined = joined.to_mut();
            joined.extend_from_slice(b", ");
            joined.extend_from_slice(value);
        }
        Some(joined)
    }

    /// Every name once, where it comes first, with the values of all its fields joined.
    pub(crate) fn iter_combined(&self) -> impl Iterator<Item = (&str, Cow<'_, [u8]>)> {
        let first = |index: usize, name: &str| {
            !self.iter().take(index).any(|(other, _)| other.eq_ignore_ascii_case(name))
        };
        let names = self.iter().enumerate().filter(move |(index, (name, _))| first(*index, name));
        names.map(|(_, (name, _))| (name, self.get(name).unwrap_or_default()))
    }

    /// True if there is a field of this name.
    #[must_use]
    pub fn contains(&self, name: &str) -> bool {
        self.values(name).next().is_some()
    }

    /// Appends every field of another list.
    pub(crate) fn append_all(&mut self, other: &Self) {
        for (name, value) in other.iter() {
            self.append(name, value);
        }
    }

    /// Removes every field of this name
    /// ([#concept-header-list-delete](https://fetch.spec.whatwg.org/#concept-header-list-delete)).
    pub fn delete(&mut self, name: &str) {
        if self.contains(name) {
            *self = self.iter().filter(|(own, _)| !own.eq_ignore_ascii_case(name)).collect();
        }
    }

    /// The number of fields.
    #[must_use]
    pub fn len(&self) -> usize {
        self.fields.len()
    }

    /// True if there are no fields.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }
}

impl fmt::Debug for HeaderList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<const N: usize> From<[(&str, &str); N]> for HeaderList {
    fn from(fields: [(&str, &str); N]) -> Self {
        fields.into_iter().collect()
    }
}

impl<S: AsRef<str>, V: AsRef<[u8]>> FromIterator<(S, V)> for HeaderList {
    fn from_iter<I: IntoIterator<Item = (S, V)>>(fields: I) -> Self {
        let mut list = Self::new();
        for (name, value) in fields {
            list.append(name, value);
        }
        list
    }
}

/// What [#extract-header-list-values](https://fetch.spec.whatwg.org/#extract-header-list-values)
/// gives: null, failure or values. The three differ: a preflight response without
/// `Access-Control-Allow-Methods` allows the safelisted methods, one with an unparsable value allows
/// nothing.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Extracted<T> {
    /// No such field: the standard's null.
    Absent,
    /// A field that does not match its grammar.
    Failure,
    /// The values.
    Values(T),
}

/// Extracts the values of a `#token` list (`Access-Control-Allow-Methods`, `-Allow-Headers`,
/// `-Expose-Headers`).
///
/// RFC 9110, section 5.6.1: spaces and tabs around commas and empty members are ignored; an empty
/// value is an empty list. One member that is no token fails the whole, whichever field has it.
///
/// ```
/// use corsmith_fetch::{Extracted, HeaderList, extract_list};
///
/// let headers = HeaderList::from([("Allow", "GET,, PUT"), ("allow", "X"), ("Bad", "a b")]);
/// let values = ["GET", "PUT", "X"].map(String::from).to_vec();
/// assert_eq!(extract_list(&headers, "Allow"), Extracted::Values(values));
/// assert_eq!(extract_list(&headers, "Bad"), Extracted::Failure);
/// assert_eq!(extract_list(&headers, "None"), Extracted::Absent);
/// ```
#[must_use]
pub fn extract_list(headers: &HeaderList, name: &str) -> Extracted<Vec<String>> {
    let mut lines = headers.values(name).peekable();
    if lines.peek().is_none() {
        return Extracted::Absent;
    }
    let mut members = Vec::new();
    for member in lines.flat_map(|line| line.split(|byte| *byte == b',')) {
        let member = trim(member, b"\t ");
        if member.is_empty() {
            continue;
        }
        match str::from_utf8(member) {
            Ok(text) if is_token(member) => members.push(text.to_owned()),
            _ => return Extracted::Failure,
        }
    }
    Extracted::Values(members)
}

/// Extracts `Access-Control-Max-Age`, in seconds: `1*DIGIT`, once. A sign, a fraction, a unit, an
/// empty value or a second field is a failure. A number beyond `u64` is `u64::MAX`, since RFC 9111,
/// section 1.2.2 lets a recipient take any overflow for a very long time.
///
/// ```
/// use corsmith_fetch::{Extracted, HeaderList, extract_max_age};
///
/// let max_age = |value| extract_max_age(&HeaderList::from([("Access-Control-Max-Age", value)]));
/// assert_eq!(max_age("0600"), Extracted::Values(600));
/// assert_eq!(max_age("-1"), Extracted::Failure);
/// ```
#[must_use]
pub fn extract_max_age(headers: &HeaderList) -> Extracted<u64> {
    let mut lines = headers.values(ACCESS_CONTROL_MAX_AGE);
    match (lines.next(), lines.next()) {
        (None, _) => Extracted::Absent,
        (Some(value), None) if !value.is_empty() && value.iter().all(u8::is_ascii_digit) => {
            Extracted::Values(value.iter().fold(0, |seconds: u64, digit| {
                seconds.saturating_mul(10).saturating_add(u64::from(digit - b'0'))
            }))
        }
        _ => Extracted::Failure,
    }
}

/// Drops the bytes of `set` from both ends.
pub(crate) fn trim<'a>(mut bytes: &'a [u8], set: &[u8]) -> &'a [u8] {
    while let [first, rest @ ..] = bytes
        && set.contains(first)
    {
        bytes = rest;
    }
    while let [rest @ .., last] = bytes
        && set.contains(last)
    {
        bytes = rest;
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::{Extracted, HeaderList, extract_list, extract_max_age};

    fn list(name: &str, values: &[&str]) -> HeaderList {
        values.iter().map(|value| (name, value)).collect()
    }

    /// https://fetch.spec.whatwg.org/#concept-header-list-get
    #[test]
    fn get() {
        for (values, expected) in [
            (&[][..], None),
            (&[""], Some("")),
            (&["a"], Some("a")),
            (&[" \ta\r\n"], Some("a")),
            (&["\u{b}a"], Some("\u{b}a")),
            (&["a", "b"], Some("a, b")),
            (&["", ""], Some(", ")),
            (&["a, b", "c"], Some("a, b, c")),
        ] {
            let list = list("X", values);
            let got = list.get("x");
            assert_eq!(got.as_deref(), expected.map(str::as_bytes), "{values:?}");
        }
    }

    /// https://fetch.spec.whatwg.org/#extract-header-list-values; RFC 9110, section 5.6.1
    #[test]
    fn token_lists() {
        for (values, expected) in [
            (&[][..], Extracted::Absent),
            (&[""], Extracted::Values(&[][..])),
            (&[","], Extracted::Values(&[])),
            (&[" , ,\t"], Extracted::Values(&[])),
            (&["GET"], Extracted::Values(&["GET"])),
            (&["GET,PUT"], Extracted::Values(&["GET", "PUT"])),
            (&["GET \t,\t PUT"], Extracted::Values(&["GET", "PUT"])),
            (&[",GET,,PUT,"], Extracted::Values(&["GET", "PUT"])),
            (&["a,A,a"], Extracted::Values(&["a", "A", "a"])),
            (&["GET", "PUT"], Extracted::Values(&["GET", "PUT"])),
            (&["", "PUT"], Extracted::Values(&["PUT"])),
            (&["*"], Extracted::Values(&["*"])),
            (&["chicken's"], Extracted::Values(&["chicken's"])),
            (&["a b"], Extracted::Failure),
            (&["a\"b"], Extracted::Failure),
            (&["\"a\""], Extracted::Failure),
            (&["a@b"], Extracted::Failure),
            (&["a;b"], Extracted::Failure),
            (&["a\u{b}"], Extracted::Failure),
            (&["a,\u{c}b"], Extracted::Failure),
            (&["é"], Extracted::Failure),
            (&["a", "b c"], Extracted::Failure),
            (&["b c", "a"], Extracted::Failure),
        ] {
            let got = extract_list(&list("X", values), "x");
            let expected = match expected {
                Extracted::Absent => Extracted::Absent,
                Extracted::Failure => Extracted::Failure,
                Extracted::Values(members) => {
                    Extracted::Values(members.iter().map(ToString::to_string).collect::<Vec<_>>())
                }
            };
            assert_eq!(got, expected, "{values:?}");
        }
        let mut bytes = HeaderList::new();
        bytes.append("x", b"a\xff");
        assert_eq!(extract_list(&bytes, "x"), Extracted::Failure);
    }

    /// https://fetch.spec.whatwg.org/#http-access-control-max-age; RFC 9111, section 1.2.2
    #[test]
    fn max_ages() {
        for (values, expected) in [
            (&[][..], Extracted::Absent),
            (&["0"], Extracted::Values(0)),
            (&["5"], Extracted::Values(5)),
            (&["0005"], Extracted::Values(5)),
            (&[" 5 "], Extracted::Values(5)),
            (&["18446744073709551615"], Extracted::Values(u64::MAX)),
            (&["18446744073709551616"], Extracted::Values(u64::MAX)),
            (&["99999999999999999999999999"], Extracted::Values(u64::MAX)),
            (&[""], Extracted::Failure),
            (&["-1"], Extracted::Failure),
            (&["+1"], Extracted::Failure),
            (&["1.5"], Extracted::Failure),
            (&["1e3"], Extracted::Failure),
            (&["10m"], Extracted::Failure),
            (&["1 2"], Extracted::Failure),
            (&["5, 5"], Extracted::Failure),
            (&["5", "5"], Extracted::Failure),
            (&["\"5\""], Extracted::Failure),
            (&["٥"], Extracted::Failure),
        ] {
            assert_eq!(
                extract_max_age(&list("access-control-max-age", values)),
                expected,
                "{values:?}"
            );
        }
    }
}
