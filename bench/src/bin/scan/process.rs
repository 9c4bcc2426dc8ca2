//! Processes of this program, and what the system says of one.

use std::fs::File;
use std::process::{Command, Stdio};
use std::{env, fs, thread};

/// The processor of clients, and that of the farm.
pub(crate) const CLIENT: &str = "0";
pub(crate) const FARM: &str = "1";

/// This program with other arguments, alone on a processor if it can be.
pub(crate) fn this_program(processor: &str) -> Result<Command, String> {
    let own = env::current_exe().map_err(|error| error.to_string())?;
    let several = thread::available_parallelism().is_ok_and(|processors| processors.get() > 1);
    let found = || Command::new("taskset").arg("--version").stdout(Stdio::null()).status();
    if several && found().is_ok_and(|status| status.success()) {
        let mut command = Command::new("taskset");
        command.args(["--cpu-list", processor]).arg(own);
        return Ok(command);
    }
    Ok(Command::new(own))
}

/// What a client prints that is given a list.
pub(crate) fn start_client(arguments: &[&str], list: File) -> Result<String, String> {
    let mut command = this_program(CLIENT)?;
    command.args(arguments).stdin(list).stderr(Stdio::inherit());
    let output = command.output().map_err(|error| format!("cannot start a client: {error}"))?;
    if !output.status.success() {
        return Err("a client failed".to_owned());
    }
    String::from_utf8(output.stdout).map_err(|error| error.to_string())
}

/// How long this process has kept processors busy, in seconds.
pub(crate) fn processor_seconds() -> Result<f64, String> {
    let stat = fs::read_to_string("/proc/self/stat").map_err(|error| error.to_string())?;
    // The name of the program, in parentheses, may have spaces; times are the 14th and 15th field.
    let fields = stat.rsplit_once(") ").map(|(_, rest)| rest.split(' ')).ok_or("no times")?;
    let ticks = fields.skip(11).take(2).map(str::parse::<u32>);
    let ticks = ticks.sum::<Result<u32, _>>().map_err(|error| error.to_string())?;
    // Linux counts for programs in hundredths, whatever it does inside (`USER_HZ`).
    Ok(f64::from(ticks) / 100.0)
}

/// The most memory that was ever resident of this process.
pub(crate) fn most_memory_kib() -> Result<u64, String> {
    let status = fs::read_to_string("/proc/self/status").map_err(|error| error.to_string())?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
    kib.ok_or_else(|| "the system does not say how much memory was resident".to_owned())
}
