use crate::declare::declare_check;
use crate::readable::allows_credentials;
use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// `Access-Control-Allow-Origin: *` stands beside `Access-Control-Allow-Credentials: true`.
    ///
    /// ## What it does
    ///
    /// Reports answers with both.
    ///
    /// ## Why is this bad?
    ///
    /// It is no hole: browsers refuse it for requests with credentials, so that those fail.
    /// Requests without credentials pass, as with `*` alone.
    ///
    /// ## How to fix it
    ///
    /// If pages need credentials, return the origin of a list instead of `*`. If not, leave
    /// `Access-Control-Allow-Credentials` out.
    ///
    /// ## References
    ///
    /// * [Fetch: CORS check](https://fetch.spec.whatwg.org/#concept-cors-check)
    /// * [Fetch: CORS protocol and credentials](https://fetch.spec.whatwg.org/#cors-protocol-and-credentials)
    struct WildcardWithCredentials {
        code: "CS220",
        name: "wildcard-with-credentials",
        topic: Cors,
        severity: Low,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#concept-cors-check",
    }
}

pub(super) static CHECK: &dyn Check = &WildcardWithCredentials;

impl Check for WildcardWithCredentials {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        for resource in 0..context.recording.resources.len() {
            let both = context.own_answers(resource).iter().find(|it| {
                let fields = &it.answer.headers;
                let allowed = fields.get("access-control-allow-origin");
                allowed.as_deref() == Some(b"*") && allows_credentials(fields)
            });
            let Some(both) = both else { continue };
            let message = "`Access-Control-Allow-Credentials: true` has no effect beside \
                           `Access-Control-Allow-Origin: *`: browsers refuse requests with \
                           credentials";
            let help = "return an origin of a list if pages need credentials; otherwise leave \
                        `Access-Control-Allow-Credentials` out";
            findings.push(
                Finding::new(&META, (resource, vec![both.index]), message, help)
                    .fix("Access-Control-Allow-Credentials", None),
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
        const ANY: &str = "Access-Control-Allow-Origin: *\n";
        let with = |value: &str| format!("{ANY}Access-Control-Allow-Credentials: {value}");
        fires(&META, "both", &with("true"));
        passes(&META, "a wildcard alone", ANY);
        passes(&META, "in capitals it means nothing", &with("True"));
        passes(&META, "false", &with("false"));
    }
}
