//! The policy of the user, as the fix of what a scan found.

use std::fmt;

use corsmith_policy::Policy;
use corsmith_report::scan::PolicyFix;
use corsmith_scan::{Judgement, RecognisedServer, Recording, ServerSoftware, Severity, Topic};
use corsmith_targets::{About, TargetSelection, Version};

use crate::render;

/// Why a policy is no fix for a server. `Display` is a sentence without its full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoPolicyFix {
    /// Why not.
    pub reason: String,
    /// What to do.
    pub help: String,
}

/// What `policy`, which was read from `source`, is on the server that was scanned: its files if
/// something about CORS was found that is more than information, nothing otherwise.
///
/// The server is the recognised one, at its version if it shows one, or `target`.
///
/// # Errors
///
/// If no server is recognised or there is no target for it, or it cannot express the policy.
///
/// ```
/// use corsmith_operations::{PolicyText, policy_fixes};
/// use corsmith_scan::{Judgement, Recording, Target};
///
/// let text = "[policy]\nallow-origins = ['https://app.example.com']\n";
/// let policy = PolicyText { text, format: None, environment: None }.read()?.into_policy()?;
/// let recording = Recording::new(Target::parse("https://api.example.com")?);
/// let fixes = policy_fixes(&policy, "corsmith.toml", &recording, &Judgement::default(), None)?;
/// assert!(fixes.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn policy_fixes(
    policy: &Policy,
    source: &str,
    recording: &Recording,
    judgement: &Judgement,
    target: Option<TargetSelection>,
) -> Result<Vec<PolicyFix>, NoPolicyFix> {
    let is_fixed = |severity, topic| severity >= Severity::Low && topic == Topic::Cors;
    if !judgement.findings.iter().any(|it| is_fixed(it.severity, it.check.topic)) {
        return Ok(Vec::new());
    }
    let selection = match target {
        Some(selection) => selection,
        None => recognised(recording)?,
    };
    let name = name_of(&selection);
    let (built, unbuilt) = render(policy, &[selection], source);
    if let Some(error) = unbuilt.first().and_then(|unbuilt| unbuilt.errors.0.first()) {
        return Err(NoPolicyFix {
            reason: format!("{name} cannot express the policy: {error}"),
            help: error.help.clone(),
        });
    }
    let written = built.into_iter().flat_map(|built| built.output.files);
    let fixes = written.map(|file| PolicyFix {
        target: name.clone(),
        file: file.name,
        text: file.contents,
    });
    Ok(fixes.collect())
}

/// The target of the server that answered the visit.
fn recognised(recording: &Recording) -> Result<TargetSelection, NoPolicyFix> {
    let server = recording.page().and_then(|(_, answer)| RecognisedServer::of(answer));
    let Some(server) = server else {
        return Err(NoPolicyFix {
            reason: "no server is recognised, so the policy is not written for one".to_owned(),
            help: named("nginx"),
        });
    };
    let Some(name) = target_of(server.software) else {
        return Err(NoPolicyFix {
            reason: format!("there is no target for {}", server.software),
            help: named("headers"),
        });
    };
    let too_old = |error: &dyn fmt::Display| NoPolicyFix {
        reason: format!("the policy is not written for the server: {error}"),
        help: named(name),
    };
    let selection = TargetSelection::parse(name).map_err(|error| too_old(&error))?;
    match shown_version(&server, selection.target.about()) {
        None => Ok(selection),
        Some(version) => {
            let text = format!("{name}@{version}");
            TargetSelection::parse(&text).map_err(|error| too_old(&error))
        }
    }
}

fn named(target: &str) -> String {
    format!("name the target: `--target {target}`; `corsmith targets` lists them")
}

/// The version that the server shows, if it can be one of the target's: what is made of a server
/// counts in its own way, and so its major version is another.
fn shown_version(server: &RecognisedServer, about: &About) -> Option<Version> {
    let shown = server.version.as_deref()?;
    let two: Vec<_> = shown.split('.').take(2).collect();
    let version: Version = two.join(".").parse().ok()?;
    let has_minor = two.len() == 2;
    (has_minor && version.major == about.default_version.major).then_some(version)
}

/// The target that writes for this software.
fn target_of(software: ServerSoftware) -> Option<&'static str> {
    Some(match software {
        ServerSoftware::Nginx => "nginx",
        ServerSoftware::Apache => "apache",
        ServerSoftware::Caddy => "caddy",
        ServerSoftware::HaProxy => "haproxy",
        ServerSoftware::Lighttpd => "lighttpd",
        ServerSoftware::Express => "express",
        _ => return None,
    })
}

/// `nginx 1.28`.
fn name_of(selection: &TargetSelection) -> String {
    let about = selection.target.about();
    if about.releases.is_empty() {
        about.title.to_owned()
    } else {
        format!("{} {}", about.title, selection.version)
    }
}

impl fmt::Display for NoPolicyFix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl std::error::Error for NoPolicyFix {}

#[cfg(test)]
mod tests {
    use corsmith_scan::{
        Ask, Check, Entry, Exchange, Finding, Purpose, Redirects, Request, Response, Target, checks,
    };

    use super::*;
    use crate::{PolicyText, target_named};

    /// The files that are written for a server that calls itself so, or why there are none.
    fn fixed(server: &str, target: Option<&str>) -> String {
        let text = "[policy]\nallow-origins = ['https://app.example.com']\n";
        let policy = PolicyText { text, format: None, environment: None };
        let policy = policy.read().unwrap().into_policy().unwrap();
        let mut recording = Recording::new(Target::parse("https://api.example.com").unwrap());
        let request = Request::new("GET", recording.target.url.clone());
        let ask = Ask {
            request: request.clone(),
            purpose: Purpose::Visit,
            origin: None,
            redirects: Redirects::Follow,
        };
        let answer = Response::new(200, [("Server", server)]);
        recording.entries.push(Entry::new(None, 0, &ask, 0, Exchange::new(request, Ok(answer))));
        let check = checks().map(Check::meta).find(|meta| meta.topic == Topic::Cors);
        let finding = Finding::new(check.unwrap(), (0, vec![0]), "m", "h").severity(Severity::Low);
        let judgement = Judgement { findings: vec![finding], suppressed: Vec::new() };
        let target = target.map(|target| target_named(target).unwrap());
        match policy_fixes(&policy, "corsmith.toml", &recording, &judgement, target) {
            Ok(fixes) => {
                let names: Vec<_> =
                    fixes.into_iter().map(|it| it.target + " " + &it.file).collect();
                names.join(", ")
            }
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn servers_have_targets_at_the_version_that_they_show() {
        for (server, expected) in [
            ("nginx/1.18.0 (Ubuntu)", "nginx 1.18"),
            ("nginx", "nginx 1.22"),
            ("openresty/1.21.4.1", "nginx 1.21"),
            // Counted in its own way.
            ("tengine/2.3.3", "nginx 1.22"),
            ("Apache/2.4.58 (Unix)", "Apache httpd 2.4"),
            ("Caddy", "Caddy"),
            ("lighttpd/1.4.73", "lighttpd 1.4"),
            ("Express", "Express"),
        ] {
            let fixed = fixed(server, None);
            assert!(fixed.starts_with(expected), "{server}: {fixed}");
        }
    }

    #[test]
    fn what_cannot_be_written_is_said() {
        for (server, expected) in [
            ("", "no server is recognised, so the policy is not written for one"),
            ("cloudflare", "there is no target for Cloudflare"),
            ("nginx/1.0.1", "the policy is not written for the server: `nginx` 1.0 is too old"),
        ] {
            let fixed = fixed(server, None);
            assert!(fixed.starts_with(expected), "{server}: {fixed}");
        }
    }

    #[test]
    fn the_target_of_the_user_is_right() {
        let fixed = fixed("nginx/1.18.0", Some("caddy"));
        assert!(fixed.starts_with("Caddy"), "{fixed}");
    }
}
