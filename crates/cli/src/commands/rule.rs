//! `corsmith rule`.

use clap::Args;

use crate::error::Error;
use crate::exit::{self, Exit};
use crate::out::Out;

/// Print the page of a rule about policies or of a check of scans, or the list of all of them
///
/// A page says what the rule does, why it matters, what to write instead, and where the standard
/// says so.
#[derive(Args)]
#[command(name = "rule", after_help = format!("\
Examples:
  corsmith rule
  corsmith rule CS013
  corsmith rule no-nosniff

{}", exit::HELP))]
pub(crate) struct RulePage {
    /// A code or a name
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

impl RulePage {
    pub(crate) fn run(self, out: &mut Out) -> Result<Exit, Error> {
        let Some(code) = self.code else {
            list(out)?;
            return Ok(Exit::Fine);
        };
        let rule = corsmith_lint::find(&code).map(corsmith_lint::page);
        let page = rule.or_else(|| corsmith_scan::find_check(&code).map(corsmith_scan::check_page));
        out.result(&page.ok_or_else(|| {
            Error::input(format!("there is no rule or check `{code}`"))
                .help("`corsmith rule` without a code lists all of them")
        })?)?;
        Ok(Exit::Fine)
    }
}

fn list(out: &mut Out) -> Result<(), Error> {
    let rules = corsmith_lint::rules().map(|rule| {
        let rule = rule.meta();
        (rule.code, rule.severity.to_string(), rule.name, rule.summary)
    });
    let checks = corsmith_scan::checks().map(|check| {
        let check = check.meta();
        (check.code, check.severity.to_string(), check.name, check.summary)
    });
    for (code, severity, name, summary) in rules.chain(checks) {
        out.result(&format!("{code}  {severity:<8}  {name:<38}  {summary}\n"))?;
    }
    Ok(())
}
