//! The clauses of the Fetch standard that the state machine implements, one row a case, each table
//! under the anchor and step it comes from. `table.rs` has the notation.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a failure here is a failed test")]

mod cors_check;
mod exchange;
mod expectation;
mod filtered_response;
mod http_fetch;
mod http_redirect_fetch;
mod main_fetch;
mod method;
mod origin_header;
mod port;
mod preflight_cache;
mod preflight_request;
mod preflight_response;
mod profile;
mod property;
mod redirect_mode;
mod request;
mod request_constructor;
mod request_header;
mod resource_policy;
mod sequence;
mod table;
mod text;
mod timing_allow;

/// Every row of every table; a step of a sequence is one.
#[test]
fn there_are_at_least_600_rows() {
    let rows = [
        request_constructor::TABLE,
        method::TABLE,
        request_header::TABLE,
        main_fetch::TABLE,
        port::TABLE,
        preflight_request::TABLE,
        preflight_response::TABLE,
        cors_check::TABLE,
        http_fetch::TABLE,
        http_redirect_fetch::TABLE,
        redirect_mode::TABLE,
        origin_header::TABLE,
        filtered_response::TABLE,
        resource_policy::TABLE,
        timing_allow::TABLE,
    ]
    .map(table::count)
    .iter()
    .sum::<usize>();
    let steps = [preflight_cache::SEQUENCES, profile::SEQUENCES].map(sequence::count);
    let steps = steps.iter().sum::<usize>();
    println!("{rows} rows and {steps} steps of sequences: {} in all", rows + steps);
    assert!(rows + steps >= 600, "{rows} rows and {steps} steps");
}
