//! What the address asks: the policy, and the page's `fetch()`.

use corsmith_fetch::Origin;
use corsmith_operations::limits::MAX_HEADER_FIELDS;
use corsmith_policy::DraftSettings;
use corsmith_simulate::{CaseRequest, Credentials, Mode, Redirect};

use super::clip::clip;
use super::suggestion::{EXAMPLE_PAGE, Suggestion};
use super::typed_answer::TypedAnswer;
use crate::pages::build::View;
use crate::query::Pairs;

/// The keys that are not the policy's.
const KEYS: [&str; 9] =
    ["from", "url", "method", "header", "send", "status", "server", "answer", "whole"];

const EXAMPLE_URL: &str = "https://api.example.com/orders";

/// What the page shows and simulates.
pub(super) struct Asked {
    /// The policy, and where Build was.
    pub(super) view: View,
    /// The page's origin as it was typed.
    pub(super) from: String,
    /// The same as an origin, where it is one or begins with one.
    pub(super) origin: String,
    pub(super) url: String,
    pub(super) method: String,
    /// As typed: `Name: value`, one a line.
    pub(super) header: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) send: Credentials,
    pub(super) status: String,
    pub(super) server: Server,
    pub(super) answer: String,
    pub(super) errors: Errors,
}

/// Who answers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Server {
    Policy,
    /// Headers typed by hand.
    Answer,
}

/// What is wrong, by field: sentences without their full stop.
#[derive(Default)]
pub(super) struct Errors {
    pub(super) from: Option<String>,
    pub(super) url: Option<String>,
    pub(super) header: Option<String>,
    pub(super) status: Option<String>,
    pub(super) answer: Option<String>,
}

impl Errors {
    pub(super) const fn has_any(&self) -> bool {
        self.from.is_some()
            || self.url.is_some()
            || self.header.is_some()
            || self.status.is_some()
            || self.answer.is_some()
    }
}

impl Asked {
    pub(super) fn read(query: &[u8]) -> Self {
        let (own, policy) = Pairs::parse(query).split(&KEYS);
        let view = View::of(policy);
        // A form sends the choice of credentials in any case, and what is empty not at all. So where
        // there is no choice, what is missing was never asked.
        let is_form = own.get("send").is_some();
        let is_first = own.is_empty();
        let default = |key: &str, example: &dyn Fn() -> String| match own.get(key) {
            Some(value) => value.to_owned(),
            None if is_form => String::new(),
            None => example(),
        };
        let suggestion = Suggestion::of(&view);
        let from = default("from", &|| suggestion.page());
        let url = default("url", &|| EXAMPLE_URL.to_owned());
        let mut asked = Self {
            origin: origin_in(&from),
            method: match own.get("method") {
                None if is_first => suggestion.method(),
                method => method.unwrap_or("GET").trim().to_owned(),
            },
            header: if is_first {
                suggestion.header()
            } else {
                own.all("header").collect::<Vec<_>>().join("\n")
            },
            headers: Vec::new(),
            send: match own.get("send") {
                Some("include") => Credentials::Include,
                Some("omit") => Credentials::Omit,
                None if is_first && suggestion.credentials() => Credentials::Include,
                _ => Credentials::SameOrigin,
            },
            status: own.get("status").unwrap_or_default().trim().to_owned(),
            server: match own.get("server") {
                Some("answer") => Server::Answer,
                _ => Server::Policy,
            },
            answer: own.get("answer").unwrap_or_default().to_owned(),
            errors: Errors::default(),
            view,
            from,
            url,
        };
        asked.check();
        asked
    }

    fn check(&mut self) {
        let errors = &mut self.errors;
        if self.from.trim().is_empty() {
            errors.from =
                Some(format!("say which page asks: its origin, such as `{EXAMPLE_PAGE}`"));
        } else if let Err(error) = Origin::parse(&self.origin) {
            errors.from = Some(format!("`{}` is no origin: {error}", clip(&self.origin)));
        }
        if self.url.is_empty() {
            errors.url = Some(format!("say what the page asks for, such as `{EXAMPLE_URL}`"));
        }
        match header_lines(&self.header) {
            Ok(headers) => self.headers = headers,
            Err(why) => errors.header = Some(why),
        }
        if !self.status.is_empty() && status_of(&self.status).is_none() {
            errors.status = Some("a status is a number from 200 to 599".to_owned());
        }
        if self.server == Server::Answer {
            errors.answer = TypedAnswer::parse(&self.answer, None).err();
        }
    }

    pub(super) fn request(&self) -> CaseRequest {
        CaseRequest {
            url: self.url.clone(),
            method: self.method.clone(),
            headers: self.headers.clone(),
            credentials: self.send,
            mode: Mode::Cors,
            redirect: Redirect::Follow,
            referrer_policy: None,
            use_cors_preflight_flag: false,
        }
    }

    pub(super) fn status_code(&self) -> Option<u16> {
        status_of(&self.status)
    }

    /// The choices of credentials, as the form has them.
    pub(super) fn sends(&self) -> [(&'static str, &'static str, bool); 3] {
        [
            (
                "same-origin",
                "same-origin (the default): not to another origin",
                self.send == Credentials::SameOrigin,
            ),
            (
                "include",
                "include: cookies, client certificates, HTTP authentication",
                self.send == Credentials::Include,
            ),
            ("omit", "omit: never", self.send == Credentials::Omit),
        ]
    }

    pub(super) fn is_answer(&self) -> bool {
        self.server == Server::Answer
    }

    /// The name of the environment whose policy answers.
    pub(super) fn environment(&self) -> Option<&str> {
        let index = self.view.scope.environment?;
        self.view.draft.environments.get(index).map(|(name, _)| name.as_str())
    }

    /// The pairs of the policy, which the form carries along.
    pub(super) fn hidden(&self) -> Vec<(String, String)> {
        let query = self.view.query_of(&self.view.draft);
        let pairs = Pairs::parse(query.as_bytes());
        pairs.iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
    }

    /// The policy in short: keys and values.
    pub(super) fn summary(&self) -> Vec<(&'static str, String)> {
        let suggestion = Suggestion::of(&self.view);
        let mut rows = Vec::new();
        for key in DraftSettings::LISTS {
            let list = suggestion.list(key);
            if !list.is_empty() {
                rows.push((key, list.join(", ")));
            }
        }
        if suggestion.credentials() {
            rows.push(("allow-credentials", "true".to_owned()));
        }
        if let Some(age) = suggestion.find(|settings| settings.max_age.clone()) {
            rows.push(("max-age", age));
        }
        let paths = self.view.draft.policy.paths.as_ref().map_or(0, Vec::len);
        if paths > 0 {
            rows.push(("path", format!("{paths} with settings of their own")));
        }
        rows
    }
}

fn status_of(text: &str) -> Option<u16> {
    text.parse().ok().filter(|status| (200..600).contains(status))
}

/// The origin that a URL begins with; anything else as it is.
fn origin_in(text: &str) -> String {
    let text = text.trim();
    if let Ok(origin) = Origin::parse(text) {
        return origin.serialize();
    }
    let Some((scheme, rest)) = text.split_once("://") else { return text.to_owned() };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let origin = Origin::parse(&format!("{scheme}://{authority}"));
    origin.map_or_else(|_| text.to_owned(), |origin| origin.serialize())
}

/// The lines of the field as names and values. What a page may set is for the simulated
/// constructor to say.
fn header_lines(text: &str) -> Result<Vec<(String, String)>, String> {
    let mut headers = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let Some((name, value)) = line.split_once(':') else {
            let line = clip(line.trim());
            return Err(format!("line {}: write `{line}` as `Name: value`", index + 1));
        };
        headers.push((name.trim().to_owned(), value.trim().to_owned()));
    }
    if headers.len() > MAX_HEADER_FIELDS {
        return Err(format!("at most {MAX_HEADER_FIELDS} headers are read"));
    }
    Ok(headers)
}

#[cfg(test)]
mod tests {
    use super::{header_lines, origin_in};

    #[test]
    fn an_origin_is_found_in_a_url() {
        for (text, expected) in [
            ("https://a.example", "https://a.example"),
            (" https://a.example/b?c#d", "https://a.example"),
            ("HTTPS://A.example", "https://a.example"),
            ("null", "null"),
            ("a.example", "a.example"),
            ("https://a b/", "https://a b/"),
        ] {
            assert_eq!(origin_in(text), expected);
        }
    }

    #[test]
    fn headers_are_lines() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(header_lines("A: b\r\n\r\nC:d:e"), Ok(vec![pair("A", "b"), pair("C", "d:e")]));
        assert!(header_lines("A: b\nC").unwrap_err().starts_with("line 2"));
    }
}
