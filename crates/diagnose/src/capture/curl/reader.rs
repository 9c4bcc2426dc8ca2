//! Line by line through a pasted text.

use corsmith_fetch::is_redirect_status;
use url::Url;

use super::command::Command;
use super::draft::Draft;
use super::line::{
    Sender, Side, bracketed_field, field, request_line, side, status_line, without_time,
};
use crate::capture::exchange::{CapturedExchange, text_of};
use crate::capture::limits::MAX_CURL_EXCHANGES;

/// What the lines at hand belong to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Section {
    /// Nothing known: console lines, a body.
    #[default]
    Outside,
    /// A body, in which lines that look like headers are none.
    Body,
    RequestHead,
    ResponseHead,
    /// A head that is left out: 1xx, or a proxy's.
    SkippedHead,
}

#[derive(Debug, Default)]
pub(super) struct Reader {
    exchanges: Vec<CapturedExchange>,
    draft: Draft,
    section: Section,
    /// Since the last command, `<` and `>` lines were seen: plain heads are copies.
    is_verbose: bool,
    /// The scheme of the connection, as far as the `*` lines tell.
    scheme: Option<&'static str>,
    /// The command whose output is being read.
    command: Option<Command>,
    /// A label of DevTools' summary, whose value is on the next line.
    label: Option<Label>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    Url,
    Method,
    Status,
}

impl Reader {
    pub(super) fn read(mut self, text: &str) -> Vec<CapturedExchange> {
        let mut rest = text;
        while !rest.is_empty() && self.exchanges.len() < MAX_CURL_EXCHANGES {
            if let Some((command, after)) = Command::take(rest) {
                self.flush();
                self.is_verbose = false;
                self.scheme = None;
                self.start(&command);
                self.command = Some(command);
                rest = after;
                continue;
            }
            let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
            self.line(line.trim_end_matches('\r'));
            rest = after;
        }
        self.flush();
        self.exchanges.truncate(MAX_CURL_EXCHANGES);
        self.exchanges
    }

    fn line(&mut self, line: &str) {
        let line = without_time(line);
        if let Some(sent) = verbose(line, '>') {
            self.sent(sent);
        } else if let Some(received) = verbose(line, '<') {
            self.received(received);
        } else if let Some(info) = line.strip_prefix("* ") {
            self.info(info);
        } else if let Some(error) = line.strip_prefix("curl: (") {
            self.failed(&format!("curl: ({error}"));
        } else if !(line.starts_with("{ [") || line.starts_with("} [")) {
            self.plain(line);
        }
    }

    /// A line after `>`.
    fn sent(&mut self, line: &str) {
        if let Some((method, target)) = request_line(line) {
            self.is_verbose = true;
            self.next_exchange();
            // Of what a command says and what was sent, the latter is right.
            let (scheme, host) = (self.draft.scheme.take(), self.draft.host.take());
            let url = self.draft.url.take();
            self.draft = Draft {
                method: Some(method.to_owned()),
                target: Some(target.to_owned()),
                scheme: scheme.or_else(|| self.scheme_of(url.as_deref())),
                host,
                ..Draft::default()
            };
            self.section = Section::RequestHead;
        } else if self.section == Section::RequestHead {
            self.head_line(line);
        }
    }

    /// A line after `<`.
    fn received(&mut self, line: &str) {
        if let Some((status, sender)) = status_line(line) {
            self.is_verbose = true;
            if sender == Sender::Proxy || self.draft.is_connect() {
                self.draft = Draft::default();
            }
            self.head(status, sender);
        } else if matches!(self.section, Section::ResponseHead | Section::SkippedHead) {
            self.head_line(line);
        }
    }

    /// A line after `*`.
    fn info(&mut self, line: &str) {
        if let Some((name, value)) = bracketed_field(line) {
            if name == ":method" {
                self.next_exchange();
                self.draft = Draft { scheme: self.draft.scheme.take(), ..Draft::default() };
            }
            if self.draft.status.is_none() {
                self.draft.request_field(name, value);
            }
        } else if let Some((_, url)) = line.split_once("OPENED stream for ") {
            self.next_exchange();
            self.draft.scheme = url.split_once("://").map(|(scheme, _)| scheme.to_owned());
        } else if line.starts_with("SSL connection using") || line.starts_with("ALPN") {
            self.scheme = Some("https");
        } else if line.starts_with("Connected to ") || line.starts_with("Established connection") {
            // Lines about TLS follow if it is TLS on another port.
            self.scheme = Some(if line.contains(" port 443") { "https" } else { "http" });
        }
    }

    /// `curl` gave up.
    fn failed(&mut self, error: &str) {
        self.section = Section::Outside;
        if self.draft.status.is_some() {
            self.flush();
        }
        self.draft.error = Some(error.trim_end().to_owned());
        self.flush();
    }

    /// A line without a mark of `curl -v`.
    fn plain(&mut self, line: &str) {
        if let Some((status, sender)) = status_line(line) {
            if !self.is_verbose {
                self.head(status, sender);
            }
            return;
        }
        match self.section {
            Section::RequestHead | Section::ResponseHead | Section::SkippedHead
                if !self.is_verbose =>
            {
                self.head_line(line);
            }
            Section::Body => {
                self.draft.body.push_str(line);
                self.draft.body.push('\n');
            }
            _ if self.is_verbose => {}
            _ if request_line(line).is_some() => {
                self.flush();
                if let Some((method, target)) = request_line(line) {
                    self.draft.method = Some(method.to_owned());
                    self.draft.target = Some(target.to_owned());
                }
                self.section = Section::RequestHead;
            }
            _ => self.loose(line),
        }
    }

    /// A line of DevTools: the summary, or a header of a block without a first line.
    fn loose(&mut self, line: &str) {
        let line = line.trim();
        if let Some(label) = self.label.take()
            && !line.is_empty()
        {
            return self.summary(label, line);
        }
        for (text, label) in [
            ("Request URL:", Label::Url),
            ("Request Method:", Label::Method),
            ("Status Code:", Label::Status),
        ] {
            if let Some(value) = line.strip_prefix(text).map(str::trim) {
                if value.is_empty() {
                    self.label = Some(label);
                } else {
                    self.summary(label, value);
                }
                return;
            }
        }
        let Some((name, value)) = field(line) else { return };
        match side(name) {
            Some(Side::Request) => {
                if !self.draft.response.is_empty() {
                    self.flush();
                }
                self.section = Section::RequestHead;
                self.draft.request_field(name, value);
            }
            Some(Side::Response) => {
                self.section = Section::ResponseHead;
                self.draft.response_field(name, value);
            }
            None => {}
        }
    }

    fn summary(&mut self, label: Label, value: &str) {
        match label {
            Label::Url => {
                self.flush();
                self.draft.url = Some(value.to_owned());
            }
            Label::Method => self.draft.method = Some(value.to_owned()),
            Label::Status => {
                let digits = value.trim_start_matches(|char: char| !char.is_ascii_digit());
                self.draft.status = digits.get(..3).and_then(|digits| digits.parse().ok());
            }
        }
    }

    /// The first line of a response's head.
    fn head(&mut self, status: u16, sender: Sender) {
        if sender == Sender::Proxy || status < 200 {
            self.section = Section::SkippedHead;
            return;
        }
        self.next_exchange();
        self.draft.status = Some(status);
        self.section = Section::ResponseHead;
    }

    /// A line of a head after its first.
    fn head_line(&mut self, line: &str) {
        if line.trim().is_empty() {
            self.section = match self.section {
                Section::ResponseHead if !self.is_verbose => Section::Body,
                _ => Section::Outside,
            };
            return;
        }
        match field(line) {
            Some((name, value)) => match self.section {
                Section::RequestHead => self.draft.request_field(name, value),
                Section::ResponseHead => self.draft.response_field(name, value),
                _ => {}
            },
            // The obsolete folding of RFC 9112, section 5.2, is not put together again: no header of
            // the CORS protocol is ever folded, and clients do not agree on what it means.
            None if line.starts_with([' ', '\t']) => {}
            None => self.section = Section::Outside,
        }
    }

    /// Where the response at hand is whole, another exchange begins: the next hop if it is a
    /// redirect that `curl -L` followed.
    fn next_exchange(&mut self) {
        if self.draft.status.is_none() {
            return;
        }
        let Some(done) = std::mem::take(&mut self.draft).finish() else { return };
        if !self.is_verbose
            && let Some(status) = done.status.filter(|status| is_redirect_status(*status))
            && let Some(location) = text_of(&done.response_headers, "Location")
        {
            if let Some(command) = &self.command {
                self.draft = command.draft();
            }
            let is_post = done.method.as_deref() == Some("POST");
            self.draft.method = match (status, is_post) {
                (301..=303, true) => Some("GET".to_owned()),
                _ => done.method.clone(),
            };
            let base = done.url.as_deref().and_then(|url| Url::parse(url).ok());
            let url = base.map_or_else(|| Url::parse(&location), |base| base.join(&location));
            self.draft.url = url.ok().map(String::from);
        }
        self.exchanges.push(done);
    }

    fn start(&mut self, command: &Command) {
        self.draft = command.draft();
    }

    fn scheme_of(&self, url: Option<&str>) -> Option<String> {
        let of_command = url.and_then(|url| url.split_once("://")).map(|(scheme, _)| scheme);
        self.scheme.or(of_command).map(str::to_owned)
    }

    fn flush(&mut self) {
        self.exchanges.extend(std::mem::take(&mut self.draft).finish());
        self.section = Section::Outside;
        self.label = None;
    }
}

/// The rest of a line of `curl -v` after its mark.
fn verbose(line: &str, mark: char) -> Option<&str> {
    let rest = line.strip_prefix(mark)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix(' ') }
}
