use crate::declare::declare_check;
use crate::preflights::preflights;
use crate::readable::Reach;
use crate::shown::listed;
use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// `*` stands in a list beside `Access-Control-Allow-Credentials: true`, where it is a name.
    ///
    /// ## What it does
    ///
    /// Reports `*` in `Access-Control-Allow-Methods` and `Access-Control-Allow-Headers` of
    /// preflights that allow credentials. `Access-Control-Expose-Headers` has a check of its own.
    ///
    /// ## Why is this bad?
    ///
    /// With credentials `*` is no wildcard but a method or a header that is named `*`: requests
    /// with credentials that need anything fail.
    ///
    /// ## How to fix it
    ///
    /// List the methods and header names.
    ///
    /// ## References
    ///
    /// * [Fetch: CORS protocol and credentials](https://fetch.spec.whatwg.org/#cors-protocol-and-credentials)
    /// * [Fetch: CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch-0)
    struct WildcardListWithCredentials {
        code: "CS230",
        name: "wildcard-list-with-credentials",
        topic: Cors,
        severity: Low,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials",
    }
}

pub(super) static CHECK: &dyn Check = &WildcardListWithCredentials;

impl Check for WildcardListWithCredentials {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        const FIELDS: [&str; 2] = ["Access-Control-Allow-Methods", "Access-Control-Allow-Headers"];
        for resource in 0..context.recording.resources.len() {
            let found = preflights(context.recording, resource).into_iter().find_map(|it| {
                let fields = FIELDS.iter().filter(|field| it.lists(field, "*"));
                let fields: Vec<_> = fields.copied().collect();
                let is_name = it.reach() == Reach::Credentials && !fields.is_empty();
                is_name.then_some((it.index, fields))
            });
            let Some((index, fields)) = found else { continue };
            let message = format!(
                "`*` in {} is only a name beside `Access-Control-Allow-Credentials: true`: \
                 requests with credentials that need more fail",
                listed(fields)
            );
            let help = "list the methods and header names";
            findings.push(Finding::new(&META, (resource, vec![index]), message, help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::scripted::{found, list, scan};
    use crate::{Request, Response};

    fn allows(request: &Request) -> Response {
        list(request, |it| it == "https://app.example.com")
    }

    fn with(field: &'static str, credentials: &'static str) -> Vec<String> {
        found(&scan(|request| {
            let mut answer = allows(request);
            if answer.headers.contains(field) {
                answer.headers.delete(field);
                answer.headers.append(field, "*");
            }
            if credentials.is_empty() {
                answer.headers.delete("access-control-allow-credentials");
            }
            answer
        }))
    }

    #[test]
    fn it_alone_is_found() {
        for field in ["Access-Control-Allow-Methods", "Access-Control-Allow-Headers"] {
            assert_eq!(with(field, "true"), ["wildcard-list-with-credentials low"]);
            assert!(with(field, "").is_empty());
        }
    }
}
