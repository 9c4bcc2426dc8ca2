//! The page's `fetch()` as options, and the application that answers behind a policy.

use clap::{Args, ValueEnum};
use corsmith_fetch::ReferrerPolicy;
use corsmith_simulate::{Credentials, Mode, Redirect};

/// What the page gives to `fetch()`, and what the application answers.
#[derive(Args)]
pub(super) struct Page {
    /// The page's origin, such as `https://app.example.com`; `null` is a sandboxed frame's
    #[arg(long, value_name = "ORIGIN", required_unless_present = "cases")]
    pub(super) origin: Option<String>,
    /// What the page asks for
    #[arg(long, value_name = "URL", required_unless_present = "cases")]
    pub(super) url: Option<String>,
    /// The method [default: GET]
    #[arg(long)]
    pub(super) method: Option<String>,
    /// A header that the page sets; may be given several times
    #[arg(long = "header", short = 'H', value_name = "NAME: VALUE", value_parser = header)]
    pub(super) headers: Vec<(String, String)>,
    /// Whether cookies are sent [default: same-origin]
    #[arg(long, value_enum, value_name = "WHEN")]
    pub(super) credentials: Option<CredentialsOption>,
    /// The request mode [default: cors]
    #[arg(long, value_enum)]
    pub(super) mode: Option<ModeOption>,
    /// What becomes of redirects [default: follow]
    #[arg(long, value_enum, value_name = "MODE")]
    pub(super) redirect: Option<RedirectOption>,
    /// It decides the Origin header of requests outside the CORS protocol
    #[arg(long, value_name = "POLICY", value_parser = referrer_policy)]
    pub(super) referrer_policy: Option<String>,
    /// There are upload listeners, or the body is a stream: a preflight in any case
    #[arg(long)]
    pub(super) preflight_flag: bool,
    /// The status with which the application behind the policy answers [default: 200]
    #[arg(
        long,
        value_parser = clap::value_parser!(u16).range(200..600),
        conflicts_with = "live"
    )]
    pub(super) status: Option<u16>,
    /// A header of that answer; may be given several times
    #[arg(
        long = "answer-header",
        value_name = "NAME: VALUE",
        value_parser = answer_header,
        conflicts_with = "live"
    )]
    pub(super) answer_headers: Vec<(String, String)>,
}

/// The names that clap has for the options above: none of them goes with a file of cases.
pub(super) const OPTIONS: [&str; 11] = [
    "origin",
    "url",
    "method",
    "headers",
    "credentials",
    "mode",
    "redirect",
    "referrer_policy",
    "preflight_flag",
    "status",
    "answer_headers",
];

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum CredentialsOption {
    Omit,
    SameOrigin,
    Include,
}

impl From<CredentialsOption> for Credentials {
    fn from(option: CredentialsOption) -> Self {
        match option {
            CredentialsOption::Omit => Self::Omit,
            CredentialsOption::SameOrigin => Self::SameOrigin,
            CredentialsOption::Include => Self::Include,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum ModeOption {
    Cors,
    NoCors,
    SameOrigin,
}

impl From<ModeOption> for Mode {
    fn from(option: ModeOption) -> Self {
        match option {
            ModeOption::Cors => Self::Cors,
            ModeOption::NoCors => Self::NoCors,
            ModeOption::SameOrigin => Self::SameOrigin,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum RedirectOption {
    Follow,
    Error,
    Manual,
}

impl From<RedirectOption> for Redirect {
    fn from(option: RedirectOption) -> Self {
        match option {
            RedirectOption::Follow => Self::Follow,
            RedirectOption::Error => Self::Error,
            RedirectOption::Manual => Self::Manual,
        }
    }
}

/// Reads `Name: value`. Whether a page may set it is for the simulated constructor to say.
fn header(text: &str) -> Result<(String, String), String> {
    let (name, value) =
        text.split_once(':').ok_or("write it as `Name: value`, with a colon".to_owned())?;
    Ok((name.to_owned(), value.trim_matches([' ', '\t']).to_owned()))
}

/// The same for an answer, which a server must be able to send.
fn answer_header(text: &str) -> Result<(String, String), String> {
    let (name, value) = header(text)?;
    if !corsmith_fetch::is_header_name(&name) {
        return Err(format!("`{name}` is not a header name"));
    }
    if value.contains(['\r', '\n']) {
        return Err("a header's value has no line break".to_owned());
    }
    Ok((name, value))
}

fn referrer_policy(text: &str) -> Result<String, String> {
    match ReferrerPolicy::from_name(text) {
        Some(_) => Ok(text.to_owned()),
        None => Err(format!("there is no referrer policy `{text}`")),
    }
}
