//! `corsmith.diagnosis/v1`. All of it is masked. Keys may be added within `v1`; none is renamed or
//! removed.

use corsmith_diagnose::capture::{ExchangeFinding, ExchangeVerdict};
use corsmith_diagnose::{Candidate, Captures, Cause, Diagnosis, cause, current_messages};
use corsmith_targets::TargetSelection;
use indexmap::IndexMap;
use serde::Serialize;
use utoipa::ToSchema;

use super::material::Material;
use super::remedy::{Remedy, asked_by, remedy};
use crate::HeaderField;

/// What was found: `corsmith.diagnosis/v1`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct DiagnoseDocument {
    /// `corsmith.diagnosis/v1`.
    pub version: &'static str,
    /// One entry a fault that messages tell of, in the order of the text.
    pub diagnoses: Vec<MessageDiagnosis>,
    /// One entry a fetch of `curl` output, and one a failing fetch of a HAR file.
    pub exchanges: Vec<DiagnosedExchange>,
    /// How many fetches of HAR files are fine.
    pub passing_exchanges: usize,
    /// What could not be read to its end.
    pub warnings: Vec<String>,
}

/// A fault that messages tell of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct MessageDiagnosis {
    /// Whose message it is.
    pub browser: String,
    /// What was recognised.
    pub message: DiagnosedMessage,
    /// How often the text has it.
    pub times: usize,
    /// What it may mean, the likeliest first.
    pub candidates: Vec<DiagnosedCandidate>,
}

/// A message that was recognised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct DiagnosedMessage {
    /// The message's name, such as `C5`.
    pub id: &'static str,
    /// The words as they were pasted.
    pub text: String,
    /// The values in it.
    pub captures: IndexMap<String, String>,
}

/// A cause that a message may mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct DiagnosedCandidate {
    /// The cause.
    pub code: &'static str,
    /// What it is.
    pub title: &'static str,
    /// Whether it is CORS at all.
    pub kind: String,
    /// How likely it is, in percent.
    pub likelihood: u8,
    /// Why the message may mean it.
    pub because: String,
    /// What to look at to find out.
    pub look_at: &'static str,
    /// The step of the Fetch standard; null where it is none.
    pub step: Option<&'static str>,
    /// Who must act.
    pub who: Vec<String>,
    /// What happened: Markdown.
    pub what_happened: &'static str,
    /// The fix: Markdown.
    pub fix: &'static str,
    /// What to do without the server: Markdown.
    pub when_the_server_is_not_yours: &'static str,
    /// What each browser prints for it.
    pub messages: IndexMap<String, String>,
    /// The fix on a server, where one was asked for and its headers can mend it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_target: Option<OnTarget>,
}

/// What became of a recorded fetch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct DiagnosedExchange {
    /// The number of the exchange that decides, from 0.
    pub index: usize,
    /// The number of its preflight.
    pub preflight: Option<usize>,
    /// The method.
    pub method: String,
    /// The URL.
    pub url: String,
    /// The page's origin; null where nothing tells it.
    pub page_origin: Option<String>,
    /// The credentials mode for which the verdict holds.
    pub credentials: String,
    /// The status of the exchange that decides.
    pub status: Option<u16>,
    /// What of its request headers the CORS protocol is about.
    pub request_headers: Vec<HeaderField>,
    /// What of its response headers the CORS protocol is about.
    pub response_headers: Vec<HeaderField>,
    /// What the browser or `curl` says of it.
    pub browser_error: Option<String>,
    /// What becomes of it.
    pub verdict: DiagnosedVerdict,
    /// What would become of it with the other credentials mode, where that decides.
    pub with_other_credentials: Option<DiagnosedVerdict>,
    /// What the capture does not say, and what is assumed.
    pub assumptions: Vec<String>,
    /// The `curl` command whose output would tell more.
    pub command: Option<String>,
    /// The fix on a server, where one was asked for and its headers can mend it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_target: Option<OnTarget>,
}

/// What a browser makes of a fetch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct DiagnosedVerdict {
    /// The cause; null where the page gets the response.
    pub code: Option<&'static str>,
    /// The step of the Fetch standard.
    pub step: Option<String>,
    /// The verdict in words.
    pub message: String,
}

/// The fix in a server's own terms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct OnTarget {
    /// A policy that allows what was asked for: TOML.
    pub policy: String,
    /// Why the policy is an example only.
    pub refusals: Vec<String>,
    /// The command that makes the files of the policy.
    pub command: String,
    /// The files.
    pub files: Vec<DiagnosedFile>,
    /// What to know about them.
    pub notes: Vec<String>,
    /// The command that checks them.
    pub check: Option<&'static str>,
}

/// One file of configuration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct DiagnosedFile {
    /// Its name.
    pub name: &'static str,
    /// Its text.
    pub contents: String,
}

impl DiagnoseDocument {
    /// The document of `material`, with the fix for `target` if there is one.
    ///
    /// ```
    /// use corsmith_operations::{DiagnoseDocument, Material};
    ///
    /// let material = Material::of("Preflight response is not successful. Status code: 405")?;
    /// let document = DiagnoseDocument::new(&material, None);
    /// assert_eq!(document.diagnoses[0].browser, "webkit");
    /// # Ok::<(), corsmith_operations::Problem>(())
    /// ```
    #[must_use]
    pub fn new(material: &Material, target: Option<TargetSelection>) -> Self {
        let diagnoses = material.diagnoses.iter().map(|it| MessageDiagnosis::of(it, target));
        let exchanges = material.exchanges.iter().map(|it| DiagnosedExchange::of(it, target));
        Self {
            version: "corsmith.diagnosis/v1",
            diagnoses: diagnoses.collect(),
            exchanges: exchanges.collect(),
            passing_exchanges: material.passing,
            warnings: material.warnings.clone(),
        }
    }
}

impl MessageDiagnosis {
    fn of(diagnosis: &Diagnosis, target: Option<TargetSelection>) -> Self {
        let Diagnosis { message, times, candidates, .. } = diagnosis;
        let captures = message.captures.iter();
        let candidates = candidates.iter();
        Self {
            browser: message.engine.to_string().to_lowercase(),
            message: DiagnosedMessage {
                id: message.id,
                text: message.text.clone(),
                captures: captures.map(|(name, value)| (name.into(), value.into())).collect(),
            },
            times: *times,
            candidates: candidates
                .map(|it| DiagnosedCandidate::of(it, &message.captures, target))
                .collect(),
        }
    }
}

impl DiagnosedCandidate {
    fn of(candidate: &Candidate, captures: &Captures, target: Option<TargetSelection>) -> Self {
        let cause = candidate.cause;
        let messages = current_messages(cause).into_iter();
        Self {
            code: cause.code,
            title: cause.title,
            kind: cause.kind.to_string(),
            likelihood: candidate.likelihood,
            because: candidate.because.clone().into_owned(),
            look_at: candidate.look_at,
            step: (!cause.step.is_empty()).then_some(cause.step),
            who: cause.who.iter().map(ToString::to_string).collect(),
            what_happened: cause.sections[0],
            fix: cause.sections[2],
            when_the_server_is_not_yours: cause.sections[3],
            messages: messages
                .map(|(engine, text)| (engine.to_string().to_lowercase(), text.clone()))
                .collect(),
            on_target: OnTarget::of(cause, captures, target),
        }
    }
}

impl DiagnosedExchange {
    fn of(finding: &ExchangeFinding, target: Option<TargetSelection>) -> Self {
        let cause = finding.verdict.code().and_then(cause);
        Self {
            index: finding.index,
            preflight: finding.preflight,
            method: finding.method.clone(),
            url: finding.url.clone(),
            page_origin: finding.page_origin.clone(),
            credentials: finding.credentials.to_string(),
            status: finding.status,
            request_headers: HeaderField::list(&finding.request_headers),
            response_headers: HeaderField::list(&finding.response_headers),
            browser_error: finding.browser_error.clone(),
            verdict: DiagnosedVerdict::of(&finding.verdict),
            with_other_credentials: finding
                .with_other_credentials
                .as_ref()
                .map(DiagnosedVerdict::of),
            assumptions: finding.assumptions.iter().map(ToString::to_string).collect(),
            command: finding.command.clone(),
            on_target: cause.and_then(|cause| OnTarget::of(cause, &asked_by(finding), target)),
        }
    }
}

impl DiagnosedVerdict {
    fn of(verdict: &ExchangeVerdict) -> Self {
        let step = match verdict {
            ExchangeVerdict::Fails { step, .. } => step.map(|step| step.to_string()),
            _ => None,
        };
        Self { code: verdict.code(), step, message: verdict.to_string() }
    }
}

impl OnTarget {
    fn of(cause: &Cause, captures: &Captures, target: Option<TargetSelection>) -> Option<Self> {
        let Remedy { policy, refusals, command, files, notes, check } =
            remedy(cause, captures, target?)?;
        let files = files.into_iter().map(|(name, contents)| DiagnosedFile { name, contents });
        Some(Self { policy, refusals, command, files: files.collect(), notes, check })
    }
}
