//! `corsmith respond`.

use std::fmt::Write;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use corsmith_operations::{
    Problem, RespondDocument, RespondExplanation, pretty, request_line, request_method,
    request_path,
};
use corsmith_policy::{Answer, Policy, Request};

use crate::commands::build::refuse;
use crate::error::Error;
use crate::exit::{self, Exit};
use crate::format::OutputFormat;
use crate::input::{self, InputOptions, is_stdin, name_of};
use crate::out::Out;
use crate::paragraph::paragraph;
use crate::requests::answer_all;

/// Answer a request as a correct server would
///
/// Prints the kind of the request, the status (where CORS decides it: actual requests are the
/// application's to answer) and exactly the headers that a correct server adds.
///
/// With --requests it reads requests as NDJSON and answers each in order, as the example below
/// shows. Header values have one code point, 0 to 255, for each byte. Empty lines are skipped; a
/// wrong line ends the run, after the answers to those before it.
#[derive(Args)]
#[command(after_help = format!("\
Examples:
  corsmith respond corsmith.toml --header 'Origin: https://app.example.com'
  corsmith respond corsmith.toml --method OPTIONS --path /orders/1 \\
    --header 'Origin: https://app.example.com' \\
    --header 'Access-Control-Request-Method: PUT' --explain
  corsmith respond corsmith.toml --requests requests.ndjson

A line of --requests, and its answer:
  {{\"method\": \"GET\", \"path\": \"/\", \"headers\": [[\"Origin\", \"https://other.example\"]]}}
  {{\"kind\": \"actual\", \"status\": null, \"headers\": [[\"Vary\", \"Origin\"]], \"origin_match\": null}}

{}", exit::HELP))]
pub(crate) struct Respond {
    /// A TOML, YAML or JSON file; `-` is standard input
    #[arg(value_parser = input::policy_path)]
    policy: PathBuf,
    #[command(flatten)]
    input: InputOptions,
    /// The request's path, perhaps with a query
    #[arg(long, default_value = "/", value_parser = path)]
    path: String,
    /// The request's method
    #[arg(long, default_value = "GET", value_parser = method)]
    method: String,
    /// A header of the request; may be given several times
    #[arg(long = "header", short = 'H', value_name = "NAME: VALUE", value_parser = header)]
    headers: Vec<(String, String)>,
    /// Say which pattern matched or came nearest, why, and what a browser will do
    #[arg(long)]
    explain: bool,
    /// Read requests from this file, one JSON document a line; `-` is standard input
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with_all = ["path", "method", "headers", "explain", "format"]
    )]
    requests: Option<PathBuf>,
    /// How the answer is printed
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = OutputFormat::Text)]
    format: OutputFormat,
}

impl Respond {
    pub(crate) fn run(self, out: &mut Out) -> Result<Exit, Error> {
        if is_stdin(&self.policy) && self.requests.as_deref().is_some_and(is_stdin) {
            return Err(Error::input("the policy and the requests cannot both be standard input"));
        }
        let loaded = input::load(&self.policy, &self.input, out)?;
        if !loaded.resolution.errors.is_empty() {
            return Ok(refuse(&loaded, out));
        }
        let policy = loaded.resolution.into_policy().map_err(|_| Error::input("it is refused"))?;
        if let Some(path) = &self.requests {
            return respond_to_all(&policy, path, out);
        }
        request_line(&self.method, &self.path).map_err(|problem| Error::input(said(problem)))?;
        let headers: Vec<_> =
            self.headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes())).collect();
        let request = Request { method: &self.method, target: &self.path, headers: &headers };
        let resource = policy.resource(request.target);
        let answer = resource.respond(&request);
        let explanation =
            self.explain.then(|| RespondExplanation::new(resource, &request, &answer));
        match self.format {
            OutputFormat::Text => out.result(&text(&answer, explanation.as_ref()))?,
            OutputFormat::Json => {
                out.result(&pretty(&RespondDocument::new(&answer, explanation)))?;
            }
        }
        Ok(Exit::Fine)
    }
}

fn respond_to_all(policy: &Policy, path: &Path, out: &mut Out) -> Result<Exit, Error> {
    let name = name_of(path);
    if is_stdin(path) {
        answer_all(policy, io::stdin().lock(), &name, out)?;
    } else {
        let file = File::open(path).map_err(|error| Error::reading(path, &error))?;
        answer_all(policy, file, &name, out)?;
    }
    Ok(Exit::Fine)
}

fn path(text: &str) -> Result<String, String> {
    request_path(text).map_err(said)?;
    Ok(text.to_owned())
}

fn method(text: &str) -> Result<String, String> {
    request_method(text).map_err(said)?;
    Ok(text.to_owned())
}

fn said(problem: Problem) -> String {
    let help = problem.help.map_or(String::new(), |help| format!("; {help}"));
    format!("{}{help}", problem.detail)
}

/// Reads `Name: value`.
fn header(text: &str) -> Result<(String, String), String> {
    let (name, value) =
        text.split_once(':').ok_or("write it as `Name: value`, with a colon".to_owned())?;
    if !corsmith_fetch::is_header_name(name) {
        return Err(format!("`{name}` is not a header name"));
    }
    Ok((name.to_owned(), value.trim_matches([' ', '\t']).to_owned()))
}

fn text(answer: &Answer<'_>, explanation: Option<&RespondExplanation>) -> String {
    let mut text = match answer.status {
        Some(status) => format!("{}, answered with {status}\n", answer.kind),
        None => format!("{}, answered by the application\n", answer.kind),
    };
    for (name, value) in &answer.headers {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{name}: {value}");
    }
    if answer.headers.is_empty() {
        text.push_str("(no headers are added)\n");
    }
    if let Some(explanation) = explanation {
        let denied = explanation.denial.as_ref().map(|denial| ("Denied", denial));
        let parts = [
            Some(("Origin", &explanation.origin)),
            denied,
            Some(("Browser", &explanation.browser)),
        ];
        text.push('\n');
        for (title, sentence) in parts.into_iter().flatten() {
            text.push_str(&paragraph(&format!("{title}: {sentence}."), 0));
        }
    }
    text
}
