//! The other scanners, on the same servers, and their words in ours.
//!
//! They ask through the zoo's proxy, so that hosts have no ports, and only animals that keep to HTTP:
//! neither has a limit on what it reads, and an endless body would end the machine. What they report is
//! counted where any of our flaws that it can mean is there; their severities are left aside.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::animal::{Animal, Does, Speaks};
use super::flaw::Flaw;
use super::{Zoo, animals};
use crate::installed;
use crate::process::Group;

/// How long a scanner may take for all of them.
const PATIENCE: Duration = Duration::from_mins(5);

/// A scanner that is not ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Peer {
    /// [CORScanner](https://github.com/chenjj/CORScanner), from PyPI, where it is called `cors`.
    CorScanner,
    /// [Corsy](https://github.com/s0md3v/Corsy), in a checkout: it is in no package registry.
    Corsy(PathBuf),
}

/// What a scanner reported, by animal: the flaws that each report can mean.
pub type Reports = BTreeMap<&'static str, Vec<Vec<Flaw>>>;

/// Why a scanner was not asked.
#[derive(Debug)]
pub enum PeerError {
    /// It is not installed.
    Missing {
        /// What was looked for.
        looked_for: PathBuf,
    },
    /// The system refuses a file, a socket or a process.
    System(io::Error),
    /// It took longer than five minutes.
    TooSlow,
    /// It failed, or wrote what is not JSON.
    Failed {
        /// How it ended.
        status: ExitStatus,
        /// The end of what it wrote.
        last_words: String,
    },
}

/// Whether the other scanners are asked about an animal: those that keep to HTTP, at one port.
#[must_use]
pub fn is_asked(animal: &Animal) -> bool {
    matches!(animal.does, Does::Answer(_)) && !matches!(animal.speaks, Speaks::Both(_))
}

impl Peer {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::CorScanner => "CORScanner",
            Self::Corsy(_) => "Corsy",
        }
    }

    /// Lets it loose on the animals that keep to HTTP.
    ///
    /// # Errors
    ///
    /// If it is not there, fails, or does not come to an end.
    pub fn scan(&self, zoo: &Zoo) -> Result<Reports, PeerError> {
        let gate = zoo.gate()?;
        let directory = tempfile::Builder::new().prefix("corsmith-peer-").tempdir()?;
        let (list, out) = (directory.path().join("urls.txt"), directory.path().join("out.json"));
        let asked = || animals().iter().filter(|animal| is_asked(animal));
        // They are told what we are told.
        let urls = asked().flat_map(|it| {
            let paths = ["/"].into_iter().chain(it.paths.iter().copied());
            paths.map(|path| format!("{}://{}{path}\n", it.scheme(), it.host()))
        });
        fs::write(&list, urls.collect::<String>())?;
        let status = self.run(gate.address, &list, &out, directory.path())?;
        let text = fs::read_to_string(&out).unwrap_or_default();
        // Corsy writes no file where it found nothing.
        let found = if text.is_empty() && status.success() {
            Value::Null
        } else {
            serde_json::from_str(&text).map_err(|_| PeerError::Failed {
                status,
                last_words: last_words(directory.path()),
            })?
        };
        let mut reports = Reports::new();
        for (url, flaws) in self.read(&found) {
            let animal = asked().find(|it| url.contains(&format!("//{}", it.host())));
            if let Some(animal) = animal {
                reports.entry(animal.name).or_default().push(flaws);
            }
        }
        Ok(reports)
    }

    fn run(
        &self,
        gate: SocketAddr,
        list: &Path,
        out: &Path,
        directory: &Path,
    ) -> Result<ExitStatus, PeerError> {
        let python = installed::root().join("corscanner/bin/python");
        let proxy = format!("http://{gate}");
        let mut command = Command::new(&python);
        let mut needed = vec![python];
        match self {
            Self::CorScanner => {
                command.args(["-m", "CORScanner.cors_scan", "-p", &proxy, "-i"]);
                command.arg(list).arg("-o").arg(out).stdin(Stdio::null());
            }
            Self::Corsy(checkout) => {
                let script = checkout.join("corsy.py");
                // One thread: several share one dictionary of fields, and mix up their answers.
                command.arg(&script).args(["-q", "-t", "1", "-o"]).arg(out);
                command.stdin(fs::File::open(list)?);
                needed.push(script);
            }
        }
        if let Some(missing) = needed.iter().find(|it| !it.exists()) {
            return Err(PeerError::Missing { looked_for: missing.clone() });
        }
        // Also for what is not on the list, such as the public suffix list on the web.
        for variable in ["http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"] {
            command.env(variable, &proxy);
        }
        for variable in ["no_proxy", "NO_PROXY"] {
            command.env_remove(variable);
        }
        let log = fs::File::create(directory.join("log"))?;
        command.env("HOME", directory).env("PYTHONDONTWRITEBYTECODE", "1");
        command.stdout(log.try_clone()?).stderr(log).current_dir(directory);
        let mut group = Group::spawn(&mut command)?;
        let until = Instant::now() + PATIENCE;
        while !group.has_exited() {
            if Instant::now() > until {
                return Err(PeerError::TooSlow);
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(group.end()?)
    }

    /// Its words, and what they can mean.
    fn words(&self) -> &'static [(&'static str, &'static [Flaw])] {
        match self {
            Self::CorScanner => CORSCANNER,
            Self::Corsy(_) => CORSY,
        }
    }

    fn means(&self, word: &str) -> Vec<Flaw> {
        let meant = self.words().iter().find(|(known, _)| *known == word);
        meant.map_or_else(Vec::new, |(_, flaws)| flaws.to_vec())
    }

    /// Whether any word of its can mean this.
    #[must_use]
    pub fn has_notion_of(&self, flaw: Flaw) -> bool {
        self.words().iter().any(|(_, flaws)| flaws.contains(&flaw))
    }

    /// Each report: about which URL, and what it can mean.
    fn read(&self, found: &Value) -> Vec<(String, Vec<Flaw>)> {
        match self {
            Self::CorScanner => {
                let reports = found.as_array().into_iter().flatten();
                let read = reports.map(|it| (text(it, "url"), self.means(&text(it, "type"))));
                read.collect()
            }
            Self::Corsy(_) => {
                let reports = found.as_object().into_iter().flatten();
                let read = reports.map(|(url, it)| (url.clone(), self.means(&text(it, "class"))));
                read.collect()
            }
        }
    }
}

/// The flaws among those of an animal that a scanner reported.
#[must_use]
pub fn found(animal: &Animal, reports: &[Vec<Flaw>]) -> BTreeSet<Flaw> {
    let has = animal.has.iter().copied();
    has.filter(|flaw| reports.iter().any(|report| report.contains(flaw))).collect()
}

/// How many reports can mean nothing that is there.
#[must_use]
pub fn false_alarms(animal: &Animal, reports: &[Vec<Flaw>]) -> usize {
    let is_there = |flaw: &Flaw| animal.has_or_may_have(*flaw);
    reports.iter().filter(|report| !report.iter().any(is_there)).count()
}

/// What each `type` of CORScanner can mean: its test `x` is `test_x` in `common/corscheck.py`.
const CORSCANNER: &[(&str, &[Flaw])] = &[
    ("reflect_origin", &[Flaw::Stranger, Flaw::StrangerPublic]),
    ("prefix_match", &[Flaw::Prefix]),
    ("suffix_match", &[Flaw::Suffix]),
    ("trust_null", &[Flaw::Null]),
    ("include_match", &[Flaw::Truncated]),
    ("not_escape_dot", &[Flaw::UnescapedDot]),
    // Some of its third parties are asked for over plain HTTP.
    ("custom_third_parties", &[Flaw::Publishable, Flaw::StrangerOverHttp]),
    ("special_characters_bypass", &[Flaw::SpecialCharacter]),
    ("trust_any_subdomain", &[Flaw::Subdomain]),
    ("https_trust_http", &[Flaw::Insecure, Flaw::StrangerOverHttp]),
];

/// What each `class` of Corsy can mean, in `db/details.json` and `core/tests.py`.
const CORSY: &[(&str, &[Flaw])] = &[
    ("origin reflected", &[Flaw::Stranger, Flaw::StrangerPublic]),
    ("post-domain wildcard", &[Flaw::Prefix]),
    // It puts letters before the whole host.
    ("pre-domain wildcard", &[Flaw::Suffix, Flaw::SuffixOfHost]),
    ("null origin allowed", &[Flaw::Null]),
    ("unrecognized underscore", &[Flaw::SpecialCharacter]),
    ("broken parser", &[Flaw::SpecialCharacter]),
    // Its letter for the first dot also makes a host that ends with the own domain.
    ("unescaped regex", &[Flaw::UnescapedDot, Flaw::Suffix]),
    ("http origin allowed", &[Flaw::Insecure, Flaw::StrangerOverHttp]),
    ("wildcard value", &[Flaw::Star, Flaw::StarWithCredentials]),
    ("invalid value", &[Flaw::InvalidAllowOrigin]),
    ("third party allowed", &[Flaw::Trusted]),
];

fn text(report: &Value, key: &str) -> String {
    report[key].as_str().unwrap_or_default().to_owned()
}

fn last_words(directory: &Path) -> String {
    let log = fs::read(directory.join("log")).unwrap_or_default();
    let log = String::from_utf8_lossy(&log);
    let lines: Vec<_> = log.lines().collect();
    lines[lines.len().saturating_sub(10)..].join("\n")
}

impl From<io::Error> for PeerError {
    fn from(error: io::Error) -> Self {
        Self::System(error)
    }
}

impl fmt::Display for PeerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { looked_for } => write!(f, "there is no `{}`", looked_for.display()),
            Self::System(error) => write!(f, "it could not be started: {error}"),
            Self::TooSlow => write!(f, "it was not done after {} s", PATIENCE.as_secs()),
            Self::Failed { status, last_words } => {
                write!(f, "it failed ({status}); it wrote:\n{last_words}")
            }
        }
    }
}

impl std::error::Error for PeerError {}
