//! `corsmith build`.

use std::path::{Path, PathBuf};

use clap::Args;
use corsmith_lint::{Finding, Severity, lint};
use corsmith_operations::{Advice, BuildDocument, BuildInput, Built, Unbuilt, pretty, render};
use corsmith_report::{
    Counts, FileFindings, NoticeLevel, Styling, notice, plural, text as findings_text,
};
use corsmith_targets::{SelectionError, TargetSelection};

use crate::commands::advice;
use crate::error::Error;
use crate::exit::{self, Exit};
use crate::files::{self, NewFile, Overwrite};
use crate::format::OutputFormat;
use crate::input::{self, InputOptions, Loaded};
use crate::out::Out;

/// Write the configuration of servers
///
/// Without --target it prints the headers to send, what each setting means, and a rating of the
/// policy with its reasons. Without --env all of this is of the policy as it stands in `[policy]`.
///
/// With --target it prints the configuration to standard output, and what to know about it to
/// standard error. With --out it writes files instead: into the folder itself for one target, into
/// one folder each for several. All of them are generated before the first is written, and each
/// appears whole or not at all. Files that Corsmith did not generate are not replaced without
/// --force.
#[derive(Args)]
#[command(after_help = format!("\
Examples:
  corsmith build corsmith.toml
  corsmith build corsmith.toml --target nginx
  corsmith build corsmith.toml --target caddy > cors.caddy
  corsmith build corsmith.toml --target nginx@1.18 --target express --env staging --out generated
  corsmith build corsmith.toml --target caddy --format json

`corsmith targets` lists the targets.

{}", exit::HELP))]
pub(crate) struct Build {
    /// A TOML, YAML or JSON file; `-` is standard input
    #[arg(value_parser = input::policy_path)]
    policy: PathBuf,
    #[command(flatten)]
    input: InputOptions,
    /// A target, perhaps at a version: `nginx`, `nginx@1.18`; may be given several times
    #[arg(long = "target", short, value_name = "TARGET[@VERSION]", value_parser = target)]
    targets: Vec<TargetSelection>,
    /// Write files into this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Replace files that Corsmith did not generate
    #[arg(long, requires = "out")]
    force: bool,
    /// How the result is printed
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = OutputFormat::Text)]
    format: OutputFormat,
}

impl Build {
    pub(crate) fn run(mut self, out: &mut Out) -> Result<Exit, Error> {
        let with_advice = self.targets.is_empty();
        if with_advice {
            self.targets.push(target("headers").map_err(Error::input)?);
        }
        self.targets.dedup_by_key(|selection| (selection.target.about().name, selection.version));
        let loaded = input::load(&self.policy, &self.input, out)?;
        let findings = lint(&loaded.document, &loaded.resolution);
        let advice = Advice::new(&loaded.resolution);
        let Loaded { source, document, resolution } = loaded;
        let file = FileFindings::new(&source, &findings);
        let report = BuildInput { file, advice: &advice, environment: self.input.env.as_deref() };

        let Ok(policy) = resolution.into_policy() else {
            self.show_findings(file, out);
            if self.format == OutputFormat::Json {
                out.result(&pretty(&BuildDocument::new(&report, None, &[], &[])))?;
            }
            return Ok(Exit::WrongInput);
        };
        let name = self.policy.display().to_string();
        let (mut built, unbuilt) = render(&policy, &self.targets, &name);
        if !unbuilt.is_empty() {
            for refused in &unbuilt {
                show_unbuilt(refused, out);
            }
            if self.format == OutputFormat::Json {
                out.result(&pretty(&BuildDocument::new(&report, Some(&policy), &[], &unbuilt)))?;
            }
            return Ok(Exit::WrongInput);
        }
        if let Some(folder) = &self.out {
            write(&mut built, folder, Overwrite::Ours.or_force(self.force))?;
        }
        if self.format == OutputFormat::Json {
            out.result(&pretty(&BuildDocument::new(&report, Some(&policy), &built, &[])))?;
            return Ok(Exit::Fine);
        }
        self.show_findings(file, out);
        print(&built, out)?;
        if with_advice {
            out.styled(&advice::text(&advice, Counts::of(&findings)))?;
        }
        if self.input.env.is_none() && !document.environments.is_empty() {
            out.note(&format!(
                "this is the policy as it stands, without {}: `--env NAME` builds one, `corsmith lint` judges all",
                plural(document.environments.len(), "environment")
            ));
        }
        Ok(Exit::Fine)
    }

    /// Findings go to standard error, whose reader is a person also where a server's configuration
    /// goes to a file.
    fn show_findings(&self, file: FileFindings<'_>, out: &mut Out) {
        if self.format == OutputFormat::Json {
            return;
        }
        let shown: Vec<Finding> = file
            .findings
            .iter()
            .filter(|finding| finding.severity > Severity::Info)
            .cloned()
            .collect();
        out.diagnostics(&findings_text(FileFindings::new(file.source, &shown), Styling::Ansi));
        let Counts { errors, infos, .. } = Counts::of(file.findings);
        let name = file.source.name();
        if errors > 0 {
            let message = format!("{name} is refused: {}", plural(errors, "error"));
            out.diagnostics(&notice(NoticeLevel::Error, &message, None, Styling::Ansi));
        } else if infos > 0 {
            out.note(&format!("`corsmith lint {name}` has {} more", plural(infos, "hint")));
        }
    }
}

fn print(built: &[Built], out: &mut Out) -> Result<(), Error> {
    let several = built.iter().map(|built| built.output.files.len()).sum::<usize>() > 1;
    let mut first = true;
    for Built { output, paths, .. } in built {
        for (index, file) in output.files.iter().enumerate() {
            if let Some(path) = paths.get(index) {
                out.result(&format!("wrote {}\n", path.display()))?;
                continue;
            }
            if several {
                let gap = if first { "" } else { "\n" };
                let place = file.place.trim_end_matches('.');
                out.result(&format!("{gap}# file: {} — {place}\n", file.name))?;
            }
            out.result(&file.contents)?;
            first = false;
        }
    }
    for built in built {
        show_notes(built, out);
    }
    Ok(())
}

/// Shows why a policy is refused to a command that needs one.
pub(crate) fn refuse(loaded: &Loaded, out: &mut Out) -> Exit {
    let mut findings = lint(&loaded.document, &loaded.resolution);
    findings.retain(|finding| finding.severity == Severity::Error);
    let file = FileFindings::new(&loaded.source, &findings);
    out.diagnostics(&findings_text(file, Styling::Ansi));
    let errors = plural(loaded.resolution.errors.len(), "error");
    let message = format!("{} is refused: {errors}", loaded.source.name());
    out.diagnostics(&notice(NoticeLevel::Error, &message, None, Styling::Ansi));
    Exit::WrongInput
}

/// Clap's parser of targets.
pub(crate) fn target(text: &str) -> Result<TargetSelection, String> {
    TargetSelection::parse(text).map_err(|error| match error {
        SelectionError::UnknownTarget { .. } => {
            let names: Vec<_> = TargetSelection::names().collect();
            format!("{error}; the targets are {}", names.join(", "))
        }
        error => error.to_string(),
    })
}

fn write(built: &mut [Built], folder: &Path, overwrite: Overwrite) -> Result<(), Error> {
    let several = built.len() > 1;
    let names: Vec<_> = built.iter().map(|built| built.selection.target.about().name).collect();
    let mut files = Vec::new();
    for (index, built) in built.iter_mut().enumerate() {
        let name = names[index];
        // The same target at two versions needs two folders.
        let is_twice = names.iter().filter(|other| **other == name).count() > 1;
        let folder = match (several, is_twice) {
            (false, _) => folder.to_path_buf(),
            (true, false) => folder.join(name),
            (true, true) => folder.join(format!("{name}-{}", built.selection.version)),
        };
        for file in &built.output.files {
            let path = folder.join(&file.name);
            built.paths.push(path.clone());
            files.push(NewFile { path, contents: file.contents.clone() });
        }
    }
    files::write(&files, overwrite)
}

/// What to know about the files and to do with them.
fn show_notes(built: &Built, out: &mut Out) {
    let Built { selection, output, .. } = built;
    let about = selection.target.about();
    if about.name == "headers" {
        return;
    }
    for note in &output.notes {
        out.note(&format!("{}: {note}", about.name));
    }
    for deviation in about.deviations {
        let place = deviation.endpoint.map(|name| format!(", {name}")).unwrap_or_default();
        let (kind, reason) = (deviation.difference, deviation.reason);
        out.note(&format!("{}: known deviation ({kind}{place}): {reason}", about.name));
    }
    for file in &output.files {
        out.note(&format!("`{}`: {}", file.name, file.place));
    }
    match (output.check, output.reload) {
        (Some(check), Some(reload)) => {
            out.note(&format!("check it with `{check}`, then load it with `{reload}`"));
        }
        (Some(check), None) => out.note(&format!("check it with `{check}`")),
        (None, Some(reload)) => out.note(&format!("load it with `{reload}`")),
        (None, None) => {}
    }
}

fn show_unbuilt(unbuilt: &Unbuilt, out: &mut Out) {
    let Unbuilt { selection, errors } = unbuilt;
    let about = selection.target.about();
    let version = selection.version;
    let server = if version.major > 0 || version.minor > 0 {
        format!("{} {version}", about.name)
    } else {
        about.name.to_owned()
    };
    for error in &errors.0 {
        let message = format!("{server} cannot express this policy: {error}");
        out.diagnostics(&notice(NoticeLevel::Error, &message, Some(&error.help), Styling::Ansi));
    }
}
