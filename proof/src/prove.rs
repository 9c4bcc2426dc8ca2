//! The proof of one server: every policy of the corpus, every request of its matrix.

mod corpus;
mod error;
mod outcome;
mod side_by_side;
mod table;

use corsmith_policy::Policy;
use corsmith_policy::conformance::{MatrixRequest, Observed, Reached, judge, request_matrix};
use corsmith_targets::{Provenance, Target, Version};

pub use corpus::{CorpusError, CorpusPolicy, corpus};
pub use error::ProveError;
pub use outcome::{PolicyOutcome, ProofOutcome, Seen};
pub use side_by_side::{SideBySide, side_by_side};
pub use table::table;

use crate::raw_client::{RawClient, RawRequest};
use crate::server::{Running, Server, Site, StartError};
use crate::upstream::Upstream;

/// What the application does, by the last segment of the path; `ok` is asked everything.
const ENDPOINTS: &[&str] = &[
    "ok",
    "missing",
    "broken",
    "thrown",
    "closed",
    "own-cors",
    "own-cors-broken",
    "vary",
    "vary-origin",
    "not-modified",
    "redirect",
];

/// The host that is asked where there is one policy.
const HOST: &str = "api.example.com";

/// Proves `server` with `policies`.
///
/// A policy with which the server does not start, or does not answer, is a failure of that policy;
/// the others are tried all the same.
///
/// # Errors
///
/// If the server is not installed, or what its sites share cannot be prepared.
pub fn prove(server: &dyn Server, policies: &[CorpusPolicy]) -> Result<ProofOutcome, ProveError> {
    let target = corsmith_targets::find(server.target())
        .ok_or(ProveError::NoTarget { name: server.target() })?;
    let reported = server.version()?;
    let version = version_in(&reported)
        .filter(|version| *version >= target.about().oldest_version())
        .unwrap_or_else(|| target.about().default_version);
    let upstream = Upstream::start().map_err(ProveError::Upstream)?;

    let mut outcomes = Vec::new();
    let mut sites = Vec::new();
    for entry in policies {
        match render(target, &entry.policy, &entry.name, version) {
            Ok(files) => {
                sites.push((entry, Site::new(server, &entry.name, files, upstream.address())));
            }
            Err(why) => outcomes.push(PolicyOutcome::refused(&entry.name, why)),
        }
    }
    let all: Vec<Site> = sites.iter().map(|(_, site)| site.clone()).collect();
    server.prepare(&all)?;
    for (entry, site) in &sites {
        outcomes.push(match try_policy(server, &entry.policy, site) {
            Ok((requests, seen)) => PolicyOutcome::proven(&entry.name, requests, seen),
            Err(error) => PolicyOutcome::failed(&entry.name, error.to_string()),
        });
    }
    outcomes.sort_by(|a, b| a.policy.cmp(&b.policy));
    Ok(ProofOutcome::new(server.name(), reported, target, outcomes))
}

fn render(
    target: &dyn Target,
    policy: &Policy,
    name: &str,
    version: Version,
) -> Result<Vec<corsmith_targets::GeneratedFile>, String> {
    let provenance = Provenance::from_source(format!("{name}.toml"));
    let output = target.render(policy, version, &provenance).map_err(|error| error.to_string())?;
    Ok(output.files)
}

/// Starts the server with one policy and asks it everything; the number of requests, and every
/// difference.
fn try_policy(
    server: &dyn Server,
    policy: &Policy,
    site: &Site,
) -> Result<(usize, Vec<Seen>), ProveError> {
    let running = start(|| server.start(site))?;
    let mut client = RawClient::new(running.address);
    let matrix = request_matrix(policy, ENDPOINTS);
    let mut seen = Vec::new();
    for request in &matrix {
        ask(&mut client, HOST, policy, request, &mut seen)?;
    }
    Ok((matrix.len(), seen))
}

/// Starts the server, again if another program took the free port in between.
fn start(mut server: impl FnMut() -> Result<Running, StartError>) -> Result<Running, ProveError> {
    const TRIES: usize = 3;
    let mut tried = 1;
    loop {
        match server() {
            Err(error) if tried < TRIES && error.is_port_taken() => tried += 1,
            result => return Ok(result?),
        }
    }
}

fn ask(
    client: &mut RawClient,
    host: &str,
    policy: &Policy,
    request: &MatrixRequest,
    seen: &mut Vec<Seen>,
) -> Result<(), ProveError> {
    let mut raw = RawRequest::new(&request.method, &request.target).header("Host", host);
    for (name, value) in &request.headers {
        raw = raw.header(name, value.as_bytes());
    }
    // As browsers do (Fetch, HTTP-network-or-cache fetch, "contentLength"); some servers insist.
    if ["POST", "PUT"].contains(&request.method.as_str()) {
        raw = raw.header("Content-Length", "0");
    }
    let response = client
        .send(&raw)
        .map_err(|source| ProveError::Ask { request: request.name.clone(), source })?;
    let reached = match response.header_lines("X-Reached-Application").next() {
        Some(_) => Reached::Yes,
        // The connection to the application breaks there, or its answer is lost with an exception, so nobody can say.
        None if ["closed", "thrown"].contains(&request.endpoint.as_str()) => Reached::Unknown,
        None => Reached::No,
    };
    let observed = Observed { status: response.status, headers: response.headers, reached };
    for difference in judge(policy, request, &observed) {
        seen.push(Seen { request: request.clone(), difference });
    }
    Ok(())
}

/// The first version number in what a server reports of itself.
fn version_in(reported: &str) -> Option<Version> {
    let start = reported.find(|character: char| character.is_ascii_digit())?;
    let number = &reported[start..];
    let end = number.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(number.len());
    let mut parts = number[..end].split('.');
    let major = parts.next()?.parse().ok()?;
    let minor = parts.next().and_then(|minor| minor.parse().ok()).unwrap_or(0);
    Some(Version::new(major, minor))
}

#[cfg(test)]
mod tests {
    use corsmith_targets::Version;

    use super::version_in;

    #[test]
    fn versions_are_read_from_what_servers_say() {
        let rows = [
            ("nginx/1.22.1", Some(Version::new(1, 22))),
            ("Server version: Apache/2.4.71 (Debian)", Some(Version::new(2, 4))),
            ("v2.6.2", Some(Version::new(2, 6))),
            ("5.3.0", Some(Version::new(5, 3))),
            ("no number", None),
        ];
        for (reported, expected) in rows {
            assert_eq!(version_in(reported), expected, "{reported}");
        }
    }
}
