//! `cargo xtask prove --deployed [SERVER…]`: deploys every policy of the corpus on the servers, or on all of them, verifies
//! each deployment against its policy and infers the policy from it, and prints a table.

use std::error::Error;
use std::io::Write;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Instant;

use corsmith_proof::prove::{CorpusPolicy, corpus};
use corsmith_proof::server::{Server, Site, all};
use corsmith_proof::upstream::Upstream;
use corsmith_proof::verify::{candidates, deploy, differences, path_patterns};
use corsmith_scan::Label;
use corsmith_scan::infer::{InferOptions, infer};
use corsmith_scan::verify::{VerifyMethods, VerifyOptions, verify};
use corsmith_targets::Provenance;

fn main() -> ExitCode {
    let names: Vec<String> = std::env::args().skip(1).collect();
    if let Some(unknown) = names.iter().find(|name| !all().any(|it| it.name() == *name)) {
        let known: Vec<_> = all().map(Server::name).collect();
        let known = known.join(", ");
        let _ =
            writeln!(std::io::stderr(), "error: there is no server `{unknown}`; there are {known}");
        return ExitCode::from(2);
    }
    match run(&names) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "error: {error}");
            ExitCode::from(3)
        }
    }
}

type Failed = Box<dyn Error + Send + Sync>;

#[derive(Default)]
struct Row {
    policies: usize,
    requests: usize,
    verified: usize,
    asked: usize,
    recovered: usize,
}

fn run(names: &[String]) -> Result<bool, Failed> {
    let policies = corpus()?;
    let is_chosen =
        |server: &&dyn Server| names.is_empty() || names.iter().any(|it| it == server.name());
    let chosen: Vec<_> = all().filter(is_chosen).collect();
    let header = ["server", "policies", "verified", "requests", "recovered", "requests", "time"];
    writeln!(std::io::stdout(), "{}", line(&header.map(str::to_owned)))?;
    let (next, holds) = (AtomicUsize::new(0), AtomicBool::new(true));
    let work = || -> Result<(), Failed> {
        while let Some(server) = chosen.get(next.fetch_add(1, Ordering::SeqCst)) {
            match try_server(*server, &policies) {
                Ok(true) => {}
                Ok(false) => holds.store(false, Ordering::SeqCst),
                Err(error) => return Err(format!("{}: {error}", server.name()).into()),
            }
        }
        Ok(())
    };
    // The servers are processes of their own, and wait for us as we do for them.
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| -> Result<(), Failed> {
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        threads
            .into_iter()
            .try_for_each(|it| it.join().unwrap_or_else(|_| Err("a thread panicked".into())))
    })?;
    Ok(holds.into_inner())
}

/// Tries every policy on a server and prints its line; whether all hold.
fn try_server(server: &dyn Server, policies: &[CorpusPolicy]) -> Result<bool, Failed> {
    let started = Instant::now();
    let upstream = Upstream::start()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (mut row, mut said) = (Row::default(), Vec::new());
    prepare(server, policies, &upstream)?;
    for entry in policies {
        runtime.block_on(try_policy(server, entry, &upstream, &mut row, &mut said))?;
    }
    let Row { policies, requests, verified, asked, recovered } = row;
    let time = format!("{:.0} s", started.elapsed().as_secs_f64());
    let counts = [policies, verified, requests, recovered, asked].map(|it| it.to_string());
    let [all, held, requests, learned, asked] = counts;
    let mut out = std::io::stdout().lock();
    let name = server.name().to_owned();
    writeln!(out, "{}", line(&[name, all, held, requests, learned, asked, time]))?;
    for text in said {
        writeln!(out, "  {text}")?;
    }
    Ok(verified == policies && recovered == policies)
}

fn line(cells: &[String; 7]) -> String {
    let cells = cells.iter().map(|cell| format!("{cell:<10}"));
    cells.collect::<Vec<_>>().join(" ").trim_end().to_owned()
}

/// A server that compiles its policies does so once.
fn prepare(
    server: &dyn Server,
    policies: &[CorpusPolicy],
    upstream: &Upstream,
) -> Result<(), Failed> {
    let target = corsmith_targets::find(server.target()).ok_or("no such target")?;
    let version = target.about().default_version;
    let sites = policies.iter().filter_map(|entry| {
        let provenance = Provenance::from_source(format!("{}.toml", entry.name));
        let output = target.render(&entry.policy, version, &provenance).ok()?;
        Some(Site::new(server, &entry.name, output.files, upstream.address()))
    });
    Ok(server.prepare(&sites.collect::<Vec<_>>())?)
}

async fn try_policy(
    server: &dyn Server,
    entry: &CorpusPolicy,
    upstream: &Upstream,
    row: &mut Row,
    said: &mut Vec<String>,
) -> Result<(), Failed> {
    let CorpusPolicy { name, policy } = entry;
    let Some(deployed) = deploy(server, policy, name, upstream, |_| ())? else { return Ok(()) };
    row.policies += 1;

    let mut paths: Vec<String> = ERRORS.iter().map(|last| format!("/{last}")).collect();
    for pattern in path_patterns(policy) {
        if let Some(prefix) = pattern.strip_suffix('*') {
            paths.extend(ERRORS.iter().map(|last| format!("{prefix}{last}")));
        }
    }
    let options = VerifyOptions { paths, methods: VerifyMethods::All, ..VerifyOptions::default() };
    let target = deployed.target()?;
    let mut session = deployed.session()?;
    let verification = verify(&mut session, &target, policy, &options).await;
    row.requests += verification.answered.len();
    row.verified += usize::from(verification.holds());
    if !verification.holds() {
        said.push(format!("{name} differs: {} unanswered", verification.failures.len()));
        for failed in verification.failures.iter().take(3) {
            said.push(format!("  {}: {}", failed.request.name, failed.failure));
        }
        for group in verification.groups() {
            let (request, difference) = group.seen[0];
            said.push(format!(
                "  {} times: {difference}: {}",
                group.seen.len(),
                request.request.name
            ));
        }
    }

    let options = InferOptions {
        origins: candidates(policy),
        paths: path_patterns(policy),
        ..InferOptions::new(Label::from_random(5))
    };
    let inference = infer(&mut session, &target, &options).await;
    row.asked += inference.requests;
    let differences = differences(policy, &inference);
    row.recovered += usize::from(differences.is_empty());
    if !differences.is_empty() {
        said.push(format!("{name} is not recovered"));
        said.extend(differences.iter().chain(&inference.warnings).map(|it| format!("  {it}")));
    }
    Ok(())
}

/// Last segments at which the application answers with an error, with CORS headers of its own, or not at all.
const ERRORS: &[&str] = &["missing", "broken", "own-cors", "own-cors-broken", "vary", "redirect"];
