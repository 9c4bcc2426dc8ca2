//! The fix in a server's own terms: a policy that would allow what was asked, and what the target
//! makes of it.

use std::fmt::Write;

use corsmith_diagnose::{Captures, Cause, CauseKind};
use corsmith_fetch::Origin;
use corsmith_policy::{Format, PolicyDocument, Selection};
use corsmith_targets::{Provenance, TargetSelection};

/// A policy, and the configuration that it is on a server.
pub(super) struct Remedy {
    pub(super) policy: String,
    /// The configuration's files: name and contents.
    pub(super) files: Vec<(&'static str, String)>,
    /// What to know about them.
    pub(super) notes: Vec<String>,
    /// The command that checks them.
    pub(super) check: Option<&'static str>,
}

/// Where no header of the server helps there is none.
pub(super) fn remedy(
    cause: &Cause,
    captures: &Captures,
    target: TargetSelection,
) -> Option<Remedy> {
    if cause.kind != CauseKind::Cors {
        return None;
    }
    let policy = policy(cause, captures);
    let document = PolicyDocument::parse(policy.as_bytes(), Format::Toml);
    let valid = document.resolve(&Selection::default()).into_policy().ok()?;
    let provenance = Provenance::from_source("corsmith.toml".to_owned());
    let output = target.target.render(&valid, target.version, &provenance).ok()?;
    Some(Remedy {
        policy,
        files: output.files.into_iter().map(|file| (file.name, file.contents)).collect(),
        notes: output.notes,
        check: output.check,
    })
}

/// The least that allows what the message is about; what it does not tell is an example.
fn policy(cause: &Cause, captures: &Captures) -> String {
    let origin = captures.get("origin").filter(|origin| {
        Origin::parse(origin).is_ok_and(|it| it != Origin::Opaque && it.serialize() == **origin)
    });
    let method = captures.get("method").filter(|method| corsmith_fetch::is_method(method));
    let header = captures.get("header").filter(|name| corsmith_fetch::is_header_name(name));
    let mut policy = String::from("[policy]\n");
    // Writing to a String cannot fail.
    let _ =
        writeln!(policy, "allow-origins = [\"{}\"]", origin.unwrap_or("https://app.example.com"));
    let is_preflight = cause.code.starts_with("preflight-");
    if cause.code.contains("method") || is_preflight {
        let _ = writeln!(policy, "allow-methods = [\"{}\"]", method.unwrap_or("PUT"));
    }
    if cause.code.contains("header") || cause.code.contains("authorization") || is_preflight {
        let name =
            if cause.code.contains("authorization") { "Authorization" } else { "Content-Type" };
        let _ = writeln!(policy, "allow-headers = [\"{}\"]", header.unwrap_or(name));
    }
    if cause.code.contains("credentials") {
        policy.push_str("allow-credentials = true\n");
    }
    policy
}
