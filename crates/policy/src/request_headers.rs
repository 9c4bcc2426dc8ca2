//! Reading `Access-Control-Request-Headers`: every line, in any order and case, in bounded time.

use crate::NameList;
use crate::limits::{MAX_EMPTY_LIST_MEMBERS, MAX_REQUEST_HEADERS_BYTES};

/// Why the requested header names are not all allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NamesDenial {
    /// A name that is not listed.
    NotListed(String),
    /// `Authorization`, where only `*` is listed.
    AuthorizationNotListed,
    /// Not a list of header names.
    Malformed,
    /// Longer, or with more empty members, than anything a browser sends.
    TooLong,
}

/// Whether every name in `lines` is allowed by `headers`. Allocates only to describe a denial.
///
/// Browsers send one line of sorted, unique, lower-case names; gateways split and re-space it
/// (rs/cors issue 184), and people write tests by hand, so everything that RFC 9110 allows is read.
pub(crate) fn check<'a>(
    headers: &NameList,
    lines: impl Iterator<Item = &'a [u8]> + Clone,
) -> Result<(), NamesDenial> {
    // Lengths first: a long value is refused before it is read.
    let length: usize = lines.clone().map(<[u8]>::len).fold(0, usize::saturating_add);
    if length > MAX_REQUEST_HEADERS_BYTES {
        return Err(NamesDenial::TooLong);
    }
    let mut empty = 0;
    for member in lines.flat_map(|line| line.split(|&byte| byte == b',')) {
        let name = trim_ows(member);
        if name.is_empty() {
            empty += 1;
            if empty > MAX_EMPTY_LIST_MEMBERS {
                return Err(NamesDenial::TooLong);
            }
            continue;
        }
        check_name(headers, name)?;
    }
    Ok(())
}

fn check_name(headers: &NameList, name: &[u8]) -> Result<(), NamesDenial> {
    // A name that is listed is well-formed, so that nothing else is asked about it.
    if headers.lists_header(name) {
        return Ok(());
    }
    let Some(name) =
        std::str::from_utf8(name).ok().filter(|name| corsmith_fetch::is_header_name(name))
    else {
        return Err(NamesDenial::Malformed);
    };
    if !headers.has_wildcard() {
        return Err(NamesDenial::NotListed(name.to_ascii_lowercase()));
    }
    if corsmith_fetch::is_cors_non_wildcard_request_header_name(name) {
        return Err(NamesDenial::AuthorizationNotListed);
    }
    Ok(())
}

/// The names in `lines`, as asked, joined as browsers join them. Only for lines that
/// [`check`] has passed.
pub(crate) fn join<'a>(lines: impl Iterator<Item = &'a [u8]>) -> String {
    let names: Vec<_> = lines
        .flat_map(|line| line.split(|&byte| byte == b','))
        .map(trim_ows)
        .filter(|name| !name.is_empty())
        .map(|name| String::from_utf8_lossy(name).to_ascii_lowercase())
        .collect();
    names.join(",")
}

/// Without the optional white space of RFC 9110, section 5.6.3.
pub(crate) fn trim_ows(mut bytes: &[u8]) -> &[u8] {
    while let [b' ' | b'\t', rest @ ..] = bytes {
        bytes = rest;
    }
    while let [rest @ .., b' ' | b'\t'] = bytes {
        bytes = rest;
    }
    bytes
}
