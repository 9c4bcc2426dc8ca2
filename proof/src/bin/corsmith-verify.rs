//! `corsmith-verify [SERVER…]`: deploys every policy of the corpus on the servers, or on all of them, verifies each
//! deployment against its policy and infers the policy from it, and prints a table.

use std::error::Error;
use std::io::Write;
use std::process::ExitCode;
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
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "error: {error}");
            ExitCode::from(3)
        }
    }
}

#[derive(Default)]
struct Row {
    policies: usize,
    requests: usize,
    verified: usize,
    asked: usize,
    recovered: usize,
}

fn run() -> Result<bool, Box<dyn Error>> {
    let names: Vec<String> = std::env::args().skip(1).collect();
    let policies = corpus()?;
    let upstream = Upstream::start()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut out = std::io::stdout().lock();
    let mut holds = true;
    let header = ["server", "policies", "verified", "requests", "recovered", "requests", "time"];
    writeln!(out, "{}", line(&header.map(str::to_owned)))?;
    for server in all().filter(|it| names.is_empty() || names.iter().any(|name| name == it.name()))
    {
        let started = Instant::now();
        let mut row = Row::default();
        let mut said = Vec::new();
        prepare(server, &policies, &upstream)?;
        for entry in &policies {
            runtime.block_on(try_policy(server, entry, &upstream, &mut row, &mut said))?;
        }
        holds &= row.verified == row.policies && row.recovered == row.policies;
        let Row { policies, requests, verified, asked, recovered } = row;
        let counts = [policies, verified, requests, recovered, asked].map(|it| it.to_string());
        let time = format!("{:.0} s", started.elapsed().as_secs_f64());
        let [policies, verified, requests, recovered, asked] = counts;
        let name = server.name().to_owned();
        writeln!(out, "{}", line(&[name, policies, verified, requests, recovered, asked, time]))?;
        for text in said {
            writeln!(out, "  {text}")?;
        }
    }
    Ok(holds)
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
) -> Result<(), Box<dyn Error>> {
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
) -> Result<(), Box<dyn Error>> {
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
