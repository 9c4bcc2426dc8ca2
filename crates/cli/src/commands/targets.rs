//! `corsmith targets`.

use std::fmt::Write;

use clap::Args;
use corsmith_operations::{TargetsDocument, pretty};
use corsmith_targets::{About, TargetSelection};

use crate::error::Error;
use crate::exit::{self, Exit};
use crate::format::OutputFormat;
use crate::out::Out;

/// List the targets, or print the page of one
///
/// A target is server software, a framework or a platform that `corsmith build` writes
/// configuration for. Its page says what it generates, for which versions, what it cannot express,
/// and in which points the finished server is known to differ from the policy.
#[derive(Args)]
#[command(after_help = format!("\
Examples:
  corsmith targets
  corsmith targets nginx
  corsmith targets --format json

{}", exit::HELP))]
pub(crate) struct Targets {
    /// A target
    name: Option<String>,
    /// How they are printed
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = OutputFormat::Text)]
    format: OutputFormat,
}

impl Targets {
    pub(crate) fn run(self, out: &mut Out) -> Result<Exit, Error> {
        let all = corsmith_targets::ALL.iter().map(|target| target.about());
        let abouts: Vec<&About> = match &self.name {
            None => all.collect(),
            Some(name) => all.filter(|about| about.name == name).collect(),
        };
        if let (Some(name), []) = (&self.name, abouts.as_slice()) {
            return Err(unknown(name));
        }
        let text = match (self.format, &self.name, abouts.as_slice()) {
            (OutputFormat::Json, ..) => pretty(&TargetsDocument::new(&abouts)),
            (OutputFormat::Text, Some(_), [about]) => corsmith_targets::page(about),
            (OutputFormat::Text, ..) => table(&abouts),
        };
        out.result(&text)?;
        Ok(Exit::Fine)
    }
}

fn unknown(name: &str) -> Error {
    let names: Vec<_> = TargetSelection::names().collect();
    Error::input(format!("there is no target `{name}`"))
        .help(format!("the targets are {}", names.join(", ")))
}

fn table(abouts: &[&About]) -> String {
    let header = ["NAME", "TITLE", "VERSIONS", "TIER"].map(str::to_owned);
    let rows = abouts.iter().map(|about| {
        let (name, title) = (about.name.to_owned(), about.title.to_owned());
        [name, title, versions(about), about.tier.to_string()]
    });
    let rows: Vec<_> = [header].into_iter().chain(rows).collect();
    let width = |column: usize| {
        rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default()
    };
    let widths = [width(0), width(1), width(2), width(3)];
    let summaries = ["SUMMARY"].into_iter().chain(abouts.iter().map(|about| about.summary));
    let mut table = String::new();
    for (row, summary) in rows.iter().zip(summaries) {
        for (cell, width) in row.iter().zip(widths) {
            // Writing to a String cannot fail.
            let _ = write!(table, "{cell:<width$}  ");
        }
        table.push_str(summary);
        table.push('\n');
    }
    table
}

/// The versions there is output for: from the oldest, and where it changes.
fn versions(about: &About) -> String {
    let versions: Vec<_> =
        about.releases.iter().map(|release| release.version.to_string()).collect();
    if versions.is_empty() { "any".to_owned() } else { versions.join(", ") }
}
