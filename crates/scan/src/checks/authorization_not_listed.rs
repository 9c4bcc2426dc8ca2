use crate::declare::declare_check;
use crate::preflights::preflights;
use crate::readable::Reach;
use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// `Access-Control-Allow-Headers: *` does not cover `Authorization`.
    ///
    /// ## What it does
    ///
    /// Reports preflights that were asked for `Authorization`, allow `*` without credentials, and
    /// do not name it.
    ///
    /// ## Why is this bad?
    ///
    /// The standard says that `Authorization` has to be listed by name. Browsers have not enforced
    /// it yet, and warn.
    ///
    /// ## How to fix it
    ///
    /// Add `Authorization` to the list beside `*`, if pages send it.
    ///
    /// ## References
    ///
    /// * [Fetch: CORS non-wildcard request-header name](https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name)
    /// * [Fetch: CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch-0)
    struct AuthorizationNotListed {
        code: "CS232",
        name: "authorization-not-listed",
        topic: Cors,
        severity: Info,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name",
    }
}

pub(super) static CHECK: &dyn Check = &AuthorizationNotListed;

impl Check for AuthorizationNotListed {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        const FIELD: &str = "access-control-allow-headers";
        for resource in 0..context.recording.resources.len() {
            let uncovered = preflights(context.recording, resource).into_iter().find(|it| {
                let is_asked = it.names.iter().any(|it| it.eq_ignore_ascii_case("authorization"));
                let is_wildcard = it.lists(FIELD, "*") && !it.lists(FIELD, "authorization");
                is_asked && is_wildcard && it.has_ok_status() && it.reach() == Reach::Public
            });
            let Some(it) = uncovered else { continue };
            let message = "`*` in `Access-Control-Allow-Headers` does not cover `Authorization`, \
                           which has to be listed by name";
            let help = "add `Authorization` to the list, if pages send it";
            findings.push(Finding::new(&META, (resource, vec![it.index]), message, help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::scripted::{found, noted, scan};
    use crate::{Recording, Response};

    fn with(names: &'static str) -> Recording {
        scan(move |_| {
            let fields =
                [("Access-Control-Allow-Origin", "*"), ("Access-Control-Allow-Headers", names)];
            Response::new(200, fields)
        })
    }

    #[test]
    fn it_is_noted() {
        assert!(found(&with("*")).is_empty());
        assert_eq!(noted(&with("*")), ["authorization-not-listed"]);
        for names in ["*, Authorization", "authorization", "Content-Type"] {
            assert!(noted(&with(names)).is_empty(), "{names}");
        }
    }
}
