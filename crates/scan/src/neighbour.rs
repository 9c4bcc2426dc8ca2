//! Hosts that look like the target's, and whose they are.

use crate::Target;

/// Whose a host is that looks like the target's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    /// Under the target's own registrable domain.
    Target,
    /// Anybody's who registers it.
    Anybody,
    /// Nobody's: no such domain can be registered.
    Nobody,
}

/// Whose a host is. The suffix of the target counts as one under which domains are registered, also
/// where the public suffix list does not know it: a network may have names of its own.
pub(crate) fn owner(host: &str, target: &Target) -> Owner {
    let Some(domain) = psl::domain(host.as_bytes()) else { return Owner::Nobody };
    let own = target.registrable.as_deref().and_then(|own| psl::suffix(own.as_bytes()));
    let is_suffix = domain.suffix().is_known()
        || own.is_some_and(|own| own.as_bytes() == domain.suffix().as_bytes());
    if target.registrable.as_deref().map(str::as_bytes) == Some(domain.as_bytes()) {
        Owner::Target
    } else if is_suffix {
        Owner::Anybody
    } else {
        Owner::Nobody
    }
}

/// Whether a host fits into the limits of names (RFC 1035, section 2.3.4).
pub(crate) fn fits(host: &str) -> bool {
    host.len() <= 253 && host.split('.').all(|label| label.len() <= 63)
}

#[cfg(test)]
mod tests {
    use super::{Owner, fits, owner};
    use crate::Target;

    #[test]
    fn owners() {
        for (target, host, expected) in [
            ("api.example.com", "evil.example.com", Owner::Target),
            ("api.example.com", "apixexample.com", Owner::Anybody),
            ("api.example.com", "api.examplexcom", Owner::Nobody),
            ("api.example.com", "example.co", Owner::Anybody),
            ("api.example.org", "example.or", Owner::Nobody),
            ("api.example.co.uk", "api.examplexco.uk", Owner::Anybody),
            ("api.example.co.uk", "api.example.coxuk", Owner::Nobody),
            ("api.zoo.localhost", "apixzoo.localhost", Owner::Anybody),
            ("me.github.io", "mexgithub.io", Owner::Anybody),
            ("me.github.io", "evilme.github.io", Owner::Anybody),
            ("example.com", "com", Owner::Nobody),
            ("127.0.0.1", "127x0.0.1", Owner::Nobody),
        ] {
            let target = Target::parse(target).unwrap();
            assert_eq!(owner(host, &target), expected, "{host} for {}", target.host);
        }
    }

    #[test]
    fn names_have_limits() {
        assert!(fits("api.example.com"));
        assert!(!fits(&"a".repeat(64)) && !fits(&"a.".repeat(127)));
    }
}
