//! The head of an answer as text.

use super::visible;
use crate::{Exchange, Response};

/// Most bytes of a head that are shown.
pub const MAX_HEAD_TEXT: usize = 16 * 1024;

/// What came back, line by line: the head as it came over the wire, or where that is not known as
/// HTTP/1.1 would write it. Without an answer, the failure and what came before it.
///
/// Each line is [`visible`](super::visible) text, and bytes that are not UTF-8 are replaced; after
/// [`MAX_HEAD_TEXT`] bytes a last line says how many more there were.
///
/// ```
/// use corsmith_scan::{Exchange, Request, Response, evidence};
///
/// let request = Request::new("GET", "https://api.example.com/a".parse()?);
/// let answer = Response::new(204, [("Server", "a\u{1b}")]);
/// let head = evidence::head(&Exchange::new(request, Ok(answer)));
/// assert_eq!(head, "HTTP/1.1 204\nServer: a\\u{1b}\n");
/// # Ok::<(), url::ParseError>(())
/// ```
#[must_use]
pub fn head(exchange: &Exchange) -> String {
    match &exchange.outcome {
        Ok(response) if response.head.is_empty() => lines(&written(response)),
        Ok(response) => lines(&response.head),
        Err(failure) => {
            let mut text = format!("({})\n", visible(&failure.to_string()));
            text.push_str(&lines(&failure.received));
            text
        }
    }
}

fn written(response: &Response) -> Vec<u8> {
    let mut head = format!("{} {}\n", response.version, response.status).into_bytes();
    for (name, value) in response.headers.iter() {
        head.extend_from_slice(name.as_bytes());
        head.extend_from_slice(b": ");
        head.extend_from_slice(value);
        head.push(b'\n');
    }
    head
}

fn lines(bytes: &[u8]) -> String {
    let shown = &bytes[..bytes.len().min(MAX_HEAD_TEXT)];
    let mut text = String::with_capacity(shown.len());
    for line in shown.split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        text.push_str(&visible(&String::from_utf8_lossy(line)));
        text.push('\n');
    }
    // The empty line after a head says nothing.
    let kept = text.trim_end_matches('\n').len();
    text.truncate(kept);
    if !text.is_empty() {
        text.push('\n');
    }
    if bytes.len() > shown.len() {
        text.push_str(&format!("({} more bytes)\n", bytes.len() - shown.len()));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{MAX_HEAD_TEXT, head};
    use crate::{Exchange, Failure, FailureKind, Request, Response, Stage, Version};

    fn exchange(outcome: Result<Response, Failure>) -> Exchange {
        Exchange::new(Request::new("GET", "http://a/".parse().unwrap()), outcome)
    }

    #[test]
    fn heads() {
        let raw = |bytes: &[u8]| {
            let mut response = Response::new(200, []);
            response.head = bytes.to_vec();
            head(&exchange(Ok(response)))
        };
        assert_eq!(raw(b"HTTP/1.1 200 OK\r\na: b\r\n\r\n"), "HTTP/1.1 200 OK\na: b\n");
        assert_eq!(
            raw(b"HTTP/1.1 200 \xff\x1b[2J\r\na:\tb\rc\n"),
            "HTTP/1.1 200 \u{fffd}\\u{1b}[2J\na:\\tb\\rc\n"
        );
        let long = raw(&vec![b'a'; MAX_HEAD_TEXT + 7]);
        assert!(long.ends_with("a\n(7 more bytes)\n") && long.len() < MAX_HEAD_TEXT + 30);
        let http2 = Response { version: Version::Http2, ..Response::new(200, [("a", "b")]) };
        assert_eq!(head(&exchange(Ok(http2))), "HTTP/2 200\na: b\n");
    }

    #[test]
    fn a_failure_shows_what_came_before_it() {
        let mut failure = Failure::new(Stage::Head, FailureKind::Malformed, "this is no HTTP");
        failure.received = b"SSH-2.0\r\n".to_vec();
        let text = head(&exchange(Err(failure)));
        assert_eq!(text, "(reading the head of the answer: this is no HTTP)\nSSH-2.0\n");
    }
}
