use crate::declare::declare_check;
use crate::shown::shown;
use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// `Access-Control-Allow-Credentials` is something else than `true`.
    ///
    /// ## What it does
    ///
    /// Reports any value but `true` in exactly this spelling, and a field that is sent twice.
    /// `false` is not reported: it says what it means, although leaving the field out says it too.
    ///
    /// ## Why is this bad?
    ///
    /// The only value that browsers know is `true`. With `True` or `1`, requests with credentials
    /// fail.
    ///
    /// ## How to fix it
    ///
    /// Send `Access-Control-Allow-Credentials: true`, or leave the field out.
    ///
    /// ## References
    ///
    /// * [Fetch: CORS check](https://fetch.spec.whatwg.org/#concept-cors-check)
    /// * [Fetch: header syntax](https://fetch.spec.whatwg.org/#http-new-header-syntax)
    struct AllowCredentialsNotTrue {
        code: "CS222",
        name: "allow-credentials-not-true",
        topic: Cors,
        severity: Low,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#concept-cors-check",
    }
}

pub(super) static CHECK: &dyn Check = &AllowCredentialsNotTrue;

impl Check for AllowCredentialsNotTrue {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        for resource in 0..context.recording.resources.len() {
            let odd = context.own_answers(resource).iter().find_map(|it| {
                let value = it.answer.text("access-control-allow-credentials")?;
                let is_known = matches!(&*value, "true" | "false" | "");
                (!is_known).then_some((it.index, value))
            });
            let Some((index, value)) = odd else { continue };
            let message = format!(
                "`Access-Control-Allow-Credentials` is {}, which browsers do not take for `true`: \
                 requests with credentials fail",
                shown(&value)
            );
            let help = "send `Access-Control-Allow-Credentials: true` once, or leave it out";
            // No lines to paste: for a whole server they would grant what nobody has looked at.
            findings.push(Finding::new(&META, (resource, vec![index]), message, help));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        const FIELD: &str = "Access-Control-Allow-Credentials:";
        for value in ["True", "TRUE", "1", "yes", "true,true"] {
            fires(&META, "what browsers do not know", &format!("{FIELD} {value}"));
        }
        fires(&META, "two fields", &format!("{FIELD} true\n{FIELD} true"));
        passes(&META, "true", &format!("{FIELD} true"));
        passes(&META, "false", &format!("{FIELD} false"));
        passes(&META, "no such field", "");
    }
}
