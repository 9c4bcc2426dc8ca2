//! Origins that no policy should allow: services on which anybody can publish, and what passes a
//! comparison that is wrong.

use std::collections::HashSet;

use corsmith_fetch::Origin;
use corsmith_policy::{OriginPattern, PortPattern};

use super::super::candidates::with_port;
use super::{Hosts, OriginLearner};
use crate::lookalike::{Asker, Lookalikes};
use crate::publishable::{further, service, usual};
use crate::shown::shown;
use crate::{OriginKind, Target, Transport, bystander};

/// Most patterns whose edges are tried.
const MAX_EDGES: usize = 12;

/// What is wrong with a service.
const PUBLISHABLE: &str = "anybody can publish there";

impl<T: Transport> OriginLearner<'_, '_, T> {
    /// Names on the services on which anybody can publish: a site may allow all of one.
    pub(super) async fn learn_services(&mut self) {
        let (target, options) = (self.ask.target(), self.ask.options());
        let services = [usual(target, &options.label), further(target, &options.label)].concat();
        for (_, origin) in services {
            if self.granted(&origin).await.is_none() {
                continue;
            }
            let Ok(Origin::Tuple(granted)) = Origin::parse(&origin) else { continue };
            let (scheme, host) = (granted.scheme(), granted.host());
            match service(host) {
                Some(service) => {
                    self.try_pattern(scheme, Hosts::Subdomains, service, None).await;
                }
                None => self.try_pattern(scheme, Hosts::One, host, None).await,
            }
            let known = self.learned.patterns.iter();
            let mut known = known.filter_map(|it| OriginPattern::parse(&it.value).ok());
            if let Some(pattern) = known.find(|pattern| pattern.matches(&origin)) {
                self.warn(format!("`{pattern}` is granted: {PUBLISHABLE}"));
            } else {
                // It is not to be asked from later.
                self.learned.granted.retain(|(granted, _)| *granted != origin);
                self.warn(format!("{} is granted: {PUBLISHABLE}", shown(&origin)));
            }
        }
    }

    /// Origins just beyond what was found: a site that grants one has a check that can be passed.
    pub(super) async fn try_edges(&mut self) {
        let patterns: Vec<_> = self
            .learned
            .patterns
            .iter()
            .filter_map(|fact| OriginPattern::parse(&fact.value).ok())
            .collect();
        let tuples = patterns.iter().filter_map(|pattern| match pattern {
            OriginPattern::Tuple(tuple) => Some(tuple),
            _ => None,
        });
        for tuple in tuples.take(MAX_EDGES) {
            let port = match tuple.port() {
                PortPattern::Number(number) => Some(number),
                PortPattern::Default | PortPattern::Any => None,
            };
            let Ok(of) = Target::parse(&with_port(tuple.scheme(), tuple.host(), port)) else {
                continue;
            };
            let label = &self.ask.options().label;
            let mut lookalikes = (Lookalikes { of: &of, label }).all();
            lookalikes.retain(|(_, origin)| {
                let host = origin.split_once("://").map_or("", |(_, host)| host);
                let is_sibling =
                    host.split_once('.').is_some_and(|(_, above)| self.one_label.contains(above));
                !is_sibling && !patterns.iter().any(|pattern| pattern.matches(origin))
            });
            self.try_mistakes(lookalikes).await;
        }
    }

    /// Origins that no policy should allow, and that look like nothing that was found.
    pub(super) async fn try_bystanders(&mut self) {
        let label = &self.ask.options().label;
        self.try_mistakes(bystander::beginning_locally(label)).await;
        self.try_mistakes(bystander::files_and_extensions(label)).await;
    }

    /// Warns of each mistake once.
    async fn try_mistakes(&mut self, askers: Vec<Asker>) {
        let mut known = HashSet::new();
        for (kind, origin) in askers {
            let mistake = mistake(kind);
            if known.contains(mistake) || self.granted(&origin).await.is_none() {
                continue;
            }
            known.insert(mistake);
            // It is a hole, and not to be asked from later.
            self.learned.granted.retain(|(granted, _)| *granted != origin);
            self.warn(format!("{} is granted: {mistake}", shown(&origin)));
        }
    }
}

/// What is wrong where an origin of this kind is granted.
fn mistake(kind: OriginKind) -> &'static str {
    use OriginKind::{
        LocalhostPrefix, Prefix, SpecialCharacter, Suffix, SuffixOfHost, Truncated, UnescapedDot,
        UnescapedDotUnregistrable,
    };
    match kind {
        Suffix | SuffixOfHost => "the start of the host is not compared",
        Prefix | SpecialCharacter | LocalhostPrefix => "the end of the host is not compared",
        UnescapedDot | UnescapedDotUnregistrable => "a dot stands for any character",
        Truncated => "a part of the host is enough",
        _ => "a file or an extension of the browser",
    }
}

#[cfg(test)]
mod tests;
