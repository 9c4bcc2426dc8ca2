//! The three questions that a browser asks.

use std::net::Ipv4Addr;

use corsmith_fetch::names::ACCESS_CONTROL_ALLOW_ORIGIN;
use corsmith_fetch::{
    ExchangeKind, HttpResponse, NetworkError, Origin, PreflightFlag, Request, RequestInit,
    RequestMode, ResponseType, cors_unsafe_request_header_names, is_cors_safelisted_method,
    is_cors_safelisted_request_header_name, is_forbidden_response_header_name,
};
use corsmith_policy::{is_below_public_suffix, is_loopback_host};

use crate::story::headers::{header_text, listed};
use crate::story::recorder::Answer;
use crate::story::run::Run;
use crate::verdict::sentence;

/// The answers to the three questions: a few sentences each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Questions {
    /// Is it cross-origin?
    pub is_cross_origin: String,
    /// May it be sent? Whether a preflight is due is always explained.
    pub may_be_sent: String,
    /// May it be read?
    pub may_be_read: String,
}

impl Questions {
    /// Where the constructor of the request throws, nothing is asked.
    pub(super) fn threw(run: &Run) -> Self {
        Self {
            is_cross_origin: "Not asked: the request cannot even be made.".to_owned(),
            may_be_sent: format!("No: {}.", why(run)),
            may_be_read: "There is nothing to read.".to_owned(),
        }
    }

    pub(super) fn new(init: &RequestInit, request: Option<&Request>, run: &Run) -> Self {
        let Some(request) = request else { return Self::threw(run) };
        Self {
            is_cross_origin: is_cross_origin(init, request, run),
            may_be_sent: may_be_sent(init, request, run),
            may_be_read: may_be_read(init, run),
        }
    }
}

fn why(run: &Run) -> String {
    match &run.outcome.result {
        Ok(_) => String::new(),
        Err(failure) => format!("{} ({})", failure.error, failure.error.step()),
    }
}

fn is_same_origin(init: &RequestInit, request: &Request) -> bool {
    init.origin.is_same_origin(&Origin::from_url(request.url()))
}

fn is_cross_origin(init: &RequestInit, request: &Request, run: &Run) -> String {
    let url = request.url();
    let hint = without_scheme(&init.url).unwrap_or_default();
    if !matches!(url.scheme(), "http" | "https") {
        return format!(
            "CORS is for `http:` and `https:` only; this is `{}:`.{hint}",
            url.scheme()
        );
    }
    let target = Origin::from_url(url).serialize();
    let page = init.origin.serialize();
    let mut text = if is_same_origin(init, request) {
        format!("No: `{target}` is the page's own origin, and CORS has no part in it.{hint}")
    } else if page == "null" {
        "Yes: the page's origin is opaque (`null`), so that everything else is of another."
            .to_owned()
    } else {
        format!("Yes: {}.", difference(&init.origin, url))
    };
    let mut origins = Vec::new();
    for exchange in &run.exchanges {
        let origin = Origin::from_url(&exchange.request.url).serialize();
        if origin != target && !origins.contains(&origin) {
            origins.push(origin);
        }
    }
    if !origins.is_empty() {
        text.push_str(&format!(" Redirects lead to {}.", listed(&origins)));
    }
    if run.outcome.is_tainted {
        text.push_str(
            " On the way from one foreign origin to another, the request's own becomes `null`.",
        );
    }
    text
}

/// What to write where a URL looks like a host without a scheme: by the URL standard it is a path of
/// the page's own site, or, as `localhost:3000`, has a scheme called `localhost`.
fn without_scheme(url: &str) -> Option<String> {
    let end = url.find(['/', '?', '#']).unwrap_or(url.len());
    let place = url.get(..end).filter(|place| !place.is_empty())?;
    let (host, port) = place.rsplit_once(':').unwrap_or((place, "1"));
    let is_port = !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
    let is_local = is_loopback_host(host);
    let is_address = host.parse::<Ipv4Addr>().is_ok();
    let is_name = host.split('.').all(|label| !label.is_empty() && !label.contains(' '));
    // `index.html` is a file as well as a name; a public suffix tells.
    let is_registrable = is_name && is_below_public_suffix(host) && !is_file(host);
    if !(is_local || is_address || is_registrable) || !is_port {
        return None;
    }
    let scheme = if is_local { "http" } else { "https" };
    let read = if place.contains(':') && host.starts_with(|char: char| char.is_ascii_alphabetic()) {
        format!("`{host}:` is read as its scheme")
    } else {
        "so it is a path of the page's own site".to_owned()
    };
    Some(format!(" `{url}` has no scheme, {read}; did you mean `{scheme}://{url}`?"))
}

/// Whether it ends as files do, by an ending that is a public suffix too.
fn is_file(name: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or_default();
    ["md", "mov", "pl", "ps", "py", "sh", "zip"].contains(&ending)
}

/// What tells two origins apart.
fn difference(page: &Origin, url: &url::Url) -> String {
    let target = Origin::from_url(url);
    let (page_text, target_text) = (page.serialize(), target.serialize());
    let (Origin::Tuple(page), Origin::Tuple(target)) = (page, &target) else {
        return format!("`{target_text}` is not `{page_text}`");
    };
    let parts = [
        ("scheme", page.scheme() != target.scheme()),
        ("host", page.host() != target.host()),
        ("port", page.port() != target.port()),
    ];
    let parts: Vec<_> =
        parts.iter().filter(|(_, differs)| *differs).map(|(name, _)| *name).collect();
    let (names, verb) = match parts.as_slice() {
        [] => return format!("`{target_text}` is not `{page_text}`"),
        [one] => ((*one).to_owned(), "differs"),
        [others @ .., last] => (format!("{} and {last}", others.join(", ")), "differ"),
    };
    format!("`{target_text}` is not the page's origin `{page_text}`: the {names} {verb}")
}

fn may_be_sent(init: &RequestInit, request: &Request, run: &Run) -> String {
    let mut text = dropped(init, request);
    text.push_str(&preflight(init, request));
    let asked = run.exchanges.iter().find(|it| it.request.kind == ExchangeKind::Preflight);
    match &run.outcome.result {
        _ if matches!(asked.map(|it| &it.answer), Some(Answer::Withheld(_))) => {}
        Err(failure) if run.is_complete() => match (&failure.error, run.at_fault()) {
            (
                NetworkError::SameOriginMode
                | NetworkError::NoCorsRedirectMode
                | NetworkError::BadPort { .. }
                | NetworkError::UnsupportedScheme { .. },
                _,
            ) if run.exchanges.is_empty() => {
                text = format!("{}No: {}.", dropped(init, request), why(run));
            }
            (_, Some(exchange)) if exchange.request.kind == ExchangeKind::Preflight => {
                text.push_str(&format!(
                    " It does not: {}. The request itself is not sent.",
                    why(run)
                ));
            }
            _ if asked.is_some() => text.push_str(" It does."),
            _ => {}
        },
        _ if asked.is_some() => text.push_str(" It does."),
        _ => {}
    }
    text
}

/// What the page asked for and cannot have.
fn dropped(init: &RequestInit, request: &Request) -> String {
    let mut gone: Vec<&str> = Vec::new();
    for (name, _) in &init.headers {
        let is_known = gone.iter().any(|known| known.eq_ignore_ascii_case(name));
        if !request.headers().contains(name) && !is_known {
            gone.push(name);
        }
    }
    if gone.is_empty() {
        return String::new();
    }
    let (are, kind) = (
        if gone.len() == 1 { "is" } else { "are" },
        match init.mode {
            RequestMode::NoCors => "no script may set it, or mode `no-cors` does not take it",
            _ => "no script may set it",
        },
    );
    format!("The page's {} {are} dropped in silence: {kind}. ", listed(&gone))
}

fn preflight(init: &RequestInit, request: &Request) -> String {
    if is_same_origin(init, request) {
        return "Yes, without a preflight: a request to the page's own origin never has one."
            .to_owned();
    }
    if init.mode == RequestMode::NoCors {
        return "Yes, without a preflight: mode `no-cors` lets through only what a form could send."
            .to_owned();
    }
    let mut reasons = Vec::new();
    if init.use_cors_preflight_flag == PreflightFlag::Set {
        reasons.push("there are upload listeners or a stream for a body".to_owned());
    }
    if !is_cors_safelisted_method(request.method()) {
        reasons.push(format!(
            "the method `{}` is not safelisted (`GET`, `HEAD` and `POST` are)",
            request.method()
        ));
    }
    let names = cors_unsafe_request_header_names(request.headers());
    let (by_value, by_name): (Vec<&String>, Vec<&String>) =
        names.iter().partition(|name| is_cors_safelisted_request_header_name(name));
    match by_name.len() {
        0 => {}
        1 => reasons.push(format!("the header {} is not safelisted", listed(&by_name))),
        _ => reasons.push(format!("the headers {} are not safelisted", listed(&by_name))),
    }
    for name in by_value {
        reasons.push(if name == "content-type" {
            "`content-type` is safelisted only with `application/x-www-form-urlencoded`, `multipart/form-data` or `text/plain`".to_owned()
        } else {
            format!("`{name}` is safelisted, but not with this value")
        });
    }
    if reasons.is_empty() {
        let headers = if request.headers().is_empty() {
            "the page sets no headers"
        } else {
            "every header that the page sets is"
        };
        return format!(
            "Yes, without a preflight: the method `{}` is safelisted, and {headers}.",
            request.method()
        );
    }
    format!("Only if a preflight allows it: {}.", reasons.join("; "))
}

fn may_be_read(init: &RequestInit, run: &Run) -> String {
    if let Some(why) = run.withheld() {
        return format!("That is not known: {why}.");
    }
    let response = match &run.outcome.result {
        Ok(response) => response,
        Err(_) if run.exchanges.is_empty() => return "There is nothing to read.".to_owned(),
        Err(failure) => {
            let exchange = run.at_fault().or(run.exchanges.last());
            return match exchange.map(|it| (it.request.kind, &it.answer)) {
                Some((ExchangeKind::Preflight, _)) => "There is nothing to read.".to_owned(),
                Some((_, Answer::Failed(why))) => format!("No response came: {}.", why.why),
                _ => format!(
                    "No: {} ({}). The server has carried out the request all the same.",
                    failure.error,
                    failure.error.step()
                ),
            };
        }
    };
    let last = run.exchanges.last().and_then(|it| match &it.answer {
        Answer::Response(response) => Some(response),
        _ => None,
    });
    match response.kind {
        ResponseType::Basic => "Yes: all of it is the page's own origin's.".to_owned(),
        ResponseType::Opaque => {
            "No: in mode `no-cors` the page learns nothing of the response, not even its status."
                .to_owned()
        }
        ResponseType::OpaqueRedirect => {
            "No: it is a redirect, and the redirect mode is `manual`.".to_owned()
        }
        ResponseType::Cors => {
            let allowed = last.and_then(|it| it.headers.get(ACCESS_CONTROL_ALLOW_ORIGIN));
            let allowed = header_text(&allowed.unwrap_or_default());
            let credentials = if init.credentials.is_include() {
                ", and `Access-Control-Allow-Credentials` is `true`"
            } else {
                ""
            };
            let hidden =
                last.map(|it| unreadable(it, &response.readable_headers)).unwrap_or_default();
            let hidden = if hidden.is_empty() {
                String::new()
            } else {
                format!(
                    " Not its {}, which `Access-Control-Expose-Headers` does not name.",
                    listed(&hidden)
                )
            };
            sentence(&format!("yes: `Access-Control-Allow-Origin` is `{allowed}`{credentials}"))
                + &hidden
        }
    }
}

/// The headers that are there and cannot be read, those of the CORS protocol itself aside.
fn unreadable(response: &HttpResponse, readable: &[String]) -> Vec<String> {
    let names = response.headers.iter().map(|(name, _)| name.to_ascii_lowercase());
    let mut names: Vec<_> = names
        .filter(|name| {
            !readable.contains(name)
                && !is_forbidden_response_header_name(name)
                && !name.starts_with("access-control-")
                && name != "vary"
        })
        .map(|name| header_text(name.as_bytes()))
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::without_scheme;

    #[test]
    fn a_host_without_a_scheme_is_told_from_a_path() {
        for (url, meant) in [
            ("api.example.com", Some("https://api.example.com`")),
            ("api.example.com:8443/a?b", Some("https://api.example.com:8443/a?b`")),
            ("localhost:3000/x", Some("http://localhost:3000/x`")),
            ("127.0.0.1:8080", Some("http://127.0.0.1:8080`")),
            ("https://api.example.com/", None),
            ("//api.example.com/", None),
            ("/orders", None),
            ("orders/1", None),
            ("192.168.1.5:3000", Some("https://192.168.1.5:3000`")),
            ("[::1]:3000", Some("`[::1]:3000` has no scheme, so it is a path")),
            ("index.html", None),
            ("report.pdf", None),
            ("files/report.pdf", None),
            ("archive.zip", None),
            ("co.uk", None),
            ("data:text/plain,x", None),
            ("..", None),
            ("", None),
        ] {
            let hint = without_scheme(url);
            match meant {
                Some(meant) => assert!(hint.unwrap().contains(meant), "{url}"),
                None => assert_eq!(hint, None, "{url}"),
            }
        }
    }
}
