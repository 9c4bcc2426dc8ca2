//! A policy's name in the names that its server knows, so that two policies in one server share none.

use corsmith_policy::Policy;

/// The name of a policy as a part of file names, variables and the like; nothing for a policy without
/// a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PolicyName {
    identifier: Option<String>,
}

/// What [`Policy::name`] is where the document gives none.
const UNNAMED: &str = "policy";

/// nginx's hash takes variables of at most 46 bytes, and the longest of ours has 26 of its own.
const LONGEST: usize = 20;

impl PolicyName {
    pub(crate) fn of(policy: &Policy) -> Self {
        let name = policy.name();
        Self { identifier: (name != UNNAMED).then(|| identifier(name)) }
    }

    /// What variables begin with: `cors`, or `cors_shop` for the policy `Shop`.
    pub(crate) fn variable(&self) -> String {
        self.identifier.as_ref().map_or("cors".to_owned(), |name| format!("cors_{name}"))
    }

    /// The name of a file: `cors-http.conf`, or `cors-http-shop.conf`.
    pub(crate) fn file(&self, stem: &str, extension: &str) -> String {
        match &self.identifier {
            Some(name) => format!("{stem}-{}.{extension}", name.replace('_', "-")),
            None => format!("{stem}.{extension}"),
        }
    }
}

/// The words of `name`, of `a-z` and `0-9`, with `_` in between. What does not fit, or has letters
/// beyond ASCII, ends with a number that is made of all of it.
fn identifier(name: &str) -> String {
    let words = name.split(|character: char| !character.is_ascii_alphanumeric());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    let mut identifier = words.join("_").to_ascii_lowercase();
    if name.is_ascii() && (1..=LONGEST).contains(&identifier.len()) {
        return identifier;
    }
    identifier.truncate(LONGEST - 5);
    let number = format!("{:04x}", fingerprint(name));
    match identifier.trim_end_matches('_') {
        "" => number,
        words => format!("{words}_{number}"),
    }
}

/// FNV-1a, of which 16 bits tell a few names apart.
fn fingerprint(text: &str) -> u32 {
    let hash = text
        .bytes()
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash >> 16) ^ (hash & 0xffff)
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, PolicyName, identifier};

    #[test]
    fn names_become_identifiers() {
        let rows = [
            ("shop", "shop"),
            ("Shop API, v2", "shop_api_v2"),
            ("spa-with-cookies", "spa_with_cookies"),
            ("$host; } map", "host_map"),
            ("2024", "2024"),
        ];
        for (name, expected) in rows {
            assert_eq!(identifier(name), expected, "{name}");
        }
    }

    #[test]
    fn what_is_lost_of_a_name_is_in_a_number() {
        let rows = [
            ("日本", "東京"),
            ("Büro", "Bäro"),
            ("!", "?"),
            ("the orders of the shop, staging", "the orders of the shop, production"),
        ];
        for (a, b) in rows {
            let (a, b) = (identifier(a), identifier(b));
            assert_ne!(a, b);
            for name in [a, b] {
                assert!(name.len() <= LONGEST, "{name}");
                let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
                assert!(name.bytes().all(is_plain) && !name.is_empty(), "{name}");
            }
        }
    }

    #[test]
    fn a_policy_without_a_name_has_plain_ones() {
        let unnamed = PolicyName { identifier: None };
        assert_eq!(unnamed.variable(), "cors");
        assert_eq!(unnamed.file("cors-http", "conf"), "cors-http.conf");
        let named = PolicyName { identifier: Some("shop_api".to_owned()) };
        assert_eq!(named.variable(), "cors_shop_api");
        assert_eq!(named.file("cors-http", "conf"), "cors-http-shop-api.conf");
    }
}
