//! What is asked, and how it is judged.

use std::path::Path;
use std::time::Duration;

use clap::{Args, ValueEnum};
use corsmith_fetch::{Origin, is_method};
use corsmith_scan::{
    DEFAULT_BUDGET, JudgeOptions, Label, MAX_METHODS, MAX_PATHS, ProbeMode, Profile, ScanOptions,
    Suppression, find_check,
};
use corsmith_transport::Client;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::error::Error;
use crate::out::Out;
use crate::site::{self, SiteOptions};

/// What is sent, and how much.
#[derive(Args)]
#[command(next_help_heading = "What is sent")]
pub(super) struct AskOptions {
    /// Send one ordinary request to each URL and nothing else; the default for hosts that are not
    /// declared yours
    #[arg(long, conflicts_with_all = ["i_own_this", "owner_token", "cache_poisoning"])]
    passive: bool,
    /// These hosts are yours, or their owner has asked you: send every probe
    #[arg(long)]
    i_own_this: bool,
    /// Send every probe to hosts that publish this token, in a DNS TXT record of
    /// `_corsmith.HOST` or at `/.well-known/corsmith-owner`, as `corsmith-owner=TOKEN`
    #[arg(long, value_name = "TOKEN", value_parser = token)]
    pub(super) owner_token: Option<String>,
    /// Also ask whether a cache hands one origin's answer to another, with a query that nobody else
    /// uses
    #[arg(long)]
    cache_poisoning: bool,
    /// A further path to ask; may be given several times
    #[arg(long = "path", value_name = "PATH", value_parser = site::path)]
    paths: Vec<String>,
    /// The method of actual requests; may be given several times. Anything but GET and HEAD may
    /// change something on the server
    #[arg(long = "method", value_name = "METHOD", default_value = "GET", value_parser = method)]
    methods: Vec<String>,
    /// An origin to ask about beside those of the probes; may be given several times
    #[arg(long = "candidate-origin", value_name = "ORIGIN", value_parser = origin)]
    candidates: Vec<String>,
    /// Most requests to one target, redirects included
    #[arg(long, value_name = "COUNT", default_value_t = DEFAULT_BUDGET, value_parser = count(1, 10_000))]
    budget: usize,
    /// How many targets at once
    #[arg(long, value_name = "COUNT", default_value_t = 32, value_parser = count(1, 4096))]
    pub(super) concurrency: usize,
    /// How long one target may take, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 120, value_parser = clap::value_parser!(u64).range(1..=3600))]
    target_timeout: u64,
    #[command(flatten)]
    site: SiteOptions,
}

impl AskOptions {
    /// What is asked of a target, by whether it is the user's.
    pub(super) fn scan_options(&self, is_own: bool, label: Label) -> Result<ScanOptions, Error> {
        let mode = match (is_own, self.cache_poisoning) {
            (false, _) => ProbeMode::Passive,
            (true, false) => ProbeMode::Active,
            (true, true) => ProbeMode::OptIn,
        };
        for (count, most, what) in
            [(self.paths.len(), MAX_PATHS, "paths"), (self.methods.len(), MAX_METHODS, "methods")]
        {
            if count > most {
                return Err(Error::input(format!(
                    "{count} {what} are given, at most {most} are asked"
                )));
            }
        }
        Ok(ScanOptions {
            mode,
            paths: self.paths.clone(),
            methods: self.methods.clone(),
            candidates: self.candidates.clone(),
            headers: self.site.headers(),
            budget: self.budget,
            ..ScanOptions::passive(label)
        })
    }

    /// The file that it reads.
    pub(super) fn file(&self) -> Option<&Path> {
        self.site.file()
    }

    /// Refuses options that only probes use, where none are sent.
    pub(super) fn check(&self) -> Result<(), Error> {
        if self.i_own_this || self.owner_token.is_some() {
            return Ok(());
        }
        // A visit is a GET.
        let has_methods = self.methods.iter().any(|method| method != "GET");
        let of_probes = [
            ("--path", !self.paths.is_empty(), ", or give the path as a further URL"),
            ("--method", has_methods, ""),
            ("--candidate-origin", !self.candidates.is_empty(), ""),
            ("--cache-poisoning", self.cache_poisoning, ""),
        ];
        match of_probes.iter().find(|(_, is_given, _)| *is_given) {
            None => Ok(()),
            Some((option, _, instead)) => {
                Err(Error::input(format!("`{option}` has no effect without `--i-own-this`"))
                    .help(format!("add it if the host is yours{instead}")))
            }
        }
    }

    /// Whether the user says that every host is theirs.
    pub(super) fn is_declared_own(&self) -> bool {
        self.i_own_this && !self.passive
    }

    /// What asks.
    pub(super) fn client(&self) -> Result<Client, Error> {
        self.site.client(Duration::from_secs(self.target_timeout))
    }
}

/// How it is judged.
#[derive(Args)]
#[command(next_help_heading = "How it is judged")]
pub(in crate::commands) struct JudgeArguments {
    /// The kind of the site
    #[arg(long, value_enum, value_name = "PROFILE", default_value_t = ProfileChoice::Site)]
    profile: ProfileChoice,
    /// Accept the findings of a check, by its code or name, and say why; may be given several times
    #[arg(long = "suppress", value_name = "CHECK=REASON", value_parser = suppression)]
    suppressions: Vec<Suppression>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ProfileChoice {
    /// Pages that people visit
    Site,
    /// An API, which shows nobody a page
    Api,
}

/// The time, as RFC 3339 writes it.
pub(in crate::commands) fn now() -> String {
    let now = OffsetDateTime::now_utc();
    // Only years beyond 9999 cannot be written.
    now.replace_nanosecond(0).unwrap_or(now).format(&Rfc3339).unwrap_or_default()
}

impl JudgeArguments {
    pub(in crate::commands) fn options(&self, out: &mut Out) -> Result<JudgeOptions, Error> {
        let profile = match self.profile {
            ProfileChoice::Site => Profile::Site,
            ProfileChoice::Api => Profile::Api,
        };
        for suppression in &self.suppressions {
            let known = find_check(&suppression.check).ok_or_else(|| {
                Error::input(format!("there is no check `{}`", suppression.check))
                    .help("`corsmith rule` lists the codes and names of checks")
            })?;
            out.note(&format!(
                "findings of {} ({}) are accepted: {}",
                known.code, known.name, suppression.reason
            ));
        }
        Ok(JudgeOptions { profile, suppressions: self.suppressions.clone() })
    }
}

fn suppression(text: &str) -> Result<Suppression, String> {
    let (check, reason) = text.split_once('=').unwrap_or((text, ""));
    let (check, reason) = (check.trim(), reason.trim());
    if check.is_empty() || reason.is_empty() {
        return Err(
            "a check and the reason are right, such as CS356='the framework sets it'".to_owned()
        );
    }
    Ok(Suppression { check: check.to_owned(), reason: reason.to_owned() })
}

fn method(text: &str) -> Result<String, String> {
    if is_method(text) && text != "CONNECT" {
        return Ok(text.to_owned());
    }
    Err(format!("`{text}` cannot be sent as a method"))
}

fn origin(text: &str) -> Result<String, String> {
    if text == "null" {
        return Ok(text.to_owned());
    }
    Origin::parse(text).map(|origin| origin.serialize()).map_err(|error| error.to_string())
}

fn token(text: &str) -> Result<String, String> {
    let is_fit = (16..=128).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if is_fit {
        Ok(text.to_owned())
    } else {
        Err("16 to 128 letters, digits and hyphens are right".to_owned())
    }
}

/// A number of things within limits.
fn count(least: usize, most: usize) -> impl Fn(&str) -> Result<usize, String> + Clone {
    move |text| {
        let number: usize = text.parse().map_err(|_| format!("`{text}` is not a number"))?;
        if (least..=most).contains(&number) {
            Ok(number)
        } else {
            Err(format!("{least} to {most} is right"))
        }
    }
}
