//! The caps of the rubric. A change here is a new [`RUBRIC`](super::RUBRIC).

use corsmith_policy::{
    Data, HostScope, OriginPattern, PortPattern, Resource, TuplePattern, is_insecure,
    is_loopback_host, is_subdomains_of_public_suffix,
};

use super::Level;
use crate::context::{OriginUse, is_served_locally};
use crate::environment::is_production;

/// The highest level that a combination allows.
#[derive(Debug, Clone)]
pub(super) struct Cap {
    pub(super) level: Level,
    pub(super) text: String,
    pub(super) raise: String,
}

fn cap(level: Level, text: impl Into<String>, raise: impl Into<String>) -> Cap {
    Cap { level, text: text.into(), raise: raise.into() }
}

/// What an origin list gets, and for what data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// The user's session.
    WithCredentials,
    /// What needs no session, of data for whom the policy says.
    WithoutCredentials(Option<Data>),
}

/// The caps of `list` for `reading`; none if it is strong.
pub(super) fn of_list(
    environment: Option<&str>,
    list: &OriginUse<'_>,
    reading: Reading,
) -> Vec<Cap> {
    let caps = match reading {
        Reading::WithCredentials => vec![
            public_suffix_with_credentials(list),
            insecure_with_credentials(list),
            loopback_with_credentials(environment, list),
            subdomains_with_credentials(list),
            any_port_with_credentials(list),
        ],
        // Beside `*` the other entries make no difference.
        Reading::WithoutCredentials(data) if list.any.is_some() => vec![wildcard(data)],
        // Whoever reads public data without credentials takes nothing.
        Reading::WithoutCredentials(Some(Data::Public)) => Vec::new(),
        // No list is below `*` for the same data, which reads all that the list reads.
        Reading::WithoutCredentials(Some(Data::Private)) => {
            vec![
                null(list, Level::Weak),
                public_suffix(list, Level::Weak),
                insecure(list, Level::Weak),
            ]
        }
        Reading::WithoutCredentials(None) => vec![
            null(list, Level::Moderate),
            public_suffix(list, Level::Moderate),
            insecure(list, Level::Moderate),
        ],
    };
    caps.into_iter().flatten().collect()
}

/// The cap of a resource's other settings.
pub(super) fn of_settings(resource: &Resource) -> Option<Cap> {
    let is_open = resource.allows_credentials()
        && resource.allow_methods.wildcard().is_some()
        && resource.allow_headers.wildcard().is_some();
    is_open.then(|| {
        cap(
            Level::Moderate,
            "With the user's session, allowed origins can send any method with any header, also those that nobody reviewed.",
            "List the methods and the header names that the API has.",
        )
    })
}

fn wildcard(data: Option<Data>) -> Option<Cap> {
    match data {
        Some(Data::Public) => None,
        None => Some(cap(
            Level::Moderate,
            "Every website can read without credentials, and nothing says that the data is public.",
            "Say `data = \"public\"` if it is meant for anyone; otherwise list the origins.",
        )),
        Some(Data::Private) => Some(cap(
            Level::Weak,
            "Every website can read, without credentials, data that is said to be private: all that protects it is the network, and visitors carry websites into it.",
            "List the origins.",
        )),
    }
}

fn null(list: &OriginUse<'_>, level: Level) -> Option<Cap> {
    list.null?;
    Some(cap(
        level,
        "`null` opens the list to every website: any page can have that origin in a sandboxed frame.",
        "Remove `null`, and serve the page from an origin of its own; or say `data = \"public\"` if anyone may read.",
    ))
}

fn public_suffix(list: &OriginUse<'_>, level: Level) -> Option<Cap> {
    let tuple = notable(list, is_subdomains_of_public_suffix)?;
    let text = format!(
        "`{}` is open to strangers: anyone can register a name under `{}`.",
        tuple.as_str(),
        tuple.host()
    );
    Some(cap(level, text, "Name the sites that are yours."))
}

fn public_suffix_with_credentials(list: &OriginUse<'_>) -> Option<Cap> {
    let tuple = notable(list, is_subdomains_of_public_suffix)?;
    let text = format!(
        "`{}` gives the user's session to strangers: anyone can register a name under `{}`.",
        tuple.as_str(),
        tuple.host()
    );
    Some(cap(Level::Dangerous, text, "Name the sites that are yours, and drop the opt-out."))
}

fn insecure(list: &OriginUse<'_>, level: Level) -> Option<Cap> {
    let tuple = notable(list, |tuple| tuple.scheme() == "http" && is_insecure(tuple))?;
    let text =
        format!("Anyone on the network path can read as `{}`, which has no TLS.", tuple.as_str());
    Some(cap(level, text, "Use `https`, or say `data = \"public\"` if anyone may read."))
}

fn insecure_with_credentials(list: &OriginUse<'_>) -> Option<Cap> {
    let tuple = notable(list, is_insecure)?;
    let text = format!(
        "Anyone on the network path can read with the user's session as `{}`, which has no TLS.",
        tuple.as_str()
    );
    Some(cap(Level::Dangerous, text, "Use `https`, and drop the opt-out."))
}

fn loopback_with_credentials(environment: Option<&str>, list: &OriginUse<'_>) -> Option<Cap> {
    let (level, place) = match environment {
        Some(name) if is_production(name) => (Level::Weak, "in production"),
        // An environment that is chosen and not production is where localhost belongs.
        Some(_) => return None,
        None => (Level::Moderate, "in every environment"),
    };
    let mut patterns = list.origins.set.patterns().iter();
    let pattern = patterns.find(|pattern| match pattern {
        OriginPattern::Tuple(tuple) => is_served_locally(tuple),
        OriginPattern::Any | OriginPattern::Null => false,
    })?;
    let text = format!(
        "`{pattern}` reads with the user's session {place}: any program on a user's machine that serves pages can be that origin."
    );
    Some(cap(level, text, "Allow it in `[environment.development]` only."))
}

fn subdomains_with_credentials(list: &OriginUse<'_>) -> Option<Cap> {
    let tuple = notable(list, |tuple| {
        tuple.scope() == HostScope::Subdomains
            && !is_loopback_host(tuple.host())
            && !is_subdomains_of_public_suffix(tuple)
    })?;
    let text = format!(
        "`{}` rests on every subdomain of `{}`: script injection into one, or its takeover, reads with the user's session.",
        tuple.as_str(),
        tuple.host()
    );
    Some(cap(Level::Moderate, text, "List the subdomains that have pages which need it."))
}

fn any_port_with_credentials(list: &OriginUse<'_>) -> Option<Cap> {
    let tuple =
        notable(list, |tuple| tuple.port() == PortPattern::Any && !is_loopback_host(tuple.host()))?;
    let text = format!(
        "`{}` reads with the user's session from whatever port: any program that listens on that host can be it.",
        tuple.as_str()
    );
    Some(cap(Level::Moderate, text, "List the ports that have pages which need it."))
}

/// The first pattern that the cap is about. One is named: the list is as strong as its weakest
/// entry, and the rules report each.
fn notable<'a>(
    list: &OriginUse<'a>,
    is_meant: impl Fn(&TuplePattern) -> bool,
) -> Option<&'a TuplePattern> {
    list.notable().iter().map(|(tuple, _)| *tuple).find(|tuple| is_meant(tuple))
}
