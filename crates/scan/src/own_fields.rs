//! The fields that the user wants sent with every request.

use corsmith_fetch::HeaderList;

use crate::{Purpose, Request};

/// Fields that make a probe what it is: a user's own would make another of it.
const OF_PROBES: &[&str] = &[
    "Origin",
    "Host",
    "Access-Control-Request-Method",
    "Access-Control-Request-Headers",
    "Access-Control-Request-Private-Network",
];

/// Sets the user's fields, in place of the request's own of the same name. What probes are made of
/// stays as it is, and a CORS-preflight request gets only what the browser itself sends: a page's
/// fields and credentials are none of it
/// (<https://fetch.spec.whatwg.org/#cors-preflight-fetch-0>).
pub(crate) fn set(request: &mut Request, fields: &HeaderList, purpose: Purpose) {
    let is_set = |name: &str| {
        let is_probes = OF_PROBES.iter().any(|it| it.eq_ignore_ascii_case(name));
        !is_probes && (purpose != Purpose::Preflight || is_the_browsers(name))
    };
    let fields: Vec<_> = fields.iter().filter(|(name, _)| is_set(name)).collect();
    for (name, _) in &fields {
        request.headers.delete(name);
    }
    for (name, value) in fields {
        request.headers.append(name, value);
    }
}

/// Whether browsers send a field with every request, whatever the page wants.
fn is_the_browsers(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name == "user-agent" || name.starts_with("sec-")
}

#[cfg(test)]
mod tests {
    use corsmith_fetch::HeaderList;

    use crate::{Purpose, Request};

    #[test]
    fn which_fields_are_sent() {
        for (field, actual, preflight) in [
            ("X-Api-Key", true, false),
            ("Authorization", true, false),
            ("Cookie", true, false),
            ("Accept", true, false),
            ("User-Agent", true, true),
            ("Sec-Fetch-Site", true, true),
            ("Origin", false, false),
            ("Access-Control-Request-Method", false, false),
        ] {
            for (purpose, expected) in [(Purpose::Actual, actual), (Purpose::Preflight, preflight)]
            {
                let fields = HeaderList::from([(field, "mine")]);
                let mut request = Request::new("GET", "https://a.example/".parse().unwrap());
                request.headers.append(field, "of the probe");
                super::set(&mut request, &fields, purpose);
                let values: Vec<_> = request.headers.values(field).collect();
                let expected: &[u8] = if expected { b"mine" } else { b"of the probe" };
                assert_eq!(values, [expected], "{field} {purpose:?}");
            }
        }
    }
}
