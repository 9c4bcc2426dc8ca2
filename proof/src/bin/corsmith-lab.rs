//! `corsmith-lab`: asks the real browsers whether the profiles of the simulator are theirs.

use std::collections::HashSet;
use std::io::Write;
use std::panic::resume_unwind;
use std::process::ExitCode;
use std::thread;
use std::time::Instant;

use corsmith_fetch::Profile;
use corsmith_proof::lab::{
    Engine, Experiment, LabError, Laboratory, compare, corpus, disagreements, generate, minimal,
    predict,
};

const USAGE: &str = "\
Usage: corsmith-lab [--cases N] [--seed S] [--engine NAME]... [--shrink N]
       corsmith-lab --ask FILE [--engine NAME]...

Runs the kept experiments and N generated ones (3000 by default) of seed S (1 by default) in each
engine (chromium, firefox, webkit), and compares what it did with what its profile says.
What disagrees is shrunk (the first 10, or as many as --shrink says) and printed as JSON, ready for
proof/corpus/browsers.ndjson.

With --ask, the experiments of a file of that format are run, and what each engine does is printed.
";

/// What the command line asks for.
struct Options {
    cases: u64,
    seed: u64,
    engines: Vec<Engine>,
    shrink: usize,
    ask: Option<String>,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|argument| argument == "--help" || argument == "-h") {
        say(USAGE);
        return ExitCode::SUCCESS;
    }
    let options = match parse(&arguments) {
        Ok(options) => options,
        Err(message) => {
            say(&format!("error: {message}\n\n{USAGE}"));
            return ExitCode::from(2);
        }
    };
    let experiments = match experiments(&options) {
        Ok(experiments) => experiments,
        Err(message) => {
            say(&format!("error: {message}"));
            return ExitCode::from(3);
        }
    };
    let laboratory = match Laboratory::start() {
        Ok(laboratory) => laboratory,
        Err(error) => {
            say(&format!("error: {error}"));
            return ExitCode::from(3);
        }
    };
    // Together: most of the time the pages wait for cached preflights to grow old.
    let judged: Vec<_> = thread::scope(|scope| {
        let run = |engine: &Engine| {
            if options.ask.is_some() {
                ask(&laboratory, *engine, &experiments)
            } else {
                judge(&laboratory, *engine, &experiments, options.shrink)
            }
        };
        let running = options.engines.iter().map(|engine| scope.spawn(move || run(engine)));
        let running: Vec<_> = running.collect();
        running
            .into_iter()
            .map(|engine| engine.join().unwrap_or_else(|panic| resume_unwind(panic)))
            .collect()
    });
    let mut failed = false;
    for (engine, judged) in options.engines.iter().zip(judged) {
        match judged {
            Ok(agrees) => failed |= !agrees,
            // Without a browser its cases are left out, but never where it was asked for or in CI.
            Err(error) if error.is_not_installed() && options.engines.len() > 1 && !is_strict() => {
                say(&format!("left out: {engine}: {error}"));
            }
            Err(error) => {
                failed = true;
                say(&format!("error: {engine}: {error}"));
            }
        }
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn parse(arguments: &[String]) -> Result<Options, String> {
    let mut options = Options { cases: 3000, seed: 1, engines: Vec::new(), shrink: 10, ask: None };
    let mut arguments = arguments.iter();
    while let Some(name) = arguments.next() {
        let value = arguments.next().ok_or_else(|| format!("`{name}` wants a value"))?;
        let number = || value.parse().map_err(|_| format!("`{name} {value}`: not a number"));
        match name.as_str() {
            "--cases" => options.cases = number()?,
            "--seed" => options.seed = number()?,
            "--shrink" => options.shrink = usize::try_from(number()?).unwrap_or(usize::MAX),
            "--ask" => options.ask = Some(value.clone()),
            "--engine" => {
                let engine = Engine::of_name(value);
                options.engines.push(engine.ok_or_else(|| format!("no engine is `{value}`"))?);
            }
            _ => return Err(format!("there is no option `{name}`")),
        }
    }
    if options.engines.is_empty() {
        options.engines = Engine::ALL.to_vec();
    }
    Ok(options)
}

/// Those that were kept, and those that are generated.
fn experiments(options: &Options) -> Result<Vec<Experiment>, String> {
    if let Some(file) = &options.ask {
        let text = std::fs::read_to_string(file).map_err(|error| format!("`{file}`: {error}"))?;
        return corpus::parse(&text).map_err(|error| format!("{file}, {error}"));
    }
    let mut experiments = corpus::read()?;
    experiments.extend((0..options.cases).map(|index| generate(options.seed, index)));
    Ok(experiments)
}

/// Prints what the engine does, and whether its profile says so.
fn ask(
    laboratory: &Laboratory,
    engine: Engine,
    experiments: &[Experiment],
) -> Result<bool, LabError> {
    let profile = Profile::from_name(engine.name()).unwrap_or(Profile::STANDARD);
    let mut session = laboratory.open(engine)?;
    let observations = session.run(experiments)?;
    let mut out = std::io::stdout().lock();
    let mut agrees = true;
    for (experiment, seen) in experiments.iter().zip(&observations) {
        let _ = writeln!(out, "{engine}: {}", experiment.id);
        for step in &seen.steps {
            let _ = writeln!(out, "{step}");
        }
        for difference in compare(&predict(experiment, profile).0, seen) {
            agrees = false;
            let _ = writeln!(out, "  differs: {difference}");
        }
    }
    Ok(agrees)
}

/// Whether the engine does what its profile says.
fn judge(
    laboratory: &Laboratory,
    engine: Engine,
    experiments: &[Experiment],
    shrink: usize,
) -> Result<bool, LabError> {
    let profile = Profile::from_name(engine.name()).unwrap_or(Profile::STANDARD);
    let mut session = laboratory.open(engine)?;
    let started = Instant::now();
    let (mut found, mut done) = (Vec::new(), 0);
    for chunk in experiments.chunks(1000) {
        let judged = disagreements(&mut session, profile, chunk).or_else(|error| {
            // A browser that stops is none of the model's faults: once, another one may try.
            say(&format!("{engine}: {error}; again with a fresh browser"));
            session = laboratory.open(engine)?;
            disagreements(&mut session, profile, chunk)
        });
        found.extend(judged?);
        done += chunk.len();
        let seconds = started.elapsed().as_secs();
        say(&format!("{engine}: {done} of {} cases in {seconds} s", experiments.len()));
    }
    // Of those that end up the same, one is enough.
    let mut printed = HashSet::new();
    for disagreement in found.iter().take(shrink) {
        let mut small = minimal(&mut session, profile, disagreement.clone())?;
        let id = std::mem::take(&mut small.experiment.id);
        if printed.insert(corpus::write(&small.experiment)) {
            small.experiment.id = id;
            print(engine, &small.experiment, &small.differences);
        }
    }
    for disagreement in found.iter().skip(shrink) {
        print(engine, &disagreement.experiment, &disagreement.differences);
    }
    let version = session.version();
    let agree = experiments.len() - found.len();
    say(&format!("{engine} {version}: {agree} of {} cases agree", experiments.len()));
    Ok(found.is_empty())
}

fn print(engine: Engine, experiment: &Experiment, differences: &[String]) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{engine}: {}", experiment.id);
    for difference in differences {
        let _ = writeln!(out, "  {difference}");
    }
    let _ = writeln!(out, "  {}", corpus::write(experiment));
}

/// Continuous integration must not pass by asking fewer browsers.
fn is_strict() -> bool {
    std::env::var_os("CI").is_some_and(|value| value == "true")
}

fn say(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}
