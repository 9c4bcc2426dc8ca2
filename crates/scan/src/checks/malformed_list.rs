use corsmith_fetch::{Extracted, extract_list};

use crate::declare::declare_check;
use crate::preflights::preflights;
use crate::readable::{Reach, reach_without_asking};
use crate::shown::shown;
use crate::{Check, CheckContext, CheckMeta, Finding, Response, Severity};

declare_check! {
    /// A list of methods or header names is none: browsers drop it whole.
    ///
    /// ## What it does
    ///
    /// Reports `Access-Control-Allow-Methods`, `Access-Control-Allow-Headers` and
    /// `Access-Control-Expose-Headers` with spaces or semicolons between the names, with quotes or
    /// brackets around them, or with anything else that no name has, on answers that allow the
    /// origin.
    ///
    /// ## Why is this bad?
    ///
    /// One bad member spoils the list. A preflight with such a list fails, whatever is asked for,
    /// and of the fields of the answer none is exposed.
    ///
    /// ## How to fix it
    ///
    /// Put commas between the names and nothing around them.
    ///
    /// ## References
    ///
    /// * [Fetch: header syntax](https://fetch.spec.whatwg.org/#http-new-header-syntax)
    /// * [Fetch: CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch-0)
    struct MalformedList {
        code: "CS238",
        name: "malformed-list",
        topic: Cors,
        severity: Medium,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#cors-preflight-fetch-0",
    }
}

pub(super) static CHECK: &dyn Check = &MalformedList;

const OF_PREFLIGHTS: [&str; 2] = ["Access-Control-Allow-Methods", "Access-Control-Allow-Headers"];
const EXPOSED: &str = "Access-Control-Expose-Headers";

impl Check for MalformedList {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        for resource in 0..context.recording.resources.len() {
            let preflights = preflights(context.recording, resource);
            let mut preflights =
                preflights.iter().filter(|it| it.has_ok_status() && it.reach() > Reach::Nothing);
            let broken = preflights
                .find_map(|it| Some((it.index, it.answer, malformed(it.answer, &OF_PREFLIGHTS)?)));
            // Where nobody asked with an `Origin`, what is sent to all who come is sent to a page.
            let own = context.own_answers(resource).iter().filter(|it| it.entry.origin.is_none());
            let answers = context.telling_answers(resource).iter().chain(own);
            let mut answers = answers
                .filter(|it| it.reach().max(reach_without_asking(it.answer)) > Reach::Nothing);
            let hidden = answers
                .find_map(|it| Some((it.index, it.answer, malformed(it.answer, &[EXPOSED])?)));
            let broken = broken.map(|it| (it, Severity::Medium, "every preflight fails"));
            let hidden = hidden.map(|it| (it, Severity::Low, "nothing is exposed"));
            for ((index, answer, field), severity, what) in broken.into_iter().chain(hidden) {
                let value = shown(&answer.text(field).unwrap_or_default());
                let message =
                    format!("`{field}` is {value}, which browsers do not read as a list: {what}");
                let help = "put commas between the names, and no quotes or brackets around them";
                findings.push(
                    Finding::new(&META, (resource, vec![index]), message, help)
                        .severity(severity)
                        .subject(field),
                );
            }
        }
    }
}

/// The first of some fields that is there and no list.
fn malformed(answer: &Response, fields: &[&'static str]) -> Option<&'static str> {
    fields.iter().copied().find(|it| extract_list(&answer.headers, it) == Extracted::Failure)
}

#[cfg(test)]
mod tests {
    use super::{EXPOSED, META, OF_PREFLIGHTS};
    use crate::scripted::{found, list, scan};
    use crate::vectors::{fires, passes};

    #[test]
    fn it_is_seen_without_asking() {
        let with = |allowed: &str| format!("{allowed}\nAccess-Control-Expose-Headers: X-A X-B");
        fires(&META, "a list with spaces", &with("Access-Control-Allow-Origin: *"));
        passes(&META, "one that nobody reads", &with("Vary: Origin"));
    }

    fn with(field: &'static str, value: &'static str) -> Vec<String> {
        found(&scan(move |request| {
            let mut answer = list(request, |it| it == "https://app.example.com");
            if answer.headers.contains(field) || field == EXPOSED && request.method == "GET" {
                answer.headers.delete(field);
                answer.headers.append(field, value);
            }
            answer
        }))
    }

    #[test]
    fn it_alone_is_found() {
        for (case, value) in [
            ("spaces between", "GET PUT"),
            ("semicolons between", "GET; PUT"),
            ("quotes around", "\"GET, PUT\""),
            ("brackets around", "[GET, PUT]"),
            ("one bad member", "GET, PUT, X Y"),
        ] {
            for field in OF_PREFLIGHTS {
                assert_eq!(with(field, value), ["malformed-list medium"], "{case}");
            }
            assert_eq!(with(EXPOSED, value), ["malformed-list low"], "{case}");
        }
        for (case, value) in [
            ("commas alone", "GET,PUT,Content-Type"),
            ("empty members", ", GET,, PUT ,Content-Type,"),
            ("nothing", ""),
        ] {
            assert_eq!(with(EXPOSED, value), [""; 0], "{case}");
        }
    }
}
