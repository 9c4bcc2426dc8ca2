use corsmith_fetch::{Extracted, extract_max_age};

use crate::declare::declare_check;
use crate::preflights::preflights;
use crate::shown::shown;
use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// `Access-Control-Max-Age` is not a number of seconds.
    ///
    /// ## What it does
    ///
    /// Reports a sign, a fraction, a unit, words, an empty value and a field that is sent twice.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers disagree on what such a value means: some keep the preflight's answer for five
    /// seconds, some not at all, and then ask before every request.
    ///
    /// ## How to fix it
    ///
    /// Send a whole number of seconds; `0` to have nothing kept.
    ///
    /// ## References
    ///
    /// * [Fetch: Access-Control-Max-Age](https://fetch.spec.whatwg.org/#http-access-control-max-age)
    struct MaxAgeInvalid {
        code: "CS233",
        name: "max-age-invalid",
        topic: Cors,
        severity: Low,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#http-access-control-max-age",
    }
}

pub(super) static CHECK: &dyn Check = &MaxAgeInvalid;

impl Check for MaxAgeInvalid {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        for resource in 0..context.recording.resources.len() {
            let invalid = preflights(context.recording, resource)
                .into_iter()
                .find(|it| extract_max_age(&it.answer.headers) == Extracted::Failure);
            let Some(it) = invalid else { continue };
            let value = it.answer.text("access-control-max-age").unwrap_or_default();
            let is_negative = value.trim().starts_with('-');
            let consequence = if is_negative {
                "browsers keep nothing, and by the standard it is five seconds"
            } else {
                "browsers differ in what they make of it"
            };
            let message = format!(
                "`Access-Control-Max-Age` is {}, not a number of seconds: {consequence}",
                shown(&value)
            );
            let help = "send a whole number of seconds, `0` to have nothing kept";
            let seconds = if is_negative { "0" } else { "7200" };
            findings.push(
                Finding::new(&META, (resource, vec![it.index]), message, help)
                    .fix("Access-Control-Max-Age", seconds.to_owned()),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::scripted::{found, list, scan};

    fn with(value: &'static str) -> Vec<String> {
        found(&scan(move |request| {
            let mut answer = list(request, |it| it == "https://app.example.com");
            if answer.headers.contains("access-control-max-age") {
                answer.headers.delete("access-control-max-age");
                answer.headers.append("Access-Control-Max-Age", value);
            }
            answer
        }))
    }

    #[test]
    fn it_alone_is_found() {
        for value in ["ten minutes", "-1", "600.5", "10m", "", "600, 600"] {
            assert_eq!(with(value), ["max-age-invalid low"], "{value}");
        }
        for value in ["0", "600", "0600", "31536000"] {
            assert!(with(value).is_empty(), "{value}");
        }
    }
}
