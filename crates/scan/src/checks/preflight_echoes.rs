use crate::declare::declare_check;
use crate::preflights::{Preflight, preflights};
use crate::readable::{Reach, strangers_reach};
use crate::shown::listed;
use crate::{Check, CheckContext, CheckMeta, Finding, Recording, Severity};

declare_check! {
    /// A preflight allows whatever method or header name it is asked for.
    ///
    /// ## What it does
    ///
    /// Reports preflights that allow a method or a header name that nobody has heard of. It is
    /// information where only trusted origins get that answer, or what is asked for is public; it
    /// is medium where any stranger gets it with credentials.
    ///
    /// ## Why is this bad?
    ///
    /// The preflight is the server's one chance to refuse a request before it is carried out. A
    /// stranger who may send any of them can do more than read.
    ///
    /// ## How to fix it
    ///
    /// List the methods and header names that the application knows.
    ///
    /// ## References
    ///
    /// * [Fetch: CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch-0)
    struct PreflightEchoes {
        code: "CS225",
        name: "preflight-echoes",
        topic: Cors,
        severity: Info,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#cors-preflight-fetch-0",
    }
}

pub(super) static CHECK: &dyn Check = &PreflightEchoes;

impl Check for PreflightEchoes {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        for resource in 0..context.recording.resources.len() {
            let echoes: Vec<(Preflight<'_>, String)> = preflights(context.recording, resource)
                .into_iter()
                .filter(|it| it.has_ok_status() && it.reach() > Reach::Nothing)
                .filter_map(|it| echo(&it).map(|what| (it, what)))
                .collect();
            if echoes.is_empty() {
                continue;
            }
            let severity = echoes
                .iter()
                .map(|(it, _)| severity(context.recording, it))
                .max()
                .unwrap_or(Severity::Info);
            let mut seen: Vec<&String> = echoes.iter().map(|(_, what)| what).collect();
            seen.sort();
            seen.dedup();
            let message =
                format!("preflights allow whatever they are asked for, even {}", listed(seen));
            let help = "list the methods and header names that the application knows";
            let evidence = echoes.iter().map(|(it, _)| it.index).collect();
            let finding = Finding::new(&META, (resource, evidence), message, help);
            let finding = if severity > Severity::Info {
                finding.who("Any website: its requests of any kind are sent and carried out")
            } else {
                finding
            };
            findings.push(finding.severity(severity));
        }
    }
}

fn severity(recording: &Recording, preflight: &Preflight<'_>) -> Severity {
    let reach = strangers_reach(recording, preflight.entry.resource);
    let is_stranger = preflight.entry.origin == Some(crate::OriginKind::Stranger);
    match preflight.reach().min(reach) {
        Reach::Credentials if is_stranger => Severity::Medium,
        // Everybody may ask for everything of what is public: that is what `*` says.
        _ => Severity::Info,
    }
}

/// The method or name that nobody has heard of, and that the answer allows by name.
fn echo(preflight: &Preflight<'_>) -> Option<String> {
    if is_made_up(&preflight.method)
        && preflight.lists("access-control-allow-methods", &preflight.method)
    {
        return Some(preflight.method.clone());
    }
    let names = preflight.names.iter().filter(|name| is_made_up(name));
    names.clone().find(|name| preflight.lists("access-control-allow-headers", name)).cloned()
}

/// Whether a word is made of a label, as the probes make it: no vowel in ten letters.
fn is_made_up(word: &str) -> bool {
    let Some(letters) = word.strip_prefix("x-").or_else(|| word.strip_prefix("X-")) else {
        return false;
    };
    letters.len() == 10
        && letters.bytes().all(|byte| {
            byte.is_ascii_alphabetic() && !b"aeiouy".contains(&byte.to_ascii_lowercase())
        })
}

#[cfg(test)]
mod tests {
    use crate::scripted::{found, list, noted, scan};
    use crate::{Request, Response};

    fn echo(request: &Request, mut answer: Response) -> Response {
        for (asked, field) in [
            ("access-control-request-method", "access-control-allow-methods"),
            ("access-control-request-headers", "access-control-allow-headers"),
        ] {
            if answer.headers.contains(field) {
                answer.headers.delete(field);
                let value = request.headers.get(asked).unwrap_or_default().into_owned();
                answer.headers.append(field, value);
            }
        }
        answer
    }

    fn allows(request: &Request) -> Response {
        list(request, |it| it == "https://app.example.com")
    }

    #[test]
    fn for_trusted_origins_it_is_noted() {
        let recording = scan(|request| echo(request, allows(request)));
        assert!(found(&recording).is_empty());
        assert_eq!(noted(&recording), ["preflight-echoes", "trusted-origins"]);
    }

    #[test]
    fn for_strangers_it_adds_to_what_they_may() {
        let recording = scan(|request| echo(request, list(request, |_| true)));
        let expected = ["preflight-echoes medium", "stranger-reads-with-credentials high"];
        assert_eq!(found(&recording), expected);
    }
}
