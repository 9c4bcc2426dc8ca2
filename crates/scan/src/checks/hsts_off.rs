use crate::declare::declare_check;
use crate::hsts;
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// `Strict-Transport-Security: max-age=0` makes browsers forget the policy.
    ///
    /// ## What it does
    ///
    /// Reports `max-age=0`. Addresses and `localhost` are left out.
    ///
    /// ## Why is this bad?
    ///
    /// It is the way to give HSTS up: every visitor begins over plain `http` again. It is right for
    /// a while, before a host goes back to plain `http`.
    ///
    /// ## How to fix it
    ///
    /// If that is not planned, send `Strict-Transport-Security: max-age=31536000`.
    ///
    /// ## References
    ///
    /// * [RFC 6797, section 6.1.1](https://www.rfc-editor.org/rfc/rfc6797#section-6.1.1)
    struct HstsOff {
        code: "CS305",
        name: "hsts-off",
        topic: Headers,
        severity: Medium,
        profiles: All,
        since: "0.1.0",
        clause: "https://www.rfc-editor.org/rfc/rfc6797#section-6.1.1",
    }
}

pub(super) static CHECK: &dyn Check = &HstsOff;

impl Check for HstsOff {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some(seen) = Visited::in_need_of_hsts(context) else { return };
        let Some(value) = seen.answer.texts("strict-transport-security").next() else { return };
        if hsts::parse(&value).is_ok_and(|policy| policy.max_age == 0) {
            let message = "`Strict-Transport-Security: max-age=0` makes browsers forget that \
            the host wants `https`";
            let help = "send `Strict-Transport-Security: max-age=31536000` unless HSTS is given \
            up on purpose";
            findings.push(
                Finding::new(&META, seen.place(), message, help)
                    .fix("Strict-Transport-Security", "max-age=31536000".to_owned()),
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
        fires(&META, "zero", "Strict-Transport-Security: max-age=0");
        fires(
            &META,
            "many zeros in quotes",
            "Strict-Transport-Security: includeSubDomains; max-age=\"000\"",
        );
        passes(&META, "one", "Strict-Transport-Security: max-age=1");
        passes(&META, "nothing", "Vary: Origin");
    }
}
