use crate::declare::declare_check;
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// A field is sent that no current browser reads.
    ///
    /// ## What it does
    ///
    /// Notes `Public-Key-Pins`, `Expect-CT`, `P3P`, and the old names of `Content-Security-Policy`,
    /// with and without `-Report-Only`.
    ///
    /// ## Why is this bad?
    ///
    /// They protect nobody any more. An old name of the policy may be believed to work;
    /// `Public-Key-Pins` could lock visitors of very old browsers out.
    ///
    /// ## How to fix it
    ///
    /// Drop the field. `Content-Security-Policy` replaces its old names; nothing has to replace the
    /// others.
    ///
    /// ## References
    ///
    /// * [HTTP headers that are deprecated](https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers)
    struct DeprecatedField {
        code: "CS350",
        name: "deprecated-field",
        topic: Headers,
        severity: Info,
        profiles: All,
        since: "0.1.0",
        clause: "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers",
    }
}

pub(super) static CHECK: &dyn Check = &DeprecatedField;

impl Check for DeprecatedField {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some(seen) = Visited::of(context) else { return };
        for (field, why) in FIELDS {
            if seen.answer.headers.contains(field) {
                let message = format!("no current browser reads `{field}`: {why}");
                findings.push(
                    Finding::new(&META, seen.place(), message, "drop the field")
                        .subject(*field)
                        .fix(field, None),
                );
            }
        }
    }
}

/// The fields, and what has become of them.
const FIELDS: &[(&str, &str)] = &[
    ("Public-Key-Pins", "browsers dropped it in 2018"),
    ("Public-Key-Pins-Report-Only", "browsers dropped it in 2018"),
    ("Expect-CT", "browsers want certificate transparency without it"),
    ("P3P", "only Internet Explorer read it"),
    ("X-WebKit-CSP", "`Content-Security-Policy` has replaced it"),
    ("X-WebKit-CSP-Report-Only", "`Content-Security-Policy-Report-Only` has replaced it"),
    ("X-Content-Security-Policy", "`Content-Security-Policy` has replaced it"),
    (
        "X-Content-Security-Policy-Report-Only",
        "`Content-Security-Policy-Report-Only` has replaced it",
    ),
];

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "key pins", "Public-Key-Pins: max-age=1");
        fires(&META, "in any case", "expect-ct: max-age=0");
        fires(&META, "an old name", "X-Content-Security-Policy: default-src 'self'");
        fires(&META, "P3P", "P3P: CP=\"x\"");
        passes(
            &META,
            "current fields",
            "Content-Security-Policy: default-src 'self'\nX-Content-Type-Options: nosniff",
        );
    }
}
