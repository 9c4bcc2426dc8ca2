//! `allow-origins`.

use corsmith_fetch::names::ACCESS_CONTROL_ALLOW_ORIGIN;
use corsmith_policy::{
    Data, HostScope, OriginPattern, Resource, is_insecure, is_loopback_host,
    is_subdomains_of_public_suffix,
};

use super::{Explanation, enumerate};
use crate::context::data;

pub(super) fn explain(resource: &Resource) -> Explanation {
    let set = &resource.allow_origins.set;
    let sentence = if set.allows_any() {
        any(resource)
    } else if set.is_empty() {
        "No page of another origin can read answers; they can still send requests that need no preflight.".to_owned()
    } else {
        let names = enumerate(set.patterns().iter().map(OriginPattern::as_str));
        let subject = match set.patterns() {
            [OriginPattern::Tuple(tuple)] if tuple.is_exact() => format!("Pages of {names} alone"),
            _ => format!("Pages of {names}"),
        };
        let reads = if resource.allows_credentials() {
            "can read answers to requests with the user's session"
        } else {
            "can read answers to requests without credentials"
        };
        format!("{subject} {reads}; {}.", caveat(resource))
    };
    Explanation { header: ACCESS_CONTROL_ALLOW_ORIGIN, setting: "allow-origins", sentence }
}

fn any(resource: &Resource) -> String {
    if resource.allows_credentials() {
        return "Refused: browsers do not accept `*` for requests with credentials, and echoing every origin instead would give every website the user's session.".to_owned();
    }
    let caveat = match data(resource) {
        Some(Data::Public) => {
            "that is right for public data, and caches can share one answer among all origins"
        }
        Some(Data::Private) => {
            "the data is said to be private, and if only a network protects it, every website that someone inside visits reads it"
        }
        None => {
            "right for public data, wrong where only a network protects the server, as on an intranet or on localhost"
        }
    };
    format!("Every website can read answers to requests without credentials; {caveat}.")
}

/// The most serious thing to know about the list; a list is only as strong as its weakest entry.
fn caveat(resource: &Resource) -> String {
    let set = &resource.allow_origins.set;
    let tuples = || {
        set.patterns().iter().filter_map(|pattern| match pattern {
            OriginPattern::Tuple(tuple) => Some(tuple),
            OriginPattern::Any | OriginPattern::Null => None,
        })
    };
    if set.allows_null() {
        return "`null` opens the list to every website, since any page can make a sandboxed frame"
            .to_owned();
    }
    let is_remote_http = |tuple: &&_| is_insecure(tuple) && tuple.scheme() == "http";
    if let Some(tuple) = tuples().find(|tuple| is_subdomains_of_public_suffix(tuple)) {
        return format!(
            "anyone can register a name under `{}`, so it is open to strangers",
            tuple.host()
        );
    }
    if let Some(tuple) = tuples().find(is_remote_http) {
        return format!(
            "anyone on the network path can act as `{}`, which has no TLS",
            tuple.as_str()
        );
    }
    let is_remote = |tuple: &&corsmith_policy::TuplePattern| !is_loopback_host(tuple.host());
    if let Some(tuple) =
        tuples().filter(is_remote).find(|tuple| tuple.scope() == HostScope::Subdomains)
    {
        let host = tuple.host();
        let lists_host = tuples().any(|tuple| tuple.is_exact() && tuple.host() == host);
        let itself =
            if lists_host { String::new() } else { format!("; `{host}` itself is not included") };
        return format!(
            "script injection into any subdomain of `{host}`, or its takeover, is enough to read{itself}"
        );
    }
    if tuples().any(|tuple| is_loopback_host(tuple.host())) {
        return "on a user's machine, any program that serves pages can act as its localhost"
            .to_owned();
    }
    "script injection there reads too, and programs outside browsers are not limited at all"
        .to_owned()
}
