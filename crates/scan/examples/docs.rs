//! Prints the pages of `docs/checks/`, for `cargo xtask codegen`: before each a form feed and the file's name.

use std::io::{self, Write};

use corsmith_scan::{check_file_name, check_index, check_page, checks};

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    write!(out, "\u{c}README.md\n{}", check_index())?;
    for check in checks() {
        write!(out, "\u{c}{}\n{}", check_file_name(check.meta()), check_page(check.meta()))?;
    }
    Ok(())
}
