//! A request as an animal sees it.

use std::fmt;

/// A request head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The method, as sent.
    pub method: String,
    /// The request target, as sent.
    pub target: String,
    /// The fields in their order, values without the white space around them.
    pub headers: Vec<(String, String)>,
    /// Where the animal is to be asked by the other scheme, as an origin; only if it speaks both.
    pub counterpart: Option<String>,
}

impl Asked {
    /// Reads a head, without the empty line that ends it. What is no field line is left out.
    pub(super) fn parse(head: &str) -> Option<Self> {
        let mut lines = head.split("\r\n");
        let mut words = lines.next()?.split(' ');
        let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
        let headers = lines.filter_map(|line| line.split_once(':'));
        let headers = headers.map(|(name, value)| (name.to_owned(), value.trim().to_owned()));
        Some(Self { method, target, headers: headers.collect(), counterpart: None })
    }

    /// The value of the first field of this name, in any case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let field = self.headers.iter().find(|(have, _)| have.eq_ignore_ascii_case(name));
        field.map(|(_, value)| value.as_str())
    }

    /// The request target without its query.
    #[must_use]
    pub fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// The host that is asked for, without its port.
    #[must_use]
    pub fn host(&self) -> &str {
        self.header("host").unwrap_or_default().split(':').next().unwrap_or_default()
    }

    /// Where to ask over TLS instead; `None` for what came over it.
    #[must_use]
    pub fn secure_counterpart(&self) -> Option<&str> {
        self.counterpart.as_deref().filter(|origin| origin.starts_with("https:"))
    }

    /// Where the request comes from; `None` without an `Origin`.
    #[must_use]
    pub fn caller(&self) -> Option<Caller<'_>> {
        self.header("origin").map(|text| Caller { text, asked: self })
    }

    /// Whether it is a CORS-preflight request.
    #[must_use]
    pub fn is_preflight(&self) -> bool {
        self.method == "OPTIONS" && self.header("access-control-request-method").is_some()
    }

    /// Whether the keeper asks: a browser in which somebody is signed in.
    #[must_use]
    pub fn is_signed_in(&self) -> bool {
        self.header("cookie").is_some_and(|cookies| cookies.contains(super::SESSION))
    }
}

/// An `Origin` that was sent.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Caller<'a> {
    /// As it was sent.
    pub text: &'a str,
    asked: &'a Asked,
}

impl fmt::Debug for Caller<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text)
    }
}

impl<'a> Caller<'a> {
    /// The scheme; empty where there is none.
    #[must_use]
    pub fn scheme(self) -> &'a str {
        self.text.split_once("://").map_or("", |(scheme, _)| scheme)
    }

    /// The host and perhaps a port.
    fn authority(self) -> &'a str {
        self.text.split_once("://").map_or("", |(_, authority)| authority)
    }

    /// The host, without its port; empty where there is none.
    #[must_use]
    pub fn host(self) -> &'a str {
        self.authority().split(':').next().unwrap_or_default()
    }

    /// The port, if one is written.
    #[must_use]
    pub fn port(self) -> Option<&'a str> {
        self.authority().split_once(':').map(|(_, port)| port)
    }

    /// Whether the port is what the server's own is: not written, or that of the request.
    #[must_use]
    pub fn has_own_port(self) -> bool {
        let own = self.asked.header("host").and_then(|host| host.split_once(':'));
        self.port().is_none() || self.port() == own.map(|(_, port)| port)
    }

    /// Whether it is a page of the server itself, or of its front end.
    #[must_use]
    pub fn is_own(self) -> bool {
        let own = self.asked.host();
        self.is_secure_host(|host| host == own || host == super::FRONT_END)
    }

    /// Whether it is `https`, on the own port, and its host is one of those.
    #[must_use]
    pub fn is_secure_host(self, accepts: impl FnOnce(&str) -> bool) -> bool {
        self.scheme() == "https" && self.has_own_port() && accepts(self.host())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caller_is_taken_apart() {
        let head = "GET /a?b HTTP/1.1\r\nHost: a.example.org:8\r\norigin: https://b.example:9\r\nx";
        let asked = Asked::parse(head).unwrap();
        let caller = asked.caller().unwrap();
        assert_eq!((asked.path(), asked.host()), ("/a", "a.example.org"));
        assert_eq!((caller.scheme(), caller.host()), ("https", "b.example"));
        assert!(!caller.has_own_port() && !caller.is_own());
    }

    #[test]
    fn an_opaque_caller_has_no_host() {
        let asked = Asked::parse("GET / HTTP/1.1\r\nOrigin: null").unwrap();
        let caller = asked.caller().unwrap();
        assert_eq!((caller.text, caller.scheme(), caller.host()), ("null", "", ""));
        assert!(!caller.is_own());
    }
}
