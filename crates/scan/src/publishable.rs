//! Hosts on which anybody can publish.

use crate::lookalike::Asker;
use crate::{Label, OriginKind, Target};

/// Origins, one a line; `{}` stands for a name that anybody may choose, `{own}` for the first label
/// of the target's registrable domain.
static ORIGINS: &str = include_str!("../data/publishable.txt");
/// The line after which those stand that are less used.
const FURTHER: &str = "[further]";

/// An origin of each service that is most used, for a name that nobody has chosen.
pub(crate) fn usual(target: &Target, label: &Label) -> Vec<Asker> {
    askers(parts().0, target, label)
}

/// The same of each other service.
pub(crate) fn further(target: &Target, label: &Label) -> Vec<Asker> {
    askers(parts().1, target, label)
}

/// Whether anybody can choose a name under a host, in lower case.
pub(crate) fn is_host(host: &str) -> bool {
    let mut rests = ORIGINS.lines().filter_map(|line| line.split_once("{}"));
    rests.any(|(_, rest)| rest.trim().split_once('.').is_some_and(|(_, below)| below == host))
}

/// The service that an origin's host has a name of somebody's on; `None` where it has none.
pub(crate) fn service(host: &str) -> Option<&'static str> {
    let lines = ORIGINS.lines().filter(|line| !line.contains("{own}"));
    lines.filter_map(|line| line.trim().split_once("{}")).find_map(|(before, rest)| {
        let (_, before) = before.split_once("://")?;
        let name = host.strip_prefix(before)?.strip_suffix(rest)?;
        (!name.is_empty() && !name.contains('.')).then(|| rest.trim_start_matches('.'))
    })
}

fn parts() -> (&'static str, &'static str) {
    ORIGINS.split_once(FURTHER).unwrap_or((ORIGINS, ""))
}

fn askers(lines: &str, target: &Target, label: &Label) -> Vec<Asker> {
    let own = target.registrable.as_ref().and_then(|own| own.split('.').next());
    let lines = lines.lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    let lines = lines.filter(|line| own.is_some() || !line.contains("{own}"));
    let name = label.to_string();
    let origins =
        lines.map(|line| line.replace("{own}", own.unwrap_or_default()).replace("{}", &name));
    origins.map(|origin| (OriginKind::Publishable, origin)).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use corsmith_fetch::Origin;

    use super::{further, usual};
    use crate::{Label, Target};

    #[test]
    fn each_line_is_an_origin() {
        let (target, label) = (Target::parse("api.example.com").unwrap(), Label::from_random(7));
        let (usual, further) = (usual(&target, &label), further(&target, &label));
        assert_eq!((usual.len(), further.len()), (14, 28));
        let mut seen = HashSet::new();
        for (_, origin) in usual.iter().chain(&further) {
            assert_eq!(Origin::parse(origin).unwrap().serialize(), *origin);
            assert!(seen.insert(origin), "{origin} is there twice");
        }
        let address = Target::parse("127.0.0.1").unwrap();
        assert_eq!(super::usual(&address, &label).len(), usual.len() - 1);
    }

    #[test]
    fn a_service_is_what_stands_behind_the_name() {
        for (host, expected) in [
            ("x.github.io", Some("github.io")),
            ("example-x.vercel.app", Some("vercel.app")),
            ("main.x.amplifyapp.com", Some("amplifyapp.com")),
            ("x.amplifyapp.com", None),
            ("storage.googleapis.com", None),
            ("github.io", None),
            ("x.y.github.io", None),
        ] {
            assert_eq!(super::service(host), expected, "{host}");
        }
    }

    #[test]
    fn hosts_are_known_by_their_names() {
        assert!(super::is_host("github.io") && super::is_host("vercel.app"));
        assert!(!super::is_host("io") && !super::is_host("x.github.io") && !super::is_host(""));
    }

    /// The public suffix list's private section is the evidence: who runs the service has said that
    /// the names below it are others'. What it does not list is known by its documentation: previews
    /// in a browser, tunnels, code spaces.
    #[test]
    fn anybody_can_have_a_name_there() {
        const UNLISTED: &[&str] =
            &["webcontainer.io", "loca.lt", "app.github.dev", "devtunnels.ms"];
        let (target, label) = (Target::parse("api.example.com").unwrap(), Label::from_random(7));
        let all = [usual(&target, &label), further(&target, &label)].concat();
        let hosts = all.iter().map(|(_, origin)| origin.trim_start_matches("https://"));
        let named = hosts.filter(|host| host.contains(&label.to_string()));
        let unlisted: Vec<_> = named
            .filter(|host| {
                let suffix = psl::suffix(host.as_bytes());
                suffix.is_none_or(|it| it.typ() != Some(psl::Type::Private))
            })
            .map(|host| host.split_once('.').map_or("", |(_, service)| service))
            .collect();
        assert_eq!(unlisted, UNLISTED);
    }
}
