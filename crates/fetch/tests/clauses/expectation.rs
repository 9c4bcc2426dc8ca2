//! The last column, how it ends: `basic 200 names…`, `cors 200 names…` (the names that can be read,
//! and no other), `opaque`, `opaqueredirect`, `error CODE` or `throws CODE`. Then, after ` ; `,
//! `tainted` (by redirects; else it must not be) and `timing` or `no-timing` (else not looked at).

use corsmith_fetch::{NetworkError, Outcome, ResponseType};

pub(crate) fn difference(expected: &str, outcome: &Outcome) -> Option<String> {
    let mut parts = expected.split(" ; ");
    let (end, got) = (parts.next().unwrap(), written(outcome));
    if let Some(code) = end.strip_prefix("error ").or_else(|| end.strip_prefix("throws ")) {
        assert!(NetworkError::CODES.contains(&code), "no such code: `{code}`");
    }
    if end != got {
        return Some(format!("ended `{got}`, and `{end}` was due"));
    }
    let mut tainted = false;
    for word in parts {
        match word {
            "tainted" => tainted = true,
            "timing" if !outcome.timing_allowed => return Some("no timing".to_owned()),
            "no-timing" if outcome.timing_allowed => return Some("timing".to_owned()),
            "timing" | "no-timing" => {}
            word => panic!("`{word}`?"),
        }
    }
    (tainted != outcome.is_tainted).then(|| format!("tainted: {}", outcome.is_tainted))
}

fn written(outcome: &Outcome) -> String {
    match &outcome.result {
        Err(failure) if outcome.threw_before_network() => {
            format!("throws {}", failure.error.code())
        }
        Err(failure) => format!("error {}", failure.error.code()),
        Ok(response) => match response.kind {
            ResponseType::Opaque | ResponseType::OpaqueRedirect => {
                assert!(response.status == 0 && response.readable_headers.is_empty());
                response.kind.to_string()
            }
            kind => {
                let names = response.readable_headers.join(" ");
                format!("{kind} {} {names}", response.status).trim_end().to_owned()
            }
        },
    }
}
