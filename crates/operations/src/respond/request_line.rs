//! The method and the path of a request, as far as there can be such a request.

use std::fmt::{Display, Write};

use crate::Problem;

/// So many characters of a text are quoted.
const MAX_QUOTED: usize = 80;

/// Checks the method and the path of a request together.
///
/// ```
/// use corsmith_operations::request_line;
///
/// assert!(request_line("OPTIONS", "*").is_ok());
/// assert_eq!(request_line("GET", "*").unwrap_err().detail, "`*` is a path of `OPTIONS` only");
/// ```
///
/// # Errors
///
/// Those of [`request_method`] and [`request_path`], and `*` with another method than OPTIONS
/// (RFC 9112, section 3.2.4).
pub fn request_line(method: &str, path: &str) -> Result<(), Problem> {
    request_method(method)?;
    request_path(path)?;
    if path == "*" && method != "OPTIONS" {
        return Err(Problem::bad_request("`*` is a path of `OPTIONS` only").with_help("write `/`"));
    }
    Ok(())
}

/// Checks a request's method.
///
/// ```
/// use corsmith_operations::request_method;
///
/// assert!(request_method("PATCH").is_ok());
/// assert_eq!(request_method("G T").unwrap_err().detail, "`G T` is no method: it has a space");
/// ```
///
/// # Errors
///
/// If it is not a token, so that no request can have it; the help says what would be one.
pub fn request_method(method: &str) -> Result<(), Problem> {
    if corsmith_fetch::is_method(method) {
        return Ok(());
    }
    let is_wrong = |character: &char| !corsmith_fetch::is_method(&character.to_string());
    let why = match method.chars().find(is_wrong) {
        None => "it is empty".to_owned(),
        Some(' ') => "it has a space".to_owned(),
        Some(wrong) => format!("it has `{}`", wrong.escape_default()),
    };
    let repaired = clipped(method.chars().filter(|character| !is_wrong(character)));
    let repaired = if repaired.is_empty() { "GET" } else { &repaired };
    let shown = clipped(method.chars().map(char::escape_default));
    Err(Problem::bad_request(format!("`{shown}` is no method: {why}"))
        .with_help(format!("write one word, such as `{repaired}`")))
}

/// Checks a request's path, with or without a query.
///
/// ```
/// use corsmith_operations::request_path;
///
/// assert!(request_path("/orders/1?page=2").is_ok());
/// let problem = request_path("orders").unwrap_err();
/// assert_eq!(problem.help.as_deref(), Some("write `/orders`"));
/// ```
///
/// # Errors
///
/// If it does not begin with `/`, and is not the `*` of `OPTIONS *`, or has a character that no request
/// line can have; the help says what would be right.
pub fn request_path(path: &str) -> Result<(), Problem> {
    let is_wrong = |character: char| character.is_ascii_control() || character == ' ';
    let error = |why: &str, right: String| {
        let shown = clipped(path.chars().map(char::escape_default));
        Err(Problem::bad_request(format!("`{shown}` is no path: {why}"))
            .with_help(format!("write `{right}`")))
    };
    if path.contains(is_wrong) {
        let encoded = path.chars().map(|character| match character {
            character if is_wrong(character) => format!("%{:02X}", u32::from(character)),
            character => character.to_string(),
        });
        return error("it has a space or a control character", clipped(encoded));
    }
    if path.starts_with('/') || path == "*" {
        return Ok(());
    }
    let url = path.split_once("://").filter(|(scheme, _)| is_scheme(scheme));
    let (why, right) = match url {
        Some((_, rest)) => {
            ("it is a whole URL", rest.find(['/', '?']).map_or("", |start| &rest[start..]))
        }
        None => ("it does not begin with `/`", path),
    };
    let slash = if right.starts_with('/') { "" } else { "/" };
    error(why, format!("{slash}{}", clipped(right.chars())))
}

/// Whether a text is a URL's scheme (RFC 3986, section 3.1).
fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

/// The first pieces, and `…` where there are more. None is cut in two, such as `%20`.
fn clipped(pieces: impl Iterator<Item = impl Display>) -> String {
    let mut text = String::new();
    for (index, piece) in pieces.enumerate() {
        if index == MAX_QUOTED {
            text.push('…');
            break;
        }
        // Writing to a String cannot fail.
        let _ = write!(text, "{piece}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{request_line, request_method, request_path};

    #[test]
    fn what_no_request_has_is_said_with_what_would_be_right() {
        let rows = [
            (
                request_method("G T"),
                "`G T` is no method: it has a space",
                "write one word, such as `GT`",
            ),
            (request_method(""), "`` is no method: it is empty", "write one word, such as `GET`"),
            (
                request_method("GET,"),
                "`GET,` is no method: it has `,`",
                "write one word, such as `GET`",
            ),
            (request_path("x"), "`x` is no path: it does not begin with `/`", "write `/x`"),
            (request_path(""), "`` is no path: it does not begin with `/`", "write `/`"),
            (
                request_path("https://a.example/x?y"),
                "`https://a.example/x?y` is no path: it is a whole URL",
                "write `/x?y`",
            ),
            (
                request_path("https://a.example"),
                "`https://a.example` is no path: it is a whole URL",
                "write `/`",
            ),
            (
                request_path("/a b"),
                "`/a b` is no path: it has a space or a control character",
                "write `/a%20b`",
            ),
            (
                request_path("login?next=https://a.example/x"),
                "`login?next=https://a.example/x` is no path: it does not begin with `/`",
                "write `/login?next=https://a.example/x`",
            ),
            (request_line("GET", "*"), "`*` is a path of `OPTIONS` only", "write `/`"),
        ];
        for (result, detail, help) in rows {
            let problem = result.expect_err(detail);
            assert_eq!((problem.detail.as_str(), problem.help.as_deref()), (detail, Some(help)));
        }
        assert!(request_line("OPTIONS", "*").is_ok());
        for path in ["/", "/é", "*", "//x", "/x?y#z"] {
            assert!(request_path(path).is_ok(), "{path}");
        }
    }

    #[test]
    fn what_is_long_is_quoted_in_part_and_no_piece_is_cut() {
        let help = |problem: crate::Problem| (problem.detail.len() < 600, problem.help.unwrap());
        let blanks = request_path(&format!("/{}", " ".repeat(60_000))).unwrap_err();
        assert_eq!(help(blanks), (true, format!("write `/{}…`", "%20".repeat(79))));
        let method = request_method(&"é".repeat(60_000)).unwrap_err();
        assert_eq!(help(method), (true, "write one word, such as `GET`".to_owned()));
        let method = request_method(&"a ".repeat(60_000)).unwrap_err();
        assert_eq!(help(method), (true, format!("write one word, such as `{}…`", "a".repeat(80))));
    }
}
