//! `corsmith init`.

use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValuesParser;
use corsmith_operations::Preset;

use crate::error::Error;
use crate::exit::{self, Exit};
use crate::files::{self, NewFile, Overwrite};
use crate::input::is_stdin;
use crate::out::Out;

/// Write a commented starter policy
#[derive(Args)]
#[command(after_help = format!("\
Examples:
  corsmith init --list
  corsmith init --preset spa-with-cookies
  corsmith init --preset partners --out - | less

{}", exit::HELP))]
pub(crate) struct Init {
    /// What the policy is for
    #[arg(
        long,
        value_name = "NAME",
        default_value = Preset::DEFAULT,
        value_parser = PossibleValuesParser::new(Preset::ALL.iter().map(|preset| preset.name))
    )]
    preset: String,
    /// List the presets, and write nothing
    #[arg(long)]
    list: bool,
    /// The file to write; `-` is standard output
    #[arg(long, value_name = "FILE", default_value = "corsmith.toml")]
    out: PathBuf,
    /// Replace the file if there is one
    #[arg(long)]
    force: bool,
}

impl Init {
    pub(crate) fn run(self, out: &mut Out) -> Result<Exit, Error> {
        if self.list {
            for preset in Preset::ALL {
                out.result(&format!("{:<17}  {}\n", preset.name, preset.summary()))?;
            }
            return Ok(Exit::Fine);
        }
        let preset = Preset::find(&self.preset)
            .ok_or_else(|| Error::input(format!("there is no preset `{}`", self.preset)))?;
        if is_stdin(&self.out) {
            out.result(preset.text)?;
            return Ok(Exit::Fine);
        }
        let shown = self.out.display().to_string();
        let file = NewFile { path: self.out, contents: preset.text.to_owned() };
        files::write(&[file], Overwrite::Nothing.or_force(self.force))?;
        out.result(&format!(
            "wrote {shown}\nnext: edit it, then `corsmith lint {shown}` and `corsmith build {shown}`\n"
        ))?;
        Ok(Exit::Fine)
    }
}
