//! Header names and values as people read them.

use corsmith_fetch::escaped;

use crate::bytes::decode;

/// A header's value, or any text from a server, for a terminal: one character a byte where it is no
/// ASCII, and what would not be seen, or would steer the terminal, is escaped.
///
/// ```
/// use corsmith_simulate::header_text;
///
/// assert_eq!(header_text(b"a\x1b[31m"), "a\\u{1b}[31m");
/// ```
#[must_use]
pub fn header_text(value: &[u8]) -> String {
    escaped(&decode(value))
}

/// `access-control-allow-origin` as `Access-Control-Allow-Origin`.
pub(super) fn title_case(name: &str) -> String {
    let parts = name.split('-').map(|part| {
        let mut chars = part.chars();
        let first = chars.next().map(|first| first.to_ascii_uppercase());
        first.into_iter().chain(chars).collect::<String>()
    });
    parts.collect::<Vec<_>>().join("-")
}

/// `` `a`, `b` and `c` ``.
pub(super) fn listed<S: AsRef<str>>(names: &[S]) -> String {
    let ticked: Vec<_> = names.iter().map(|name| format!("`{}`", name.as_ref())).collect();
    match ticked.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [others @ .., last] => format!("{} and {last}", others.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{listed, title_case};

    #[test]
    fn names_are_listed_as_people_do() {
        assert_eq!(listed(&["a", "b", "c"]), "`a`, `b` and `c`");
        assert_eq!(listed::<&str>(&[]), "");
        assert_eq!(title_case("x-request-id"), "X-Request-Id");
    }
}
