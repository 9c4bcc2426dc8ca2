//! Where a finding is.
//!
//! That is a URL, and code scanning services know files only: GitHub refuses a log with an `https`
//! URI. A location is therefore the URL without its scheme, as a relative reference
//! (`api.example.com/orders`), line 1; the whole one is the logical location and the property `url`.

use std::fmt::Write;

use crate::sarif::log::{ArtifactLocation, Location, LogicalLocation, PhysicalLocation, Region};
use crate::scan::wire::Resource;

pub(super) fn location(resource: &Resource) -> Location {
    let artifact_location = ArtifactLocation { uri: relative(&resource.url) };
    let region = Region { start_line: 1, start_column: None, end_line: None, end_column: None };
    let fully_qualified_name = format!("{} {}", resource.method, resource.url);
    let logical = LogicalLocation { fully_qualified_name, kind: "resource" };
    Location {
        physical_location: PhysicalLocation { artifact_location, region },
        logical_locations: vec![logical],
    }
}

/// A URL without its scheme, as a relative reference. A colon in its first segment would begin a
/// scheme.
fn relative(url: &str) -> String {
    let (_, rest) = url.split_once("://").unwrap_or(("", url));
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    let mut relative = String::with_capacity(rest.len());
    for byte in rest.bytes() {
        match byte {
            b'a'..=b'z'
            | b'A'..=b'Z'
            | b'0'..=b'9'
            | b'-'
            | b'.'
            | b'_'
            | b'~'
            | b'/'
            | b'?'
            | b'='
            | b'&'
            | b'%' => relative.push(char::from(byte)),
            _ => {
                // Writing to a String cannot fail.
                let _ = write!(relative, "%{byte:02X}");
            }
        }
    }
    relative
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn urls_become_references() {
        let rows = [
            ("https://api.example.com/", "api.example.com"),
            ("https://api.example.com/orders?a=b%20c", "api.example.com/orders?a=b%20c"),
            ("http://localhost:3000/a", "localhost%3A3000/a"),
            ("http://[::1]/", "%5B%3A%3A1%5D"),
            ("https://a.example/?token=[masked]", "a.example/?token=%5Bmasked%5D"),
        ];
        for (url, expected) in rows {
            assert_eq!(relative(url), expected);
        }
    }
}
