//! URL schemes, as far as origins need them.

/// The longest scheme an origin may have, in bytes. The standard sets none; this keeps
/// [`MAX_SERIALIZED_ORIGIN_LENGTH`](crate::MAX_SERIALIZED_ORIGIN_LENGTH) finite.
pub(crate) const MAX_SCHEME_LENGTH: usize = 64;

/// True if `scheme` is a URL scheme: a letter, then letters, digits, `+`, `-` and `.`
/// ([RFC 3986, section 3.1](https://www.rfc-editor.org/rfc/rfc3986#section-3.1)), at most 64 bytes.
/// Case is free here; a serialised scheme is lower-case.
///
/// ```
/// use corsmith_fetch::is_scheme;
///
/// assert!(is_scheme("chrome-extension"));
/// assert!(!is_scheme("1http"));
/// assert!(!is_scheme(""));
/// ```
#[must_use]
pub fn is_scheme(scheme: &str) -> bool {
    let bytes = scheme.as_bytes();
    bytes.len() <= MAX_SCHEME_LENGTH
        && bytes.first().is_some_and(u8::is_ascii_alphabetic)
        && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(byte))
}

/// True if `scheme` (lower-case) is one whose URLs have tuple origins by the standard: the
/// [special schemes](https://url.spec.whatwg.org/#special-scheme) but `file`.
///
/// Their hosts are domains and addresses; hosts of other schemes are opaque text.
///
/// ```
/// use corsmith_fetch::is_special_scheme;
///
/// assert!(is_special_scheme("wss"));
/// assert!(!is_special_scheme("moz-extension"));
/// ```
#[must_use]
pub fn is_special_scheme(scheme: &str) -> bool {
    default_port(scheme).is_some()
}

/// The port a serialised origin of this scheme (lower-case) leaves out, or `None` if the scheme has
/// no default port ([#default-port](https://url.spec.whatwg.org/#default-port)).
///
/// ```
/// use corsmith_fetch::default_port;
///
/// assert_eq!(default_port("https"), Some(443));
/// assert_eq!(default_port("capacitor"), None);
/// ```
#[must_use]
pub fn default_port(scheme: &str) -> Option<u16> {
    match scheme {
        "http" | "ws" => Some(80),
        "https" | "wss" => Some(443),
        "ftp" => Some(21),
        _ => None,
    }
}

/// True if URLs of `scheme` (lower-case) have no tuple origin in any browser, so that
/// `scheme://host` is never sent as an `Origin`
/// ([#concept-url-origin](https://url.spec.whatwg.org/#concept-url-origin)).
pub(crate) fn has_only_opaque_origins(scheme: &str) -> bool {
    matches!(scheme, "about" | "blob" | "data" | "file" | "filesystem" | "javascript" | "mailto")
}

#[cfg(test)]
mod tests {
    use super::{default_port, is_scheme};

    /// RFC 3986, section 3.1.
    #[test]
    fn scheme_syntax() {
        let longest = "a".repeat(64);
        for (scheme, expected, why) in [
            ("http", true, "letters"),
            ("HTTP", true, "case is free"),
            ("h2", true, "digits after the first"),
            ("a+b-c.d", true, "the three marks"),
            (longest.as_str(), true, "64 bytes"),
            ("", false, "empty"),
            ("2h", false, "starts with a digit"),
            ("-h", false, "starts with a mark"),
            ("h_t", false, "underscore"),
            ("hé", false, "non-ASCII"),
            (&format!("{longest}a"), false, "65 bytes"),
        ] {
            assert_eq!(is_scheme(scheme), expected, "{why}: {scheme}");
        }
    }

    /// https://url.spec.whatwg.org/#special-scheme
    #[test]
    fn default_ports() {
        for (scheme, expected) in [
            ("http", Some(80)),
            ("https", Some(443)),
            ("ws", Some(80)),
            ("wss", Some(443)),
            ("ftp", Some(21)),
            ("file", None),
            ("chrome-extension", None),
            ("HTTP", None),
        ] {
            assert_eq!(default_port(scheme), expected, "{scheme}");
        }
    }
}
