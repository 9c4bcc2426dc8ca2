use corsmith_fetch::{Extracted, extract_list};

use crate::declare::declare_check;
use crate::preflights::preflights;
use crate::readable::Reach;
use crate::shown::listed;
use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// `Access-Control-Allow-Methods` has a method in lower case, which is another method.
    ///
    /// ## What it does
    ///
    /// Reports `put`, `patch`, `delete` and the like in answers that allow the origin, unless the
    /// same method is there in upper case, or `*` that covers it. `get`, `head` and `post` do no
    /// harm: no preflight has to allow those.
    ///
    /// ## Why is this bad?
    ///
    /// Methods are compared byte by byte. Browsers ask for `PUT`, whatever the script wrote, and
    /// fail the request because only `put` is allowed. `patch` is sent as it was written: a script
    /// that says `PATCH`, as RFC 5789 has it, fails.
    ///
    /// ## How to fix it
    ///
    /// Write methods in upper case.
    ///
    /// ## References
    ///
    /// * [Fetch: Methods](https://fetch.spec.whatwg.org/#methods)
    /// * [Fetch: CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch-0)
    struct MethodInLowerCase {
        code: "CS239",
        name: "method-in-lower-case",
        topic: Cors,
        severity: Medium,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#methods",
    }
}

pub(super) static CHECK: &dyn Check = &MethodInLowerCase;

const FIELD: &str = "Access-Control-Allow-Methods";
/// The methods that pages use and that a preflight has to allow (RFC 9110, section 9.3; RFC 5789).
const METHODS: [&str; 4] = ["PUT", "PATCH", "DELETE", "OPTIONS"];

impl Check for MethodInLowerCase {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        for resource in 0..context.recording.resources.len() {
            let found = preflights(context.recording, resource).into_iter().find_map(|it| {
                let is_granted = it.has_ok_status() && it.reach() > Reach::Nothing;
                let Extracted::Values(methods) = extract_list(&it.answer.headers, FIELD) else {
                    return None;
                };
                let is_wild = it.reach() == Reach::Public && methods.iter().any(|it| it == "*");
                let lost = lost(&methods);
                (is_granted && !is_wild && !lost.is_empty()).then_some((it.index, lost))
            });
            let Some((index, lost)) = found else { continue };
            let message = format!(
                "`{FIELD}` has {} in another case than browsers ask for it, and methods are \
                 compared byte by byte: such requests fail",
                listed(&lost)
            );
            let help = "write methods in upper case";
            findings.push(Finding::new(&META, (resource, vec![index]), message, help));
        }
    }
}

/// The members that mean a method, and are another one.
fn lost(methods: &[String]) -> Vec<String> {
    let is_lost = |own: &&String| {
        METHODS.iter().any(|method| {
            own.eq_ignore_ascii_case(method) && !methods.iter().any(|other| other == method)
        })
    };
    methods.iter().filter(is_lost).cloned().collect()
}

#[cfg(test)]
mod tests {
    use crate::scripted::{found, list, scan};

    fn with(methods: &'static str, credentials: &'static str) -> Vec<String> {
        found(&scan(move |request| {
            let mut answer = list(request, |it| it == "https://app.example.com");
            if answer.headers.contains("access-control-allow-methods") {
                answer.headers.delete("access-control-allow-methods");
                answer.headers.append("Access-Control-Allow-Methods", methods);
            }
            if credentials.is_empty() {
                answer.headers.delete("access-control-allow-credentials");
            }
            answer
        }))
    }

    #[test]
    fn it_alone_is_found() {
        for methods in ["get, put", "GET, Patch", "GET, PUT, delete"] {
            assert_eq!(with(methods, "true"), ["method-in-lower-case medium"], "{methods}");
        }
        for (case, methods) in [
            ("upper case", "GET, PUT"),
            ("both", "put, PUT"),
            ("what needs no preflight", "get, head, post"),
            ("a name of one's own", "GET, purge"),
        ] {
            assert!(with(methods, "true").is_empty(), "{case}");
        }
        assert!(with("put, *", "").is_empty(), "a wildcard covers it");
    }
}
