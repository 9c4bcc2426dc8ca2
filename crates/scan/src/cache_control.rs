//! Whether a shared cache may keep an answer (RFC 9111).

use crate::Response;

/// How it is known that a shared cache keeps an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sharing {
    /// `Cache-Control` allows it.
    Allowed,
    /// `Age` says that it came from one.
    Seen,
}

impl Sharing {
    /// `None` if no shared cache keeps it, or only to ask for it again each time.
    pub(crate) fn of(answer: &Response) -> Option<Self> {
        let value = answer.text("cache-control").unwrap_or_default().to_ascii_lowercase();
        let mut is_public = false;
        let mut lifetime = None;
        let mut shared_lifetime = None;
        for directive in value.split(',') {
            let (name, argument) = directive.split_once('=').unwrap_or((directive, ""));
            // What is no number is stale (section 4.2.1).
            let seconds = argument.trim().trim_matches('"').parse::<u64>().unwrap_or(0);
            match name.trim() {
                "private" | "no-store" | "no-cache" => return None,
                "public" => is_public = true,
                "max-age" => lifetime = lifetime.or(Some(seconds)),
                "s-maxage" => shared_lifetime = shared_lifetime.or(Some(seconds)),
                _ => {}
            }
        }
        match (shared_lifetime, is_public, lifetime) {
            (Some(1..), ..) | (None, true, None | Some(1..)) => return Some(Self::Allowed),
            (Some(0), ..) | (None, true, Some(0)) => return None,
            (None, false, _) => {}
        }
        let age = answer.text("age").and_then(|age| age.trim().parse::<u64>().ok());
        age.is_some_and(|age| age > 0).then_some(Self::Seen)
    }
}
