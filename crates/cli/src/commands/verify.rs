//! `corsmith verify`.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use corsmith_operations::{VerifyDocument, pretty};
use corsmith_policy::Policy;
use corsmith_report::{verification_junit, verification_text, verification_verdict};
use corsmith_scan::Target;
use corsmith_scan::verify::{
    DEFAULT_VERIFY_REQUESTS, Verification, VerifyMethods, VerifyOptions, verify,
};

use crate::commands::build::refuse;
use crate::error::Error;
use crate::exit::Exit;
use crate::files::{self, NewFile, Overwrite};
use crate::input::{self, InputOptions, name_of};
use crate::interrupt;
use crate::out::Out;
use crate::site::{self, SiteOptions};

/// Compare a deployed site with its policy
///
/// Sends what the policy promises to allow and what it promises to deny, and reports every
/// difference by what a browser would make of it: headers of a gateway, their order and a longer
/// Vary are no difference. What does no harm is said and fails nothing, such as OPTIONS among the
/// methods. Some 250 requests for one origin, up to 1,500 for many patterns: every origin that a scan
/// tries is among them.
///
/// The policy of all other paths is asked at the URL's path, and shortly at one beside it that does
/// not exist, since errors have to be readable too. Each path policy is asked at the first --path
/// that it is for, or at a path below it that does not exist.
#[derive(Args)]
#[command(after_help = "\
Examples:
  corsmith verify https://api.example.com/orders --policy corsmith.toml
  corsmith verify https://api.staging.example.com/ --policy corsmith.toml --env staging \\
    --header 'Authorization: Bearer ...' --path /public/prices
  corsmith verify https://api.example.com/ --policy corsmith.toml --format junit --out verify.xml
  corsmith verify http://localhost:8080/ --policy corsmith.toml --allow-private --yes

Exit codes:
  0  it does what the policy says; what does no harm may differ
  1  it differs
  2  the policy or the command line is wrong
  3  not everything was answered, or a file cannot be written
  130, 143  Ctrl-C or SIGTERM stopped it; what is known by then is printed")]
pub(crate) struct Verify {
    /// The site: a URL, or a host, which is taken for https
    #[arg(value_name = "URL", value_parser = site::target)]
    url: Target,
    /// What it should do: a TOML, YAML or JSON file; `-` is standard input
    #[arg(long, value_name = "POLICY", value_parser = input::policy_path)]
    policy: PathBuf,
    #[command(flatten)]
    input: InputOptions,
    /// A further path to ask; may be given several times
    #[arg(long = "path", value_name = "PATH", value_parser = site::path)]
    paths: Vec<String>,
    /// Also send POST, PUT and DELETE, without a body: the server may carry them out
    #[arg(long)]
    yes: bool,
    /// Most requests; where there are more, each path has its share, evenly spread
    #[arg(long, value_name = "COUNT", default_value_t = DEFAULT_VERIFY_REQUESTS as u64, value_parser = clap::value_parser!(u64).range(1..=100_000))]
    max_requests: u64,
    /// How the result is printed
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = VerifyFormat::Text)]
    format: VerifyFormat,
    /// Write the result to this file instead of standard output; an older one is replaced
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    site: SiteOptions,
}

/// How the result is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum VerifyFormat {
    /// For people
    Text,
    /// For programs: one JSON document with a "schema"
    Json,
    /// JUnit XML: a test for each request
    Junit,
}

impl Verify {
    pub(crate) fn run(self, out: &mut Out) -> Result<Exit, Error> {
        let mut read = vec![self.policy.as_path()];
        read.extend(self.site.file());
        files::keep(&read, &[("--out", self.out.as_deref())])?;
        let loaded = input::load(&self.policy, &self.input, out)?;
        if !loaded.resolution.errors.is_empty() {
            return Ok(refuse(&loaded, out));
        }
        let policy = loaded.resolution.into_policy().map_err(|_| Error::input("it is refused"))?;
        let options = VerifyOptions {
            paths: self.paths.clone(),
            methods: if self.yes { VerifyMethods::All } else { VerifyMethods::Safe },
            headers: self.site.headers(),
            max_requests: usize::try_from(self.max_requests).unwrap_or(usize::MAX),
        };
        let verification = {
            let mut session = self.site.session(&self.url)?;
            site::run(verify(&mut session, &self.url, &policy, &options))?
        };
        let stopped = interrupt::exit(out);
        if let Some(exit) = stopped.filter(|_| verification.answered.is_empty()) {
            return Ok(exit);
        }
        let verdict = verification_verdict(&verification, &name_of(&self.policy));
        if verification.answered.is_empty() && self.format == VerifyFormat::Text {
            let error = Error::outside(verdict);
            let help = verification.failures.iter().find_map(|it| it.failure.help);
            return Err(match help {
                Some(help) => error.help(help),
                None => error,
            });
        }
        let text = self.text(&verification, &policy);
        match &self.out {
            Some(path) => {
                write(path, text)?;
                out.diagnostics(&format!("wrote {}: {verdict}\n", path.display()));
            }
            None => out.result(&text)?,
        }
        Ok(if let Some(exit) = stopped {
            exit
        } else if verification.differs() {
            Exit::Findings
        } else if verification.holds() {
            Exit::Fine
        } else {
            Exit::Failed
        })
    }

    fn text(&self, verification: &Verification, policy: &Policy) -> String {
        let name = name_of(&self.policy);
        match self.format {
            VerifyFormat::Text => verification_text(verification, &name),
            VerifyFormat::Json => pretty(&VerifyDocument::new(verification, policy)),
            VerifyFormat::Junit => verification_junit(verification, &name),
        }
    }
}

fn write(path: &Path, contents: String) -> Result<(), Error> {
    files::write(&[NewFile { path: path.to_owned(), contents }], Overwrite::Anything)
}
