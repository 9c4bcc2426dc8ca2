//! An exchange as a `curl` command.

use super::{MASKED, Snippet, is_shown, is_token};
use crate::Exchange;

/// The request as a `curl` command for a POSIX shell.
///
/// Values of fields that may be secrets are masked, since evidence is handed on; the notes say so.
///
/// ```
/// use corsmith_scan::{Exchange, Request, Response, evidence};
///
/// let request = Request::new("GET", "https://api.example.com/a".parse()?)
///     .header("Origin", "https://it's.example")
///     .header("Authorization", "Bearer abc");
/// let curl = evidence::curl(&Exchange::new(request, Ok(Response::new(200, []))));
/// assert_eq!(
///     curl.code,
///     r"curl -i 'https://api.example.com/a' -H 'Origin: https://it'\''s.example' -H 'Authorization: [masked]'"
/// );
/// assert_eq!(curl.notes.len(), 1);
/// # Ok::<(), url::ParseError>(())
/// ```
#[must_use]
pub fn curl(exchange: &Exchange) -> Snippet {
    let request = &exchange.request;
    let mut notes = Vec::new();
    let mut code = "curl -i".to_owned();
    let is_trusted = exchange.tls.as_ref().is_none_or(|tls| tls.invalid.is_none());
    if !is_trusted {
        code.push_str(" --insecure");
    }
    match request.method.as_str() {
        "GET" => {}
        // With `-X HEAD`, curl would wait for a body.
        "HEAD" => code.push_str(" --head"),
        method => {
            code.push_str(" -X ");
            code.push_str(&quote(method.as_bytes()));
        }
    }
    let url = request.url.as_str();
    // Brackets and braces of a URL are patterns to curl.
    if url.contains(['[', ']', '{', '}']) {
        code.push_str(" --globoff");
    }
    code.push(' ');
    code.push_str(&quote(url.as_bytes()));
    let mut masked = Vec::new();
    for (name, value) in request.headers.iter() {
        // The names of a file may be anything; `@name` would have curl read a file.
        if !is_token(name) {
            notes.push(format!("A field with the name `{}` is left out.", super::visible(name)));
            continue;
        }
        let value = if is_shown(name) {
            value
        } else {
            masked.push(name);
            MASKED.as_bytes()
        };
        let mut field = name.as_bytes().to_vec();
        if value.is_empty() {
            // What curl takes for an empty value; a colon would remove the field.
            field.push(b';');
        } else {
            field.extend_from_slice(b": ");
            field.extend(value.iter().filter(|byte| **byte != 0));
        }
        if value.contains(&0) {
            notes.push(format!("A null byte of `{name}` is left out: no command line holds one."));
        }
        code.push_str(" -H ");
        code.push_str(&quote(&field));
    }
    if !masked.is_empty() {
        notes.push(format!("Put back the value of {}.", masked.join(", ")));
    }
    Snippet { code, notes }
}

/// One word of a POSIX shell that is exactly these bytes; a null byte is not among them.
fn quote(bytes: &[u8]) -> String {
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_./".contains(byte);
    match str::from_utf8(bytes) {
        Ok(text) if !text.is_empty() && text.bytes().all(|byte| is_plain(&byte)) => text.to_owned(),
        Ok(text) if super::visible(text) == text => {
            format!("'{}'", text.replace('\'', r"'\''"))
        }
        _ => {
            // `$'…'` is no word of older shells; the octal escapes of printf's format are of all.
            let mut format = String::with_capacity(bytes.len() * 2);
            for &byte in bytes {
                match byte {
                    b'%' => format.push_str("%%"),
                    b'\\' => format.push_str(r"\\"),
                    b' '..=b'~' if byte != b'\'' => format.push(char::from(byte)),
                    _ => format.push_str(&format!("\\{byte:03o}")),
                }
            }
            // A line break at the end, which `$(…)` takes away, ends no field that was sent.
            format!("\"$(printf '{format}')\"")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{curl, quote};
    use crate::{Exchange, Request, Response, Tls};

    fn code(request: Request) -> String {
        curl(&Exchange::new(request, Ok(Response::new(200, [])))).code
    }

    fn get(url: &str) -> Request {
        Request::new("GET", url.parse().unwrap())
    }

    #[test]
    fn commands() {
        let preflight = Request::new("OPTIONS", "https://a.example/".parse().unwrap())
            .header("Origin", "null")
            .header("Access-Control-Request-Method", "PUT");
        let rows = [
            (get("https://a.example/"), "curl -i 'https://a.example/'"),
            (
                preflight,
                "curl -i -X OPTIONS 'https://a.example/' -H 'Origin: null' \
                 -H 'Access-Control-Request-Method: PUT'",
            ),
            (Request::new("HEAD", "http://a/".parse().unwrap()), "curl -i --head 'http://a/'"),
            (get("http://[::1]/"), "curl -i --globoff 'http://[::1]/'"),
            (get("http://a/").header("Origin", ""), "curl -i 'http://a/' -H 'Origin;'"),
            (get("http://a/").header("@/etc/passwd", "x"), "curl -i 'http://a/'"),
            (
                get("http://a/").header("Cookie", "a=b").header("X-Own", "c"),
                "curl -i 'http://a/' -H 'Cookie: [masked]' -H 'X-Own: [masked]'",
            ),
            (
                Request::new("-o/x; rm", "http://a/".parse().unwrap()),
                "curl -i -X '-o/x; rm' 'http://a/'",
            ),
        ];
        for (request, expected) in rows {
            assert_eq!(code(request), expected);
        }
    }

    #[test]
    fn an_invalid_certificate_needs_a_flag() {
        let mut exchange = Exchange::new(get("https://a/"), Ok(Response::new(200, [])));
        exchange.tls = Some(Tls { invalid: Some("expired".to_owned()), ..Tls::default() });
        assert!(curl(&exchange).code.starts_with("curl -i --insecure 'https://a/'"));
    }

    /// What a shell makes of a word is what was quoted.
    #[test]
    fn words_are_what_they_were() {
        let rows: &[(&[u8], &str)] = &[
            (b"", "''"),
            (b"a b", "'a b'"),
            (b"it's", r"'it'\''s'"),
            (b"$(id)`id`", "'$(id)`id`'"),
            ("é".as_bytes(), "'é'"),
            (b"\xff%\\'\x1b", r#""$(printf '\377%%\\\047\033')""#),
            (b"a\r\nb", r#""$(printf 'a\015\012b')""#),
        ];
        for (bytes, expected) in rows {
            assert_eq!(quote(bytes), *expected);
        }
    }
}
