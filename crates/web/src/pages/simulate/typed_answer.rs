//! A server whose answers were typed by hand.

use corsmith_fetch::{ExchangeKind, HeaderList, HttpRequest, HttpResponse, is_header_name};
use corsmith_operations::limits::MAX_HEADER_FIELDS;
use corsmith_simulate::{Answer, Network};

use super::clip::clip;

/// What the server answers to preflights, and to everything else.
pub(super) struct TypedAnswer {
    preflight: HttpResponse,
    actual: HttpResponse,
}

impl TypedAnswer {
    /// Reads header lines, each block after an optional status line as `curl -i` prints it. Of two
    /// blocks with an empty line between them, the first answers preflights.
    ///
    /// The error is a sentence without its full stop.
    pub(super) fn parse(text: &str, status: Option<u16>) -> Result<Self, String> {
        let mut blocks: Vec<HttpResponse> = Vec::new();
        let mut is_new = true;
        let mut fields = 0;
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() {
                is_new = true;
                continue;
            }
            if is_new {
                blocks.push(HttpResponse {
                    status: status.unwrap_or(200),
                    headers: HeaderList::new(),
                });
                is_new = false;
            }
            let Some(block) = blocks.last_mut() else { continue };
            let number = index + 1;
            if line.starts_with("HTTP/") {
                let word = line.split_whitespace().nth(1).and_then(|word| word.parse().ok());
                let known = word.filter(|status| (200..600).contains(status));
                block.status = known.ok_or_else(|| {
                    format!("line {number}: `{}` has no status from 200 to 599", clip(line))
                })?;
                continue;
            }
            let (name, value) = field(line).map_err(|why| format!("line {number}: {why}"))?;
            block.headers.append(name, value.as_slice());
            fields += 1;
        }
        if fields > MAX_HEADER_FIELDS {
            return Err(format!("at most {MAX_HEADER_FIELDS} headers are read"));
        }
        if blocks.len() > 2 {
            return Err(format!(
                "there are {} answers, and at most two are read: the preflight's, and the request's",
                blocks.len()
            ));
        }
        let empty = HttpResponse { status: status.unwrap_or(200), headers: HeaderList::new() };
        let first = blocks.first().cloned().unwrap_or(empty);
        let last = blocks.pop().unwrap_or_else(|| first.clone());
        Ok(Self { preflight: first, actual: last })
    }
}

/// A name and the bytes of a value: one a character, as on the wire.
fn field(line: &str) -> Result<(&str, Vec<u8>), String> {
    let (name, value) =
        line.split_once(':').ok_or_else(|| format!("write `{}` as `Name: value`", clip(line)))?;
    let name = name.trim();
    if !is_header_name(name) {
        return Err(format!("`{}` is not a header name", clip(name)));
    }
    let bytes: Option<Vec<u8>> =
        value.trim().chars().map(|char| u8::try_from(u32::from(char)).ok()).collect();
    let bytes = bytes.filter(|bytes| !bytes.contains(&0));
    let bytes = bytes
        .ok_or_else(|| format!("the value of `{}` has a character that is no byte", clip(name)))?;
    Ok((name, bytes))
}

impl Network for TypedAnswer {
    fn send(&mut self, request: &HttpRequest) -> Answer {
        Answer::Response(match request.kind {
            ExchangeKind::Preflight => self.preflight.clone(),
            ExchangeKind::Actual => self.actual.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::TypedAnswer;

    #[test]
    fn blocks_are_answers() {
        let one =
            TypedAnswer::parse("access-control-allow-origin: *\nVary: Origin", Some(204)).unwrap();
        assert_eq!((one.preflight.status, one.actual.status), (204, 204));
        let two = "HTTP/2 204 \nA: 1\n\n\nHTTP/1.1 401 Unauthorized\r\nB: 2\n";
        let two = TypedAnswer::parse(two, None).unwrap();
        assert_eq!((two.preflight.status, two.actual.status), (204, 401));
        assert!(two.actual.headers.get("b").is_some() && two.actual.headers.get("a").is_none());
    }

    #[test]
    fn what_is_no_answer_is_said() {
        let many = "A: b\n".repeat(300);
        let rows = [
            ("hello", "line 1: write `hello` as `Name: value`"),
            ("A: b\nB C: d", "line 2: `B C` is not a header name"),
            ("A: \u{2603}", "line 1: the value of `A` has a character that is no byte"),
            ("HTTP/1.1 100", "line 1: `HTTP/1.1 100` has no status from 200 to 599"),
            (
                "A: b\n\nA: b\n\nA: b",
                "there are 3 answers, and at most two are read: the preflight's, and the request's",
            ),
            (&many, "at most 256 headers are read"),
        ];
        for (text, expected) in rows {
            assert_eq!(TypedAnswer::parse(text, None).err().as_deref(), Some(expected));
        }
    }
}
