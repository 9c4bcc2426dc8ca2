//! How a path may be read that is spelled in an odd way.
//!
//! Policies decode a path once and drop double slashes, since a server behind may do so too. A site
//! need not: by RFC 3986, section 2.2, `%2F` is data and not the `/` that it stands for, and
//! section 6.2.2 makes only those spellings one path that differ in what needs no encoding.

use corsmith_policy::conformance::{MatrixRequest, Spelling};
use corsmith_policy::{PathPattern, Policy, ResourcePolicy};

/// The reserved characters of RFC 3986, section 2.2: encoded, they are others.
const RESERVED: &[u8] = b":/?#[]@!$&'()*+,;=";

/// The request as a site asks itself that reads its path by RFC 3986, where that makes it another
/// resource of `policy`: its path is one that everybody reads as that resource's.
pub(super) fn other_reading(policy: &Policy, request: &MatrixRequest) -> Option<MatrixRequest> {
    if request.spelling == Spelling::Plain {
        return None;
    }
    let path = read(&request.target);
    let is_of = |it: &&ResourcePolicy| it.path().is_none_or(|pattern| pattern.matches(&path));
    let resource = policy.resources().find(is_of)?;
    if std::ptr::eq(resource, policy.resource(&request.target)) {
        return None;
    }
    let mut other = request.clone();
    other.target = match resource.path() {
        Some(PathPattern::Exact(path)) => path.clone(),
        Some(PathPattern::Prefix(prefix)) => format!("{prefix}corsmith-verify"),
        None => "/corsmith-verify".to_owned(),
    };
    Some(other)
}

/// The path of a request target with everything decoded but reserved characters. A URL has no dot
/// segments left.
fn read(target: &str) -> String {
    let path = target.split_once(['?', '#']).map_or(target, |(path, _)| path);
    let mut read = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let (byte, after) = match decoded(rest) {
            Some(decoded) if !RESERVED.contains(&decoded) => (decoded, &rest[3..]),
            _ => (byte, after),
        };
        read.push(byte);
        rest = after;
    }
    String::from_utf8_lossy(&read).into_owned()
}

/// The byte of a percent-encoding at the start.
fn decoded(text: &[u8]) -> Option<u8> {
    let [b'%', high, low, ..] = text else { return None };
    let digit = |digit: &u8| char::from(*digit).to_digit(16);
    u8::try_from(digit(high)? * 16 + digit(low)?).ok()
}

#[cfg(test)]
mod tests {
    use super::{other_reading, read};
    use crate::model_site::policy;
    use corsmith_policy::conformance::{Spelling, request_matrix};

    #[test]
    fn only_what_needs_no_encoding_is_decoded() {
        for (target, expected) in [
            ("/public/ok", "/public/ok"),
            ("/%70ublic/%6F%6b?a=%2f", "/public/ok"),
            ("/caf%c3%a9", "/café"),
            ("/x%2f..%2Fpublic", "/x%2f..%2Fpublic"),
            ("/a%2cb;c", "/a%2cb;c"),
            ("/%252e%252e/a", "/%2e%2e/a"),
            ("/a%5c..", "/a\\.."),
            ("//a/%", "//a/%"),
            ("/%zz%4", "/%zz%4"),
        ] {
            assert_eq!(read(target), expected, "{target}");
        }
    }

    #[test]
    fn a_path_has_another_reading_where_only_policies_take_it_apart() {
        let policy = policy(
            "[policy]\nallow-origins = ['https://a.example']\n\
             [[policy.path]]\nmatch = '/public/*'\nallow-origins = ['*']",
        );
        let plain = request_matrix(&policy, &["ok"]).remove(0);
        for (target, expected) in [
            ("/public%2f..%2fprivate", None),
            ("/public/..%2fprivate", Some("/public/corsmith-verify")),
            ("/x%2f../public/ok", Some("/corsmith-verify")),
            ("//public//ok", Some("/corsmith-verify")),
            ("/%70%75blic/ok", None),
            ("/PUBLIC/ok", None),
            ("/public/ok;x", None),
            ("/public%5c../private", None),
        ] {
            let mut odd = plain.clone();
            odd.spelling = Spelling::Odd;
            target.clone_into(&mut odd.target);
            let other = other_reading(&policy, &odd).map(|it| it.target);
            assert_eq!(other.as_deref(), expected, "{target}");
        }
        assert!(other_reading(&policy, &plain).is_none());
    }
}
