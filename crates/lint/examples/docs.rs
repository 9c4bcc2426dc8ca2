//! Prints the pages of `docs/rules/`, for `cargo xtask codegen`: before each a form feed and the file's name.

use std::io::{self, Write};

use corsmith_lint::{file_name, index, page, rules};

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    write!(out, "\u{c}README.md\n{}", index())?;
    for rule in rules() {
        write!(out, "\u{c}{}\n{}", file_name(rule.meta()), page(rule.meta()))?;
    }
    Ok(())
}
