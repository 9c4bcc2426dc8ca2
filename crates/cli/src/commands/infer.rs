//! `corsmith infer`.

use std::path::PathBuf;

use clap::Args;
use corsmith_fetch::{is_header_name, is_method};
use corsmith_operations::{InferDocument, pretty};
use corsmith_scan::infer::{DEFAULT_INFER_REQUESTS, InferOptions, infer};
use corsmith_scan::{Label, Target};

use crate::error::Error;
use crate::exit::Exit;
use crate::files::{self, NewFile, Overwrite};
use crate::format::OutputFormat;
use crate::interrupt;
use crate::out::Out;
use crate::site::{self, SiteOptions};

/// Learn the policy of a deployed site
///
/// Asks which origins, methods and headers are allowed, and prints the policy as TOML, each line
/// with its confidence and its evidence: the way to move from one server to another. It says what
/// the site does; what is dangerous in that is a note, and `corsmith lint` finds it.
///
/// Nobody can guess every origin: name those that should be allowed. From each, subdomains, ports
/// and http are tried. The site's own origin, its domain's usual names and those of development are
/// asked about in any case. Only GET and OPTIONS are sent, some 100 to 200
/// requests, and as many for each further path.
#[derive(Args)]
#[command(after_help = "\
Examples:
  corsmith infer https://api.example.com/orders --i-own-this > corsmith.toml
  corsmith infer https://api.example.com/ --i-own-this --candidate-origin https://shop.example.net \\
    --candidate-origin 'https://*.partner.example' --path '/public/*' --path /health
  corsmith infer http://localhost:8080/ --allow-private --out corsmith.toml

Exit codes:
  0  a policy was learned
  1  no origin that was asked about is granted anything, and no file is written
  2  the command line is wrong
  3  the site did not answer everything, or a file cannot be written
  130, 143  Ctrl-C or SIGTERM stopped it; what is known by then is printed")]
pub(crate) struct Infer {
    /// The site: a URL, or a host, which is taken for https
    #[arg(value_name = "URL", value_parser = site::target)]
    url: Target,
    /// The site is yours, or its owner has asked you; not needed for this machine and private
    /// addresses
    #[arg(long)]
    i_own_this: bool,
    /// An origin that may be allowed, or a pattern of origins; may be given several times
    #[arg(long = "candidate-origin", value_name = "ORIGIN")]
    origins: Vec<String>,
    /// A method that may be allowed, beside the usual ones; may be given several times
    #[arg(long = "candidate-method", value_name = "METHOD", value_parser = method)]
    methods: Vec<String>,
    /// A header that may be allowed, beside the usual ones; may be given several times
    #[arg(long = "candidate-header", value_name = "NAME", value_parser = header_name)]
    header_names: Vec<String>,
    /// A path that may have a policy of its own, or `/public/*` for all below; may be given several
    /// times
    #[arg(long = "path", value_name = "PATH", value_parser = site::path)]
    paths: Vec<String>,
    /// Most requests
    #[arg(long, value_name = "COUNT", default_value_t = DEFAULT_INFER_REQUESTS as u64, value_parser = clap::value_parser!(u64).range(1..=100_000))]
    max_requests: u64,
    /// How the result is printed
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = OutputFormat::Text)]
    format: OutputFormat,
    /// Write the result to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Replace a file that is there
    #[arg(long, requires = "out")]
    force: bool,
    #[command(flatten)]
    site: SiteOptions,
}

impl Infer {
    pub(crate) fn run(self, out: &mut Out) -> Result<Exit, Error> {
        let read: Vec<_> = self.site.file().into_iter().collect();
        files::keep(&read, &[("--out", self.out.as_deref())])?;
        if !self.i_own_this && !self.site.is_private(&self.url) {
            let host = &self.url.host;
            return Err(Error::input(format!(
                "some 100 to 200 requests would be sent to `{host}`"
            ))
            .help("add `--i-own-this` if it is yours, or if its owner has asked you"));
        }
        let random = getrandom::u64()
            .map_err(|error| Error::outside(format!("there are no random numbers: {error}")))?;
        let options = InferOptions {
            label: Label::from_random(random),
            origins: self.origins.clone(),
            methods: self.methods.clone(),
            header_names: self.header_names.clone(),
            paths: self.paths.clone(),
            headers: self.site.headers(),
            max_requests: usize::try_from(self.max_requests).unwrap_or(usize::MAX),
        };
        let inference = {
            let mut session = self.site.session(&self.url)?;
            site::run(infer(&mut session, &self.url, &options))?
        };
        let stopped = interrupt::exit(out);
        if inference.failures == inference.requests {
            if let Some(exit) = stopped {
                return Ok(exit);
            }
            let why = inference.stopped.as_deref().unwrap_or("there was no answer");
            return Err(Error::outside(format!("{}: {why}", self.url.url)));
        }
        let text = match self.format {
            OutputFormat::Text => inference.toml(),
            OutputFormat::Json => pretty(&InferDocument::new(&inference)),
        };
        match self.out {
            // A policy that allows nothing is no use to anybody, and replaces none that is.
            Some(path) if !inference.grants_anything() => {
                out.note(&format!(
                    "no origin that was asked about is granted anything, and `{}` is not written; \
                     name one with `--candidate-origin`",
                    path.display()
                ));
            }
            Some(path) => {
                let said = format!("wrote {}\n", path.display());
                let file = NewFile { path, contents: text };
                files::write(&[file], Overwrite::Nothing.or_force(self.force))?;
                out.diagnostics(&said);
            }
            None => out.result(&text)?,
        }
        for warning in &inference.warnings {
            out.note(warning);
        }
        if let Some(why) = &inference.stopped {
            out.note(&format!("it is not all: {why}"));
            return Ok(stopped.unwrap_or(Exit::Failed));
        }
        Ok(if inference.grants_anything() { Exit::Fine } else { Exit::Findings })
    }
}

fn method(text: &str) -> Result<String, String> {
    if is_method(text) { Ok(text.to_owned()) } else { Err(format!("`{text}` is not a method")) }
}

fn header_name(text: &str) -> Result<String, String> {
    if is_header_name(text) {
        Ok(text.to_owned())
    } else {
        Err(format!("`{text}` is not a header name"))
    }
}
