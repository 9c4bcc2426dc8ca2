//! The fix in a server's own terms: a policy that would allow what was asked, and what the target
//! makes of it.

use std::fmt::Write;

use corsmith_diagnose::capture::{ExchangeFinding, mask};
use corsmith_diagnose::{Captures, Cause, CauseKind};
use corsmith_fetch::Origin;
use corsmith_policy::{Format, Policy, PolicyDocument, PolicyError, Selection};
use corsmith_targets::{Provenance, TargetSelection};

/// A policy, and the configuration that it is on a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remedy {
    /// The policy: TOML.
    pub policy: String,
    /// Why the policy is an example only: what was asked for has no place in any policy. Masked,
    /// sentences without their full stops.
    pub refusals: Vec<String>,
    /// The command that makes the files of the policy.
    pub command: String,
    /// The configuration's files: name and contents.
    pub files: Vec<(String, String)>,
    /// What to know about them.
    pub notes: Vec<String>,
    /// The command that checks them.
    pub check: Option<&'static str>,
}

/// The remedy of `cause` on `target`, for what a message or an exchange asks for. Where no header
/// of the server helps there is none.
///
/// ```
/// use corsmith_diagnose::{Captures, cause};
/// use corsmith_operations::{remedy, target_named};
///
/// let asked: Captures = [("origin", "https://app.example")].into_iter().collect();
/// let remedy = remedy(cause("allow-origin-missing").unwrap(), &asked, target_named("nginx")?);
/// assert!(remedy.unwrap().policy.contains("https://app.example"));
/// # Ok::<(), corsmith_operations::Problem>(())
/// ```
#[must_use]
pub fn remedy(cause: &Cause, captures: &Captures, target: TargetSelection) -> Option<Remedy> {
    if cause.kind != CauseKind::Cors {
        return None;
    }
    let mut text = policy(cause, captures);
    let mut refusals = Vec::new();
    let valid = match valid(&text) {
        Ok(policy) => policy,
        // Such as credentials for an origin of `http:`, or a header that only servers send.
        Err(errors) => {
            refusals = errors.iter().map(|error| mask(&error.message).into_owned()).collect();
            text = policy(cause, &Captures::default());
            valid(&text).ok()?
        }
    };
    let provenance = Provenance::from_source("corsmith.toml".to_owned());
    let output = target.render(&valid, &provenance).ok()?;
    Some(Remedy {
        policy: text,
        refusals,
        command: format!("corsmith build corsmith.toml --target {}", target.target.about().name),
        files: output.files.into_iter().map(|file| (file.name, file.contents)).collect(),
        notes: output.notes,
        check: output.check,
    })
}

/// What the exchange tells for a policy.
///
/// ```
/// use corsmith_operations::{Material, asked_by};
///
/// let curl = "$ curl -i -H 'Origin: https://app.example' https://api.example/\nHTTP/2 401\n";
/// let asked = asked_by(&Material::of(curl)?.exchanges[0]);
/// assert_eq!(asked.get("origin"), Some("https://app.example"));
/// # Ok::<(), corsmith_operations::Problem>(())
/// ```
#[must_use]
pub fn asked_by(finding: &ExchangeFinding) -> Captures {
    let origin = finding.page_origin.as_deref().map(|origin| ("origin", origin));
    let asked = finding.request_headers.iter();
    let mut asked =
        asked.filter(|(name, _)| name.eq_ignore_ascii_case("access-control-request-headers"));
    let header = asked.find_map(|(_, value)| value.split(',').next());
    let method = Some(("method", finding.method.as_str()));
    let header = header.map(|name| ("header", name.trim()));
    [origin, method, header].into_iter().flatten().collect()
}

fn valid(policy: &str) -> Result<Policy, Vec<PolicyError>> {
    PolicyDocument::parse(policy.as_bytes(), Format::Toml)
        .resolve(&Selection::default())
        .into_policy()
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

#[cfg(test)]
mod tests {
    use corsmith_diagnose::{CauseKind, causes};

    use super::*;

    #[test]
    fn every_cause_of_cors_has_a_remedy_on_every_target() {
        let asked: Captures =
            [("origin", "https://shop.example"), ("method", "PATCH"), ("header", "x-api-key")]
                .into_iter()
                .collect();
        for target in corsmith_targets::ALL {
            let target = TargetSelection::parse(target.about().name).unwrap();
            for cause in causes().iter().filter(|cause| cause.kind == CauseKind::Cors) {
                let remedy = remedy(cause, &asked, target).expect(cause.code);
                assert!(remedy.refusals.is_empty(), "{}: {:?}", cause.code, remedy.refusals);
                assert!(remedy.policy.contains("https://shop.example"), "{}", remedy.policy);
                assert!(!remedy.files.is_empty(), "{}", cause.code);
            }
        }
    }
}
