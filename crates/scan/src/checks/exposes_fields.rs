use corsmith_fetch::{Extracted, extract_list};

use crate::declare::declare_check;
use crate::readable::{Reach, reach_without_asking, strangers_reach_of};
use crate::shown::listed;
use crate::{Check, CheckContext, CheckMeta, Finding, Severity};

declare_check! {
    /// `Access-Control-Expose-Headers` exposes what it should not, or nothing.
    ///
    /// ## What it does
    ///
    /// Reports `*` beside `Access-Control-Allow-Credentials: true`, where it is a name;
    /// `Set-Cookie`, which no script may read; and fields with secrets in their names that
    /// strangers may read. For origins that the server trusts such fields are information.
    ///
    /// ## Why is this bad?
    ///
    /// With credentials `*` exposes nothing. A token in a field that any website may read is no
    /// secret.
    ///
    /// ## How to fix it
    ///
    /// List the fields that pages need.
    ///
    /// ## References
    ///
    /// * [Fetch: CORS protocol](https://fetch.spec.whatwg.org/#http-access-control-expose-headers)
    /// * [Fetch: CORS protocol and credentials](https://fetch.spec.whatwg.org/#cors-protocol-and-credentials)
    struct ExposesFields {
        code: "CS231",
        name: "exposes-fields",
        topic: Cors,
        severity: Low,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#http-access-control-expose-headers",
    }
}

pub(super) static CHECK: &dyn Check = &ExposesFields;

impl Check for ExposesFields {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        for resource in 0..context.recording.resources.len() {
            let telling = context.telling_answers(resource);
            let strangers = strangers_reach_of(context.recording, resource, telling);
            // Where nobody asked with an `Origin`, what is sent to all who come is sent to a page.
            let own = context.own_answers(resource).iter().filter(|it| it.entry.origin.is_none());
            let exposing = telling.iter().chain(own).find_map(|it| {
                let names = extract_list(&it.answer.headers, "access-control-expose-headers");
                let reach = it.reach().max(reach_without_asking(it.answer));
                match names {
                    Extracted::Values(names) if reach > Reach::Nothing => {
                        Some((it.index, reach, names))
                    }
                    _ => None,
                }
            });
            let Some((index, reach, names)) = exposing else { continue };
            let mut report = |severity, message: String, help: &str| {
                let place = (resource, vec![index]);
                findings.push(Finding::new(&META, place, message, help).severity(severity));
            };
            if reach == Reach::Credentials && names.iter().any(|name| name == "*") {
                let message = "`*` in `Access-Control-Expose-Headers` is only a name beside \
                               `Access-Control-Allow-Credentials: true`: nothing is exposed";
                report(Severity::Low, message.to_owned(), "list the fields that pages need");
            }
            let secrets: Vec<_> = names.iter().filter(|name| is_secret(name)).collect();
            if !secrets.is_empty() {
                let severity = match strangers {
                    Reach::Credentials => Severity::Medium,
                    Reach::Public => Severity::Low,
                    Reach::Nothing => Severity::Info,
                };
                let whom = if strangers > Reach::Nothing { "any website" } else { "other origins" };
                let message = format!("{} may be read by {whom}", listed(secrets));
                report(severity, message, "expose it to origins only that need it");
            }
            let cookies = |name: &&String| name.to_ascii_lowercase().starts_with("set-cookie");
            if names.iter().any(|name| cookies(&name)) {
                let message = "`Set-Cookie` in `Access-Control-Expose-Headers` has no effect: no \
                               script may read it";
                report(Severity::Info, message.to_owned(), "leave it out");
            }
        }
    }
}

/// Names of fields that hold what proves who somebody is.
fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["authorization", "token", "api-key", "apikey", "session", "secret"]
        .iter()
        .any(|part| name.contains(part))
        && !name.starts_with("set-cookie")
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::scripted::{found, list, noted, scan};
    use crate::vectors::{fires, passes};
    use crate::{Request, Response};

    #[test]
    fn it_is_seen_without_asking() {
        const ALLOWS: &str = "Access-Control-Allow-Origin: https://a.example\n";
        const CREDENTIALS: &str = "Access-Control-Allow-Credentials: true\n";
        const ANY: &str = "Access-Control-Expose-Headers: *\n";
        fires(&META, "a star beside credentials", &[ALLOWS, CREDENTIALS, ANY].concat());
        passes(&META, "a star without credentials", &[ALLOWS, ANY].concat());
        passes(&META, "a star for nobody", &[CREDENTIALS, ANY].concat());
        passes(&META, "a star on an error", &["404\n", ALLOWS, CREDENTIALS, ANY].concat());
        for (value, is_for_pages) in [
            ("null", true),
            // It names everybody, and with credentials nobody: the other `*` works.
            ("*", false),
            ("https://a.example, https://b.example", false),
            ("https://a.example/", false),
            ("https://A.example", false),
            ("false", false),
        ] {
            let allows = format!("Access-Control-Allow-Origin: {value}\n");
            let answer = [&allows, CREDENTIALS, ANY].concat();
            if is_for_pages { fires(&META, value, &answer) } else { passes(&META, value, &answer) }
        }
    }

    fn allows(request: &Request) -> Response {
        list(request, |it| it == "https://app.example.com")
    }

    fn with(value: &'static str, allows: impl Fn(&str) -> bool + Send + Copy) -> crate::Recording {
        scan(move |request| {
            let mut answer = list(request, allows);
            if request.method != "OPTIONS" {
                answer.headers.append("Access-Control-Expose-Headers", value);
            }
            answer
        })
    }

    #[test]
    fn it_alone_is_found() {
        let front_end = |it: &str| it == "https://app.example.com";
        assert_eq!(found(&with("*", front_end)), ["exposes-fields low"]);
        for value in ["ETag, X-Total-Count", "Authorization", "Set-Cookie"] {
            assert!(found(&with(value, front_end)).is_empty(), "{value}");
        }
        assert!(noted(&with("Authorization", front_end)).contains(&"exposes-fields".to_owned()));
        let strangers = found(&with("X-Auth-Token", |_| true));
        assert_eq!(strangers, ["exposes-fields medium", "stranger-reads-with-credentials high"]);
    }

    #[test]
    fn a_wildcard_works_without_credentials() {
        let recording = scan(|request| {
            let mut answer = allows(request);
            answer.headers.delete("access-control-allow-credentials");
            answer.headers.append("Access-Control-Expose-Headers", "*");
            answer
        });
        assert!(found(&recording).is_empty());
    }
}
