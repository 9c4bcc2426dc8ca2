//! A server's answers: response headers by themselves, the output of `curl -i` or `curl -v`, what
//! DevTools copies (`name: value`, or name and value on lines of their own). There may be several
//! answers, such as a preflight's and the actual request's; their headers are put together.
//!
//! An answer is for one origin, one path and one request: what the policy says beyond it cannot be
//! read from it, and the notes say so.

mod answer;
mod credentials;
mod distinct;
mod max_age;
mod names;
mod notes;
mod origins;
mod strangers;
mod text;

use corsmith_diagnose::capture::{MAX_HEADER_LIST_BYTES, MAX_HEADERS};
use corsmith_fetch::names::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_EXPOSE_HEADERS,
    ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD,
};
use corsmith_policy::{Draft, DraftSettings};

use super::{Reader, Reading};
use crate::{ImportError, ImportFormat};
use answer::Answer;
use names::NameHeader;
use notes::Notes;

pub(super) const READER: Reader =
    Reader { format: ImportFormat::Headers, detect: text::is_headers, read };

const METHODS: NameHeader = NameHeader {
    name: ACCESS_CONTROL_ALLOW_METHODS,
    asked_in: Some(ACCESS_CONTROL_REQUEST_METHOD),
    fold: str::to_owned,
};
const HEADERS: NameHeader = NameHeader {
    name: ACCESS_CONTROL_ALLOW_HEADERS,
    asked_in: Some(ACCESS_CONTROL_REQUEST_HEADERS),
    fold: str::to_ascii_lowercase,
};
const EXPOSED: NameHeader = NameHeader {
    name: ACCESS_CONTROL_EXPOSE_HEADERS,
    asked_in: None,
    fold: str::to_ascii_lowercase,
};

fn read(text: &str) -> Result<Reading, ImportError> {
    let mut answers = text::answers(text);
    if !answers.iter().any(Answer::has_cors) {
        let name = answers.iter().find_map(Answer::left_out_from);
        return Err(name.map_or(ImportError::NoCorsHeaders, |name| ImportError::TooManyHeaders {
            name: name.to_owned(),
        }));
    }
    let mut notes = Notes::default();
    for name in answers.iter().filter_map(Answer::left_out_from) {
        notes.push(format!(
            "the header `{name}` is left out, it and what follows it in that answer: at most {MAX_HEADER_LIST_BYTES} bytes and {MAX_HEADERS} headers of an answer are read"
        ));
    }
    leave_out_redirects(&mut answers, &mut notes);
    let policy = DraftSettings {
        allow_origins: origins::read(&answers, &mut notes),
        allow_methods: METHODS.read(&answers, &mut notes),
        allow_headers: HEADERS.read(&answers, &mut notes),
        allow_credentials: credentials::read(&answers, &mut notes),
        expose_headers: EXPOSED.read(&answers, &mut notes),
        max_age: max_age::read(&answers, &mut notes),
        ..DraftSettings::default()
    };
    strangers::note(&answers, &mut notes);
    if !answers.iter().any(Answer::may_be_preflight) {
        notes.push(
            "there is no answer to a preflight: which methods and headers are allowed, and for how \
             long a preflight may be reused, is not known",
        );
    } else if answers.iter().all(Answer::is_preflight) {
        notes.push(
            "there are answers to preflights alone: which response headers are exposed is not known",
        );
    }
    notes.push("what other paths answer, and whether the data is public (`data`), is not known");
    Ok((Draft { policy, ..Draft::default() }, notes.into_list()))
}

/// Where a redirect was followed, the policy is that of the server at its end.
fn leave_out_redirects(answers: &mut Vec<Answer>, notes: &mut Notes) {
    let is_end = |answer: &Answer| answer.has_cors() && answer.redirect_status().is_none();
    if !answers.iter().any(is_end) {
        return;
    }
    let statuses = answers.iter().filter(|answer| answer.has_cors());
    for status in statuses.filter_map(Answer::redirect_status) {
        notes.push(format!(
            "the answer with status {status} is a redirect, and its headers are left out: import it by itself if the policy is that server's"
        ));
    }
    answers.retain(|answer| answer.redirect_status().is_none());
}

#[cfg(test)]
mod tests {
    use corsmith_policy::Format;

    use super::read;
    use crate::ImportError;

    /// The policy without its first lines, and the notes without those that every import has.
    fn imported(text: &str) -> (String, Vec<String>) {
        let (draft, mut notes) = read(text).unwrap_or_else(|error| panic!("{error}: {text}"));
        notes.retain(|note| !note.ends_with("is not known"));
        let toml = draft.write(Format::Toml).text;
        let toml = toml.strip_prefix("version = 1\n\n[policy]\n").unwrap_or(&toml);
        (toml.trim_end().replace('\n', "; "), notes)
    }

    #[test]
    fn settings_are_read() {
        let rows = [
            ("any origin", "Access-Control-Allow-Origin: *", r#"allow-origins = ["*"]"#),
            (
                "no case and no blanks",
                "ACCESS-CONTROL-ALLOW-ORIGIN:https://a.example  ",
                r#"allow-origins = ["https://a.example"]"#,
            ),
            (
                "an answer",
                "HTTP/1.1 204 No Content\r\nAccess-Control-Allow-Origin: *\r\nAccess-Control-Allow-Methods: GET, PUT\r\nAccess-Control-Allow-Headers: *\r\n\r\n",
                r#"allow-origins = ["*"]; allow-methods = ["GET", "PUT"]; allow-headers = ["*"]"#,
            ),
            (
                "the body is none",
                "HTTP/1.1 200 OK\nAccess-Control-Allow-Origin: *\n\nAccess-Control-Allow-Methods: PUT\n",
                r#"allow-origins = ["*"]"#,
            ),
            (
                "safelisted methods stay",
                "access-control-allow-origin: *\naccess-control-allow-methods: GET,HEAD,POST",
                r#"allow-origins = ["*"]; allow-methods = ["GET", "HEAD", "POST"]"#,
            ),
            (
                "names of two fields",
                "access-control-allow-origin: *\naccess-control-allow-headers: X-A\naccess-control-allow-headers: x-a, X-B",
                r#"allow-origins = ["*"]; allow-headers = ["X-A", "X-B"]"#,
            ),
            (
                "a preflight's and an actual answer",
                "HTTP/2 204\naccess-control-allow-origin: *\naccess-control-allow-methods: PUT\naccess-control-max-age: 600\n\nHTTP/2 200\naccess-control-allow-origin: *\naccess-control-expose-headers: ETag\n",
                r#"allow-origins = ["*"]; allow-methods = ["PUT"]; expose-headers = ["ETag"]; max-age = 600"#,
            ),
            (
                "the same without status lines",
                "access-control-allow-origin: *\naccess-control-allow-methods: PUT\n\naccess-control-allow-origin: *\naccess-control-expose-headers: ETag\n",
                r#"allow-origins = ["*"]; allow-methods = ["PUT"]; expose-headers = ["ETag"]"#,
            ),
            (
                "curl -v",
                "> GET / HTTP/1.1\n> Host: a.example\n>\n< HTTP/1.1 200 OK\n< Access-Control-Allow-Origin: *\n<\n",
                r#"allow-origins = ["*"]"#,
            ),
            (
                "a name and its value apart",
                "access-control-allow-origin\nhttps://a.example\nvary\nAccept\naccess-control-allow-credentials:\ntrue",
                r#"allow-origins = ["https://a.example"]; allow-credentials = true"#,
            ),
            (
                "DevTools' summary",
                "Request URL:\nhttps://api.example/\nRequest Method:\nGET\nStatus Code:\n200 OK\naccess-control-allow-origin:\n*\n",
                r#"allow-origins = ["*"]"#,
            ),
            (
                "refused values stay",
                "Access-Control-Allow-Origin: https://a.example/\nAccess-Control-Allow-Methods: TRACE\nAccess-Control-Allow-Headers: Cookie",
                r#"allow-origins = ["https://a.example/"]; allow-methods = ["TRACE"]; allow-headers = ["Cookie"]"#,
            ),
            (
                "credentials",
                "Access-Control-Allow-Origin: https://a.example\nAccess-Control-Allow-Credentials: true",
                r#"allow-origins = ["https://a.example"]; allow-credentials = true"#,
            ),
            (
                "a value that goes on in the next line",
                "HTTP/1.1 204 No Content\nAccess-Control-Allow-Origin: *\nAccess-Control-Allow-Headers: X-A,\n X-B\n\t, X-C\n",
                r#"allow-origins = ["*"]; allow-headers = ["X-A", "X-B", "X-C"]"#,
            ),
            (
                "lines that are all indented",
                "  HTTP/1.1 204 No Content\n  Access-Control-Allow-Origin: *\n  Access-Control-Allow-Methods: PUT\n",
                r#"allow-origins = ["*"]; allow-methods = ["PUT"]"#,
            ),
            (
                "a comment before",
                "# answer\nAccess-Control-Allow-Origin: *",
                r#"allow-origins = ["*"]"#,
            ),
        ];
        for (name, text, expected) in rows {
            assert_eq!(imported(text), (expected.to_owned(), vec![]), "{name}");
        }
    }

    /// What an answer has that browsers refuse, or that says more or less than it seems to.
    #[test]
    fn notes_say_what_is_odd() {
        let origin = "Access-Control-Allow-Origin: https://a.example\n";
        let get = "$ curl -i -H 'Origin: https://a.example' https://api.example/\nHTTP/2 200\n";
        let options = "$ curl -i -X OPTIONS -H 'Origin: https://a.example' -H 'Access-Control-Request-Method: PUT' -H 'Access-Control-Request-Headers: x-b,x-a' https://api.example/\nHTTP/2 204\n";
        let rows = [
            format!("{origin}Vary: Accept, Origin"),
            format!("{get}{origin}"),
            format!("{get}{origin}vary: *"),
            format!("{get}Access-Control-Allow-Credentials: true"),
            "Access-Control-Allow-Origin: https://a.example, https://b.example".to_owned(),
            "Access-Control-Allow-Origin: https://a.example https://b.example".to_owned(),
            format!("{origin}Access-Control-Allow-Origin: *"),
            format!("{origin}{origin}"),
            "Access-Control-Allow-Origin: null".to_owned(),
            "Access-Control-Allow-Origin:\nAccess-Control-Allow-Methods: PUT".to_owned(),
            format!(
                "HTTP/2 200\n{origin}\nHTTP/2 200\nAccess-Control-Allow-Origin: https://b.example"
            ),
            format!(
                "{options}{origin}Access-Control-Allow-Methods: PUT\nAccess-Control-Allow-Headers: X-A, x-b"
            ),
            "Access-Control-Allow-Origin: *\nAccess-Control-Allow-Methods: GET PUT, DELETE"
                .to_owned(),
            format!(
                "HTTP/2 200\n{origin}Access-Control-Allow-Methods: PUT\n\nHTTP/2 200\n{origin}Access-Control-Allow-Methods: GET"
            ),
            format!("{origin}Access-Control-Allow-Credentials: True"),
            format!("{origin}Access-Control-Allow-Credentials: false"),
            format!(
                "HTTP/2 204\n{origin}Access-Control-Allow-Credentials: true\n\nHTTP/2 200\n{origin}"
            ),
            "Access-Control-Allow-Origin: *\nAccess-Control-Allow-Credentials: true".to_owned(),
            format!("{origin}Access-Control-Max-Age: 0"),
            format!("{origin}Access-Control-Max-Age: -1"),
            format!("{origin}Access-Control-Max-Age: 10m"),
            format!("{origin}Access-Control-Max-Age: 7200"),
            format!("{origin}Access-Control-Max-Age: 86400"),
            format!("{origin}Access-Control-Max-Age: 31536000"),
            format!("{origin}Access-Control-Max-Age: 600\nAccess-Control-Max-Age: 60"),
            format!(
                "{origin}Access-Control-Allow-Header: X-A\nAccess-Control-Request-Method: PUT\nAccess-Control-Foo: x\nAccess-Control-Allow-Private-Network: true"
            ),
        ];
        let said: Vec<_> = rows
            .iter()
            .map(|text| {
                let (policy, notes) = imported(text);
                let notes: String = notes.iter().map(|note| format!("\n  {note}")).collect();
                format!("{}\n= {policy}{notes}\n", text.trim_end())
            })
            .collect();
        insta::assert_snapshot!(said.join("\n"));
    }

    #[test]
    fn a_redirect_is_not_the_server_at_its_end() {
        let followed = "HTTP/1.1 302 Found\nAccess-Control-Allow-Origin: *\nLocation: https://b.example/\n\n\
             HTTP/1.1 200 OK\nAccess-Control-Allow-Origin: https://a.io\n\n";
        let (policy, notes) = imported(followed);
        assert_eq!(policy, r#"allow-origins = ["https://a.io"]"#);
        assert!(notes.iter().any(|note| note.contains("status 302 is a redirect")), "{notes:?}");
        let (first, _) = followed.split_once("\n\n").unwrap();
        assert_eq!(imported(first).0, r#"allow-origins = ["*"]"#);
    }

    #[test]
    fn a_line_that_is_too_long_is_said() {
        let long = format!("Access-Control-Allow-Headers: {}", "x-a, ".repeat(20_000));
        for text in [format!("HTTP/2 204\n{long}\n"), long.clone()] {
            let name = "Access-Control-Allow-Headers".to_owned();
            assert_eq!(read(&text), Err(ImportError::TooManyHeaders { name }));
        }
        let origin = "Access-Control-Allow-Origin: *";
        let half = &long[..40_000];
        let rows = [
            ("a line", format!("HTTP/2 204\n{origin}\n{long}\n"), "Access-Control-Allow-Headers"),
            (
                "curl -v",
                format!("< HTTP/2 204\n< {origin}\n< {long}\n<\n"),
                "Access-Control-Allow-Headers",
            ),
            (
                "lines together",
                format!("HTTP/2 204\n{origin}\n{half}\n{half}\n"),
                "Access-Control-Allow-Headers",
            ),
            (
                "another name",
                format!("HTTP/2 204\n{origin}\nX-Long: {long}\nAccess-Control-Max-Age: 5\n"),
                "X-Long",
            ),
        ];
        for (case, text, name) in rows {
            let (_, notes) = imported(&text);
            let said = format!("the header `{name}` is left out, it and what follows it");
            assert!(notes.iter().any(|note| note.starts_with(&said)), "{case}: {notes:?}");
        }
    }

    #[test]
    fn what_is_not_known_depends_on_the_answers() {
        let unknown = |text: &str| {
            let mut notes = read(text).unwrap().1;
            notes.retain(|note| note.ends_with("is not known"));
            notes.iter().map(|note| note[..24].to_owned()).collect::<Vec<_>>()
        };
        let data = "what other paths answer,";
        let (preflight, exposed) = ("there is no answer to a ", "there are answers to pre");
        let methods = "access-control-allow-methods: PUT\n";
        assert_eq!(unknown("access-control-allow-origin: *"), [preflight, data]);
        assert_eq!(unknown(methods), [data]);
        let options = "curl -i -X OPTIONS https://a.example\nHTTP/1.1 204 No Content\n";
        assert_eq!(unknown(&format!("{options}{methods}")), [exposed, data]);
        assert_eq!(unknown(&format!("{options}{methods}\nHTTP/1.1 200 OK\n{methods}")), [data]);
    }

    /// A megabyte of what costs most: a list that is searched for each member would take minutes.
    #[test]
    fn long_answers_are_read_whole_and_noted_briefly() {
        let answer = |n: usize| {
            let members = (0..9_000).map(|member| format!("x{:x},", member + n * 9_000));
            let list: String = members.collect();
            format!(
                "HTTP/2 200\nAccess-Control-Allow-Origin: {list}\n\n\
                 HTTP/2 200\nAccess-Control-Allow-Headers: {list}\n\n"
            )
        };
        let (draft, notes) = read(&(0..8).map(answer).collect::<String>()).unwrap();
        assert_eq!(draft.policy.allow_origins.map(|list| list.len()), Some(72_000));
        assert_eq!(draft.policy.allow_headers.map(|list| list.len()), Some(72_000));
        assert!(notes.len() <= 40 && notes.iter().all(|note| note.len() < 500));
    }

    #[test]
    fn headers_without_cors_are_no_policy() {
        for text in [
            "Server: nginx",
            "HTTP/1.1 200 OK\nVary: Origin\n\n<p>Access-Control-Allow-Origin: *",
            "> GET / HTTP/1.1\n> Access-Control-Request-Method: PUT\n",
        ] {
            assert_eq!(read(text), Err(ImportError::NoCorsHeaders), "{text}");
        }
    }
}
