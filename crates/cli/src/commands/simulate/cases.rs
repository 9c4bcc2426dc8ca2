//! `--cases`: a verdict for every case of a file.

use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::Path;

use corsmith_fetch::{Profile, escaped};
use corsmith_report::{grouped, plural};
use corsmith_simulate::{
    Item, MAX_CASES_BYTES, ReadError, Verdict, read_cases, run_case, run_invalid, run_sequence,
};
use serde::Serialize;

use super::BrowserChoice;
use crate::error::Error;
use crate::exit::Exit;
use crate::format::OutputFormat;
use crate::input::{is_stdin, name_of};
use crate::out::Out;

pub(super) fn run(
    path: &Path,
    browser: Option<BrowserChoice>,
    format: OutputFormat,
    out: &mut Out,
) -> Result<Exit, Error> {
    let bytes = read(path)?;
    let name = name_of(path);
    // Most often a slip such as a redirection that failed.
    if bytes.trim_ascii().is_empty() {
        return Err(Error::input(format!("{name}: the file is empty")));
    }
    let items = read_cases(&bytes).map_err(|error| {
        Error::input(format!("{name}: {error}"))
            .help("a file of cases is a JSON array; `corsmith simulate --help` shows a case")
    })?;
    drop(bytes);
    if items.is_empty() {
        out.note(&format!("{name}: there are no cases, so nothing was compared"));
    }
    let mut printer = Printer { format, counts: Counts::default(), browser: None, out };
    match browser {
        None => printer.run(&items, None)?,
        Some(choice) => {
            for profile in choice.profiles() {
                printer.browser = (choice == BrowserChoice::All).then(|| profile.name());
                printer.run(&items, Some(*profile))?;
            }
        }
    }
    let Printer { counts, out, .. } = printer;
    let exit = counts.exit();
    if exit != Exit::Fine || io::stderr().is_terminal() {
        out.diagnostics(&counts.text());
    }
    Ok(exit)
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    let limit = MAX_CASES_BYTES as u64;
    let mut bytes = Vec::new();
    // One byte more, so that the reader of cases sees that it is too long.
    let read = if is_stdin(path) {
        io::stdin().lock().take(limit + 1).read_to_end(&mut bytes)
    } else {
        let file = File::open(path).map_err(|error| Error::reading(path, &error))?;
        let known = file.metadata().map_or(0, |metadata| metadata.len());
        if known > limit {
            return Err(Error::input(format!("{}: {}", name_of(path), ReadError::TooLong)));
        }
        file.take(limit + 1).read_to_end(&mut bytes)
    };
    read.map_err(|error| Error::reading(path, &error))?;
    Ok(bytes)
}

#[derive(Default)]
struct Counts {
    all: usize,
    unmet: usize,
    invalid: usize,
}

impl Counts {
    fn exit(&self) -> Exit {
        match (self.invalid, self.unmet) {
            (0, 0) => Exit::Fine,
            (0, _) => Exit::Findings,
            _ => Exit::WrongInput,
        }
    }

    fn text(&self) -> String {
        let mut text = format!("{}, {} unmet", plural(self.all, "case"), grouped(self.unmet));
        if self.invalid > 0 {
            text.push_str(&format!(", {} invalid", grouped(self.invalid)));
        }
        text.push('\n');
        text
    }
}

struct Printer<'a> {
    format: OutputFormat,
    counts: Counts,
    /// Said with each verdict where there are several browsers.
    browser: Option<&'static str>,
    out: &'a mut Out,
}

#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    verdict: &'a Verdict,
    #[serde(skip_serializing_if = "Option::is_none")]
    browser: Option<&'static str>,
}

impl Printer<'_> {
    fn run(&mut self, items: &[Item], profile: Option<Profile>) -> Result<(), Error> {
        for item in items {
            match item {
                Item::Case(case) => {
                    self.print(&run_case(case, profile.unwrap_or(Profile::STANDARD)))?;
                }
                Item::Sequence(sequence) => {
                    for verdict in run_sequence(sequence, profile) {
                        self.print(&verdict)?;
                    }
                }
                Item::Invalid(invalid) => self.print(&run_invalid(invalid))?,
            }
        }
        Ok(())
    }

    fn print(&mut self, verdict: &Verdict) -> Result<(), Error> {
        let is_invalid =
            verdict.failure.as_ref().is_some_and(|failure| failure.code == "case-invalid");
        let is_unmet = !is_invalid && (verdict.is_unusable() || !verdict.unmet.is_empty());
        self.counts.all += 1;
        self.counts.invalid += usize::from(is_invalid);
        self.counts.unmet += usize::from(is_unmet);
        let mut text = match self.format {
            OutputFormat::Text => text(verdict, self.browser, is_invalid, is_unmet),
            OutputFormat::Json if self.browser.is_none() => serde_json::to_string(verdict)
                .map_err(|error| Error::outside(format!("a verdict: {error}")))?,
            OutputFormat::Json => serde_json::to_string(&Line { verdict, browser: self.browser })
                .map_err(|error| Error::outside(format!("a verdict: {error}")))?,
        };
        text.push('\n');
        self.out.result(&text)
    }
}

/// One line, and what was expected in vain below it.
fn text(verdict: &Verdict, browser: Option<&str>, is_invalid: bool, is_unmet: bool) -> String {
    let word = match (is_invalid, is_unmet) {
        (true, _) => "invalid",
        (_, true) => "unmet",
        _ => "ok",
    };
    let browser = browser.map(|name| format!(" ({name})")).unwrap_or_default();
    let mut line = format!("{word:<7} {}{browser}: {}", escaped(&verdict.id), outcome(verdict));
    if let Some(failure) = verdict.failure.as_ref().filter(|_| is_invalid || is_unmet) {
        line.push_str(&format!("\n        {}", escaped(&failure.message)));
    }
    for sentence in &verdict.unmet {
        line.push_str(&format!("\n        {}", escaped(sentence)));
    }
    line
}

fn outcome(verdict: &Verdict) -> String {
    let mut text = verdict.result.unwrap_or("not run").to_owned();
    if let (Some(kind), Some(status)) = (verdict.response_type, verdict.status) {
        text.push_str(&format!(", {kind}, status {status}"));
    }
    if let Some(failure) = &verdict.failure {
        text.push_str(&format!(", {}", failure.code));
    }
    if verdict.preflight {
        text.push_str(", with a preflight");
    }
    text
}
