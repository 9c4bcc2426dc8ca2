//! The story of a `fetch()` for people.

use std::fmt::Write;

use clap::builder::styling::Style;
use corsmith_fetch::{Decision, ExchangeKind, TraceEntry, escaped};
use corsmith_simulate::{
    Answer, CaseRequest, DifferenceKind, Fix, InBrowser, Recorded, Run, Story, header_text,
};

use super::by_hand::Server;
use crate::paragraph::paragraph;

const BOLD: Style = Style::new().bold();

pub(super) fn text(story: &Story, origin: &str, request: &CaseRequest, server: Server) -> String {
    let mut text = asked(origin, request);
    let questions = &story.questions;
    for (question, answer) in [
        ("1. Is it cross-origin?", &questions.is_cross_origin),
        ("2. May it be sent?", &questions.may_be_sent),
        ("3. May it be read?", &questions.may_be_read),
    ] {
        text.push_str(&heading(question));
        text.push_str(&paragraph(&escaped(answer), 3));
    }
    text.push_str(&heading("On the wire"));
    text.push_str(&exchanges(&story.main, server));
    text.push_str(&heading("What the page gets"));
    text.push_str(&paragraph(&verdict(&story.main), 3));
    if !story.browsers.is_empty() {
        text.push_str(&heading("Browsers"));
        for browser in &story.browsers {
            text.push_str(&in_browser(browser, &story.main));
        }
    }
    if let Some(fix) = &story.fix {
        text.push_str(&heading("Fix"));
        text.push_str(&fix_text(fix));
    }
    if !story.warnings.is_empty() {
        text.push_str(&heading("Not simulated"));
        for warning in &story.warnings {
            text.push_str(&item(warning, 3));
        }
    }
    text
}

/// Every step of the standard.
pub(super) fn trace(story: &Story) -> String {
    let steps: String = story.main.trace.iter().map(step).collect();
    heading("Trace") + &steps
}

fn heading(title: &str) -> String {
    format!("\n{BOLD}{title}{BOLD:#}\n")
}

/// What the page does, as it would write it.
fn asked(origin: &str, request: &CaseRequest) -> String {
    let CaseRequest { url, method, headers, .. } = request;
    let mut text = format!("{BOLD}{} {}{BOLD:#}\n", escaped(method), escaped(url));
    // Writing to a String cannot fail.
    let _ = writeln!(
        text,
        "from a page of {}; mode {}, credentials {}, redirect {}",
        escaped(origin),
        wire_name(&request.mode),
        wire_name(&request.credentials),
        wire_name(&request.redirect)
    );
    for (name, value) in headers {
        let _ = writeln!(text, "{}: {}", escaped(name), escaped(value.trim()));
    }
    text
}

/// A choice as the standard and the format of cases write it.
fn wire_name(choice: &impl serde::Serialize) -> String {
    match serde_json::to_value(choice) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

fn exchanges(run: &Run, server: Server) -> String {
    if run.exchanges.is_empty() {
        return "   Nothing is sent.\n".to_owned();
    }
    let mut text = String::new();
    for recorded in &run.exchanges {
        text.push_str(&exchange(recorded));
    }
    if server == Server::Live {
        text.push_str(&paragraph(
            "No cookies and no body were sent; a browser may send cookies, and it adds headers such as `User-Agent`.",
            3,
        ));
    }
    text
}

fn exchange(recorded: &Recorded) -> String {
    let Recorded { request, answer } = recorded;
    let preflight = match request.kind {
        ExchangeKind::Preflight => "   (preflight, without credentials)",
        ExchangeKind::Actual => "",
    };
    let mut text = format!("   > {} {}{preflight}\n", escaped(&request.method), request.url);
    for (name, value) in request.headers.iter() {
        text.push_str(&format!("   > {}: {}\n", escaped(name), header_text(value)));
    }
    match answer {
        Answer::Response(response) => {
            text.push_str(&format!("   < {}\n", response.status));
            for (name, value) in response.headers.iter() {
                text.push_str(&format!("   < {}: {}\n", escaped(name), header_text(value)));
            }
        }
        Answer::Failed(none) => {
            text.push_str(&format!("   < no response: {}\n", escaped(&none.why)));
        }
        Answer::Withheld(why) => text.push_str(&paragraph(&format!("! {}", escaped(why)), 3)),
    }
    text
}

/// What the page's code sees.
fn verdict(run: &Run) -> String {
    if run.withheld().is_some() {
        return "That is not known: not everything was sent.".to_owned();
    }
    match &run.outcome.result {
        Ok(response) => {
            let headers = if response.readable_headers.is_empty() {
                "no headers can be read".to_owned()
            } else {
                format!("headers that can be read: {}", response.readable_headers.join(", "))
            };
            escaped(&format!(
                "`fetch()` resolves: type `{}`, status {}; {headers}.",
                response.kind, response.status
            ))
        }
        Err(failure) => escaped(&format!(
            "`fetch()` rejects with a `TypeError` that does not say why. It is `{}`: {} ({}).",
            failure.error.code(),
            failure.error,
            failure.error.step()
        )),
    }
}

fn in_browser(browser: &InBrowser, main: &Run) -> String {
    let InBrowser { engine, run, difference, console, page_error } = browser;
    let mut text = format!("   {BOLD}{engine}{BOLD:#}: ");
    let kind = difference.as_ref().map(|difference| difference.kind);
    let mut sentences = match kind {
        // It is what was told above, but for how it compares.
        _ if run.withheld().is_some() => "not known".to_owned(),
        None => "not compared with the standard, which would have asked something else".to_owned(),
        Some(DifferenceKind::Same) => "as the standard has it".to_owned(),
        Some(DifferenceKind::Cause) => "the same to the page; another reason for it".to_owned(),
        Some(DifferenceKind::Requests) => "the same to the page; other requests".to_owned(),
        Some(DifferenceKind::Outcome) => "differs from the standard".to_owned(),
    };
    if let Some(seconds) = run.keeps_preflight_seconds {
        sentences.push_str(&match seconds {
            0 => "; the preflight's answer is not kept".to_owned(),
            _ => format!("; the preflight's answer is kept for {seconds} s"),
        });
    }
    text.push_str(&sentences);
    text.push_str(".\n");
    if let Some(difference) = difference.as_ref().filter(|it| it.kind != DifferenceKind::Same) {
        for deviation in &difference.deviations {
            let (name, sentence) = (deviation.code(), deviation.about());
            text.push_str(&paragraph(&format!("{name}: {sentence}"), 6));
        }
        match &run.outcome.result {
            Err(failure) if difference.kind == DifferenceKind::Cause => {
                let reason = format!("`{}`: {}", failure.error.code(), failure.error);
                let step = failure.error.step();
                text.push_str(&paragraph(
                    &escaped(&format!("The reason is {reason} ({step}).")),
                    6,
                ));
            }
            _ if run.profile != main.profile => text.push_str(&paragraph(&verdict(run), 6)),
            _ => {}
        }
        if difference.kind == DifferenceKind::Requests && run.profile != main.profile {
            for recorded in &run.exchanges {
                text.push_str(&indented(&exchange(recorded)));
            }
        }
    }
    if let Some(error) = page_error {
        text.push_str(&format!("      {error}\n"));
    }
    for line in console {
        text.push_str(&marked("| ", line, 6));
    }
    text
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("   {line}\n")).collect()
}

fn fix_text(fix: &Fix) -> String {
    let mut text = String::new();
    for sentence in &fix.sentences {
        text.push_str(&item(&escaped(sentence), 3));
    }
    if let Some(cause) = fix.cause {
        text.push_str(&paragraph(&format!("Cause: `{}`. {}", cause.code, cause.title), 3));
    }
    text
}

/// An item of a list, its lines below one another.
fn item(sentence: &str, indent: usize) -> String {
    marked("- ", sentence, indent)
}

fn marked(mark: &str, text: &str, indent: usize) -> String {
    let text = paragraph(text, indent + mark.len());
    format!("{}{mark}{}", " ".repeat(indent), text.trim_start())
}

fn step(entry: &TraceEntry) -> String {
    let decision = match entry.decision {
        Decision::GoesOn => "goes on",
        Decision::Stops => "stops",
    };
    let mut text = format!("   {} ({}): {decision}\n", entry.step, entry.step.url());
    text.push_str(&paragraph(&escaped(&format!("{}.", entry.because)), 6));
    text
}
