//! `corsmith targets`.

use std::fmt::Write;

use clap::Args;
use corsmith_targets::{About, Deviation, Release, TargetSelection};
use serde::Serialize;

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
            (OutputFormat::Json, ..) => json(&abouts)?,
            (OutputFormat::Text, Some(_), [about]) => page(about),
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
    let versions: Vec<_> = releases(about).map(|release| release.version.to_string()).collect();
    if versions.is_empty() { "any".to_owned() } else { versions.join(", ") }
}

/// A target without versions says so with a single 0.0.
fn releases(about: &About) -> impl Iterator<Item = &'static Release> {
    about.releases.iter().filter(|release| release.version.major > 0 || release.version.minor > 0)
}

fn page(about: &About) -> String {
    let mut page = format!("# {}: {}\n\n", about.name, about.title);
    // A page may have its own title.
    let body = about.page.trim();
    let body = match body.strip_prefix("# ") {
        Some(rest) => rest.split_once('\n').map_or("", |(_, body)| body).trim(),
        None => body,
    };
    // Writing to a String cannot fail.
    let _ = write!(
        page,
        "{}.\n\nTier: {}\n\n{body}\n",
        about.summary.trim_end_matches('.'),
        about.tier
    );
    if releases(about).next().is_some() {
        page.push_str("\n## Output by version\n\n| From version | Difference |\n| --- | --- |\n");
        for release in releases(about) {
            let _ = writeln!(page, "| {} | {} |", release.version, release.note);
        }
    }
    page.push_str("\n## Known deviations\n\n");
    if about.deviations.is_empty() {
        page.push_str("None: every answer is the policy's.\n");
        return page;
    }
    page.push_str("| Deviation | Where | Why |\n| --- | --- | --- |\n");
    for deviation in about.deviations {
        let place = deviation.endpoint.unwrap_or("everywhere");
        let _ = writeln!(page, "| {} | {place} | {} |", deviation.difference, deviation.reason);
    }
    page
}

fn json(abouts: &[&About]) -> Result<String, Error> {
    let document = Document {
        schema: "corsmith.targets/v1",
        targets: abouts.iter().map(|about| TargetWire::new(about)).collect(),
    };
    let text = serde_json::to_string_pretty(&document)
        .map_err(|error| Error::outside(format!("the targets: {error}")))?;
    Ok(text + "\n")
}

#[derive(Serialize)]
struct Document {
    schema: &'static str,
    targets: Vec<TargetWire>,
}

#[derive(Serialize)]
struct TargetWire {
    name: &'static str,
    title: &'static str,
    summary: &'static str,
    tier: String,
    versions: Vec<VersionWire>,
    deviations: Vec<DeviationWire>,
    page: &'static str,
}

#[derive(Serialize)]
struct VersionWire {
    from: String,
    note: &'static str,
}

/// A known deviation of a target.
#[derive(Serialize)]
pub(crate) struct DeviationWire {
    kind: String,
    endpoint: Option<&'static str>,
    reason: &'static str,
}

impl From<&Deviation> for DeviationWire {
    fn from(deviation: &Deviation) -> Self {
        Self {
            kind: deviation.difference.to_string(),
            endpoint: deviation.endpoint,
            reason: deviation.reason,
        }
    }
}

impl TargetWire {
    fn new(about: &About) -> Self {
        let versions = releases(about)
            .map(|release| VersionWire { from: release.version.to_string(), note: release.note });
        Self {
            name: about.name,
            title: about.title,
            summary: about.summary,
            tier: about.tier.to_string(),
            versions: versions.collect(),
            deviations: about.deviations.iter().map(DeviationWire::from).collect(),
            page: about.page,
        }
    }
}
