//! Prints the pages of `docs/targets/`, for `cargo xtask codegen`: before each a form feed and the file's name.

use std::io::{self, Write};

use corsmith_targets::{ALL, deviations, index, page};

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    write!(out, "\u{c}README.md\n{}", index())?;
    write!(out, "\u{c}deviations.md\n{}", deviations())?;
    for target in ALL {
        write!(out, "\u{c}{}.md\n{}", target.about().name, page(target.about()))?;
    }
    Ok(())
}
