//! Parsing an origin pattern, and saying what was probably meant where it fails.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

use corsmith_fetch::{MAX_SERIALIZED_ORIGIN_LENGTH, Origin, OriginError, SerializedOrigin};

use super::{HostScope, OriginPattern, PortPattern, TuplePattern};
use crate::Refusal;
use crate::decode::clip;

/// Why a text is not an origin pattern. `Display` is one sentence without its full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct OriginPatternError {
    /// Which refusal.
    pub refusal: Refusal,
    /// What is wrong.
    pub message: String,
    /// What would be right.
    pub help: Option<String>,
    /// The patterns that were probably meant, each valid; empty where that cannot be guessed.
    pub suggestion: Vec<String>,
}

impl OriginPatternError {
    fn new(refusal: Refusal, message: impl Into<String>) -> Self {
        Self { refusal, message: message.into(), help: None, suggestion: Vec::new() }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Suggests `text`, or what it suggests itself where it is no pattern either.
    fn suggest(mut self, text: &str) -> Self {
        self.suggestion = match parse(text) {
            Ok(_) => vec![text.to_owned()],
            Err(error) => error.suggestion,
        };
        self
    }
}

impl fmt::Display for OriginPatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for OriginPatternError {}

/// The longest host that leaves room for `a.` before it.
const LONGEST_BASE: usize = 251;

/// `*.` before the longest serialised origin.
const MAX_LENGTH: usize = MAX_SERIALIZED_ORIGIN_LENGTH + 2;

pub(super) fn parse(text: &str) -> Result<OriginPattern, OriginPatternError> {
    match text {
        "*" => return Ok(OriginPattern::Any),
        "null" => return Ok(OriginPattern::Null),
        _ => {}
    }
    // What most entries of a long list are, without the work of finding out what else they may be.
    if let Some(origin) = SerializedOrigin::parse(text.as_bytes())
        && ipv4_mapped(origin.host()).is_none()
    {
        let port = origin.port().map_or(PortPattern::Default, PortPattern::Number);
        let tuple = TuplePattern::new(origin.scheme(), HostScope::Exact, origin.host(), port);
        return Ok(OriginPattern::Tuple(tuple));
    }
    let quoted = clip(text);
    if text.trim().is_empty() {
        return Err(invalid("an empty text is not an origin".to_owned())
            .help("write an origin such as `https://app.example.com`, or remove the entry"));
    }
    if let Some(error) = several_origins(text, &quoted) {
        return Err(error);
    }
    if text.len() > MAX_LENGTH {
        let message = format!(
            "`{quoted}` has {} bytes, and no origin is longer than {MAX_LENGTH}",
            text.len()
        );
        return Err(invalid(message));
    }
    if text.trim() != text {
        return Err(invalid(format!("`{quoted}` has spaces around it")).suggest(text.trim()));
    }
    if is_regex(text) {
        return Err(regex(text, &quoted));
    }
    if text.contains(char::is_whitespace) {
        return Err(invalid(format!("`{quoted}` contains white space, and an origin has none")));
    }
    let (scheme, rest) = match text.split_once("://") {
        Some((scheme, rest)) if !scheme.is_empty() => (scheme, rest),
        _ => return Err(without_scheme(text, &quoted)),
    };
    Parts::split(scheme, rest, &quoted)?.into_pattern(&quoted)
}

fn invalid(message: String) -> OriginPatternError {
    OriginPatternError::new(Refusal::InvalidOrigin, message)
}

fn several_origins(text: &str, quoted: &str) -> Option<OriginPatternError> {
    let separators = |character: char| character == ',' || character.is_whitespace();
    let mut origins = text.split(separators).filter(|part| !part.is_empty());
    let (first, second) = (origins.next()?, origins.next()?);
    if !first.contains("://") || !second.contains("://") {
        return None;
    }
    let all = [first, second].into_iter().chain(origins);
    let message = format!("`{quoted}` is a list in one text, and an entry is one origin");
    let mut error = OriginPatternError::new(Refusal::OriginList, message)
        .help("write each origin as an entry of its own; `Access-Control-Allow-Origin` takes one origin, and Corsmith chooses it for each request");
    // What each was probably meant to be; nothing if that cannot be told of one.
    let meant = all.map(|origin| match parse(origin) {
        Ok(pattern) => Some(pattern.as_str().to_owned()),
        Err(error) => error.suggestion.into_iter().next(),
    });
    error.suggestion = meant.collect::<Option<_>>().unwrap_or_default();
    Some(error)
}

/// Signs of a regular expression that no origin or pattern contains.
fn is_regex(text: &str) -> bool {
    let delimited =
        text.len() > 2 && text.starts_with('/') && text.ends_with('/') && !text.starts_with("//");
    // A scheme may contain `+`, and an IPv6 address begins with a bracket.
    let after_scheme = text.split_once("://").map_or(text, |(_, rest)| rest);
    let class =
        ["[^", "[a-z", "[A-Z", "[0-9", "[\\"].iter().any(|sign| after_scheme.contains(sign));
    delimited
        || text.starts_with('^')
        || text.ends_with('$')
        || after_scheme.contains(['\\', '(', ')', '|', '+', '{', '}'])
        || class && !after_scheme.starts_with('[')
}

fn regex(text: &str, quoted: &str) -> OriginPatternError {
    let message = format!("`{quoted}` is a regular expression, and origin patterns are not");
    let error = OriginPatternError::new(Refusal::OriginRegex, message).help(
        "write `https://*.example.com` for every subdomain, `:*` for every port, or list the origins",
    );
    // Only the commonest shapes are translated; whatever remains a regex suggests nothing.
    let mut plain = text.trim_matches('/').trim_start_matches('^').trim_end_matches('$').to_owned();
    for labels in [r"(.+\.)", r"(.*\.)", r"[^.]+\.", r"[a-z0-9-]+\.", r"[\w-]+\.", r".+\.", r".*\."]
    {
        plain = plain.replacen(labels, "*.", 1);
    }
    for port in [r"(:\d+)?", r"(:[0-9]+)?"] {
        plain = plain.replace(port, ":*");
    }
    let plain = plain.replace(r"\.", ".").replace(r"\/", "/");
    if is_regex(&plain) { error } else { error.suggest(&plain) }
}

fn without_scheme(text: &str, quoted: &str) -> OriginPatternError {
    if text.bytes().all(|byte| matches!(byte, b'*' | b'.')) {
        return misplaced(format!("`{quoted}` has `*` where it means nothing"))
            .help("`*` alone is any origin");
    }
    if text.eq_ignore_ascii_case("null") {
        let message = format!("`{quoted}` is not `null`, which is case-sensitive");
        // Not suggested: it would be refused again, for what it is.
        return OriginPatternError::new(Refusal::OriginUpperCase, message)
            .help("list the origins of your pages; `null` is the one of sandboxed frames");
    }
    for scheme in ["https:", "http:"] {
        if let Some(rest) = text.strip_prefix(scheme) {
            let message = format!("`{quoted}` lacks the `//` after `{scheme}`");
            let suggestion = format!("{scheme}//{}", rest.trim_start_matches('/'));
            return invalid(message).suggest(&suggestion);
        }
    }
    let host = text.trim_start_matches(':').trim_start_matches('/');
    let message = format!("`{quoted}` has no scheme, and an origin begins with one");
    let error = OriginPatternError::new(Refusal::OriginWithoutScheme, message)
        .help("`https://example.com` and `http://example.com` are two origins: say which");
    let local =
        host.starts_with("localhost") || host.starts_with("127.") || host.starts_with("[::1]");
    // A word alone is no host that anyone meant: `all`, `any`, `self`.
    if !local && !host.contains(['.', ':']) {
        return error;
    }
    error.suggest(&format!("{}://{host}", if local { "http" } else { "https" }))
}

/// A pattern cut into its parts, repaired as it goes; the first fault is remembered.
struct Parts {
    scheme: String,
    scope: HostScope,
    host: String,
    port: PortPattern,
    fault: Option<OriginPatternError>,
}

impl Parts {
    fn split(scheme: &str, rest: &str, quoted: &str) -> Result<Self, OriginPatternError> {
        let mut fault = None;
        let mut remember = |error: OriginPatternError| {
            fault.get_or_insert(error);
        };

        let lower_scheme = scheme.to_ascii_lowercase();
        if scheme.contains('*') {
            return Err(misplaced(format!("`{quoted}` has a wildcard for a scheme"))
                .help("write one entry for `https://` and, if it must be, one for `http://`"));
        }
        let valid = lower_scheme.len() <= 64
            && lower_scheme.starts_with(|c: char| c.is_ascii_lowercase())
            && lower_scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
        if !valid {
            return Err(invalid(format!("`{}` is not a scheme", clip(scheme))));
        }
        if lower_scheme == "file" {
            let message = format!(
                "`{quoted}` never matches: the origin of a `file:` page is opaque, and browsers send `null`"
            );
            return Err(OriginPatternError::new(Refusal::OriginFile, message)
                .help("serve the page from a local server, and allow `http://localhost:*` while you develop"));
        }

        let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
        let (authority, tail) = rest.split_at(end);
        if !tail.is_empty() {
            let what = match tail {
                "/" => "a slash at its end",
                _ if tail.starts_with('?') => "a query",
                _ if tail.starts_with('#') => "a fragment",
                _ => "a path",
            };
            let message =
                format!("`{quoted}` has {what}, and an origin is only scheme, host and port");
            remember(OriginPatternError::new(Refusal::OriginWithPath, message));
        }
        let authority = match authority.rsplit_once('@') {
            Some((_, host)) => {
                remember(invalid(format!(
                    "`{quoted}` has a user name before `@`, and an origin has none"
                )));
                host
            }
            None => authority,
        };
        let (host, port) = split_port(authority).ok_or_else(|| {
            let message =
                format!("`{quoted}` has several colons: an IPv6 address stands in brackets");
            invalid(message).suggest(&format!("{lower_scheme}://[{authority}]"))
        })?;
        if scheme != lower_scheme || host.bytes().any(|byte| byte.is_ascii_uppercase()) {
            let message =
                format!("`{quoted}` has upper case, and browsers send origins in lower case");
            remember(OriginPatternError::new(Refusal::OriginUpperCase, message));
        }
        let (scope, host) = split_wildcard(&lower_scheme, host, port, quoted)?;
        let port = match port {
            None => PortPattern::Default,
            Some(port) => match parse_port(port, &lower_scheme, quoted) {
                Ok(port) => port,
                Err((error, repaired)) => {
                    let Some(repaired) = repaired else { return Err(error) };
                    remember(error);
                    repaired
                }
            },
        };
        Ok(Self { scheme: lower_scheme, scope, host: host.to_owned(), port, fault })
    }

    fn into_pattern(mut self, quoted: &str) -> Result<OriginPattern, OriginPatternError> {
        // Hosts of schemes that are not special are not lower-cased by the parser.
        let lower_case = self.host.to_ascii_lowercase();
        let canonical = match Origin::parse(&format!("{}://{lower_case}", self.scheme)) {
            Ok(Origin::Tuple(tuple)) => tuple.host().to_owned(),
            Ok(Origin::Opaque) => {
                return Err(self
                    .fault
                    .unwrap_or_else(|| invalid(format!("`{quoted}` is not an origin"))));
            }
            Err(error) => {
                // The error's own sentence quotes the host a second time.
                let message = match error {
                    OriginError::InvalidHost { why, .. } => {
                        format!("`{}` is not a host: {why}", clip(&self.host))
                    }
                    error => format!("`{}` is not a host: {error}", clip(&self.host)),
                };
                let refusal = Refusal::OriginInvalidHost;
                return Err(self
                    .fault
                    .unwrap_or_else(|| OriginPatternError::new(refusal, message)));
            }
        };
        if self.scope == HostScope::Subdomains && is_ip(&canonical) {
            return Err(misplaced(format!(
                "`{quoted}` puts `*.` before an IP address, which has no subdomains"
            )));
        }
        if self.scope == HostScope::Subdomains && canonical.len() > LONGEST_BASE {
            let message = format!(
                "`{quoted}` leaves no room for a label before it: a host has at most 253 bytes"
            );
            return Err(OriginPatternError::new(Refusal::OriginInvalidHost, message));
        }
        if let Some(error) = host_fault(&self.host, &canonical, quoted) {
            self.fault.get_or_insert(error);
        }
        let canonical =
            ipv4_mapped(&canonical).map_or(canonical, |address: Ipv4Addr| address.to_string());
        let pattern = TuplePattern::new(&self.scheme, self.scope, &canonical, self.port);
        // A trailing dot and a port together can go beyond what the parts alone are bounded to.
        if pattern.is_exact() && pattern.text.len() > MAX_SERIALIZED_ORIGIN_LENGTH {
            return Err(invalid(format!(
                "`{quoted}` has {} bytes, and no origin is longer than {MAX_SERIALIZED_ORIGIN_LENGTH}",
                pattern.text.len()
            )));
        }
        match self.fault {
            None => Ok(OriginPattern::Tuple(pattern)),
            Some(mut fault) => {
                fault.suggestion = vec![pattern.text.into()];
                Err(fault)
            }
        }
    }
}

fn misplaced(message: String) -> OriginPatternError {
    OriginPatternError::new(Refusal::OriginMisplacedWildcard, message)
}

/// Splits `host:port`. `None` where there are several colons outside brackets.
fn split_port(authority: &str) -> Option<(&str, Option<&str>)> {
    let after_brackets = authority.rfind(']').map_or(0, |bracket| bracket + 1);
    match authority[after_brackets..].split_once(':') {
        None => Some((authority, None)),
        Some((_, port)) if port.contains(':') => None,
        Some((host, port)) => Some((&authority[..after_brackets + host.len()], Some(port))),
    }
}

/// Takes `*.` off the host.
fn split_wildcard<'a>(
    scheme: &str,
    host: &'a str,
    port: Option<&str>,
    quoted: &str,
) -> Result<(HostScope, &'a str), OriginPatternError> {
    let (scope, base) = match host.strip_prefix("*.") {
        Some(base) => (HostScope::Subdomains, base),
        None => (HostScope::Exact, host),
    };
    if base.is_empty() && scope == HostScope::Exact {
        return Err(invalid(format!("`{quoted}` has no host")));
    }
    if !base.contains('*') && !base.is_empty() {
        return Ok((scope, base));
    }
    let port = port.map_or(String::new(), |port| format!(":{port}"));
    let error = misplaced(format!(
        "`{quoted}` has `*` where it means nothing: it stands for whole labels at the front of a host, or for a port"
    ));
    Err(if base.is_empty() || host == "*" {
        error.help("`*` alone is any origin; there is no pattern for every host of one scheme")
    } else {
        let base = base.trim_start_matches("*.").trim_start_matches(['*', '-', '.']);
        let error = error.help("`https://*.example.com` is every subdomain, at any depth");
        if base.contains('*') {
            error
        } else {
            error.suggest(&format!("{scheme}://*.{base}{port}"))
        }
    })
}

/// A port, or what is wrong with it and the port that was probably meant.
fn parse_port(
    port: &str,
    scheme: &str,
    quoted: &str,
) -> Result<PortPattern, (OriginPatternError, Option<PortPattern>)> {
    if port == "*" {
        return Ok(PortPattern::Any);
    }
    let error = |why: &str| {
        OriginPatternError::new(Refusal::OriginInvalidPort, format!("`{quoted}` {why}"))
    };
    if port.is_empty() {
        let message = "ends with a colon, and browsers leave it out with the port";
        return Err((error(message), Some(PortPattern::Default)));
    }
    if !port.bytes().all(|byte| byte.is_ascii_digit()) {
        let message = "has a port that is neither a number from 1 to 65535 nor `*`";
        return Err((error(message), None));
    }
    let number = match port.trim_start_matches('0').parse::<u16>() {
        Ok(number) if port.len() <= 20 => number,
        _ => return Err((error("has a port outside 1 to 65535"), None)),
    };
    let default = match scheme {
        "http" | "ws" => Some(80),
        "https" | "wss" => Some(443),
        "ftp" => Some(21),
        _ => None,
    };
    if Some(number) == default {
        let message = format!(
            "`{quoted}` spells out the default port of `{scheme}`, which browsers leave out"
        );
        let error = OriginPatternError::new(Refusal::OriginDefaultPort, message);
        return Err((error, Some(PortPattern::Default)));
    }
    if port.starts_with('0') {
        let message = "has a port with leading zeros, which browsers never send";
        return Err((error(message), Some(PortPattern::Number(number))));
    }
    Ok(PortPattern::Number(number))
}

/// What is wrong with a host that is not in the form browsers serialise.
fn host_fault(written: &str, canonical: &str, quoted: &str) -> Option<OriginPatternError> {
    if ipv4_mapped(canonical).is_some() {
        let message = format!("`{quoted}` is an IPv4 address in IPv6 form");
        return Some(
            OriginPatternError::new(Refusal::OriginNonCanonicalIp, message)
                .help("write the IPv4 address that the page is served from"),
        );
    }
    if written.eq_ignore_ascii_case(canonical) {
        return None;
    }
    Some(if is_ip(canonical) {
        let message = format!(
            "`{quoted}` has an IP address in a form that browsers serialise as `{canonical}`"
        );
        OriginPatternError::new(Refusal::OriginNonCanonicalIp, message)
    } else if written.is_ascii() {
        let message = format!("`{quoted}` has a host that browsers serialise as `{canonical}`");
        OriginPatternError::new(Refusal::OriginInvalidHost, message)
    } else {
        let message =
            format!("`{quoted}` has a host in Unicode, and browsers send Punycode: `{canonical}`");
        OriginPatternError::new(Refusal::OriginUnicodeHost, message)
    })
}

/// The IPv4 address that is written as an IPv6 address. `[::ffff:4]` begins like one and is none.
fn ipv4_mapped(host: &str) -> Option<Ipv4Addr> {
    let address = host.strip_prefix('[')?.strip_suffix(']')?;
    address.parse::<Ipv6Addr>().ok()?.to_ipv4_mapped()
}

fn is_ip(host: &str) -> bool {
    host.starts_with('[') || host.parse::<Ipv4Addr>().is_ok()
}
