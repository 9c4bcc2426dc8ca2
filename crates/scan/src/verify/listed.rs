//! What answers to preflights list beyond what was asked for.
//!
//! The matrix asks for what the policy lists and for names that nobody lists. A name that only the
//! server lists would never be asked for, so that it is asked for once it has been seen: the judge
//! then says what a browser makes of it.

use std::collections::HashSet;

use corsmith_fetch::{CredentialsMode, Origin};
use corsmith_fetch::{
    Extracted, HeaderList, cors_check, extract_list, is_cors_safelisted_method,
    is_cors_safelisted_request_header_name, is_forbidden_method, is_forbidden_request_header_name,
    names,
};
use corsmith_policy::Policy;
use corsmith_policy::conformance::Spelling;

use super::VerifiedRequest;
use super::plan::Planned;

/// Most names and methods that are asked for on one path: a server that lists more lists any.
const MOST: usize = 16;

/// Preflights for the names and methods that answers grant and `policy` does not list: of one origin
/// on each path.
pub(super) fn listed(policy: &Policy, answered: &[VerifiedRequest]) -> Vec<Planned> {
    let mut seen = HashSet::new();
    let mut asks = Vec::new();
    for verified in answered.iter().filter(|it| is_granted_preflight(it)) {
        let further = further(policy, verified);
        if !further.is_empty() && seen.insert(&verified.path) {
            asks.extend(further.into_iter().take(MOST).map(|wanted| preflight(verified, &wanted)));
        }
    }
    asks
}

/// A method or a header name.
enum Wanted {
    Method(String),
    Name(String),
}

/// What the answer lists, the policy does not, and a script could use. `OPTIONS` changes nothing,
/// and half of all servers list it.
fn further(policy: &Policy, verified: &VerifiedRequest) -> Vec<Wanted> {
    let resource = policy.resource(&verified.request.target);
    let members = |field| match extract_list(&fields(verified), field) {
        Extracted::Values(members) => members,
        Extracted::Absent | Extracted::Failure => Vec::new(),
    };
    let methods = members(names::ACCESS_CONTROL_ALLOW_METHODS).into_iter().filter(|own| {
        let is_idle = own == "*" || own == "OPTIONS" || is_cors_safelisted_method(own);
        !is_idle && !is_forbidden_method(own) && !resource.methods().names().contains(own)
    });
    let headers = members(names::ACCESS_CONTROL_ALLOW_HEADERS).into_iter().filter(|own| {
        let is_free = is_forbidden_request_header_name(own)
            || is_cors_safelisted_request_header_name(own)
                && !own.eq_ignore_ascii_case("content-type");
        let mut known = resource.headers().names().iter();
        own != "*" && !is_free && !known.any(|name| name.eq_ignore_ascii_case(own))
    });
    let headers = headers.map(|name| Wanted::Name(name.to_ascii_lowercase()));
    methods.map(Wanted::Method).chain(headers).collect()
}

fn is_granted_preflight(verified: &VerifiedRequest) -> bool {
    let request = &verified.request;
    let is_preflight = request.method == "OPTIONS" && request.spelling == Spelling::Plain;
    let origin = value(verified, names::ORIGIN).and_then(|origin| Origin::parse(origin).ok());
    let asks = value(verified, names::ACCESS_CONTROL_REQUEST_METHOD).is_some();
    is_preflight
        && asks
        && (200..=299).contains(&verified.status)
        && origin.is_some_and(|origin| {
            cors_check(&origin, CredentialsMode::SameOrigin, &fields(verified)).is_ok()
        })
}

fn value<'a>(verified: &'a VerifiedRequest, name: &str) -> Option<&'a str> {
    let lines = verified.request.headers.iter();
    lines.into_iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
}

fn fields(verified: &VerifiedRequest) -> HeaderList {
    verified.fields.iter().fold(HeaderList::new(), |mut list, (name, value)| {
        list.append(name.as_str(), value.as_slice());
        list
    })
}

/// The same preflight for one method or header name.
fn preflight(verified: &VerifiedRequest, wanted: &Wanted) -> Planned {
    let mut request = verified.request.clone();
    let origin = value(verified, names::ORIGIN).unwrap_or_default().to_owned();
    let (method, name) = match wanted {
        Wanted::Method(method) => (method.as_str(), None),
        Wanted::Name(name) => ("GET", Some(name)),
    };
    let line = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    request.headers =
        vec![line(names::ORIGIN, &origin), line(names::ACCESS_CONTROL_REQUEST_METHOD, method)];
    request.headers.extend(name.map(|name| line(names::ACCESS_CONTROL_REQUEST_HEADERS, name)));
    let with = name.map(|name| format!(" with `{name}`")).unwrap_or_default();
    request.name = format!("preflight {method}{with} from `{origin}` to {}", request.target);
    Planned { request, url: verified.url.clone() }
}
