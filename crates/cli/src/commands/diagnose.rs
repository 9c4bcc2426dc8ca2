//! `corsmith diagnose`.

mod encoding;
mod markdown;
mod material;
mod text;

use std::path::PathBuf;

use clap::Args;
use corsmith_diagnose::capture::mask;
use corsmith_diagnose::{cause, causes, page};
use corsmith_operations::{CausesDocument, DiagnoseDocument, pretty};
use corsmith_targets::TargetSelection;

use crate::commands::build::target;
use crate::error::Error;
use crate::exit::Exit;
use crate::format::OutputFormat;
use crate::out::Out;

/// Explain a browser's error, `curl` output or a HAR file
///
/// Paste what the console says, in any browser's words, wrapped and decorated as it is; or the output
/// of `curl -i` or `curl -v`; or name a HAR file that DevTools saved. Several of these together are
/// fine. It says which fault it is, who must act and how, and what to look at where one message may
/// mean several things. What looks like CORS and is not is named so.
///
/// Tokens, cookies, passwords and keys are masked before anything is printed, and nothing is kept.
#[derive(Args)]
#[command(after_help = "\
Examples:
  corsmith diagnose \"No 'Access-Control-Allow-Origin' header is present on the requested resource.\"
  pbpaste | corsmith diagnose --target nginx
  curl -i -H 'Origin: https://app.example.com' https://api.example.com/ | corsmith diagnose
  corsmith diagnose --file recording.har --format json
  corsmith diagnose --cause preflight-redirect

Exit codes:
  0  it is recognised
  1  nothing in it is recognised
  2  the input or the command line is wrong
  3  something outside failed: a file that cannot be read")]
pub(crate) struct Diagnose {
    /// The text; without any, and without --file, standard input is read
    #[arg(conflicts_with_all = ["cause", "list"])]
    text: Vec<String>,
    /// A file: messages, `curl` output or a HAR; may be given several times; `-` is standard input
    #[arg(long = "file", short, value_name = "FILE", conflicts_with_all = ["cause", "list"])]
    files: Vec<PathBuf>,
    /// Give the fix for this server, too
    #[arg(long, short, value_name = "TARGET[@VERSION]", value_parser = target)]
    target: Option<TargetSelection>,
    /// Print the page of a cause
    #[arg(long, value_name = "CODE", conflicts_with = "list")]
    cause: Option<String>,
    /// List all causes
    #[arg(long)]
    list: bool,
    /// How the result is printed
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = OutputFormat::Text)]
    format: OutputFormat,
}

impl Diagnose {
    pub(crate) fn run(self, out: &mut Out) -> Result<Exit, Error> {
        if self.list && self.format == OutputFormat::Json {
            out.result(&pretty(&CausesDocument::of_all()))?;
            return Ok(Exit::Fine);
        }
        if self.list {
            for cause in causes() {
                out.result(&format!("{:40}  {}\n", cause.code, markdown::plain(cause.title)))?;
            }
            return Ok(Exit::Fine);
        }
        if let Some(code) = &self.cause {
            let Some(cause) = cause(code) else {
                return Err(Error::input(format!("there is no cause `{}`", mask(code)))
                    .help("`corsmith diagnose --list` has them all"));
            };
            out.result(&page(cause))?;
            return Ok(Exit::Fine);
        }
        let material = material::read(&self.text, &self.files)?;
        match self.format {
            OutputFormat::Json => {
                out.result(&pretty(&DiagnoseDocument::new(&material, self.target)))?;
            }
            // The warning says it all.
            OutputFormat::Text if material.is_empty() && !material.warnings.is_empty() => {}
            OutputFormat::Text => out.styled(&text::text(&material, self.target))?,
        }
        for warning in &material.warnings {
            out.error(&Error::input(warning.as_str()));
        }
        Ok(match (material.warnings.is_empty(), material.is_empty()) {
            (false, _) => Exit::WrongInput,
            (true, true) => Exit::Findings,
            (true, false) => Exit::Fine,
        })
    }
}
