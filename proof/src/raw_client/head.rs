//! A response's head: status line, header lines, and what they say about the body.

use super::RawError;

#[derive(Debug)]
pub(super) struct Head {
    pub(super) status: u16,
    pub(super) headers: Vec<(String, Vec<u8>)>,
    version_minor: u8,
}

/// How the body ends, RFC 9112 section 6.3.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Framing {
    None,
    Length(usize),
    Chunked,
    UntilClose,
}

impl Head {
    /// Parses a head without its closing empty line; lines end in CRLF.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, RawError> {
        let mut lines =
            bytes.split(|&byte| byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
        let (version_minor, status) = status_line(lines.next().unwrap_or_default())?;
        let headers =
            lines.filter(|line| !line.is_empty()).map(header_line).collect::<Result<_, _>>()?;
        Ok(Self { status, headers, version_minor })
    }

    pub(super) fn framing(&self, method: &str) -> Result<Framing, RawError> {
        if method == "HEAD" || matches!(self.status, 100..200 | 204 | 304) {
            return Ok(Framing::None);
        }
        if let Some(coding) = self.tokens("transfer-encoding").last() {
            return Ok(if coding.eq_ignore_ascii_case("chunked") {
                Framing::Chunked
            } else {
                Framing::UntilClose
            });
        }
        let mut lengths = self.tokens("content-length");
        let Some(first) = lengths.next() else { return Ok(Framing::UntilClose) };
        // RFC 9112 section 6.3: differing lengths are an unrecoverable error, repeated equal ones are not.
        if let Some(other) = lengths.find(|other| *other != first) {
            return Err(malformed("one `Content-Length`", format!("{first}, {other}").as_bytes()));
        }
        let digits = !first.is_empty() && first.bytes().all(|byte| byte.is_ascii_digit());
        let length = if digits { first.parse().ok() } else { None };
        length.map(Framing::Length).ok_or_else(|| malformed("a length in bytes", first.as_bytes()))
    }

    pub(super) fn keeps_alive(&self) -> bool {
        let says = |option: &str| {
            self.tokens("connection").any(|token| token.eq_ignore_ascii_case(option))
        };
        if self.version_minor == 0 { says("keep-alive") } else { !says("close") }
    }

    /// The members of the comma-separated lists in all lines named `name`; values that are not UTF-8 are passed over.
    fn tokens(&self, name: &str) -> impl Iterator<Item = &str> {
        self.headers
            .iter()
            .filter(move |(have, _)| have.eq_ignore_ascii_case(name))
            .filter_map(|(_, value)| std::str::from_utf8(value).ok())
            .flat_map(|value| value.split(',').map(str::trim))
    }
}

pub(super) fn malformed(expected: &'static str, found: &[u8]) -> RawError {
    // A whole page in an error message helps nobody.
    let shown = found.get(..200).unwrap_or(found);
    RawError::Malformed { expected, found: String::from_utf8_lossy(shown).into_owned() }
}

fn status_line(line: &[u8]) -> Result<(u8, u16), RawError> {
    let wrong = || malformed("a status line `HTTP/1.1 200 …`", line);
    let rest = line.strip_prefix(b"HTTP/1.").ok_or_else(wrong)?;
    let [minor @ (b'0' | b'1'), b' ', hundreds @ b'1'..=b'9', tens, ones, after @ ..] = rest else {
        return Err(wrong());
    };
    if !tens.is_ascii_digit() || !ones.is_ascii_digit() || !matches!(after, [] | [b' ', ..]) {
        return Err(wrong());
    }
    let digit = |byte: &u8| u16::from(byte - b'0');
    Ok((minor - b'0', digit(hundreds) * 100 + digit(tens) * 10 + digit(ones)))
}

fn header_line(line: &[u8]) -> Result<(String, Vec<u8>), RawError> {
    let wrong = || malformed("a header line `Name: value`", line);
    let colon = line.iter().position(|&byte| byte == b':').ok_or_else(wrong)?;
    let (name, value) = (&line[..colon], &line[colon + 1..]);
    // White space in or after a name is how responses are split (RFC 9112 section 5.1), and a leading one is an
    // obsolete folded line (section 5.2): a server under proof must send neither.
    if name.is_empty() || !name.iter().all(u8::is_ascii_graphic) {
        return Err(wrong());
    }
    Ok((String::from_utf8_lossy(name).into_owned(), value.trim_ascii().to_vec()))
}
