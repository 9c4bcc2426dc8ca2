//! What is learned about one path.

use corsmith_policy::{DraftSettings, max_age_text};

use super::{InferredLine, Meaning};
use crate::Confidence;

/// One thing that was learned, how certainly, and from what.
#[derive(Debug, Clone)]
pub(super) struct Fact<V> {
    pub(super) value: V,
    pub(super) confidence: Confidence,
    pub(super) evidence: String,
}

impl<V> Fact<V> {
    pub(super) fn new(value: V, confidence: Confidence, evidence: impl Into<String>) -> Self {
        Self { value, confidence, evidence: evidence.into() }
    }
}

/// What is learned about one path.
#[derive(Debug, Clone)]
pub(super) struct Learned {
    /// The patterns of origins, none of which covers another.
    pub(super) origins: Vec<Fact<String>>,
    pub(super) methods: Fact<Vec<String>>,
    pub(super) headers: Fact<Vec<String>>,
    pub(super) credentials: Fact<bool>,
    pub(super) exposed: Fact<Vec<String>>,
    pub(super) max_age: Option<Fact<u32>>,
    pub(super) warnings: Vec<String>,
}

impl Learned {
    /// Where no origin is granted anything.
    pub(super) fn nothing(evidence: &str) -> Self {
        let list = || Fact::new(Vec::new(), Confidence::Tentative, evidence);
        Self {
            origins: Vec::new(),
            methods: list(),
            headers: list(),
            credentials: Fact::new(false, Confidence::Tentative, evidence),
            exposed: list(),
            max_age: None,
            warnings: Vec::new(),
        }
    }

    pub(super) fn meaning(&self) -> Meaning {
        Meaning::new(
            self.origins.iter().map(|fact| fact.value.as_str()),
            &self.methods.value,
            &self.headers.value,
            &self.exposed.value,
            self.credentials.value,
            self.max_age.as_ref().map(|fact| fact.value),
        )
    }

    /// The keys, and why they are there. `beside` is what a path inherits from; a key that it has as
    /// well is left out.
    pub(super) fn settings(
        &self,
        path: Option<&str>,
        beside: Option<&Self>,
        lines: &mut Vec<InferredLine>,
    ) -> DraftSettings {
        let mut lines = Lines { path, lines };
        let mut settings = DraftSettings::default();
        let values = |learned: &Self| -> Vec<String> {
            learned.origins.iter().map(|fact| fact.value.clone()).collect()
        };
        let origins = values(self);
        if beside.is_none_or(|beside| values(beside) != origins) {
            for origin in &self.origins {
                lines.add(
                    "allow-origins",
                    Some(&origin.value),
                    origin.confidence,
                    &origin.evidence,
                );
            }
            if origins.is_empty() {
                let evidence = "no origin that was asked about is granted anything";
                lines.add("allow-origins", None, Confidence::Tentative, evidence);
            }
            settings.allow_origins = Some(origins);
        }
        settings.allow_methods =
            lines.own("allow-methods", &self.methods, beside.map(|it| &it.methods));
        settings.allow_headers =
            lines.own("allow-headers", &self.headers, beside.map(|it| &it.headers));
        settings.allow_credentials =
            lines.own("allow-credentials", &self.credentials, beside.map(|it| &it.credentials));
        settings.expose_headers =
            lines.own("expose-headers", &self.exposed, beside.map(|it| &it.exposed));
        let inherited = beside.and_then(|beside| beside.max_age.as_ref());
        settings.max_age = match &self.max_age {
            Some(fact) => lines.own("max-age", fact, inherited).map(max_age_text),
            // What browsers do without it (Fetch, CORS-preflight fetch, step 7.9).
            None => inherited.map(|_| {
                let evidence = "preflights do not say, and browsers then keep them for 5 s";
                lines.add("max-age", None, Confidence::Firm, evidence);
                "5".to_owned()
            }),
        };
        settings
    }
}

/// The lines of one path.
struct Lines<'a> {
    path: Option<&'a str>,
    lines: &'a mut Vec<InferredLine>,
}

impl Lines<'_> {
    fn add(
        &mut self,
        key: &'static str,
        entry: Option<&str>,
        confidence: Confidence,
        evidence: &str,
    ) {
        self.lines.push(InferredLine {
            path: self.path.map(str::to_owned),
            key,
            entry: entry.map(str::to_owned),
            confidence,
            evidence: evidence.to_owned(),
        });
    }

    /// The value of a key, unless it is inherited.
    fn own<V: Clone + PartialEq>(
        &mut self,
        key: &'static str,
        fact: &Fact<V>,
        inherited: Option<&Fact<V>>,
    ) -> Option<V> {
        if inherited.is_some_and(|inherited| inherited.value == fact.value) {
            return None;
        }
        self.add(key, None, fact.confidence, &fact.evidence);
        Some(fact.value.clone())
    }
}
