//! What a case expects, against what came of it.

use std::fmt::Debug;

use crate::case::{CacheEntryWire, Case, Exchange, Expect};
use crate::verdict::{RequestWire, Verdict};

/// What was expected and did not come, a sentence each.
pub(crate) fn unmet(case: &Case, verdict: &Verdict) -> Vec<String> {
    let mut unmet = Vec::new();
    if let Some(expect) = &case.expect {
        compare_outcome(expect, verdict, &mut unmet);
    }
    for (index, exchange) in case.exchanges.iter().enumerate() {
        if let Some(request) = verdict.requests.get(index) {
            compare_request(index, exchange, request, &mut unmet);
        }
    }
    unmet
}

/// The same for the entries of a sequence's cache, in any order.
pub(crate) fn unmet_cache(expected: &[CacheEntryWire], got: &[CacheEntryWire]) -> Vec<String> {
    let missing = expected.iter().filter(|entry| !got.contains(entry));
    let missing = missing.map(|entry| format!("cache_after: expected the entry {}", json(entry)));
    let extra = got.iter().filter(|entry| !expected.contains(entry));
    let extra = extra.map(|entry| format!("cache_after: did not expect the entry {}", json(entry)));
    missing.chain(extra).collect()
}

fn compare_outcome(expect: &Expect, verdict: &Verdict, unmet: &mut Vec<String>) {
    let Expect {
        result,
        response_type,
        status,
        preflight,
        readable_headers,
        tainted_origin_after_redirect,
        throws_before_network,
    } = expect;
    let own = |text: Option<&'static str>| text.unwrap_or("null").to_owned();
    compare("result", result.as_ref(), &own(verdict.result), unmet);
    compare("response_type", response_type.as_ref(), &own(verdict.response_type), unmet);
    compare("status", status.as_ref(), &verdict.status, unmet);
    compare("preflight", preflight.as_ref(), &verdict.preflight, unmet);
    let readable_headers = readable_headers.clone().map(|names| names.map(sorted));
    compare("readable_headers", readable_headers.as_ref(), &verdict.readable_headers, unmet);
    compare(
        "tainted_origin_after_redirect",
        tainted_origin_after_redirect.as_ref(),
        &verdict.tainted_origin_after_redirect,
        unmet,
    );
    compare(
        "throws_before_network",
        throws_before_network.as_ref(),
        &verdict.throws_before_network,
        unmet,
    );
}

fn compare_request(
    index: usize,
    exchange: &Exchange,
    request: &RequestWire,
    unmet: &mut Vec<String>,
) {
    for (name, expected) in &exchange.expect_request_headers {
        let name = name.to_ascii_lowercase();
        let got = request.headers.iter().find(|(own, _)| *own == name).map(|(_, value)| value);
        if got != expected.as_ref() {
            unmet.push(format!(
                "exchanges[{index}].expect_request_headers.{name}: expected {}, got {}",
                json(expected),
                json(&got)
            ));
        }
    }
}

fn compare<T: PartialEq + Debug + serde::Serialize>(
    key: &str,
    expected: Option<&T>,
    got: &T,
    unmet: &mut Vec<String>,
) {
    if let Some(expected) = expected
        && expected != got
    {
        unmet.push(format!("{key}: expected {}, got {}", json(expected), json(got)));
    }
}

fn sorted(mut names: Vec<String>) -> Vec<String> {
    for name in &mut names {
        name.make_ascii_lowercase();
    }
    names.sort_unstable();
    names.dedup();
    names
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
