//! `corsmith completions`.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::args::Cli;
use crate::error::Error;
use crate::exit::Exit;
use crate::out::Out;

/// Print the completion script of a shell
#[derive(Args)]
#[command(after_help = "\
Examples:
  corsmith completions bash > ~/.local/share/bash-completion/completions/corsmith
  corsmith completions zsh > ~/.zfunc/_corsmith
  corsmith completions fish > ~/.config/fish/completions/corsmith.fish")]
pub(crate) struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    pub(crate) fn run(self, out: &mut Out) -> Result<Exit, Error> {
        // Into memory first: clap_complete panics where a write fails.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "corsmith", &mut script);
        out.result(&String::from_utf8_lossy(&script))?;
        Ok(Exit::Fine)
    }
}
