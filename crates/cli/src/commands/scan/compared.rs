//! `--compare`: the baseline.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use corsmith_report::scan::compare::{Baseline, Comparison, MAX_BASELINE_BYTES};

use crate::error::Error;

/// Reads the baseline at `path`, before anything is sent.
pub(super) fn read(path: &Path) -> Result<Comparison, Error> {
    let failed = |error: std::io::Error| Error::reading(path, &error);
    let mut bytes = Vec::new();
    // One byte more tells that it is too long.
    let limit = MAX_BASELINE_BYTES as u64 + 1;
    File::open(path).map_err(failed)?.take(limit).read_to_end(&mut bytes).map_err(failed)?;
    let name = path.display().to_string();
    let baseline = Baseline::read(&bytes).map_err(|error| {
        Error::input(format!("{name}: {error}"))
            .help("`corsmith baseline` writes one, and so does `corsmith scan --format json`")
    })?;
    Ok(Comparison::new(baseline, &name))
}
