//! `corsmith schema`.

use clap::Args;

use crate::error::Error;
use crate::exit::Exit;
use crate::out::Out;

/// Print the JSON Schema of a policy
///
/// Editors complete and check a policy with it. The schema describes shape, not safety: `corsmith
/// lint` says more.
#[derive(Args)]
#[command(after_help = "\
Examples:
  corsmith schema > corsmith.schema.json

  # In corsmith.toml, for editors that use Taplo:
  #:schema ./corsmith.schema.json")]
pub(crate) struct Schema {}

impl Schema {
    #[expect(clippy::unused_self, reason = "every subcommand runs in the same way")]
    pub(crate) fn run(self, out: &mut Out) -> Result<Exit, Error> {
        out.result(&format!("{:#}\n", corsmith_policy::json_schema()))?;
        Ok(Exit::Fine)
    }
}
