//! `cargo xtask bench scan`: how fast the scanner asks and judges, and in how much memory.
//!
//! It starts itself several times: a farm of 1,000 sites, each at a loopback address of its own and
//! with one of ten CORS behaviours, and clients one after the other: the scanner, and beside it one
//! that knows nothing of HTTP but where an answer ends. Where `taskset` is installed and there are
//! two processors, a client has the first to itself, and the farm the second.

mod bare;
mod farm;
mod list;
mod measured;
mod offline;
mod process;
mod scanner;

use std::env;
use std::io::{self, Write};

use corsmith_transport::DEFAULT_CONCURRENCY;

use crate::farm::Farm;
use crate::list::{SITES, list};
use crate::measured::Measured;
use crate::process::start_client;

/// As the command has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What every client sends to a target.
const REQUESTS: usize = 10;
const IN_FLIGHT: usize = 1_000;
const ROUNDS: usize = 5;
/// The list of one round, the same sites again and again.
const TARGETS: usize = 5 * SITES;
const LONG_LIST: usize = 20 * SITES;

/// What the figures should be, as the issue of the scanner asks.
const MIN_RATIO: f64 = 0.6;
const MAX_CPU_PER_1000: f64 = 0.1;
const MAX_MEMORY_KIB: u64 = 48 * 1024;
/// How much more memory a list that is twenty times as long may take.
const FLAT: f64 = 1.1;

fn main() -> Result<(), String> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        [] => compare(),
        ["farm"] => farm::serve(),
        ["bare", in_flight] => say(&bare::ask_all(number(in_flight)?)?.to_string()),
        ["scanner", in_flight] => say(&scanner::scan_all(number(in_flight)?)?.to_string()),
        ["offline"] => offline::judge_all(),
        _ => Err("start it without arguments".to_owned()),
    }
}

fn number(text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| format!("`{text}` is no number"))
}

fn compare() -> Result<(), String> {
    let mut farm = Farm::start()?;
    // Nobody's first round counts: the pages of the programs are read from the disk.
    ask("bare", IN_FLIGHT, farm.port, SITES)?;
    ask("scanner", IN_FLIGHT, farm.port, SITES)?;
    farm.connections()?;
    // As the command has it, and as many as it may be told.
    for in_flight in [DEFAULT_CONCURRENCY, IN_FLIGHT] {
        speed(&mut farm, in_flight)?;
    }
    memory(&mut farm)?;
    same_findings(&mut farm)?;
    say("\njudging what was recorded, on one processor\n")?;
    say(start_client(&["offline"], list(farm.port, 0)?)?.trim_end())
}

fn speed(farm: &mut Farm, in_flight: usize) -> Result<(), String> {
    let (mut bare, mut ours) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        for (client, rounds) in [("bare", &mut bare), ("scanner", &mut ours)] {
            rounds.push(ask(client, in_flight, farm.port, TARGETS)?);
            expect_connections(farm, TARGETS)?;
        }
    }
    say(&format!(
        "{REQUESTS} requests to each of {TARGETS} targets, {in_flight} in flight, {ROUNDS} rounds in turn\n"
    ))?;
    for (name, rounds) in [("a bare keep-alive client", &bare), ("the scanner", &ours)] {
        let sent = rounds.iter().all(|it| it.requests == it.targets * REQUESTS);
        say(&format!(
            "{name:26} {:>7.0} targets a second   {:.3} s of processor time per 1,000 targets",
            median(rounds, Measured::a_second),
            median(rounds, Measured::processor_seconds_per_1000),
        ))?;
        judge("requests", sent)?;
    }
    // The second hardly depends on what else the machine does.
    for (name, figure) in [
        ("targets a second", Measured::a_second as fn(&Measured) -> f64),
        ("targets a second of processor time", Measured::a_processor_second),
    ] {
        let pairs = ours.iter().zip(&bare);
        let mut ratios: Vec<f64> = pairs.map(|(ours, bare)| figure(ours) / figure(bare)).collect();
        ratios.sort_by(f64::total_cmp);
        let [least, ratio, most] = [0, ROUNDS / 2, ROUNDS - 1].map(|at| ratios[at]);
        say(&format!("ratio of {name:35} {ratio:.2} ({least:.2} to {most:.2})"))?;
        judge(&format!("ratio of {name}"), ratio >= MIN_RATIO)?;
    }
    let processor = median(&ours, Measured::processor_seconds_per_1000);
    judge("processor time", processor <= MAX_CPU_PER_1000)?;
    say("")
}

fn memory(farm: &mut Farm) -> Result<(), String> {
    let short = ask("scanner", IN_FLIGHT, farm.port, SITES)?;
    expect_connections(farm, SITES)?;
    let long = ask("scanner", IN_FLIGHT, farm.port, LONG_LIST)?;
    expect_connections(farm, LONG_LIST)?;
    let idle = ask("scanner", IN_FLIGHT, farm.port, 0)?;
    say(&format!(
        "most memory resident, {IN_FLIGHT} targets in flight: {:.1} MiB with {SITES} targets, \
         {:.1} MiB with {LONG_LIST}; {:.1} MiB with none",
        short.mebibytes(),
        long.mebibytes(),
        idle.mebibytes(),
    ))?;
    judge("memory", short.memory_kib.max(long.memory_kib) <= MAX_MEMORY_KIB)?;
    judge("memory by the length of the list", long.mebibytes() <= short.mebibytes() * FLAT)
}

fn same_findings(farm: &mut Farm) -> Result<(), String> {
    let mut found = Vec::new();
    for in_flight in [1, 32, IN_FLIGHT] {
        let scanned = ask("scanner", in_flight, farm.port, SITES)?;
        expect_connections(farm, SITES)?;
        say(&format!(
            "{in_flight:>4} in flight: {} findings in {SITES} targets, digest {:016x}, \
             {:.0} targets a second",
            scanned.findings,
            scanned.digest,
            scanned.a_second()
        ))?;
        found.push((scanned.findings, scanned.digest));
    }
    judge("the same findings", found.iter().all(|it| *it == found[0]) && found[0].0 > 0)
}

fn ask(client: &str, in_flight: usize, port: u16, targets: usize) -> Result<Measured, String> {
    let arguments = [client, &in_flight.to_string()];
    Measured::read(&start_client(&arguments, list(port, targets)?)?)
}

/// Every target was asked over one connection, if each site has had its share of them.
fn expect_connections(farm: &mut Farm, targets: usize) -> Result<(), String> {
    let share = targets / SITES;
    let (fewest, most) = farm.connections()?;
    if (fewest, most) == (share, share) {
        return Ok(());
    }
    judge(&format!("{fewest} to {most} connections to a site, for {share} targets"), false)
}

fn median(rounds: &[Measured], figure: impl Fn(&Measured) -> f64) -> f64 {
    let mut figures: Vec<f64> = rounds.iter().map(figure).collect();
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

fn judge(name: &str, holds: bool) -> Result<(), String> {
    if holds { Ok(()) } else { say(&format!("*** {name}: not what it should be")) }
}

fn say(text: &str) -> Result<(), String> {
    writeln!(io::stdout(), "{text}").map_err(|error| error.to_string())
}
