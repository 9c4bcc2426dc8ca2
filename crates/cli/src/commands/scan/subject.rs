//! What is scanned: deployed sites, or answers that somebody saved.

use std::path::{Path, PathBuf};

use clap::Args;

use super::options::AskOptions;
use super::output::Output;
use super::{given, live};
use crate::error::Error;
use crate::exit::Exit;
use crate::input::is_stdin;
use crate::out::Out;

/// The options of probes, which nobody answers in a file.
const PROBING: [&str; 6] =
    ["i_own_this", "owner_token", "cache_poisoning", "paths", "methods", "candidates"];

/// What is scanned, and what is sent to it.
#[derive(Args)]
pub(in crate::commands) struct Subject {
    /// What to scan: URLs, or hosts, which are taken for https. With --from, where the answers are
    /// from
    #[arg(value_name = "URL", required_unless_present_any = ["list", "from"])]
    urls: Vec<String>,
    /// Read URLs from this file, one a line; `-` is standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["urls", "from"])]
    list: Option<PathBuf>,
    /// Judge saved answers and send nothing: header lines, the output of `curl -i`, or a HAR file;
    /// `-` is standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = PROBING)]
    from: Option<PathBuf>,
    #[command(flatten)]
    ask: AskOptions,
}

impl Subject {
    /// Hands every recording to `output`.
    pub(in crate::commands) fn run(
        &self,
        output: &mut dyn Output,
        out: &mut Out,
    ) -> Result<Exit, Error> {
        self.ask.check()?;
        match &self.from {
            Some(file) => given::run(file, &self.urls, output, out),
            None => live::run(&self.urls, self.list.as_deref(), &self.ask, output, out),
        }
    }

    /// The files that it reads.
    pub(in crate::commands) fn files(&self) -> Vec<&Path> {
        let given = [self.list.as_deref(), self.from.as_deref(), self.ask.file()];
        given.into_iter().flatten().collect()
    }

    /// Whether it reads standard input, which can be read once only.
    pub(super) fn reads_stdin(&self) -> bool {
        [&self.list, &self.from].into_iter().flatten().any(|path| is_stdin(path))
    }
}
