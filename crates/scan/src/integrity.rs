//! Subresource integrity.

use url::Url;

use crate::{LoadKind, Page, Target};

/// Most hosts that one check reports.
const MAX_HOSTS: usize = 20;

/// Whether an `integrity` attribute has a hash that browsers check: an algorithm they know and as
/// many bytes as it gives, in base64 or base64url
/// (<https://w3c.github.io/webappsec-subresource-integrity/#parse-metadata>).
pub(crate) fn has_hash(integrity: &str) -> bool {
    integrity.split_ascii_whitespace().any(|word| {
        let expression = word.split('?').next().unwrap_or_default();
        let Some((algorithm, hash)) = expression.split_once('-') else { return false };
        let bytes = match algorithm.to_ascii_lowercase().as_str() {
            "sha256" => 32_usize,
            "sha384" => 48,
            "sha512" => 64,
            _ => return false,
        };
        let digits = hash.trim_end_matches('=');
        let is_digit = |byte: u8| byte.is_ascii_alphanumeric() || b"+/-_".contains(&byte);
        digits.len() == (bytes * 4).div_ceil(3) && digits.bytes().all(is_digit)
    })
}

/// A host of another site from which files come unchecked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ForeignHost {
    pub(crate) name: String,
    pub(crate) count: usize,
    pub(crate) pinning: Pinning,
}

/// Whether a hash of a host's files can be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pinning {
    Possible,
    /// The files change under the same address.
    Impossible,
}

/// The hosts of other sites from which a page loads a kind of file without a hash, at most
/// [`MAX_HOSTS`].
pub(crate) fn unpinned(page: &Page, kind: LoadKind, own: &Url) -> Vec<ForeignHost> {
    let mut hosts: Vec<ForeignHost> = Vec::new();
    let own = Target::new(own.clone());
    let loads = page.loads.iter().filter(|load| load.kind == kind);
    for load in loads.filter(|load| !load.integrity.as_deref().is_some_and(has_hash)) {
        let Some(name) = load.url.as_ref().and_then(|url| foreign_host(url, &own)) else {
            continue;
        };
        if let Some(host) = hosts.iter_mut().find(|host| host.name == name) {
            host.count += 1;
        } else if hosts.len() < MAX_HOSTS {
            let is_changing = CHANGING.iter().any(|own| {
                name.strip_suffix(own).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
            });
            let pinning = if is_changing { Pinning::Impossible } else { Pinning::Possible };
            hosts.push(ForeignHost { name: name.to_owned(), count: 1, pinning });
        }
    }
    hosts
}

/// The host, if it is of another site.
fn foreign_host<'a>(url: &'a Url, own: &Target) -> Option<&'a str> {
    url.host_str().filter(|_| !own.is_schemelessly_same_site(url))
}

/// Services whose files change under the same address, by their own documentation or because what
/// they send depends on the browser that asks.
const CHANGING: &[&str] = &[
    "challenges.cloudflare.com",
    "connect.facebook.net",
    "fonts.googleapis.com",
    "google-analytics.com",
    "googletagmanager.com",
    "hcaptcha.com",
    "js.stripe.com",
    "maps.googleapis.com",
    "paypal.com",
    "static.cloudflareinsights.com",
    "use.typekit.net",
    "www.google.com",
    "www.gstatic.com",
];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::has_hash;

    #[test]
    fn hashes() {
        for (integrity, is_there) in [
            ("sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", true),
            ("sha256-47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU", true),
            ("SHA256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=?x", true),
            ("x\n sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", true),
            ("sha384-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", false),
            ("sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=", false),
            ("sha256", false),
            ("", false),
        ] {
            assert_eq!(has_hash(integrity), is_there, "{integrity}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(integrity in "(sha(256|384|512)-?[a-z=?+ ]{0,9}|.){0,4}") {
            let _ = has_hash(&integrity);
        }
    }
}
