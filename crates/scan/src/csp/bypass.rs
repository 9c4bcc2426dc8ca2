//! Places whose scripts anybody can steer: lists of google/csp-evaluator (see `data/csp`).

use std::sync::LazyLock;

use super::source::{host, path};

/// What a place serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Served {
    /// Scripts of the caller's choice.
    Jsonp,
    /// `AngularJS`, whose templates are scripts.
    Angular,
    /// Flash files that run scripts of the caller's choice.
    Flash,
}

/// A place of a list that a source allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bypass {
    /// What it serves.
    pub(crate) served: Served,
    /// Its host.
    pub(crate) host: &'static str,
    /// Whether it helps only where `'unsafe-eval'` is allowed.
    pub(crate) needs_eval: bool,
}

/// The first place of each list of `wanted` that a `host-source` allows.
pub(crate) fn bypasses<'a>(
    source: &'a str,
    wanted: &'a [Served],
) -> impl Iterator<Item = Bypass> + use<'a> {
    wanted.iter().filter_map(|served| first(*served, source))
}

fn first(served: Served, source: &str) -> Option<Bypass> {
    let host = host(source).to_ascii_lowercase();
    let place = places(served).iter().find(|place| {
        let is_host = match host.strip_prefix('*') {
            Some(suffix) => suffix.starts_with('.') && place.host.ends_with(suffix),
            None => host == place.host,
        };
        is_host && allows_path(path(source), place.path)
    })?;
    Some(Bypass { served, host: place.host, needs_eval: place.needs_eval })
}

/// CSP3, "path-part matches": a path that ends in `/` allows what is below it.
fn allows_path(allowed: &str, path: &str) -> bool {
    match allowed {
        "" | "/" => true,
        _ if allowed.ends_with('/') => path.starts_with(allowed),
        _ => path == allowed,
    }
}

/// One line of a list.
struct Place {
    host: &'static str,
    path: &'static str,
    needs_eval: bool,
}

fn places(served: Served) -> &'static [Place] {
    static JSONP: LazyLock<Vec<Place>> = LazyLock::new(|| read(Served::Jsonp));
    static ANGULAR: LazyLock<Vec<Place>> = LazyLock::new(|| read(Served::Angular));
    static FLASH: LazyLock<Vec<Place>> = LazyLock::new(|| read(Served::Flash));
    match served {
        Served::Jsonp => &JSONP,
        Served::Angular => &ANGULAR,
        Served::Flash => &FLASH,
    }
}

fn read(served: Served) -> Vec<Place> {
    let lines = list(served).lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines
        .map(|line| {
            let (place, flag) = line.split_once(' ').unwrap_or((line, ""));
            let (host, path) = place.split_at(place.find('/').unwrap_or(place.len()));
            Place { host, path, needs_eval: flag == "eval" }
        })
        .collect()
}

fn list(served: Served) -> &'static str {
    match served {
        Served::Jsonp => include_str!("../../data/csp/jsonp.txt"),
        Served::Angular => include_str!("../../data/csp/angular.txt"),
        Served::Flash => include_str!("../../data/csp/flash.txt"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Served, bypasses, list};

    #[test]
    fn a_source_allows_places_of_the_lists() {
        let all = [Served::Jsonp, Served::Angular, Served::Flash];
        for (case, source, hosts) in [
            ("a subdomain", "*.google.com", "www.google.com"),
            ("an exact host", "https://gstatic.com", "gstatic.com"),
            ("a port", "https://gstatic.com:*", "gstatic.com"),
            ("case", "GStatic.COM", "gstatic.com"),
            ("a folder", "cdn.jsdelivr.net/angularjs/", "cdn.jsdelivr.net"),
            ("the file", "vk.com/swf/video.swf", "vk.com"),
            ("another file", "vk.com/swf/other.swf", ""),
            ("the path has case", "vk.com/SWF/video.swf", ""),
            ("another host that ends so", "notgstatic.com", ""),
            ("the domain is no subdomain of itself", "*.gstatic.com", "www.gstatic.com"),
            ("nothing", "", ""),
        ] {
            let found: Vec<_> = bypasses(source, &all).map(|bypass| bypass.host).collect();
            assert_eq!(found.first().copied().unwrap_or_default(), hosts, "{case}");
        }
    }

    #[test]
    fn the_lists_are_whole_and_licensed() {
        for (served, places) in [(Served::Jsonp, 122), (Served::Angular, 41), (Served::Flash, 2)] {
            let lines = list(served).lines();
            assert_eq!(lines.filter(|line| !line.starts_with('#')).count(), places);
            assert!(list(served).contains("Apache License, Version 2.0"));
        }
    }
}
