//! `corsmith simulate`.

mod by_hand;
mod cases;
mod live;
mod page;
mod text;

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use corsmith_fetch::{Engine, Profile};

use crate::error::Error;
use crate::exit::Exit;
use crate::format::OutputFormat;
use crate::input::{self, InputOptions};
use crate::out::Out;
use live::LiveOptions;
use page::Page;

const EXAMPLES: &str = "\
Examples:
  corsmith simulate corsmith.toml --origin https://app.example.com \\
    --url https://api.example.com/orders --method PUT --header 'Content-Type: application/json'
  corsmith simulate corsmith.toml --origin null --url https://api.example.com/ --browser chromium
  corsmith simulate --live --origin https://app.example.com --url https://api.example.com/orders
  corsmith simulate --cases frontend-calls.json
  corsmith simulate --cases frontend-calls.json --browser all --format text

A case, and its verdict:
  [{\"id\": \"orders\", \"page_origin\": \"https://app.example.com\",
    \"request\": {\"url\": \"https://api.example.com/orders\"},
    \"exchanges\": [{\"url\": \"https://api.example.com/orders\",
      \"response\": {\"status\": 200, \"headers\": [[\"Access-Control-Allow-Origin\", \"*\"]]}}],
    \"expect\": {\"result\": \"success\"}}]
  {\"id\": \"orders\", \"result\": \"success\", \"response_type\": \"cors\", \"status\": 200, ...}";

const EXIT_CODES: &str = "\
Exit codes:
  0  no browser blocks what was sent; every expectation of the cases is met
  1  some browser blocks it, or some expectation is not met
  2  the input or the command line is wrong
  3  something outside failed: a file that cannot be read, a server that does not answer";

/// Say what each browser makes of a page's fetch()
///
/// Against a policy, as a server with it would answer; against a live server; or against the answers
/// that are written down in a file of cases. Tells the three questions (is it cross-origin? may it
/// be sent? may it be read?), what crosses the wire, what the page's code gets, what each browser
/// prints to its console, and what to change.
///
/// --live sends what a browser would send and nothing else: a preflight if one is due, and then the
/// request if that was allowed; no cookies, no body, no proxy. What is sent is named on standard
/// error. A request that may change something (any method but GET, HEAD and OPTIONS) is sent only
/// with --yes. Where browsers send the same, it is sent once.
///
/// --cases reads a JSON array of cases and sequences and prints a verdict a line, as JSON. With
/// `--browser all` each verdict has the key "browser". A sequence runs in its own profile unless
/// --browser is given.
#[derive(Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{EXIT_CODES}"))]
pub(crate) struct Simulate {
    /// What the server answers: a TOML, YAML or JSON policy; `-` is standard input
    #[arg(
        value_parser = input::policy_path,
        required_unless_present_any = ["cases", "live"],
        conflicts_with_all = ["cases", "live"]
    )]
    policy: Option<PathBuf>,
    #[command(flatten)]
    input: InputOptions,
    #[command(flatten)]
    page: Page,
    #[command(flatten)]
    live: LiveOptions,
    /// Run the cases of this JSON file, one verdict a line; `-` is standard input
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with_all = page::OPTIONS,
        conflicts_with_all = ["live", "trace", "env", "input_format"]
    )]
    cases: Option<PathBuf>,
    /// Whose behaviour; by default `all`, and for cases `standard`
    #[arg(long, value_enum, value_name = "BROWSER")]
    browser: Option<BrowserChoice>,
    /// How the result is printed; by default `text`, and for cases `json`
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<OutputFormat>,
    /// Print every step of the Fetch standard: what was compared, and why it went on or stopped
    #[arg(long)]
    trace: bool,
}

impl Simulate {
    pub(crate) fn run(&self, out: &mut Out) -> Result<Exit, Error> {
        match &self.cases {
            Some(path) => {
                let format = self.format.unwrap_or(OutputFormat::Json);
                cases::run(path, self.browser, format, out)
            }
            None => by_hand::run(self, out),
        }
    }
}

/// Whose behaviour is simulated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum BrowserChoice {
    /// The Fetch standard to the letter
    Standard,
    /// Chrome, Edge, Opera
    Chromium,
    Firefox,
    /// Safari, and every browser on iOS
    Webkit,
    /// The standard, then each engine
    All,
}

impl BrowserChoice {
    const fn profiles(self) -> &'static [Profile] {
        match self {
            Self::Standard => &[Profile::STANDARD],
            Self::Chromium => const { &[Profile::of(Engine::Chromium)] },
            Self::Firefox => const { &[Profile::of(Engine::Firefox)] },
            Self::Webkit => const { &[Profile::of(Engine::WebKit)] },
            Self::All => &Profile::ALL,
        }
    }
}
