//! Which headers of a CORS response a script may read.

use std::collections::BTreeSet;

use crate::credentials::CredentialsMode;
use crate::header_list::{Extracted, HeaderList, extract_list};
use crate::header_name::{
    is_cors_safelisted_response_header_name, is_forbidden_response_header_name,
};
use crate::names::{ACCESS_CONTROL_EXPOSE_HEADERS, WILDCARD};

/// The names of the headers of `response` that a script may read if the response is of type `cors`
/// ([#concept-filtered-response-cors](https://fetch.spec.whatwg.org/#concept-filtered-response-cors)):
/// lower-case, sorted, each once.
///
/// `*` in `Access-Control-Expose-Headers` exposes all, but is a header's literal name if credentials
/// are included. A value that is no list of names exposes nothing more, and is no error. (Main
/// fetch, step 13.1 says "non-null or failure"; web-platform-tests read it as "neither".)
///
/// ```
/// use corsmith_fetch::{CredentialsMode, HeaderList, cors_exposed_header_names};
///
/// let response = HeaderList::from([
///     ("Content-Type", "text/plain"),
///     ("ETag", "\"1\""),
///     ("X-Secret", "1"),
///     ("Access-Control-Expose-Headers", "etag, X-Absent"),
/// ]);
/// let names = cors_exposed_header_names(&response, CredentialsMode::Include);
/// assert_eq!(names, ["content-type", "etag"]);
/// ```
#[must_use]
pub fn cors_exposed_header_names(
    response: &HeaderList,
    credentials: CredentialsMode,
) -> Vec<String> {
    let listed = match extract_list(response, ACCESS_CONTROL_EXPOSE_HEADERS) {
        Extracted::Values(names) => names,
        Extracted::Absent | Extracted::Failure => Vec::new(),
    };
    let exposes_all = !credentials.is_include() && listed.iter().any(|name| name == WILDCARD);
    let names: BTreeSet<String> = response
        .iter()
        .filter(|(name, _)| {
            !is_forbidden_response_header_name(name)
                && (exposes_all
                    || is_cors_safelisted_response_header_name(name)
                    || listed.iter().any(|item| item.eq_ignore_ascii_case(name)))
        })
        .map(|(name, _)| name.to_ascii_lowercase())
        .collect();
    names.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::cors_exposed_header_names;
    use crate::CredentialsMode::{self, Include, Omit, SameOrigin};
    use crate::HeaderList;

    /// https://fetch.spec.whatwg.org/#concept-filtered-response-cors
    #[test]
    fn rows() {
        const ACEH: &str = "access-control-expose-headers";
        let rows: &[(&str, CredentialsMode, &[&str], &[&str])] = &[
            ("safelisted only", Omit, &[], &["content-type"]),
            ("a name", Omit, &["X-A"], &["content-type", "x-a"]),
            ("any case", Include, &["x-a"], &["content-type", "x-a"]),
            ("absent names are not readable", Omit, &["x-z"], &["content-type"]),
            ("two fields", Omit, &["x-a", "etag"], &["content-type", "etag", "x-a"]),
            ("empty", Omit, &[""], &["content-type"]),
            ("the wildcard", Omit, &["*"], &["*", ACEH, "content-type", "etag", "x-a"]),
            (
                "the wildcard, same-origin",
                SameOrigin,
                &["x-z, *"],
                &["*", ACEH, "content-type", "etag", "x-a"],
            ),
            ("the wildcard is literal, included", Include, &["*"], &["*", "content-type"]),
            (
                "the wildcard and a name, included",
                Include,
                &["*, etag"],
                &["*", "content-type", "etag"],
            ),
            ("cookies never", Include, &["set-cookie, set-cookie2"], &["content-type"]),
            ("failure exposes nothing", Omit, &["x-a, a b"], &["content-type"]),
            ("one failing field spoils the other", Omit, &["x-a", "\""], &["content-type"]),
        ];
        for (sentence, mode, values, expected) in rows {
            let mut response = HeaderList::from([
                ("X-A", "1"),
                ("x-a", "2"),
                ("Set-Cookie", "a=b"),
                ("Set-Cookie2", "a=b"),
                ("ETag", "1"),
                ("*", "1"),
                ("Content-Type", "text/plain"),
            ]);
            for value in *values {
                response.append("Access-Control-Expose-Headers", value);
            }
            assert_eq!(&cors_exposed_header_names(&response, *mode), expected, "{sentence}");
        }
    }
}
