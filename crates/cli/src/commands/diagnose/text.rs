//! What was found, for people.

use std::fmt::Write;

use clap::builder::styling::Style;
use corsmith_diagnose::capture::{ExchangeFinding, ExchangeVerdict};
use corsmith_diagnose::{Candidate, Captures, Cause, Diagnosis, cause, current_messages};
use corsmith_fetch::escaped;
use corsmith_operations::{Material, Remedy, asked_by, remedy};
use corsmith_targets::TargetSelection;

use super::markdown::{indented, plain, section};
use crate::paragraph::paragraph;

const BOLD: Style = Style::new().bold();

/// What is known, in the order of what helps: the fault, the fix, and how to make sure.
pub(super) fn text(material: &Material, target: Option<TargetSelection>) -> String {
    if material.is_empty() {
        return "Nothing here is a message, a `curl` output or a recording that is known.\n\n\
                Give the whole line that the console shows in red, the output of `curl -i`, or a HAR file.\n"
            .to_owned();
    }
    let mut text = String::new();
    for diagnosis in &material.diagnoses {
        text.push_str(&of_diagnosis(diagnosis, target));
    }
    for finding in &material.exchanges {
        text.push_str(&of_exchange(finding, target));
    }
    if material.passing > 0 {
        let _ =
            writeln!(text, "{} cross-origin fetches of the recording are fine.", material.passing);
    }
    text
}

fn of_diagnosis(diagnosis: &Diagnosis, target: Option<TargetSelection>) -> String {
    let Some((first, others)) = diagnosis.candidates.split_first() else { return String::new() };
    let message = &diagnosis.message;
    let mut text = format!("{BOLD}{}{BOLD:#}\n", plain(first.cause.title));
    let times = match diagnosis.times {
        0 | 1 => String::new(),
        times => format!(", {times} times"),
    };
    let _ = writeln!(
        text,
        "{}, from {} (message {}){times}:",
        first.cause.code,
        message.speaker(),
        message.id
    );
    text.push_str(&paragraph(&message.text, 3));
    text.push_str(&explained(first.cause, &message.captures, target));
    if !others.is_empty() {
        text.push_str(&heading("It may also be"));
        for candidate in others {
            text.push_str(&alternative(candidate));
        }
    }
    text.push('\n');
    text
}

fn alternative(candidate: &Candidate) -> String {
    let Candidate { cause, likelihood, because, look_at, .. } = candidate;
    let because = if because.is_empty() { String::new() } else { format!(": {because}") };
    let line = format!("{likelihood} % {}{because}. {}", cause.code, plain(look_at));
    paragraph(&line, 3)
}

/// What a cause's page says, without what only a page needs.
fn explained(cause: &Cause, captures: &Captures, target: Option<TargetSelection>) -> String {
    let [happened, _, fix, elsewhere, apart, _] = cause.sections;
    let mut text = heading("What happened");
    text.push_str(&section(happened));
    if !cause.step.is_empty() {
        let line = format!("{}: https://fetch.spec.whatwg.org/#{}", cause.step, cause.anchor);
        text.push_str(&paragraph(&line, 3));
    }
    let who: Vec<_> = cause.who.iter().map(ToString::to_string).collect();
    text.push_str(&heading(&format!("The fix (who must act: {})", who.join(", "))));
    text.push_str(&section(fix));
    text.push_str(&heading("When the server is not yours"));
    text.push_str(&section(elsewhere));
    if let Some(target) = target {
        text.push_str(&heading(&format!("On {}", target.target.about().name)));
        text.push_str(&match remedy(cause, captures, target) {
            Some(remedy) => of_remedy(&remedy),
            None => paragraph("No header that the server sends helps here.", 3),
        });
    }
    let messages = current_messages(cause);
    if !messages.is_empty() {
        text.push_str(&heading("What each browser prints for it"));
        for (engine, message) in messages {
            text.push_str(&paragraph(&format!("{engine}: {message}"), 3));
        }
    }
    text.push_str(&heading("To tell it apart"));
    text.push_str(&section(apart));
    text
}

fn of_remedy(remedy: &Remedy) -> String {
    let mut text = String::new();
    for refusal in &remedy.refusals {
        text.push_str(&paragraph(&format!("No policy allows what was asked for: {refusal}."), 3));
    }
    let what = if remedy.refusals.is_empty() { "This policy allows it" } else { "For example" };
    let line = format!(
        "{what}; put your own origins, methods and headers in, and save it as `corsmith.toml`:"
    );
    text.push_str(&paragraph(&line, 3));
    text.push_str(&indented(&remedy.policy));
    for (name, contents) in &remedy.files {
        text.push_str(&paragraph(&format!("`{}` makes `{name}` of it:", remedy.command), 3));
        text.push_str(&indented(contents));
    }
    for note in &remedy.notes {
        text.push_str(&paragraph(note, 3));
    }
    if let Some(check) = remedy.check {
        text.push_str(&paragraph(&format!("Check it with `{check}`."), 3));
    }
    text
}

fn of_exchange(finding: &ExchangeFinding, target: Option<TargetSelection>) -> String {
    let mut text =
        format!("{BOLD}{} {}{BOLD:#}\n", escaped(&finding.method), escaped(&finding.url));
    let page = finding.page_origin.as_deref().unwrap_or("an unknown origin");
    let status =
        finding.status.map_or("no response".to_owned(), |status| format!("status {status}"));
    let _ = writeln!(
        text,
        "exchange {}, from a page of {page}, credentials mode {}: {status}",
        finding.index, finding.credentials
    );
    for (name, value) in finding.request_headers.iter().chain(&finding.response_headers) {
        let _ = writeln!(text, "   {}: {}", escaped(name), escaped(value));
    }
    text.push_str(&paragraph(&sentence(&finding.verdict.to_string()), 3));
    if let Some(other) = &finding.with_other_credentials {
        let line = format!("With the other credentials mode: {other}");
        text.push_str(&paragraph(&sentence(&line), 3));
    }
    for assumption in &finding.assumptions {
        text.push_str(&paragraph(&sentence(&assumption.to_string()), 3));
    }
    if let Some(command) = &finding.command {
        text.push_str(&paragraph("To see more, run:", 3));
        text.push_str(&indented(command));
    }
    if let ExchangeVerdict::Fails { code, .. } = &finding.verdict
        && let Some(cause) = cause(code)
    {
        text.push_str(&explained(cause, &asked_by(finding), target));
    }
    text.push('\n');
    text
}

fn heading(title: &str) -> String {
    format!("\n   {BOLD}{title}{BOLD:#}\n")
}

fn sentence(clause: &str) -> String {
    let mut chars = clause.chars();
    let first = chars.next().map(char::to_uppercase).into_iter().flatten();
    let text: String = first.chain(chars).collect();
    if text.ends_with('.') { text } else { format!("{text}.") }
}
