//! What was found, as JSON: `corsmith.diagnosis/v1`. All of it is masked.
//!
//! * `diagnoses`: one entry a fault that messages tell of, in the order of the text. `browser` and
//!   `message` (`id`, `text`, and the values in it as `captures`) are what was recognised, `times`
//!   how often; `candidates` are its causes, the likeliest first, `likelihood` in percent.
//! * `exchanges`: one entry a fetch of `curl` output, and one a failing fetch of a HAR file. `index`
//!   and `preflight` are numbers of exchanges from 0; `verdict.code` is the cause, null where the
//!   page gets the response; `with_other_credentials` is there where the credentials mode decides.
//! * `on_target`, with `--target`, in a candidate or an exchange that headers can mend: a `policy`,
//!   the `files` that `command` makes of it, and `refusals`, why the policy is only an example.
//! * `passing_exchanges`: how many fetches of HAR files are fine.
//! * `warnings`: what could not be read to its end; then the command ends with 2.
//!
//! Keys may be added within `v1`; none is renamed or removed.

use corsmith_diagnose::capture::{ExchangeFinding, ExchangeVerdict};
use corsmith_diagnose::{Candidate, Captures, Cause, Diagnosis, cause, current_messages};
use corsmith_targets::TargetSelection;
use serde_json::{Value, json};

use super::material::Material;
use super::remedy::remedy;
use super::text::asked_by;
use crate::error::Error;

/// The document, with a line break at its end.
pub(super) fn document(
    material: &Material,
    target: Option<TargetSelection>,
) -> Result<String, Error> {
    let document = json!({
        "version": "corsmith.diagnosis/v1",
        "diagnoses": material.diagnoses.iter().map(|it| diagnosis(it, target)).collect::<Vec<_>>(),
        "exchanges": material.exchanges.iter().map(|it| exchange(it, target)).collect::<Vec<_>>(),
        "passing_exchanges": material.passing,
        "warnings": material.warnings,
    });
    let text = serde_json::to_string_pretty(&document);
    text.map(|text| text + "\n").map_err(|error| Error::outside(error.to_string()))
}

fn diagnosis(diagnosis: &Diagnosis, target: Option<TargetSelection>) -> Value {
    let Diagnosis { message, times, candidates, .. } = diagnosis;
    let captures: serde_json::Map<_, _> =
        message.captures.iter().map(|(name, value)| (name.to_owned(), value.into())).collect();
    let candidate = |it: &Candidate| {
        let messages = current_messages(it.cause).into_iter();
        let mut value = json!({
            "code": it.cause.code,
            "title": it.cause.title,
            "kind": it.cause.kind.to_string(),
            "likelihood": it.likelihood,
            "because": it.because,
            "look_at": it.look_at,
            "step": (!it.cause.step.is_empty()).then_some(it.cause.step),
            "who": it.cause.who.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "what_happened": it.cause.sections[0],
            "fix": it.cause.sections[2],
            "when_the_server_is_not_yours": it.cause.sections[3],
            "messages": messages
                .map(|(engine, text)| (engine.to_string().to_lowercase(), text.into()))
                .collect::<serde_json::Map<_, Value>>(),
        });
        add_remedy(&mut value, it.cause, &message.captures, target);
        value
    };
    json!({
        "browser": message.engine.to_string().to_lowercase(),
        "message": {"id": message.id, "text": message.text, "captures": captures},
        "times": times,
        "candidates": candidates.iter().map(candidate).collect::<Vec<_>>(),
    })
}

fn exchange(finding: &ExchangeFinding, target: Option<TargetSelection>) -> Value {
    let mut value = json!({
        "index": finding.index,
        "preflight": finding.preflight,
        "method": finding.method,
        "url": finding.url,
        "page_origin": finding.page_origin,
        "credentials": finding.credentials.to_string(),
        "status": finding.status,
        "request_headers": finding.request_headers,
        "response_headers": finding.response_headers,
        "browser_error": finding.browser_error,
        "verdict": verdict(&finding.verdict),
        "with_other_credentials": finding.with_other_credentials.as_ref().map(verdict),
        "assumptions": finding.assumptions.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "command": finding.command,
    });
    if let Some(cause) = finding.verdict.code().and_then(cause) {
        add_remedy(&mut value, cause, &asked_by(finding), target);
    }
    value
}

fn add_remedy(
    value: &mut Value,
    cause: &Cause,
    captures: &Captures,
    target: Option<TargetSelection>,
) {
    let remedy = target.and_then(|target| remedy(cause, captures, target));
    let (Some(remedy), Some(value)) = (remedy, value.as_object_mut()) else { return };
    let files = remedy.files.iter();
    let files = files.map(|(name, contents)| json!({"name": name, "contents": contents}));
    value.insert(
        "on_target".into(),
        json!({
            "policy": remedy.policy,
            "refusals": remedy.refusals,
            "command": remedy.command,
            "files": files.collect::<Vec<_>>(),
            "notes": remedy.notes,
            "check": remedy.check,
        }),
    );
}

fn verdict(verdict: &ExchangeVerdict) -> Value {
    let step = match verdict {
        ExchangeVerdict::Fails { step, .. } => step.map(|step| step.to_string()),
        _ => None,
    };
    json!({"code": verdict.code(), "step": step, "message": verdict.to_string()})
}
