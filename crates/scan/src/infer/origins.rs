//! Which origins are granted, and what they have in common.

mod mistakes;

use std::collections::HashSet;

use corsmith_fetch::{CredentialsMode, Origin, TupleOrigin, names};
use corsmith_policy::OriginPattern;

use super::ask::{Ask, Heard, Question};
use super::candidates::{Candidates, with_port};
use super::learned::Fact;
use super::meaning::uncovered;
use crate::shown::shown;
use crate::{Confidence, Transport};

/// By which request an origin is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// A `GET`.
    Actual,
    /// A preflight for `GET`: where actual requests need more than a `GET` without a session.
    Preflight,
}

/// Which hosts a pattern is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hosts {
    /// One.
    One,
    /// Those with any labels before it.
    Subdomains,
}

/// What was learned about origins.
#[derive(Debug, Default)]
pub(super) struct Origins {
    pub(super) patterns: Vec<Fact<String>>,
    /// Concrete origins that are granted, and whether with credentials.
    pub(super) granted: Vec<(String, bool)>,
    pub(super) warnings: Vec<String>,
}

/// Learns them on one path.
pub(super) struct OriginLearner<'a, 'b, T> {
    ask: &'a mut Ask<'b, T>,
    path: &'a str,
    way: Way,
    label: String,
    learned: Origins,
    candidates: Candidates,
    /// Patterns that were asked about.
    tried: HashSet<String>,
    /// Domains of which any host with one more label is granted.
    one_label: HashSet<String>,
}

impl<'a, 'b, T: Transport> OriginLearner<'a, 'b, T> {
    pub(super) fn new(ask: &'a mut Ask<'b, T>, path: &'a str, way: Way) -> Self {
        let label = ask.options().label.to_string();
        Self {
            ask,
            path,
            way,
            label,
            learned: Origins::default(),
            candidates: Candidates::default(),
            tried: HashSet::new(),
            one_label: HashSet::new(),
        }
    }

    pub(super) async fn learn(mut self) -> Origins {
        if self.learn_any().await {
            return self.learned;
        }
        self.learn_null().await;
        for warning in self.candidates.push_all(self.ask.target(), self.ask.options()) {
            self.warn(warning);
        }
        while let Some(candidate) = self.candidates.pop() {
            self.learn_candidate(&candidate).await;
        }
        self.learn_services().await;
        self.keep_uncovered();
        self.try_edges().await;
        self.try_bystanders().await;
        self.learned
    }

    /// Asks as one origin; the answer, if the origin is granted.
    async fn granted(&mut self, origin: &str) -> Option<Heard> {
        let question = match self.way {
            Way::Actual => Question::actual(self.path, origin),
            Way::Preflight => Question::preflight(self.path, origin, "GET", ""),
        };
        let heard = self.ask.hear(question).await?;
        self.queue_given_away(&heard);
        let is_granted = match self.way {
            Way::Actual => heard.lets_read(origin, CredentialsMode::SameOrigin),
            Way::Preflight => heard.lets_send(origin, "GET", &[], CredentialsMode::SameOrigin),
        };
        if !is_granted {
            return None;
        }
        let with_credentials = heard.lets_read(origin, CredentialsMode::Include);
        let entry = (origin.to_owned(), with_credentials);
        if !self.learned.granted.contains(&entry) {
            self.learned.granted.push(entry);
        }
        Some(heard)
    }

    /// Whether strangers are granted.
    async fn learn_any(&mut self) -> bool {
        let options = self.ask.options();
        let first = format!("https://{}", options.label.stranger());
        let second = format!("https://{}", options.label.second_stranger());
        let Some(heard) = self.granted(&first).await else { return false };
        if heard.text(names::ACCESS_CONTROL_ALLOW_ORIGIN).as_deref() == Some("*") {
            self.found("*", Confidence::Certain, "`Access-Control-Allow-Origin: *` is answered");
            return true;
        }
        if self.granted(&second).await.is_none() {
            self.warn(format!("the stranger {} is granted, and another is not", shown(&first)));
            return false;
        }
        let evidence =
            format!("{} and {} are granted, two strangers", shown(&first), shown(&second));
        self.found("*", Confidence::Firm, &evidence);
        let insecure = format!("http://{}", options.label.stranger());
        if self.granted(&insecure).await.is_none() {
            self.warn(format!(
                "any `https` origin is granted, and {} is not: `*` grants more",
                shown(&insecure)
            ));
        }
        true
    }

    async fn learn_null(&mut self) {
        if self.granted(names::NULL).await.is_some() {
            self.found(names::NULL, Confidence::Certain, "`null` is granted");
            self.warn(
                "`null` is granted: every page can have that origin, in a sandboxed frame"
                    .to_owned(),
            );
        }
    }

    /// An answer that names another origin than the one asked about gives it away.
    fn queue_given_away(&mut self, heard: &Heard) {
        if let Some(text) = heard.text(names::ACCESS_CONTROL_ALLOW_ORIGIN)
            && let Ok(Origin::Tuple(origin)) = Origin::parse(&text)
            && !text.contains(&self.label)
        {
            self.candidates.push(origin);
        }
    }

    /// The candidate itself, and what it may be one of.
    async fn learn_candidate(&mut self, candidate: &TupleOrigin) {
        let (scheme, host, port) = (candidate.scheme(), candidate.host(), candidate.port());
        self.try_pattern(scheme, Hosts::One, host, port).await;
        let is_address = host.starts_with('[') || host.parse::<std::net::Ipv4Addr>().is_ok();
        if is_address {
            return;
        }
        let mut base = host;
        loop {
            self.try_pattern(scheme, Hosts::Subdomains, base, port).await;
            match base.split_once('.') {
                Some((_, parent)) if !parent.is_empty() => base = parent,
                _ => break,
            }
            // The domain above a candidate is a candidate.
            if let Ok(Origin::Tuple(above)) = Origin::parse(&with_port(scheme, base, port))
                && base.contains('.')
            {
                self.candidates.push(above);
            }
        }
    }

    /// Finds the pattern of one host or of its subdomains, with the port or with any.
    async fn try_pattern(&mut self, scheme: &str, hosts: Hosts, host: &str, port: Option<u16>) {
        let star = match hosts {
            Hosts::One => "",
            Hosts::Subdomains => "*.",
        };
        if !self.tried.insert(format!("{star}{}", with_port(scheme, host, port))) {
            return;
        }
        let sample = match hosts {
            Hosts::One => host.to_owned(),
            Hosts::Subdomains => format!("{}.{host}", self.label),
        };
        let first = with_port(scheme, &sample, port);
        if self.granted(&first).await.is_none() {
            return;
        }
        let mut evidence = format!("{} is granted", shown(&first));
        let mut confidence = Confidence::Certain;
        if hosts == Hosts::Subdomains {
            let deep = with_port(scheme, &format!("a.{sample}"), port);
            if self.granted(&deep).await.is_none() {
                self.one_label.insert(host.to_owned());
                self.warn(format!(
                    "{} is granted and {} is not: one label before `{host}`, which no pattern says",
                    shown(&first),
                    shown(&deep)
                ));
                return;
            }
            evidence = format!("{} and {} are granted", shown(&first), shown(&deep));
            confidence = Confidence::Firm;
        }
        let mut text = with_port(scheme, &format!("{star}{host}"), port);
        let mut granted_ports = Vec::new();
        let unlisted = self.unlisted_ports(port);
        for other in unlisted {
            let origin = with_port(scheme, &sample, Some(other));
            if self.granted(&origin).await.is_some() {
                granted_ports.push(origin);
            }
        }
        let is_any_port = granted_ports.len() == unlisted.len();
        if is_any_port {
            evidence.push_str(&format!(
                ", and so are {} and {}",
                shown(&granted_ports[0]),
                shown(&granted_ports[1])
            ));
            text = format!("{scheme}://{star}{host}:*");
            confidence = Confidence::Firm;
        }
        if port.is_some() {
            let origin = with_port(scheme, &sample, None);
            match (self.granted(&origin).await, is_any_port) {
                (Some(_), false) => granted_ports.push(origin),
                (None, true) => self.warn(format!(
                    "any port of `{sample}` is granted, and {} is not: `:*` grants more",
                    shown(&origin)
                )),
                _ => {}
            }
        }
        if !is_any_port && hosts == Hosts::One {
            for origin in granted_ports {
                self.found(&origin, Confidence::Certain, &format!("{} is granted", shown(&origin)));
            }
        }
        self.found(&text, confidence, &evidence);
    }

    /// Two ports beside `port` that nobody lists.
    fn unlisted_ports(&self, port: Option<u16>) -> [u16; 2] {
        let sum = self.label.bytes().fold(0u16, |sum, byte| sum.wrapping_mul(31) ^ u16::from(byte));
        let unlisted = 20_000 + sum % 20_000;
        [unlisted, unlisted + 4_321].map(|it| if port == Some(it) { it + 1 } else { it })
    }

    fn found(&mut self, pattern: &str, confidence: Confidence, evidence: &str) {
        if OriginPattern::parse(pattern).is_err() {
            self.warn(format!("{evidence}, and no policy can say {}", shown(pattern)));
            return;
        }
        if !self.learned.patterns.iter().any(|fact| fact.value == pattern) {
            self.learned.patterns.push(Fact::new(pattern.to_owned(), confidence, evidence));
        }
    }

    fn keep_uncovered(&mut self) {
        let patterns = self.learned.patterns.iter().map(|fact| fact.value.clone()).collect();
        let kept = uncovered(patterns);
        self.learned.patterns.retain(|fact| kept.contains(&fact.value));
    }

    fn warn(&mut self, warning: String) {
        if !self.learned.warnings.contains(&warning) {
            self.learned.warnings.push(warning);
        }
    }
}
