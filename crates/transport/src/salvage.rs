//! Answers that hyper refuses and browsers read.

use corsmith_scan::{Body, Response, Version};

use crate::head;
use crate::tape::Tape;

/// The answer on the tape, if its head came in full and is one that browsers read: Chromium takes
/// any number of fields, and any byte in a value but the null byte. Its body is not read.
///
/// What clients read in more than one way stays refused: a field name that is none, a line without a
/// colon, a bare carriage return, lengths that differ.
pub(crate) fn answer(tape: &Tape) -> Option<Response> {
    let head = tape.head()?;
    let (version, status) = status(&head)?;
    let is_clean = |line: &[u8]| {
        let name = line.iter().position(|&byte| byte == b':').map(|colon| &line[..colon]);
        let is_token =
            name.is_some_and(|name| !name.is_empty() && name.iter().all(|&byte| is_token(byte)));
        is_token && !line.contains(&0) && !line.contains(&b'\r')
    };
    let lines =
        head.split(|&byte| byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    if !lines.skip(1).filter(|line| !line.is_empty()).all(is_clean) {
        return None;
    }
    let headers = head::fields(&head);
    let lengths: Vec<_> = headers.values("content-length").collect();
    let is_number = |it: &[u8]| str::from_utf8(it).is_ok_and(|it| it.trim().parse::<u64>().is_ok());
    match lengths[..] {
        [] => {}
        [length] if is_number(length) && !headers.contains("transfer-encoding") => {}
        _ => return None,
    }
    let body = Body { is_cut: true, ..Body::default() };
    Some(Response { version, status, headers, head, body })
}

/// `HTTP/1.1 200` and what follows.
fn status(head: &[u8]) -> Option<(Version, u16)> {
    let line = head.strip_prefix(b"HTTP/1.")?;
    let version = match line.first()? {
        b'0' => Version::Http10,
        b'1' => Version::Http11,
        _ => return None,
    };
    let digits = line.get(1..5)?.strip_prefix(b" ")?;
    let is_end = matches!(line.get(5)?, b' ' | b'\r' | b'\n');
    let status: u16 = str::from_utf8(digits).ok()?.parse().ok()?;
    ((200..=999).contains(&status) && is_end).then_some((version, status))
}

/// RFC 9110, section 5.6.2.
fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::answer;
    use crate::tape::Tape;

    #[test]
    fn what_browsers_read_is_read() {
        for (case, head, expected) in [
            ("an escape character", "HTTP/1.1 200 OK\r\nA: \u{1b}[31m\r\nB: c\r\n\r\n", Some(2)),
            ("bare line feeds", "HTTP/1.0 404\nA: \u{1b}\n\n", Some(1)),
            ("a null byte", "HTTP/1.1 200 OK\r\nA: \0\r\n\r\n", None),
            ("a bare carriage return", "HTTP/1.1 200 OK\r\nA: b\rc: d\r\n\r\n", None),
            ("a space in a name", "HTTP/1.1 200 OK\r\nA B: c\r\n\r\n", None),
            ("a line without a colon", "HTTP/1.1 200 OK\r\nA\r\n\r\n", None),
            (
                "two lengths",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\ncontent-length: 2\r\n\r\n",
                None,
            ),
            (
                "a length beside chunks",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
                None,
            ),
            ("a length below nothing", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", None),
            ("another protocol", "ICY 200 OK\r\nA: b\r\n\r\n", None),
            ("no status", "HTTP/1.1 2000 OK\r\nA: b\r\n\r\n", None),
            ("half a head", "HTTP/1.1 200 OK\r\nA: b\r\n", None),
        ] {
            let tape = Tape::new(1024);
            tape.record(head.as_bytes()).unwrap();
            let fields = answer(&tape).map(|answer| answer.headers.len());
            assert_eq!(fields, expected, "{case}");
        }
    }
}
