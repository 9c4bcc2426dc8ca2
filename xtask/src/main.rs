//! The project's own tasks: `cargo xtask test` is what everyone runs before a change is whole.

mod bench;
mod cargo;
mod codegen;
mod install;
mod lab;
mod prove;
mod screenshots;
mod site;
mod test;
mod tidy;
mod zoo;

use std::process::ExitCode;

const USAGE: &str = "\
Usage: cargo xtask <TASK>

Tasks:
  test               install what the tests need, then run everything: formatting, clippy,
                     tests, doc tests, proofs, browsers, and whether generated files are current
  install            only install the real servers, under target/proof, and the browsers
  prove [TARGET...]  run the real servers with the whole corpus, and print a table;
                     or --deployed [SERVER...] to verify them as deployed sites, which takes minutes
  lab [ARGS...]      run the real browsers with the fixed corpus and compare them with their
                     profiles; or [--cases N] [--seed S] to explore, [--engine E]... for one
                     of them, [--ask FILE] to see what they do
  site [TEST...]     run the real browsers through the site, the API with its own description, and
                     reports through what others read them with; or [--release] to do so with the
                     program as it is shipped
  screenshots [DIR]  take pictures of every page, and those of the README
  codegen [--check]  write what is derived from the leaves: registries, pages; or check it
  tidy               check what neither rustfmt nor clippy knows
  bench [ARGS...]    run the benchmarks; arguments go to criterion; `bench site` has the figures
                     of the site
  zoo [ARGS...]      let the scanner and its peers loose on servers with one flaw each, on traps
                     and on hostile ones, prove in a browser what can be read, and print a table;
                     [--only NAME]... for some, [--no-scanner], [--no-peers], [--no-browser]
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (task, rest) = match arguments.split_first() {
        Some((task, rest)) => (task.as_str(), rest),
        None => ("", &[][..]),
    };
    let result = match task {
        "bench" => bench::bench(rest),
        "codegen" => codegen::Mode::from_arguments(rest).and_then(codegen::codegen),
        "install" => test::install().map(drop),
        "lab" => lab::lab(rest),
        "prove" => prove::prove(rest),
        "screenshots" => screenshots::screenshots(rest),
        "site" => site::site(rest),
        "test" => test::test(),
        "tidy" => tidy::tidy(),
        "zoo" => zoo::zoo(rest),
        "-h" | "--help" | "help" => {
            say(USAGE);
            return ExitCode::SUCCESS;
        }
        _ => Err(format!("there is no task `{task}`\n\n{USAGE}")),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("error: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// Progress and errors; a closed standard error has nobody to tell.
pub(crate) fn say(text: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}
