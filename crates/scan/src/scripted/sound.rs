//! Whatever a server answers: nothing is claimed that a browser would not allow.

use proptest::prelude::*;

use super::{cors, origin, scan};
use crate::readable::{Reach, reach};
use crate::{Response, Severity};

/// A value of `Access-Control-Allow-Origin`, given the origin that asks.
#[derive(Debug, Clone)]
enum Value {
    Fixed(String),
    /// The origin between two texts.
    Around(String, String),
    /// The origin, if it contains a text.
    If(String),
}

fn values() -> impl Strategy<Value = Value> {
    let text = "[a-z.:/*, -]{0,3}";
    prop_oneof![
        "(https?://)?[a-z.*]{0,12}(:[0-9]{1,5})?/?|null|\\*".prop_map(Value::Fixed),
        (text, text).prop_map(|(before, after)| Value::Around(before, after)),
        "[a-z.:/]{0,6}|null|example|https|localhost".prop_map(Value::If),
    ]
}

/// A server that says all the time that it is too busy is left alone, and none of these.
fn statuses() -> impl Strategy<Value = u16> {
    let any = (100..600_u16).prop_filter("too busy", |it| !matches!(it, 429 | 503));
    prop_oneof![Just(200), Just(204), Just(302), Just(401), Just(403), any]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_said_to_be_readable_is(
        fields in proptest::collection::vec(values(), 0..3),
        credentials in proptest::option::of("true|false|True|"),
        status in statuses(),
        vary in proptest::option::of("origin|Accept|\\*"),
    ) {
        let recording = scan(|request| {
            let origin = origin(request);
            let mut answer = Response::new(status, []);
            for field in &fields {
                let value = match field {
                    Value::Fixed(value) => value.clone(),
                    Value::Around(before, after) => format!("{before}{origin}{after}"),
                    Value::If(part) if origin.contains(part) => origin.clone(),
                    Value::If(_) => continue,
                };
                answer.headers.append("Access-Control-Allow-Origin", value);
            }
            if let Some(value) = &credentials {
                answer.headers.append("Access-Control-Allow-Credentials", value);
            }
            if let Some(value) = &vary {
                answer.headers.append("Vary", value);
            }
            answer
        });
        for finding in cors(&recording) {
            prop_assert!(finding.evidence.iter().all(|it| *it < recording.entries.len()));
            prop_assert!(finding.resource < recording.resources.len());
            if !finding.check.name.ends_with("reads") && !finding.check.name.contains("-reads-") {
                continue;
            }
            for index in &finding.evidence {
                let reach = reach(&recording.entries[*index].exchange);
                let claims_credentials = finding.message.contains("with credentials");
                prop_assert!(reach > Reach::Nothing, "{finding}");
                prop_assert!(!claims_credentials || reach == Reach::Credentials, "{finding}");
                prop_assert!(
                    finding.severity < Severity::High || reach == Reach::Credentials,
                    "{finding}"
                );
            }
        }
    }
}
