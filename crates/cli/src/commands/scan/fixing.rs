//! `--policy`: what a policy would be on the server that was scanned.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use clap::Args;
use corsmith_operations::policy_fixes;
use corsmith_policy::Policy;
use corsmith_report::scan::PolicyFix;
use corsmith_report::{NoticeLevel, Styling, notice};
use corsmith_scan::{Judgement, Recording};
use corsmith_targets::TargetSelection;

use crate::commands::build::{refuse, target};
use crate::error::Error;
use crate::exit::Exit;
use crate::input::{self, InputOptions, is_stdin, name_of};
use crate::out::Out;

/// A policy as the fix.
#[derive(Args)]
#[command(next_help_heading = "The fix")]
pub(super) struct PolicyArguments {
    /// Where something about CORS is found, print what this policy is on the recognised server: a
    /// TOML, YAML or JSON file; `-` is standard input
    #[arg(long, value_name = "POLICY", value_parser = input::policy_path)]
    policy: Option<PathBuf>,
    #[command(flatten)]
    input: InputOptions,
    /// The server, where it is not recognised or another one is to be repaired: `nginx`,
    /// `nginx@1.18`
    #[arg(long, short, value_name = "TARGET[@VERSION]", value_parser = target, requires = "policy")]
    target: Option<TargetSelection>,
}

/// A policy, ready to be written for servers.
pub(super) struct Fixing {
    policy: Policy,
    name: String,
    target: Option<TargetSelection>,
    /// Why it was not written: each is said once, however many targets there are.
    said: HashSet<String>,
}

impl PolicyArguments {
    /// The file that it reads.
    pub(super) fn file(&self) -> Option<&Path> {
        self.policy.as_deref()
    }

    /// The policy, if one is given; why it is refused is said already.
    pub(super) fn fixing(
        &self,
        is_stdin_taken: bool,
        out: &mut Out,
    ) -> Result<Result<Option<Fixing>, Exit>, Error> {
        let Some(path) = &self.policy else {
            if self.input.env.is_some() || self.input.input_format.is_some() {
                return Err(Error::input("`--env` and `--input-format` are about a policy")
                    .help("add `--policy corsmith.toml`"));
            }
            return Ok(Ok(None));
        };
        if is_stdin(path) && is_stdin_taken {
            return Err(Error::input("standard input can be read once only"));
        }
        let loaded = input::load(path, &self.input, out)?;
        if !loaded.resolution.errors.is_empty() {
            return Ok(Err(refuse(&loaded, out)));
        }
        let policy = loaded.resolution.into_policy().map_err(|_| Error::input("it is refused"))?;
        let (name, target) = (name_of(path), self.target);
        Ok(Ok(Some(Fixing { policy, name, target, said: HashSet::new() })))
    }
}

impl Fixing {
    /// The files that repair what was found; where there are none, why is said.
    pub(super) fn fixes(
        &mut self,
        recording: &Recording,
        judgement: &Judgement,
        out: &mut Out,
    ) -> Vec<PolicyFix> {
        match policy_fixes(&self.policy, &self.name, recording, judgement, self.target) {
            Ok(fixes) => fixes,
            Err(error) => {
                if self.said.insert(error.reason.clone()) {
                    let text = format!("{}: {error}", recording.target.url);
                    let help = Some(error.help.as_str());
                    out.diagnostics(&notice(NoticeLevel::Note, &text, help, Styling::Ansi));
                }
                Vec::new()
            }
        }
    }
}
