use corsmith_fetch::{Extracted, extract_max_age};

use crate::declare::declare_check;
use crate::preflights::preflights;
use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// `Access-Control-Max-Age` is more than any browser uses.
    ///
    /// ## What it does
    ///
    /// Reports more than 86400 seconds. Chromium uses at most 7200, Firefox 86400, Safari 600.
    ///
    /// ## Why is this bad?
    ///
    /// Nothing is wrong. Who counts on the longer time is mistaken: a change of the policy is seen
    /// earlier, and preflights come more often.
    ///
    /// ## How to fix it
    ///
    /// Send 7200, or 86400 for Firefox's sake.
    ///
    /// ## References
    ///
    /// * [Fetch: Access-Control-Max-Age](https://fetch.spec.whatwg.org/#http-access-control-max-age)
    struct MaxAgeCapped {
        code: "CS234",
        name: "max-age-capped",
        topic: Cors,
        severity: Info,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#http-access-control-max-age",
    }
}

pub(super) static CHECK: &dyn Check = &MaxAgeCapped;

/// Firefox's, the longest.
const LONGEST_SECONDS: u64 = 86_400;

impl Check for MaxAgeCapped {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        for resource in 0..context.recording.resources.len() {
            let longest = preflights(context.recording, resource).into_iter().find_map(|it| {
                match extract_max_age(&it.answer.headers) {
                    Extracted::Values(seconds) if seconds > LONGEST_SECONDS => {
                        Some((it.index, seconds))
                    }
                    _ => None,
                }
            });
            let Some((index, seconds)) = longest else { continue };
            let message = format!(
                "`Access-Control-Max-Age` is {seconds} seconds; no browser keeps a preflight's \
                 answer longer than {LONGEST_SECONDS}"
            );
            let help = "send 7200, or 86400 for Firefox's sake";
            findings.push(
                Finding::new(&META, (resource, vec![index]), message, help)
                    .fix("Access-Control-Max-Age", "86400".to_owned()),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::scripted::{found, list, noted, scan};

    #[test]
    fn it_is_noted() {
        for (value, is_noted) in [("86401", true), ("99999999999999999999", true), ("86400", false)]
        {
            let recording = scan(|request| {
                let mut answer = list(request, |it| it == "https://app.example.com");
                answer.headers.delete("access-control-max-age");
                if request.method == "OPTIONS" {
                    answer.headers.append("Access-Control-Max-Age", value);
                }
                answer
            });
            assert!(found(&recording).is_empty());
            let noted = noted(&recording);
            assert_eq!(noted.contains(&"max-age-capped".to_owned()), is_noted, "{value}");
        }
    }
}
