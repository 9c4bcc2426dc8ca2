//! The method and the path of a request, as far as there can be such a request.

use crate::Problem;

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
    let repaired: String = method.chars().filter(|character| !is_wrong(character)).collect();
    let repaired = if repaired.is_empty() { "GET" } else { &repaired };
    let shown = method.escape_default();
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
    let error = |why: &str, right: &str| {
        let shown: String = path.chars().take(80).flat_map(char::escape_default).collect();
        let right: String = right.chars().take(80).collect();
        Err(Problem::bad_request(format!("`{shown}` is no path: {why}"))
            .with_help(format!("write `{right}`")))
    };
    if path.contains(is_wrong) {
        let encoded = path.chars().fold(String::new(), |encoded, character| {
            if is_wrong(character) {
                format!("{encoded}%{:02X}", u32::from(character))
            } else {
                format!("{encoded}{character}")
            }
        });
        return error("it has a space or a control character", &encoded);
    }
    if path.starts_with('/') || path == "*" {
        return Ok(());
    }
    match path.split_once("://") {
        Some((_, rest)) => {
            let path = rest.find(['/', '?']).map_or("", |start| &rest[start..]);
            let slash = if path.starts_with('/') { "" } else { "/" };
            error("it is a whole URL", &format!("{slash}{path}"))
        }
        None => error("it does not begin with `/`", &format!("/{path}")),
    }
}

#[cfg(test)]
mod tests {
    use super::{request_method, request_path};

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
        ];
        for (result, detail, help) in rows {
            let problem = result.expect_err(detail);
            assert_eq!((problem.detail.as_str(), problem.help.as_deref()), (detail, Some(help)));
        }
        for path in ["/", "/é", "*", "//x", "/x?y#z"] {
            assert!(request_path(path).is_ok(), "{path}");
        }
    }
}
