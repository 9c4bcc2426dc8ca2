//! `corsmith man`.

use std::path::PathBuf;

use clap::{Args, CommandFactory};

use crate::args::Cli;
use crate::error::Error;
use crate::exit::{self, Exit};
use crate::files::{self, MARK, NewFile, Overwrite};
use crate::out::Out;

/// Print the manual pages
///
/// One page for the command and one for each subcommand: all of them to standard output, or one
/// file each to a folder.
#[derive(Args)]
#[command(after_help = format!("\
Examples:
  corsmith man | man -l -
  corsmith man --out ~/.local/share/man/man1

{}", exit::HELP))]
pub(crate) struct Man {
    /// Write one file a page into this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Replace files that Corsmith did not generate
    #[arg(long, requires = "out")]
    force: bool,
}

impl Man {
    pub(crate) fn run(self, out: &mut Out) -> Result<Exit, Error> {
        let pages = pages()?;
        let Some(folder) = self.out else {
            for (_, page) in pages {
                out.result(&page)?;
            }
            return Ok(Exit::Fine);
        };
        let files: Vec<_> = pages
            .into_iter()
            .map(|(name, contents)| NewFile { path: folder.join(name), contents })
            .collect();
        files::write(&files, Overwrite::Ours.or_force(self.force))?;
        for file in files {
            out.result(&format!("wrote {}\n", file.path.display()))?;
        }
        Ok(Exit::Fine)
    }
}

/// The name and the text of every page.
fn pages() -> Result<Vec<(String, String)>, Error> {
    let mut command = Cli::command().disable_help_subcommand(true);
    // Fills in what subcommands take over from the command.
    command.build();
    let subcommands = command.get_subcommands().cloned();
    [command.clone()].into_iter().chain(subcommands).map(page).collect()
}

fn page(command: clap::Command) -> Result<(String, String), Error> {
    // A subcommand's page is `corsmith-build`, as git's are.
    let name = command.get_display_name().unwrap_or(command.get_name()).to_owned();
    let man = clap_mangen::Man::new(command).title(name);
    let mut page = format!(".\\\" {MARK} {}\n", env!("CARGO_PKG_VERSION")).into_bytes();
    man.render(&mut page).map_err(|error| Error::outside(format!("the manual page: {error}")))?;
    Ok((man.get_filename(), String::from_utf8_lossy(&page).into_owned()))
}
