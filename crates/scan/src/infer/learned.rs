//! What is learned about one path.

use corsmith_policy::DraftSettings;

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
        let mut line = |key, entry: Option<&str>, confidence, evidence: &str| {
            lines.push(InferredLine {
                path: path.map(str::to_owned),
                key,
                entry: entry.map(str::to_owned),
                confidence,
                evidence: evidence.to_owned(),
            });
        };
        let values = |learned: &Self| -> Vec<String> {
            learned.origins.iter().map(|fact| fact.value.clone()).collect()
        };
        // A key that is as it is elsewhere is inherited.
        let is_own = |same: fn(&Self, &Self) -> bool| beside.is_none_or(|it| !same(self, it));
        let mut settings = DraftSettings::default();
        let origins = values(self);
        if beside.is_none_or(|beside| values(beside) != origins) {
            for origin in &self.origins {
                line("allow-origins", Some(&origin.value), origin.confidence, &origin.evidence);
            }
            if origins.is_empty() {
                let evidence = "no origin that was asked about is granted anything";
                line("allow-origins", None, Confidence::Tentative, evidence);
            }
            settings.allow_origins = Some(origins);
        }
        if is_own(|own, other| own.methods.value == other.methods.value) {
            line("allow-methods", None, self.methods.confidence, &self.methods.evidence);
            settings.allow_methods = Some(self.methods.value.clone());
        }
        if is_own(|own, other| own.headers.value == other.headers.value) {
            line("allow-headers", None, self.headers.confidence, &self.headers.evidence);
            settings.allow_headers = Some(self.headers.value.clone());
        }
        if is_own(|own, other| own.credentials.value == other.credentials.value) {
            let fact = &self.credentials;
            line("allow-credentials", None, fact.confidence, &fact.evidence);
            settings.allow_credentials = Some(fact.value);
        }
        if is_own(|own, other| own.exposed.value == other.exposed.value) {
            line("expose-headers", None, self.exposed.confidence, &self.exposed.evidence);
            settings.expose_headers = Some(self.exposed.value.clone());
        }
        let inherited = beside.and_then(|beside| beside.max_age.as_ref()).map(|fact| fact.value);
        match &self.max_age {
            Some(fact) if inherited != Some(fact.value) => {
                line("max-age", None, fact.confidence, &fact.evidence);
                settings.max_age = Some(duration(fact.value));
            }
            // What browsers do without it (Fetch, CORS-preflight fetch, step 7.9).
            None if inherited.is_some() => {
                let evidence = "preflights do not say, and browsers then keep them for 5 s";
                line("max-age", None, Confidence::Firm, evidence);
                settings.max_age = Some("5".to_owned());
            }
            _ => {}
        }
        settings
    }
}

/// Seconds in the largest unit that is exact.
fn duration(seconds: u32) -> String {
    match seconds {
        0 => "0".to_owned(),
        _ if seconds.is_multiple_of(86_400) => format!("{}d", seconds / 86_400),
        _ if seconds.is_multiple_of(3_600) => format!("{}h", seconds / 3_600),
        _ if seconds.is_multiple_of(60) => format!("{}m", seconds / 60),
        _ => seconds.to_string(),
    }
}
