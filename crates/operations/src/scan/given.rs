//! Answers that somebody saved, as recordings: nothing is asked.

mod origin_kind;

use std::io::Read;

use corsmith_diagnose::MAX_TEXT_BYTES;
use corsmith_diagnose::capture::{CapturedExchange, HarEnd, read_curl, read_har};
use corsmith_fetch::{HeaderList, RequestCategory, categorize};
use corsmith_report::grouped;
use corsmith_scan::{
    Body, Entry, Exchange, Purpose, Recording, Request, Resource, Response, Target,
};

use crate::{Material, Problem};

/// Most answers that are judged of one file.
pub const MAX_GIVEN_ANSWERS: usize = 100_000;
/// Most resources of one recording; what is beyond belongs to the last one.
const MAX_RESOURCES: usize = 1000;
/// Where answers come from that do not say so.
const UNKNOWN: &str = "https://unknown.invalid/";

/// Saved answers: one recording for each page and each API that was asked.
#[derive(Debug, Default)]
pub struct Given {
    /// The recordings, in the order of the file.
    pub recordings: Vec<Recording>,
    /// What could not be read or is left out: whole sentences.
    pub warnings: Vec<String>,
    /// Whether an answer is judged of which nobody says where it is from.
    pub lacks_url: bool,
    answers: usize,
    left_out: usize,
}

impl Given {
    /// Reads header lines, the output of `curl -i` or `curl -v`, or a HAR file.
    ///
    /// `url` is where an answer comes from that does not say so itself.
    ///
    /// # Errors
    ///
    /// If the text is too long, is a HAR file that cannot be read, or has no answer.
    ///
    /// ```
    /// use corsmith_operations::Given;
    ///
    /// let text = "HTTP/2 200\ncontent-type: text/html\n";
    /// let given = Given::read(text.as_bytes(), Some("https://www.example.com/"))?;
    /// assert_eq!(given.recordings[0].target.host, "www.example.com");
    /// assert!(Given::read(&b"hello"[..], None).is_err());
    /// # Ok::<(), corsmith_operations::Problem>(())
    /// ```
    pub fn read(mut source: impl Read, url: Option<&str>) -> Result<Self, Problem> {
        let is_told = url.is_some();
        let url = Target::parse(url.unwrap_or(UNKNOWN))
            .map_err(|error| Problem::bad_request(error.message).with_help(error.help))?;
        let mut given = Self::default();
        // A HAR file is read as a stream, a text is not long.
        let mut start = vec![0; HEAD_BYTES];
        let length = fill(&mut source, &mut start)?;
        start.truncate(length);
        if Material::is_har(&start) {
            given.read_har(start.as_slice().chain(source), &url)?;
        } else {
            source.take(MAX_TEXT_BYTES as u64 + 1).read_to_end(&mut start).map_err(unreadable)?;
            given.read_text(&start, &url)?;
        }
        if given.recordings.is_empty() {
            return Err(Problem::bad_request("there is no answer in it")
                .with_help("save the output of `curl -i`, response headers, or a HAR file"));
        }
        given.lacks_url &= !is_told;
        if given.left_out > 0 {
            let count = grouped(given.left_out);
            given.warnings.push(format!(
                "{count} requests without an answer, or with a URL that is not `http` or `https`, are left out"
            ));
        }
        Ok(given)
    }

    fn read_har(&mut self, source: impl Read, url: &Target) -> Result<(), Problem> {
        let summary = read_har(source, |_, exchange| self.add(exchange, url))
            .map_err(|error| Problem::bad_request(error.to_string()))?;
        if summary.end != HarEnd::Whole {
            self.warnings.push(format!("the HAR file is {}", summary.end));
        }
        Ok(())
    }

    fn read_text(&mut self, bytes: &[u8], url: &Target) -> Result<(), Problem> {
        if bytes.len() > MAX_TEXT_BYTES {
            let limit = grouped(MAX_TEXT_BYTES);
            return Err(Problem::too_large(format!("the text has more than {limit} bytes")));
        }
        let text = String::from_utf8_lossy(bytes);
        let mut exchanges = read_curl(&text);
        if exchanges.iter().all(|exchange| exchange.status.is_none()) {
            // Header lines by themselves.
            exchanges = read_curl(&format!("HTTP/1.1 200 OK\n{}", text.trim_start()));
            exchanges.retain(|exchange| !exchange.response_headers.is_empty());
        }
        for exchange in exchanges {
            self.add(exchange, url);
        }
        Ok(())
    }

    /// Adds one exchange to the recording it belongs to.
    fn add(&mut self, exchange: CapturedExchange, unknown: &Target) {
        let written = exchange.url.as_deref();
        let target = written.map_or(Some(unknown.clone()), |url| Target::parse(url).ok());
        let (Some(target), Some(status), true) =
            (target, exchange.status, self.answers < MAX_GIVEN_ANSWERS)
        else {
            self.left_out += 1;
            return;
        };
        self.answers += 1;
        self.lacks_url |= written.is_none();
        let body = exchange.markup.into_bytes();
        let body = Body { read: body.len() as u64, bytes: body, ..Body::default() };
        let headers = padded(&exchange.response_headers, &exchange.masked_bytes);
        let answer = Response { body, ..Response::new(status, headers) };
        let mut request =
            Request::new(exchange.method.unwrap_or_else(|| "GET".to_owned()), target.url.clone());
        request.headers = exchange.request_headers;
        let purpose = purpose(&request, exchange.resource_type.as_deref());
        let recording = self.recording_for(&target, purpose);
        let resource = resource(recording, &target, &request.method);
        let hop = recording.of(Purpose::Visit).count();
        recording.entries.push(Entry {
            probe: None,
            resource,
            purpose,
            origin: origin_kind::of(&request, &target),
            hop: if purpose == Purpose::Visit { hop } else { 0 },
            exchange: Box::new(Exchange::new(request, Ok(answer))),
        });
    }

    /// A visit begins a recording, unless a redirect has led to it.
    fn recording_for(&mut self, target: &Target, purpose: Purpose) -> &mut Recording {
        let known = match purpose {
            Purpose::Visit => self.recordings.iter().rposition(|it| leads_to(it, target)),
            _ => self.recordings.iter().rposition(|it| {
                it.target.origin == target.origin
                    || it.resources.iter().any(|known| known.target.origin == target.origin)
            }),
        };
        let index = known.unwrap_or_else(|| {
            self.recordings.push(Recording::new(target.clone()));
            self.recordings.len() - 1
        });
        &mut self.recordings[index]
    }
}

/// Fields with their cookies as long as they were before they were masked. A report masks them again.
fn padded(headers: &HeaderList, masked_bytes: &[(usize, usize)]) -> HeaderList {
    let field = |(place, (name, value)): (usize, (&str, &[u8]))| {
        let more = masked_bytes.iter().find(|(it, _)| *it == place).map_or(0, |(_, more)| *more);
        // The value of the cookie is what comes first.
        let end = value.iter().position(|&byte| byte == b';').unwrap_or(value.len());
        let (cookie, attributes) = value.split_at(end);
        (name.to_owned(), [cookie, &b"x".repeat(more), attributes].concat())
    };
    headers.iter().enumerate().map(field).collect()
}

/// As much of a file as tells a HAR file from others.
const HEAD_BYTES: usize = 4096;

fn fill(source: &mut impl Read, buffer: &mut [u8]) -> Result<usize, Problem> {
    let mut length = 0;
    while length < buffer.len() {
        match source.read(&mut buffer[length..]) {
            Ok(0) => break,
            Ok(read) => length += read,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(unreadable(error)),
        }
    }
    Ok(length)
}

#[expect(clippy::needless_pass_by_value, reason = "for `map_err`")]
fn unreadable(error: std::io::Error) -> Problem {
    Problem::bad_request(format!("it cannot be read: {error}"))
}

fn purpose(request: &Request, resource_type: Option<&str>) -> Purpose {
    let is_page = resource_type.is_none_or(|kind| kind == "document");
    let fields: Vec<_> = request.headers.iter().collect();
    match categorize(&request.method, &fields) {
        RequestCategory::Preflight { .. } => Purpose::Preflight,
        RequestCategory::NotCors if is_page && request.method == "GET" => Purpose::Visit,
        RequestCategory::NotCors | RequestCategory::Actual { .. } => Purpose::Actual,
    }
}

/// Whether the last visit of a recording was sent on to `target`.
fn leads_to(recording: &Recording, target: &Target) -> bool {
    let Some((index, answer)) = recording.page() else { return false };
    let url = &recording.entries[index].exchange.request.url;
    let location = answer.text("location").filter(|_| answer.is_redirect());
    location
        .and_then(|location| url.join(&location).ok())
        .is_some_and(|led_to| Target::new(led_to).url == target.url)
}

/// The resource's place in the recording, where it is added if it is new.
fn resource(recording: &mut Recording, target: &Target, method: &str) -> usize {
    let resource = Resource { target: target.clone(), method: method.to_owned() };
    if let Some(known) = recording.resources.iter().position(|known| *known == resource) {
        return known;
    }
    if recording.resources.len() < MAX_RESOURCES {
        recording.resources.push(resource);
    }
    recording.resources.len() - 1
}

#[cfg(test)]
mod tests {
    use corsmith_scan::{OriginKind, Purpose};

    use super::Given;

    fn entries(text: &str) -> Vec<(String, Purpose, Option<OriginKind>, u16)> {
        let given = Given::read(text.as_bytes(), None).unwrap();
        let entries = given.recordings.iter().flat_map(|recording| &recording.entries);
        entries
            .map(|entry| {
                let exchange = &entry.exchange;
                let status = exchange.response().unwrap().status;
                (exchange.request.url.to_string(), entry.purpose, entry.origin, status)
            })
            .collect()
    }

    #[test]
    fn header_lines_by_themselves_are_a_visit() {
        let unknown = "https://unknown.invalid/".to_owned();
        for text in ["Server: nginx\nVary: Origin\n", "HTTP/1.1 200 OK\r\nServer: nginx\r\n\r\n"] {
            assert_eq!(entries(text), [(unknown.clone(), Purpose::Visit, None, 200)], "{text}");
        }
    }

    #[test]
    fn what_curl_was_told_is_known() {
        let text = "$ curl -i -X OPTIONS -H 'Origin: https://a.example' \
            -H 'Access-Control-Request-Method: PUT' https://api.example.com/x\nHTTP/2 204\nvary: origin\n";
        let (url, purpose, origin, status) = entries(text).remove(0);
        assert_eq!((url.as_str(), status), ("https://api.example.com/x", 204));
        assert_eq!((purpose, origin), (Purpose::Preflight, Some(OriginKind::Candidate)));
    }

    #[test]
    fn markup_is_kept_and_nothing_else() {
        let html =
            "<!doctype html>\n<meta http-equiv=content-security-policy content=\"img-src *\">";
        for (case, text, expected) in [
            ("a page", format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{html}"), true),
            ("a body without a type", format!("HTTP/1.1 200 OK\n\n{html}"), true),
            ("data", format!("HTTP/1.1 200 OK\nContent-Type: application/json\n\n{html}"), false),
            (
                "a HAR file",
                r#"{"log": {"entries": [{"request": {"method": "GET", "url": "https://a.example/"},
                "response": {"status": 200, "headers": [], "content": {"mimeType": "text/html",
                "text": "<!doctype html>\n<meta http-equiv=content-security-policy>"}}}]}}"#
                    .to_owned(),
                true,
            ),
        ] {
            let given = Given::read(text.as_bytes(), None).unwrap();
            let answer = given.recordings[0].entries[0].exchange.response().unwrap();
            assert_eq!(
                answer.body.bytes.starts_with(b"<!doctype html>\n<meta"),
                expected,
                "{case}"
            );
            assert_eq!(answer.body.read, answer.body.bytes.len() as u64, "{case}");
        }
    }

    #[test]
    fn cookies_are_as_long_as_they_were_and_no_secret() {
        let secret = "s3cr3t".repeat(1000);
        let text = format!("HTTP/1.1 200 OK\nServer: x\nSet-Cookie: sid={secret}; Secure\n\n");
        let given = Given::read(text.as_bytes(), None).unwrap();
        let answer = given.recordings[0].entries[0].exchange.response().unwrap();
        let cookie = answer.text("set-cookie").unwrap();
        assert_eq!(cookie.len(), format!("sid={secret}; Secure").len());
        assert!(cookie.ends_with("x; Secure") && !cookie.contains("s3cr3t"), "{cookie}");
    }

    #[test]
    fn redirects_belong_to_one_visit() {
        let har = r#"{"log": {"entries": [
            {"request": {"method": "GET", "url": "http://a.example/", "headers": []},
             "response": {"status": 301, "headers": [{"name": "Location", "value": "https://a.example/"}]}},
            {"request": {"method": "GET", "url": "https://a.example/", "headers": []},
             "response": {"status": 200, "headers": []}},
            {"request": {"method": "GET", "url": "https://b.example/", "headers": []},
             "response": {"status": 0, "headers": []}}
        ]}}"#;
        let given = Given::read(har.as_bytes(), None).unwrap();
        assert_eq!(given.recordings.len(), 1);
        let hops: Vec<_> = given.recordings[0].entries.iter().map(|entry| entry.hop).collect();
        assert_eq!(hops, [0, 1]);
        assert_eq!(given.warnings.len(), 1, "{:?}", given.warnings);
    }

    #[test]
    fn what_has_no_answer_is_refused() {
        for text in ["", "hello", "{\"log\": {\"entries\": []}}", "{\"log\": 1"] {
            assert!(Given::read(text.as_bytes(), None).is_err(), "{text}");
        }
        assert!(Given::read(&b"Server: x"[..], Some("ftp://a")).is_err());
    }
}
