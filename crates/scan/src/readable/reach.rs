//! What a page may read.

use corsmith_fetch::HeaderList;
use corsmith_fetch::names::ACCESS_CONTROL_ALLOW_ORIGIN;

use crate::Exchange;

/// What a page of the origin that was sent may read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reach {
    /// Nothing.
    Nothing,
    /// What the server answers to a request without credentials.
    Public,
    /// What it answers to the visitor, too.
    Credentials,
}

/// What a page of the origin that was sent may read of the answer: the standard's CORS check. Of a
/// redirect it reads nothing; what the redirect leads to is another answer.
pub(crate) fn reach(exchange: &Exchange) -> Reach {
    let origin = exchange.request.headers.get("origin");
    let answer = exchange.response().filter(|answer| !answer.is_redirect());
    match (origin, answer) {
        (Some(origin), Some(answer)) if !origin.is_empty() => reach_of(&origin, &answer.headers),
        _ => Reach::Nothing,
    }
}

/// What a page of an origin may read of an answer with these fields.
///
/// This is the standard's CORS check, which compares the value with the serialisation of the origin:
/// what was sent is that serialisation, and what is no origin is compared the same way. No origin
/// has to be read for it, which most checks would do for each answer; a test holds it to
/// [`cors_check`](corsmith_fetch::cors_check).
pub(crate) fn reach_of(sent: &[u8], headers: &HeaderList) -> Reach {
    let Some(value) = headers.get(ACCESS_CONTROL_ALLOW_ORIGIN) else { return Reach::Nothing };
    if *value == *sent && allows_credentials(headers) {
        Reach::Credentials
    } else if *value == *sent || *value == *b"*" {
        Reach::Public
    } else {
        Reach::Nothing
    }
}

/// Whether `Access-Control-Allow-Credentials` is exactly `true`, which is the only value that
/// means anything.
pub(crate) fn allows_credentials(headers: &HeaderList) -> bool {
    headers.get("access-control-allow-credentials").as_deref() == Some(b"true")
}

#[cfg(test)]
mod tests {
    use corsmith_fetch::{CredentialsMode, HeaderList, Origin, cors_check};

    use super::Reach::{self, Credentials, Nothing, Public};
    use super::reach_of;
    use crate::{Exchange, Request, Response};

    fn fields(text: &str) -> HeaderList {
        crate::vectors::response(text).headers
    }

    const A: &str = "https://a.example";

    #[test]
    fn what_a_page_reads() {
        let allow_origin = |value: &str| format!("Access-Control-Allow-Origin: {value}\n");
        let allow_credentials =
            |value: &str| format!("Access-Control-Allow-Credentials: {value}\n");
        for (origin, answer, expected) in [
            (A, String::new(), Nothing),
            (A, allow_origin(A), Public),
            (A, allow_origin(A) + &allow_credentials("true"), Credentials),
            (A, allow_origin(A) + &allow_credentials("True"), Public),
            (A, allow_origin(A) + &allow_credentials("true") + &allow_credentials("true"), Public),
            (A, allow_origin("*") + &allow_credentials("true"), Public),
            (A, allow_origin(A) + &allow_origin(A), Nothing),
            (A, allow_origin(&format!("{A}, https://b.example")), Nothing),
            (A, allow_origin("https://A.example"), Nothing),
            (A, allow_origin("https://a.example/"), Nothing),
            (A, allow_origin("https://a.example:443"), Nothing),
            ("null", allow_origin("null") + &allow_credentials("true"), Credentials),
            ("https://a.example{.b.example", allow_origin("https://a.example{.b.example"), Public),
            (
                "https://a.example{.b.example",
                allow_origin("*") + &allow_credentials("true"),
                Public,
            ),
            ("https://a b", allow_origin("https://a b") + &allow_credentials("true"), Credentials),
        ] {
            assert_eq!(
                reach_of(origin.as_bytes(), &fields(&answer)),
                expected,
                "{origin} {answer}"
            );
        }
    }

    /// `reach_of` reads no origin; the standard's check, given one, says the same.
    #[test]
    fn it_is_the_cors_check() {
        let origins =
            ["null", A, "https://a.example:8443", "http://127.0.0.1", "app://a", "https://xn--a"];
        let values = [
            "",
            "*",
            "null",
            A,
            "https://A.example",
            "https://a.example:443",
            "http://127.0.0.1",
            "* ",
        ];
        let mut compared = 0;
        for origin in origins {
            let parsed = Origin::parse(origin).ok().filter(|parsed| parsed.serialize() == origin);
            let Some(parsed) = parsed else { continue };
            for value in origins.into_iter().chain(values) {
                for credentials in ["", "true", "True", "true, true"] {
                    let mut headers = HeaderList::from([("Access-Control-Allow-Origin", value)]);
                    if !credentials.is_empty() {
                        headers.append("Access-Control-Allow-Credentials", credentials);
                    }
                    let passes = |mode| cors_check(&parsed, mode, &headers).is_ok();
                    let expected = if passes(CredentialsMode::Include) {
                        Credentials
                    } else if passes(CredentialsMode::SameOrigin) {
                        Public
                    } else {
                        Nothing
                    };
                    let reach = reach_of(origin.as_bytes(), &headers);
                    assert_eq!(reach, expected, "{origin}: {value} {credentials}");
                    compared += 1;
                }
            }
        }
        assert!(compared > 200, "{compared}");
        for origin in [A, "null"] {
            assert_eq!(reach_of(origin.as_bytes(), &HeaderList::new()), Nothing);
        }
    }

    #[test]
    fn a_redirect_is_not_read() {
        let url = "https://api.example.com/".parse().unwrap();
        let request = Request::new("GET", url).header("Origin", "https://a.example");
        let fields = [("Access-Control-Allow-Origin", "*")];
        let reach = |status| -> Reach {
            super::reach(&Exchange::new(request.clone(), Ok(Response::new(status, fields))))
        };
        assert_eq!((reach(200), reach(302), reach(401)), (Public, Nothing, Public));
    }
}
