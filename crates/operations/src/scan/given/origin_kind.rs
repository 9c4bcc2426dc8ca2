//! What the origin of a saved request is to its target, as far as its name tells.

use corsmith_fetch::Origin;
use corsmith_scan::{OriginKind, Request, Target, registrable};

/// The kind of the `Origin` that was sent; `None` where none was.
pub(super) fn of(request: &Request, target: &Target) -> Option<OriginKind> {
    let value = request.headers.get("origin")?;
    let text = String::from_utf8_lossy(&value);
    Some(match Origin::parse(&text) {
        Ok(Origin::Opaque) => OriginKind::Null,
        Ok(origin) if origin == target.origin => OriginKind::Own,
        Ok(Origin::Tuple(origin)) => kind_of_host(origin.host(), target),
        Err(_) => OriginKind::Malformed,
    })
}

/// What a host is to the target, as far as its name tells: nobody allows a look-alike, or a stranger
/// who is called one, on purpose. Of other sites it cannot be told whether they are meant.
fn kind_of_host(host: &str, target: &Target) -> OriginKind {
    let own = target.registrable.as_deref();
    if own.is_some() && registrable(host) == own {
        return OriginKind::Candidate;
    }
    let names = [Some(target.host.as_str()), own];
    let mut names = names.into_iter().flatten();
    if names.any(|name| host.starts_with(name) && host != name) {
        OriginKind::Prefix
    } else if own.is_some_and(|own| host.ends_with(own)) {
        OriginKind::Suffix
    } else if is_called_stranger(host) {
        OriginKind::Stranger
    } else {
        OriginKind::Candidate
    }
}

/// Whether people who try a server mean anybody by this name.
fn is_called_stranger(host: &str) -> bool {
    let labels = host.split(['.', '-']);
    labels.into_iter().any(|label| STRANGERS.iter().any(|name| label.starts_with(name)))
}

const STRANGERS: [&str; 4] = ["evil", "attacker", "malicious", "hacker"];

#[cfg(test)]
mod tests {
    use corsmith_scan::{OriginKind, Request, Target};

    #[test]
    fn the_name_of_an_origin_tells_what_it_is() {
        for (origin, expected) in [
            ("null", OriginKind::Null),
            ("https://api.shop.com", OriginKind::Own),
            ("https://app.shop.com", OriginKind::Candidate),
            ("https://partner.net", OriginKind::Candidate),
            ("https://devil.net", OriginKind::Candidate),
            ("https://evil.com", OriginKind::Stranger),
            ("https://www.attacker-site.net", OriginKind::Stranger),
            ("https://api.shop.com.evil.net", OriginKind::Prefix),
            ("https://shop.comics.net", OriginKind::Prefix),
            ("https://evilshop.com", OriginKind::Suffix),
            ("https://shop.com, https://a.net", OriginKind::Malformed),
        ] {
            let target = Target::parse("https://api.shop.com/x").unwrap();
            let request = Request::new("GET", target.url.clone()).header("Origin", origin);
            assert_eq!(super::of(&request, &target), Some(expected), "{origin}");
        }
    }
}
