//! The published pages of browsers, causes, rules and targets, as the crates themselves write them.

use std::env;
use std::path::Path;
use std::process::Command;

use super::generated::Generated;
use crate::cargo::root;

/// The crates with pages, and the folder of each.
const SOURCES: [(&str, &str); 5] = [
    ("corsmith-diagnose", "docs/causes"),
    ("corsmith-fetch", "docs/browsers"),
    ("corsmith-lint", "docs/rules"),
    ("corsmith-scan", "docs/checks"),
    ("corsmith-targets", "docs/targets"),
];

/// A form feed begins each page; the rest of its line is the file's name.
const PAGE: char = '\u{c}';

/// All pages.
///
/// # Errors
///
/// If a crate does not compile, or prints something else than pages.
pub(super) fn generate() -> Result<Vec<Generated>, String> {
    SOURCES.iter().map(|(package, folder)| read(&print(package)?, folder)).collect()
}

/// What `examples/docs.rs` of a crate prints. An example, so that this crate depends on none of the project's and
/// works where they do not compile.
fn print(package: &str) -> Result<String, String> {
    let arguments = ["run", "--quiet", "--package", package, "--example", "docs"];
    let shown = format!("cargo {}", arguments.join(" "));
    let program = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(program)
        .args(arguments)
        .current_dir(root())
        .output()
        .map_err(|error| format!("`{shown}` could not be run: {error}"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!("`{shown}` failed ({}):\n{said}", output.status));
    }
    String::from_utf8(output.stdout).map_err(|_| format!("`{shown}` printed what is not UTF-8"))
}

fn read(printed: &str, folder: &str) -> Result<Generated, String> {
    let mut pages = Generated::whole_folder(folder, "md");
    let Some(printed) = printed.strip_prefix(PAGE) else {
        return Err(format!("what is meant for `{folder}` does not begin with a page"));
    };
    for page in printed.split(PAGE) {
        let (name, contents) = page.split_once('\n').unwrap_or((page, ""));
        let is_markdown = Path::new(name).extension().is_some_and(|extension| extension == "md");
        if name.contains(['/', '\\']) || !is_markdown {
            return Err(format!("`{name}` is no name for a page in `{folder}`"));
        }
        pages.add(format!("{folder}/{name}"), contents.to_owned());
    }
    Ok(pages)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn each_form_feed_begins_a_page() {
        let pages = read("\u{c}a.md\n# A\n\u{c}b.md\n# B\n", "docs").unwrap();
        let root = std::env::temp_dir().join("corsmith-no-such-folder");
        let stale = pages.apply(&root, super::super::Mode::Check).unwrap();
        assert_eq!(stale, ["docs/a.md", "docs/b.md"]);
    }

    #[test]
    fn anything_else_is_refused() {
        for printed in ["", "warning: x", "\u{c}../a.md\n", "\u{c}a.txt\n"] {
            assert!(read(printed, "docs").is_err(), "{printed}");
        }
    }
}
