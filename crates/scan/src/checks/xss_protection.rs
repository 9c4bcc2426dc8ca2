use crate::declare::declare_check;
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// `X-XSS-Protection` switches on a filter that browsers have removed.
    ///
    /// ## What it does
    ///
    /// Notes any `X-XSS-Protection` but `0`.
    ///
    /// ## Why is this bad?
    ///
    /// The filter was removed from browsers because it could be used to make holes in pages that
    /// had none. In the old ones that still have it, it is safer switched off.
    ///
    /// ## How to fix it
    ///
    /// Drop the field, or send `X-XSS-Protection: 0`. A `Content-Security-Policy` is what protects.
    ///
    /// ## References
    ///
    /// * [X-XSS-Protection](https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/X-XSS-Protection)
    struct XssProtection {
        code: "CS351",
        name: "xss-protection",
        topic: Headers,
        severity: Info,
        profiles: All,
        since: "0.1.0",
        clause: "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/X-XSS-Protection",
    }
}

pub(super) static CHECK: &dyn Check = &XssProtection;

impl Check for XssProtection {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some(seen) = Visited::of(context) else { return };
        let Some(value) = seen.answer.text("x-xss-protection") else { return };
        let is_off = value
            .split(',')
            .all(|value| value.split(';').next().is_some_and(|it| it.trim() == "0"));
        if !is_off {
            let message = "`X-XSS-Protection` switches on a filter that browsers have removed, \
            since it made holes of its own";
            findings.push(
                Finding::new(
                    &META,
                    seen.place(),
                    message,
                    "drop the field, or send `X-XSS-Protection: 0`",
                )
                .fix("X-XSS-Protection", "0".to_owned()),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "on", "X-XSS-Protection: 1; mode=block");
        fires(&META, "one of two", "X-XSS-Protection: 0\nX-XSS-Protection: 1");
        passes(&META, "off", "X-XSS-Protection: 0");
        passes(&META, "nothing", "Vary: Origin");
    }
}
