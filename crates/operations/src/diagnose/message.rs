//! What messages may mean.

use corsmith_diagnose::{Candidate, Captures, Diagnosis, current_messages};
use corsmith_targets::TargetSelection;
use indexmap::IndexMap;
use serde::Serialize;
use utoipa::ToSchema;

use super::on_target::OnTarget;

/// A fault that messages tell of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct MessageDiagnosis {
    /// Whose message it is; `any` for a library's.
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

impl MessageDiagnosis {
    pub(super) fn of(diagnosis: &Diagnosis, target: Option<TargetSelection>) -> Self {
        let Diagnosis { message, times, candidates, .. } = diagnosis;
        let captures = message.captures.iter();
        let candidates = candidates.iter();
        Self {
            browser: message
                .engine
                .map_or_else(|| "any".to_owned(), |engine| engine.to_string().to_lowercase()),
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
