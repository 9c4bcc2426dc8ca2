//! `corsmith-zoo`: lets our scanner, its peers and a browser loose on the zoo, and prints a table.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use corsmith_proof::zoo::ours::{self, Scanned};
use corsmith_proof::zoo::peers::Peer;
use corsmith_proof::zoo::table::{Column, attacks, table};
use corsmith_proof::zoo::{Exploit, ExploitError, Zoo, animals, exploits};

const USAGE: &str = "\
Usage: corsmith-zoo [OPTIONS]

  --only NAME   only this animal; may be repeated, and leaves the peers and the browser out
  --corsy DIR   a checkout of Corsy, which is in no package registry
  --no-scanner  leave our scanner out, and the table with it
  --no-peers    leave the other scanners out
  --no-browser  leave the browser out
";

#[derive(Default)]
struct Arguments {
    names: Vec<String>,
    corsy: Option<PathBuf>,
    without: Vec<String>,
}

fn main() -> ExitCode {
    let arguments = match Arguments::read(std::env::args().skip(1)) {
        Ok(arguments) => arguments,
        Err(error) => {
            say(&format!("error: {error}\n\n{USAGE}"));
            return ExitCode::from(2);
        }
    };
    match run(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            say(&format!("error: {error}"));
            ExitCode::from(3)
        }
    }
}

/// Whether everything held.
fn run(arguments: &Arguments) -> Result<bool, Box<dyn std::error::Error + Send + Sync>> {
    let zoo = Zoo::start()?;
    if arguments.is_without("--no-scanner") {
        let exploits = arguments.attacks(&zoo)?;
        write!(std::io::stdout().lock(), "{}", attacks(&exploits))?;
        return Ok(exploits.iter().all(Exploit::holds));
    }
    let chosen = if arguments.names.is_empty() { animals().len() } else { arguments.names.len() };
    say(&format!("scanning {chosen} animals"));
    let scanned = ours::scan(&zoo, &arguments.names)?;
    let (columns, exploits) = if arguments.names.is_empty() {
        (arguments.columns(&zoo), arguments.attacks(&zoo)?)
    } else {
        (Vec::new(), Vec::new())
    };
    let mut out = std::io::stdout().lock();
    write!(out, "{}", table(&scanned, &columns, &exploits))?;
    if !arguments.names.is_empty() {
        for it in &scanned {
            details(&mut out, it)?;
        }
    }
    Ok(scanned.iter().all(Scanned::holds) && exploits.iter().all(Exploit::holds))
}

fn details(out: &mut impl Write, scanned: &Scanned) -> std::io::Result<()> {
    let Scanned { animal, recording, findings, took } = scanned;
    writeln!(out, "\n{}: it {}", animal.name, animal.is)?;
    writeln!(out, "{} exchanges in {} ms", recording.entries.len(), took.as_millis())?;
    if let Some(why) = &recording.cut_short {
        writeln!(out, "cut short: {why}")?;
    }
    for finding in findings {
        let (check, severity) = (finding.check, finding.severity);
        writeln!(out, "  {} {} ({severity}): {finding}", check.code, check.name)?;
    }
    Ok(())
}

impl Arguments {
    fn read(mut words: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut arguments = Self::default();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--only" => {
                    let name = words.next().ok_or("`--only` needs the name of an animal")?;
                    if !animals().iter().any(|animal| animal.name == name) {
                        return Err(format!("there is no animal `{name}`"));
                    }
                    arguments.names.push(name);
                }
                "--corsy" => {
                    let checkout = words.next().ok_or("`--corsy` needs a directory")?;
                    arguments.corsy = Some(checkout.into());
                }
                "--no-scanner" | "--no-peers" | "--no-browser" => arguments.without.push(word),
                _ => return Err(format!("there is no option `{word}`")),
            }
        }
        if arguments.is_without("--no-scanner") && !arguments.names.is_empty() {
            return Err(
                "`--only` says what our scanner looks at, and `--no-scanner` leaves it out".into(),
            );
        }
        Ok(arguments)
    }

    fn is_without(&self, option: &str) -> bool {
        self.without.iter().any(|it| it == option)
    }

    fn columns(&self, zoo: &Zoo) -> Vec<Column> {
        if self.is_without("--no-peers") {
            return Vec::new();
        }
        let mut peers = vec![Peer::CorScanner];
        match &self.corsy {
            Some(checkout) => peers.push(Peer::Corsy(checkout.clone())),
            None => say("left out: Corsy, which is in no package registry; see `--corsy`"),
        }
        let mut columns = Vec::new();
        for peer in peers {
            say(&format!("asking {}", peer.name()));
            match peer.scan(zoo) {
                Ok(reports) => columns.push(Column { peer, reports }),
                Err(error) => say(&format!("left out: {}: {error}", peer.name())),
            }
        }
        columns
    }

    fn attacks(&self, zoo: &Zoo) -> Result<Vec<Exploit>, ExploitError> {
        if self.is_without("--no-browser") {
            return Ok(Vec::new());
        }
        say("attacking with a browser");
        match exploits(zoo) {
            // Continuous integration must not pass by proving less.
            Err(ExploitError::NoBrowser) if !is_strict() => {
                say("left out: the attacks, because there is no Chromium");
                Ok(Vec::new())
            }
            result => result,
        }
    }
}

fn is_strict() -> bool {
    std::env::var_os("CI").is_some_and(|value| value == "true")
}

/// Progress and errors; a closed standard error has nobody to tell.
fn say(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}
