//! The story of a `fetch()` for programs: `corsmith.simulate/v1`.
//!
//! | key | what |
//! |---|---|
//! | `page_origin`, `request` | what was asked, as a case has it |
//! | `verdicts` | by profile, the main one first: the verdict of `--cases`, without expectations |
//! | `questions` | `is_cross_origin`, `may_be_sent`, `may_be_read`: sentences |
//! | `exchanges` | of the main profile: `request`, `response` (or null), `error` (or null) |
//! | `differences` | by engine: `kind` (`same`, `cause`, `requests`, `outcome`) and `deviations`; null where not compared |
//! | `page_error`, `console` | by engine |
//! | `fix` | null, or `cause` and `sentences` |
//! | `warnings` | what is not simulated and may matter |
//! | `trace` | with `--trace`, of the main profile |
//!
//! Strings from the wire have one code point a byte.

use corsmith_fetch::{Decision, ExchangeKind, HeaderList, TraceEntry};
use corsmith_simulate::{Answer, CaseRequest, DifferenceKind, Recorded, Story};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::error::Error;

pub(super) fn json(
    story: &Story,
    origin: &str,
    request: &CaseRequest,
    trace: bool,
) -> Result<String, Error> {
    let failed = |error: serde_json::Error| Error::outside(format!("the result: {error}"));
    let mut verdicts = Map::new();
    let engines = story.browsers.iter().map(|browser| &browser.run);
    for run in [&story.main].into_iter().chain(engines) {
        let mut verdict = serde_json::to_value(run.verdict("")).map_err(failed)?;
        if let Some(object) = verdict.as_object_mut() {
            object.shift_remove("id");
            object.shift_remove("unmet");
        }
        verdicts.insert(run.profile.name().to_owned(), verdict);
    }
    let mut document = json!({
        "schema": "corsmith.simulate/v1",
        "page_origin": origin,
        "request": request,
        "verdicts": verdicts,
        "questions": {
            "is_cross_origin": story.questions.is_cross_origin,
            "may_be_sent": story.questions.may_be_sent,
            "may_be_read": story.questions.may_be_read,
        },
        "exchanges": story.main.exchanges.iter().map(exchange).collect::<Vec<_>>(),
        "differences": by_engine(story, |browser| match &browser.difference {
            None => Value::Null,
            Some(difference) => json!({
                "kind": kind(difference.kind),
                "deviations": difference.deviations.iter().map(|deviation| {
                    let (name, text) = (deviation.code(), deviation.about());
                    json!({"name": name, "text": text})
                }).collect::<Vec<_>>(),
            }),
        }),
        "page_error": by_engine(story, |browser| json!(browser.page_error)),
        "console": by_engine(story, |browser| json!(browser.console)),
        "fix": story.fix.as_ref().map(|fix| json!({
            "cause": fix.cause.map(|cause| cause.code),
            "sentences": fix.sentences,
        })),
        "warnings": story.warnings,
    });
    if trace && let Some(object) = document.as_object_mut() {
        object.insert("trace".to_owned(), story.main.trace.iter().map(step).collect());
    }
    let text = serde_json::to_string_pretty(&document).map_err(failed)?;
    Ok(text + "\n")
}

fn by_engine(
    story: &Story,
    value: impl Fn(&corsmith_simulate::InBrowser) -> Value,
) -> Map<String, Value> {
    let browsers = story.browsers.iter();
    browsers.map(|browser| (browser.run.profile.name().to_owned(), value(browser))).collect()
}

const fn kind(kind: DifferenceKind) -> &'static str {
    match kind {
        DifferenceKind::Same => "same",
        DifferenceKind::Cause => "cause",
        DifferenceKind::Requests => "requests",
        DifferenceKind::Outcome => "outcome",
    }
}

#[derive(Serialize)]
struct Response {
    status: u16,
    headers: Vec<(String, String)>,
}

fn exchange(recorded: &Recorded) -> Value {
    let Recorded { request, answer } = recorded;
    let (response, error, is_sent) = match answer {
        Answer::Response(response) => {
            let headers = headers(&response.headers);
            (Some(Response { status: response.status, headers }), None, true)
        }
        Answer::Failed(why) => (None, Some(why), true),
        Answer::Withheld(why) => (None, Some(why), false),
    };
    json!({
        "kind": match request.kind {
            ExchangeKind::Preflight => "preflight",
            ExchangeKind::Actual => "actual",
        },
        "request": {
            "method": request.method,
            "url": request.url.as_str(),
            "headers": headers(&request.headers),
        },
        "is_sent": is_sent,
        "response": response,
        "error": error,
    })
}

fn headers(list: &HeaderList) -> Vec<(String, String)> {
    let isomorphic = |value: &[u8]| value.iter().copied().map(char::from).collect();
    list.iter().map(|(name, value)| (name.to_owned(), isomorphic(value))).collect()
}

fn step(entry: &TraceEntry) -> Value {
    json!({
        "step": entry.step.to_string(),
        "url": entry.step.url(),
        "decision": match entry.decision {
            Decision::GoesOn => "goes-on",
            Decision::Stops => "stops",
        },
        "because": entry.because,
        "exchanges": entry.exchanges,
    })
}
