//! Prints the pages of `docs/causes/`, for `cargo xtask codegen`: before each a form feed and the file's name.

use std::io::{self, Write};

use corsmith_diagnose::{causes, index, page};

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    write!(out, "\u{c}README.md\n{}", index())?;
    for cause in causes() {
        write!(out, "\u{c}{}.md\n{}", cause.code, page(cause))?;
    }
    Ok(())
}
