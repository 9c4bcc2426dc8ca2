//! Experiments that were kept: what the laboratory once found, as small as it gets.

use std::time::Duration;

use corsmith_fetch::{CredentialsMode, RedirectMode, ReferrerPolicy, RequestMode};
use serde::{Deserialize, Serialize};

use super::experiment::{Answer, Experiment, FetchInit, Host, Page, Resource, Step};

/// The kept experiments, one a line.
const KEPT: &str = include_str!("../../corpus/browsers.ndjson");

/// Reads the kept experiments.
pub fn read() -> Result<Vec<Experiment>, String> {
    parse(KEPT).map_err(|error| format!("proof/corpus/browsers.ndjson, {error}"))
}

/// Reads experiments, one a line.
pub fn parse(text: &str) -> Result<Vec<Experiment>, String> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.is_empty());
    let read = lines.map(|(index, line)| {
        let wire: Wire =
            serde_json::from_str(line).map_err(|error| format!("line {}: {error}", index + 1))?;
        Ok(wire.into())
    });
    read.collect()
}

/// The line that keeps an experiment.
#[must_use]
pub fn write(experiment: &Experiment) -> String {
    serde_json::to_string(&Wire::from(experiment)).unwrap_or_default()
}

type Headers = Vec<(String, String)>;

/// An experiment on one line: strings hold one code point a byte.
#[derive(Serialize, Deserialize)]
struct Wire {
    id: String,
    #[serde(default, skip_serializing_if = "is_false")]
    opaque_page: bool,
    site: Vec<ResourceWire>,
    steps: Vec<StepWire>,
}

#[derive(Serialize, Deserialize)]
struct ResourceWire {
    host: String,
    path: String,
    preflight: AnswerWire,
    actual: AnswerWire,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    later: Option<(AnswerWire, AnswerWire)>,
}

#[derive(Serialize, Deserialize)]
struct AnswerWire(u16, Headers);

#[derive(Serialize, Deserialize)]
struct StepWire {
    at_ms: u64,
    resource: usize,
    method: String,
    headers: Headers,
    credentials: String,
    mode: String,
    redirect: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    referrer_policy: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
const fn is_false(value: &bool) -> bool {
    !*value
}

const CREDENTIALS: [(&str, CredentialsMode); 3] = [
    ("omit", CredentialsMode::Omit),
    ("same-origin", CredentialsMode::SameOrigin),
    ("include", CredentialsMode::Include),
];
const MODES: [(&str, RequestMode); 3] = [
    ("cors", RequestMode::Cors),
    ("no-cors", RequestMode::NoCors),
    ("same-origin", RequestMode::SameOrigin),
];
const REDIRECTS: [(&str, RedirectMode); 3] = [
    ("follow", RedirectMode::Follow),
    ("error", RedirectMode::Error),
    ("manual", RedirectMode::Manual),
];

fn name_of<T: PartialEq>(names: &[(&str, T)], value: &T) -> String {
    names.iter().find(|(_, own)| own == value).map_or(String::new(), |(name, _)| (*name).into())
}

/// An unknown name is the default: the corpus is ours, and a test writes it back.
fn value_of<T: Copy + Default>(names: &[(&str, T)], name: &str) -> T {
    names.iter().find(|(own, _)| *own == name).map_or_else(T::default, |(_, value)| *value)
}

fn decode(headers: &[(String, Vec<u8>)]) -> Headers {
    let text = |value: &[u8]| value.iter().copied().map(char::from).collect();
    headers.iter().map(|(name, value)| (name.clone(), text(value))).collect()
}

fn encode(headers: Headers) -> Vec<(String, Vec<u8>)> {
    let bytes = |text: String| {
        text.chars().map(|char| u8::try_from(u32::from(char)).unwrap_or(b'?')).collect()
    };
    headers.into_iter().map(|(name, value)| (name, bytes(value))).collect()
}

impl From<&Answer> for AnswerWire {
    fn from(answer: &Answer) -> Self {
        Self(answer.status, decode(&answer.headers))
    }
}

impl From<AnswerWire> for Answer {
    fn from(AnswerWire(status, headers): AnswerWire) -> Self {
        Self { status, headers: encode(headers) }
    }
}

impl From<&Experiment> for Wire {
    fn from(experiment: &Experiment) -> Self {
        let site = experiment.site.iter().map(|resource| ResourceWire {
            host: resource.host.name().to_owned(),
            path: resource.path.clone(),
            preflight: (&resource.preflight).into(),
            actual: (&resource.actual).into(),
            later: resource
                .later
                .as_deref()
                .map(|(preflight, actual)| (preflight.into(), actual.into())),
        });
        let steps = experiment.steps.iter().map(|step| StepWire {
            at_ms: u64::try_from(step.at.as_millis()).unwrap_or(u64::MAX),
            resource: step.request.resource,
            method: step.request.method.clone(),
            headers: decode(&step.request.headers),
            credentials: name_of(&CREDENTIALS, &step.request.credentials),
            mode: name_of(&MODES, &step.request.mode),
            redirect: name_of(&REDIRECTS, &step.request.redirect),
            referrer_policy: match step.request.referrer_policy {
                policy if policy == ReferrerPolicy::default() => String::new(),
                policy => policy.to_string(),
            },
        });
        Self {
            id: experiment.id.clone(),
            opaque_page: experiment.page == Page::Opaque,
            site: site.collect(),
            steps: steps.collect(),
        }
    }
}

impl From<Wire> for Experiment {
    fn from(wire: Wire) -> Self {
        let host = |name: &str| Host::ALL.into_iter().find(|host| host.name() == name);
        let site = wire.site.into_iter().map(|resource| Resource {
            host: host(&resource.host).unwrap_or(Host::Other),
            path: resource.path,
            preflight: resource.preflight.into(),
            actual: resource.actual.into(),
            later: resource
                .later
                .map(|(preflight, actual)| Box::new((preflight.into(), actual.into()))),
        });
        let steps = wire.steps.into_iter().map(|step| Step {
            at: Duration::from_millis(step.at_ms),
            request: FetchInit {
                resource: step.resource,
                method: step.method,
                headers: encode(step.headers),
                credentials: value_of(&CREDENTIALS, &step.credentials),
                mode: value_of(&MODES, &step.mode),
                redirect: value_of(&REDIRECTS, &step.redirect),
                referrer_policy: ReferrerPolicy::from_name(&step.referrer_policy)
                    .unwrap_or_default(),
            },
        });
        Self {
            id: wire.id,
            page: if wire.opaque_page { Page::Opaque } else { Page::Tuple },
            site: site.collect(),
            steps: steps.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{KEPT, read, write};

    #[test]
    fn what_is_kept_is_read_and_written_as_it_is() {
        let experiments = read().unwrap();
        let lines: Vec<_> = KEPT.lines().collect();
        assert_eq!(experiments.iter().map(write).collect::<Vec<_>>(), lines);
    }
}
