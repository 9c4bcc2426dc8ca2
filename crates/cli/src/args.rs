//! The command line: the options of every subcommand, and the way to it.

use std::io::{self, Write};

use clap::{Parser, Subcommand, ValueEnum};
use corsmith_diagnose::capture::mask;

use crate::commands::{
    baseline, build, completions, diagnose, import, infer, init, lint, man, mcp, respond, rule,
    scan, schema, serve, simulate, targets, verify,
};
use crate::error::Error;
use crate::exit::Exit;
use crate::out::Out;

const EXAMPLES: &str = "\
Examples:
  corsmith init --preset spa-with-cookies
  corsmith lint corsmith.toml
  corsmith build corsmith.toml --target nginx
  corsmith respond corsmith.toml --header 'Origin: https://app.example.com' --explain
  corsmith simulate corsmith.toml --origin https://app.example.com --url https://api.example.com/
  corsmith scan https://www.example.com

A policy is TOML, YAML or JSON; `corsmith schema` prints its JSON Schema.
";

const EXIT_CODES: &str = "\
Exit codes:
  0  fine
  1  findings at or above the threshold (lint, scan); a browser or a site does otherwise than it
     should (simulate, verify); nothing is recognised or learned (diagnose, infer)
  2  the input or the command line is wrong
  3  something outside failed: a file cannot be read or written, a site did not answer
  130, 143  Ctrl-C or SIGTERM stopped it (scan, baseline, verify, infer)";

const ENVIRONMENT: &str = "\
Environment:
  NO_COLOR, CLICOLOR, CLICOLOR_FORCE  when to use colours, where `--color` does not say";

/// One CORS policy: explained, checked, and written as configuration
///
/// Say once which origins may do what. Corsmith says what is wrong or dangerous in it, writes the
/// configuration of your server, and answers as a correct server would.
#[derive(Parser)]
#[command(
    name = "corsmith",
    version,
    after_help = format!("{EXAMPLES}\n{EXIT_CODES}\n\n{ENVIRONMENT}"),
    max_term_width = 100,
    propagate_version = true,
    subcommand_required = true,
    arg_required_else_help = true
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Command,
    /// When to use colours
    // After the options of every subcommand, however many it has.
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "WHEN",
        default_value_t,
        display_order = 900
    )]
    color: Color,
}

#[derive(Subcommand)]
enum Command {
    Init(init::Init),
    Build(build::Build),
    Lint(lint::Lint),
    Respond(respond::Respond),
    Diagnose(diagnose::Diagnose),
    Import(import::Import),
    Simulate(Box<simulate::Simulate>),
    Scan(Box<scan::Scan>),
    Baseline(Box<baseline::Baseline>),
    Verify(Box<verify::Verify>),
    Infer(Box<infer::Infer>),
    Serve(serve::Serve),
    Mcp(mcp::Mcp),
    Targets(targets::Targets),
    Rule(rule::RulePage),
    Schema(schema::Schema),
    Completions(completions::Completions),
    Man(man::Man),
}

impl Command {
    fn run(self, out: &mut Out) -> Result<Exit, Error> {
        match self {
            Self::Init(command) => command.run(out),
            Self::Build(command) => command.run(out),
            Self::Lint(command) => command.run(out),
            Self::Respond(command) => command.run(out),
            Self::Diagnose(command) => command.run(out),
            Self::Import(command) => command.run(out),
            Self::Simulate(command) => command.run(out),
            Self::Scan(command) => command.run(out),
            Self::Baseline(command) => command.run(out),
            Self::Verify(command) => command.run(out),
            Self::Infer(command) => command.run(out),
            Self::Serve(command) => command.run(out),
            Self::Mcp(command) => command.run(out),
            Self::Targets(command) => command.run(out),
            Self::Rule(command) => command.run(out),
            Self::Schema(command) => command.run(out),
            Self::Completions(command) => command.run(out),
            Self::Man(command) => command.run(out),
        }
    }
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    #[default]
    Auto,
    Always,
    Never,
}

impl From<Color> for anstream::ColorChoice {
    fn from(color: Color) -> Self {
        match color {
            Color::Auto => Self::Auto,
            Color::Always => Self::Always,
            Color::Never => Self::Never,
        }
    }
}

/// Runs the command line of this process.
pub(crate) fn run() -> Exit {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return not_a_command(&error),
    };
    anstream::ColorChoice::from(cli.color).write_global();
    let mut out = Out::new();
    let ended = cli.command.run(&mut out);
    match ended.and_then(|exit| out.flush().map(|()| exit)) {
        Ok(exit) => exit,
        Err(error) => {
            out.error(&error);
            error.exit()
        }
    }
}

/// A wrong command line, or a request for help or the version.
fn not_a_command(error: &clap::Error) -> Exit {
    let text = error.render().to_string();
    // What was pasted where an option was expected may hold a secret, and the error quotes it.
    let masked = error.use_stderr().then(|| mask(&text)).filter(|masked| *masked != text);
    let printed = match masked {
        Some(masked) => io::stderr().write_all(masked.as_bytes()),
        None => error.print(),
    };
    if error.use_stderr() {
        return Exit::WrongInput;
    }
    match printed {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Exit::Failed,
        _ => Exit::Fine,
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::Cli;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
