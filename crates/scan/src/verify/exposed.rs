//! Which fields a page may read, of an answer that happens not to have them.

use corsmith_fetch::{
    Extracted, HeaderList, extract_list, is_forbidden_response_header_name, names,
};
use corsmith_policy::Policy;
use corsmith_policy::conformance::MatrixRequest;

/// The fields of an answer, and an empty one for each that the policy or the answer exposes and that
/// is not there. The judge compares what a page can read of what has arrived; the application's
/// fields arrive on some answers only, and a list that lacks one is wrong on all of them.
pub(super) fn with_exposable(
    policy: &Policy,
    request: &MatrixRequest,
    headers: &HeaderList,
) -> Vec<(String, Vec<u8>)> {
    let mut fields: Vec<(String, Vec<u8>)> =
        headers.iter().map(|(name, value)| (name.to_owned(), value.to_vec())).collect();
    if request.method == "OPTIONS" {
        return fields;
    }
    let listed = match extract_list(headers, names::ACCESS_CONTROL_EXPOSE_HEADERS) {
        Extracted::Values(listed) => listed,
        Extracted::Absent | Extracted::Failure => Vec::new(),
    };
    let promised = policy.resource(&request.target).exposed().names().iter();
    for name in promised.chain(&listed) {
        let is_there = fields.iter().any(|(own, _)| own.eq_ignore_ascii_case(name));
        if !is_there && name != "*" && !is_forbidden_response_header_name(name) {
            fields.push((name.clone(), Vec::new()));
        }
    }
    fields
}
