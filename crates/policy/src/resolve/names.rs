//! Methods and header names: each judged alone.

use corsmith_fetch as fetch;

use super::Resolver;
use crate::decode::clip;
use crate::document::Texts;
use crate::limits::{MAX_HEADER_NAMES, MAX_METHODS};
use crate::{Fix, NameList, PolicyError, Refusal, Span};

/// The valid entries of a list of methods or header names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Names {
    /// The list, if written.
    pub span: Option<Span>,
    /// Its valid entries, the wildcard included.
    pub entries: Vec<Name>,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// As it counts: a method is normalised.
    pub name: String,
    /// As it was written.
    pub written: String,
    /// Where.
    pub span: Span,
}

impl Names {
    /// The wildcard's entry.
    #[must_use]
    pub fn wildcard(&self) -> Option<&Name> {
        self.entries.iter().find(|entry| entry.name == "*")
    }

    /// The entries besides the wildcard.
    pub fn named(&self) -> impl Iterator<Item = &Name> {
        self.entries.iter().filter(|entry| entry.name != "*")
    }

    /// As the policy keeps it.
    #[must_use]
    pub fn to_list(&self) -> NameList {
        NameList::new(self.entries.iter().map(|entry| entry.name.clone()))
    }
}

/// The six response headers of the CORS protocol, in lower case.
const RESPONSE_HEADERS: [&str; 6] = [
    "access-control-allow-credentials",
    "access-control-allow-headers",
    "access-control-allow-methods",
    "access-control-allow-origin",
    "access-control-expose-headers",
    "access-control-max-age",
];

/// Headers that no script would ever read from an answer: request headers, and the three that
/// only a preflight's answer carries.
const NEVER_EXPOSED: [&str; 6] = [
    "access-control-allow-headers",
    "access-control-allow-methods",
    "access-control-max-age",
    "access-control-request-headers",
    "access-control-request-method",
    "origin",
];

/// Why an entry is refused: the refusal, the message, and help.
type Fault = Option<(Refusal, String, &'static str)>;

impl Resolver<'_> {
    pub(super) fn methods(&mut self, texts: &Texts) -> Names {
        self.names(texts, ("allow-methods", MAX_METHODS), method_fault, |written| {
            fetch::normalize_method(written).into_owned()
        })
    }

    pub(super) fn allow_headers(&mut self, texts: &Texts) -> Names {
        self.names(texts, ("allow-headers", MAX_HEADER_NAMES), allow_header_fault, str::to_owned)
    }

    pub(super) fn expose_headers(&mut self, texts: &Texts) -> Names {
        self.names(texts, ("expose-headers", MAX_HEADER_NAMES), expose_header_fault, str::to_owned)
    }

    fn names(
        &mut self,
        texts: &Texts,
        (setting, limit): (&str, usize),
        fault: fn(&str) -> Fault,
        normalize: fn(&str) -> String,
    ) -> Names {
        let mut entries: Vec<Name> = Vec::new();
        for (index, text) in texts.value.iter().enumerate() {
            for written in self.expand(text) {
                // The document's own entries are counted already; a variable may hold more.
                if entries.len() == limit {
                    let message = format!("`{setting}` has more than {limit} entries");
                    let error = PolicyError::new(Refusal::Syntax, texts.span, message);
                    self.errors.push(error.at(setting));
                    return Names { span: Some(texts.span), entries };
                }
                if let Some((refusal, message, help)) = fault(&written) {
                    let fix = match refusal {
                        Refusal::InvalidMethod | Refusal::InvalidHeaderName => {
                            split_fix(&written, text.span, fault)
                        }
                        _ => Some(Fix::remove("remove it", text.span)),
                    };
                    let mut error = PolicyError::new(refusal, text.span, message)
                        .at(format!("{setting}[{index}]"))
                        .fix(fix);
                    if !help.is_empty() {
                        error = error.help(help);
                    }
                    self.errors.push(error);
                } else {
                    let name = normalize(&written);
                    entries.push(Name { name, written: written.into_owned(), span: text.span });
                }
            }
        }
        Names { span: Some(texts.span), entries }
    }
}

/// For `GET, PUT` in one text: the names apart, if each is valid.
fn split_fix(written: &str, span: Span, fault: fn(&str) -> Fault) -> Option<Fix> {
    let separators = |character: char| character == ',' || character.is_whitespace();
    let parts: Vec<String> =
        written.split(separators).filter(|part| !part.is_empty()).map(str::to_owned).collect();
    let valid = !parts.is_empty() && parts.iter().all(|part| fault(part).is_none());
    let title = match &parts[..] {
        [part] => format!("use `{part}`"),
        _ => "write each as an entry of its own".to_owned(),
    };
    valid.then_some(Fix { title, span, replacement: parts })
}

fn method_fault(method: &str) -> Fault {
    let quoted = clip(method);
    if !fetch::is_method(method) {
        let message = format!(
            "`{quoted}` is not a method: a method is one token of letters, digits and `!#$%&'*+-.^_|~`"
        );
        return Some((Refusal::InvalidMethod, message, ""));
    }
    if fetch::is_forbidden_method(method) {
        let message = format!("`{quoted}` is a forbidden method: no script can send it");
        return Some((Refusal::ForbiddenMethod, message, ""));
    }
    None
}

fn allow_header_fault(name: &str) -> Fault {
    let quoted = clip(name);
    if !fetch::is_header_name(name) {
        let message = format!(
            "`{quoted}` is not a header name: a header name is one token, without spaces and colons"
        );
        return Some((Refusal::InvalidHeaderName, message, ""));
    }
    let lower = name.to_ascii_lowercase();
    if RESPONSE_HEADERS.contains(&lower.as_str()) {
        let message =
            format!("`{quoted}` is a response header, and `allow-headers` lists request headers");
        let help = "the server sends it; a page that sets it only causes a preflight that fails";
        return Some((Refusal::ResponseHeaderAllowed, message, help));
    }
    if fetch::is_forbidden_request_header_name(name) {
        let message = format!(
            "`{quoted}` is a forbidden request-header: the browser sets it, and no script can"
        );
        return Some((Refusal::ForbiddenRequestHeader, message, ""));
    }
    None
}

fn expose_header_fault(name: &str) -> Fault {
    let quoted = clip(name);
    if !fetch::is_header_name(name) {
        let message = format!(
            "`{quoted}` is not a header name: a header name is one token, without spaces and colons"
        );
        return Some((Refusal::InvalidHeaderName, message, ""));
    }
    if fetch::is_forbidden_response_header_name(name) {
        let message = format!(
            "`{quoted}` is a forbidden response-header name: no browser shows it to a script"
        );
        return Some((Refusal::ForbiddenResponseHeader, message, ""));
    }
    if NEVER_EXPOSED.contains(&name.to_ascii_lowercase().as_str()) {
        let message = format!("`{quoted}` is never in an answer that a script reads");
        let help = "it is a request header, or a header of preflight answers only";
        return Some((Refusal::UselessExposedHeader, message, help));
    }
    None
}
