//! Diagnoses and exchanges as the page tells them.

use std::collections::HashMap;

use corsmith_diagnose::capture::{ExchangeFinding, ExchangeVerdict};
use corsmith_diagnose::{Candidate, Captures, Cause, Diagnosis, cause, current_messages};
use corsmith_import::link;
use corsmith_operations::{Remedy, asked_by, remedy};
use corsmith_policy::{Draft, Format, PolicyDocument, Selection};
use corsmith_targets::{Provenance, TargetSelection};

use crate::pages::prose::{inline, prose, sentence};

/// What a message tells of.
pub(super) struct ToldDiagnosis {
    pub(super) engine: String,
    pub(super) times: usize,
    /// The words as pasted, masked.
    pub(super) text: String,
    pub(super) likelihood: u8,
    pub(super) cause: ToldCause,
    pub(super) others: Vec<Other>,
}

/// Another cause that the message may have.
pub(super) struct Other {
    pub(super) code: &'static str,
    pub(super) title: &'static str,
    pub(super) likelihood: u8,
    pub(super) because: String,
    /// HTML.
    pub(super) look_at: String,
}

/// A fetch of `curl` output or of a HAR file.
pub(super) struct ToldExchange {
    pub(super) id: usize,
    pub(super) title: String,
    pub(super) about: String,
    pub(super) request: String,
    pub(super) response: String,
    pub(super) passes: bool,
    /// The verdict, and what was assumed: sentences.
    pub(super) verdict: String,
    pub(super) notes: Vec<String>,
    pub(super) command: Option<String>,
    pub(super) cause: Option<ToldCause>,
}

/// A cause: in full the first time, and a link to that place afterwards.
pub(super) struct ToldCause {
    pub(super) code: &'static str,
    pub(super) title: &'static str,
    pub(super) full: Option<Box<Explanation>>,
    /// Where it stands in full.
    pub(super) id: usize,
}

/// What there is to know of a cause. The sections are HTML.
pub(super) struct Explanation {
    pub(super) happened: String,
    pub(super) who: String,
    pub(super) step: Option<(&'static str, String)>,
    pub(super) look_at: String,
    pub(super) fix: String,
    pub(super) elsewhere: String,
    pub(super) apart: String,
    pub(super) messages: Vec<(String, String)>,
    pub(super) remedy: Option<ToldRemedy>,
}

/// A policy, its configuration, and the way to Build.
pub(super) struct ToldRemedy {
    pub(super) remedy: Remedy,
    pub(super) href: String,
    /// The server's name in prose.
    pub(super) place: String,
    /// Where each file goes.
    pub(super) places: Vec<String>,
    /// The command that loads them.
    pub(super) reload: Option<&'static str>,
}

/// Tells causes, each in full once.
pub(super) struct Cases {
    target: TargetSelection,
    told: HashMap<(&'static str, Vec<String>), usize>,
    next: usize,
}

impl Cases {
    pub(super) fn new(target: TargetSelection) -> Self {
        Self { target, told: HashMap::new(), next: 0 }
    }

    pub(super) fn diagnosis(&mut self, diagnosis: &Diagnosis) -> ToldDiagnosis {
        let message = &diagnosis.message;
        let candidates = diagnosis.candidates.split_first();
        // A diagnosis has a candidate; `unspecified` is the cause of what nothing is known of.
        let first = candidates.map(|(first, _)| first);
        ToldDiagnosis {
            engine: message.speaker(),
            times: diagnosis.times,
            text: message.text.clone(),
            likelihood: first.map_or(0, |first| first.likelihood),
            cause: self
                .cause(first.map_or("unspecified", |first| first.cause.code), &message.captures),
            others: candidates
                .map(|(_, others)| others.iter().map(other).collect())
                .unwrap_or_default(),
        }
    }

    pub(super) fn exchange(&mut self, finding: &ExchangeFinding) -> ToldExchange {
        let page = finding.page_origin.as_deref().unwrap_or("an unknown origin");
        let status =
            finding.status.map_or("no response".to_owned(), |status| format!("status {status}"));
        let mut notes = Vec::new();
        if let Some(error) = &finding.browser_error {
            notes.push(format!("The browser, or `curl`, says: {error}"));
        }
        if let Some(other) = &finding.with_other_credentials {
            notes.push(sentence(&format!("with the other credentials mode: {other}")));
        }
        notes.extend(finding.assumptions.iter().map(|it| sentence(&it.to_string())));
        let failed = match &finding.verdict {
            ExchangeVerdict::Fails { code, .. } => Some(*code),
            _ => None,
        };
        self.next += 1;
        ToldExchange {
            id: self.next,
            title: format!("{} {}", finding.method, finding.url),
            about: format!(
                "From a page of {page}, credentials mode {}: {status}.",
                finding.credentials
            ),
            request: lines(&finding.request_headers),
            response: lines(&finding.response_headers),
            passes: finding.passes(),
            verdict: sentence(&finding.verdict.to_string()),
            notes,
            command: finding.command.clone(),
            cause: failed.map(|code| self.cause(code, &asked_by(finding))),
        }
    }

    fn cause(&mut self, code: &'static str, asked: &Captures) -> ToldCause {
        let Some(cause) = cause(code) else {
            return ToldCause { code, title: "", full: None, id: 0 };
        };
        // The same cause with another origin has another configuration.
        let decisive = ["origin", "method", "header"]
            .map(|name| asked.get(name).unwrap_or_default().to_owned());
        let key = (cause.code, decisive.to_vec());
        if let Some(id) = self.told.get(&key) {
            return ToldCause { code: cause.code, title: cause.title, full: None, id: *id };
        }
        self.next += 1;
        self.told.insert(key, self.next);
        let full = Some(Box::new(explanation(cause, asked, self.target)));
        ToldCause { code: cause.code, title: cause.title, full, id: self.next }
    }
}

fn other(candidate: &Candidate) -> Other {
    let Candidate { cause, likelihood, because, look_at, .. } = candidate;
    Other {
        code: cause.code,
        title: cause.title,
        likelihood: *likelihood,
        because: if because.is_empty() { String::new() } else { sentence(because) },
        look_at: inline(look_at),
    }
}

fn explanation(cause: &Cause, asked: &Captures, target: TargetSelection) -> Explanation {
    let [happened, _, fix, elsewhere, apart, _] = cause.sections;
    let who: Vec<_> = cause.who.iter().map(ToString::to_string).collect();
    let step = (!cause.step.is_empty())
        .then(|| (cause.step, format!("https://fetch.spec.whatwg.org/#{}", cause.anchor)));
    let messages = current_messages(cause);
    Explanation {
        happened: prose(happened),
        who: who.join(", "),
        step,
        look_at: inline(cause.look_at),
        fix: prose(fix),
        elsewhere: prose(elsewhere),
        apart: prose(apart),
        messages: messages.into_iter().map(|(engine, text)| (engine.to_string(), text)).collect(),
        remedy: remedy(cause, asked, target).map(|remedy| ToldRemedy::new(remedy, target)),
    }
}

impl ToldRemedy {
    fn new(remedy: Remedy, target: TargetSelection) -> Self {
        let document = PolicyDocument::parse(remedy.policy.as_bytes(), Format::Toml);
        let about = target.target.about();
        let mut pairs = link::write(&Draft::from_document(&document));
        if about.name != "headers" {
            pairs.push(("target".to_owned(), about.name.to_owned()));
            if target.version != about.default_version {
                pairs.push(("version".to_owned(), target.version.to_string()));
            }
        }
        let policy = document.resolve(&Selection::default()).into_policy().ok();
        let output = policy.and_then(|policy| {
            let provenance = Provenance::from_source("corsmith.toml".to_owned());
            target.render(&policy, &provenance).ok()
        });
        let reload = output.as_ref().and_then(|output| output.reload);
        let files = output.map(|output| output.files).unwrap_or_default();
        let place = |name: &str| {
            let file = files.iter().find(|file| file.name == name);
            file.map(|file| file.place.clone()).unwrap_or_default()
        };
        Self {
            href: format!("/?{}", link::query(&pairs)),
            place: about.title.to_owned(),
            places: remedy.files.iter().map(|(name, _)| place(name)).collect(),
            reload,
            remedy,
        }
    }
}

fn lines(headers: &[(String, String)]) -> String {
    let lines: Vec<_> = headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    lines.join("\n")
}
