//! `corsmith rule`.

use clap::Args;

use crate::error::Error;
use crate::exit::{self, Exit};
use crate::out::Out;

/// Print the page of a rule, or the list of all rules
///
/// A page says what the rule does, why it matters, what to write instead, and where the standard
/// says so.
#[derive(Args)]
#[command(name = "rule", after_help = format!("\
Examples:
  corsmith rule
  corsmith rule CS013
  corsmith rule origin-default-port

{}", exit::HELP))]
pub(crate) struct RulePage {
    /// A code or a name
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

impl RulePage {
    pub(crate) fn run(self, out: &mut Out) -> Result<Exit, Error> {
        let Some(code) = self.code else {
            for rule in corsmith_lint::rules() {
                let rule = rule.meta();
                let severity = rule.severity.to_string();
                out.result(&format!(
                    "{}  {severity:<7}  {:<38}  {}\n",
                    rule.code, rule.name, rule.summary
                ))?;
            }
            return Ok(Exit::Fine);
        };
        let rule = corsmith_lint::find(&code).ok_or_else(|| {
            Error::input(format!("there is no rule `{code}`"))
                .help("`corsmith rule` without a code lists all of them")
        })?;
        out.result(&corsmith_lint::page(rule))?;
        Ok(Exit::Fine)
    }
}
