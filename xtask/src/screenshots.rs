//! `cargo xtask screenshots`: what every page looks like, and the pictures of the README.

use std::path::PathBuf;

use crate::cargo::root;
use crate::say;
use crate::site::{Profile, node, run};

/// Takes a picture of every page at three widths, light and dark, into `target/screenshots` or the folder that `rest`
/// names, and the README's into `docs/screenshots`.
///
/// # Errors
///
/// If Chromium or `node`'s packages are missing, or a page cannot be shown.
pub(crate) fn screenshots(rest: &[String]) -> Result<(), String> {
    let directory = match rest {
        [] => root().join("target/screenshots"),
        // `node` runs elsewhere.
        [directory] => {
            std::path::absolute(directory).map_err(|error| format!("`{directory}`: {error}"))?
        }
        _ => return Err("`screenshots` takes one folder".to_owned()),
    };
    let readme: PathBuf = root().join("docs/screenshots");
    let mut node = node(Profile::Debug)?;
    node.arg("screenshots.mjs").args([&directory, &readme]);
    run(&mut node, "screenshots")?;
    say(&format!("every page is in {}, the README's in {}", directory.display(), readme.display()));
    Ok(())
}
