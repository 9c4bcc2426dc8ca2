//! A target's published page.

use std::fmt::Write as _;

use corsmith_policy::conformance::DifferenceKind;

use crate::{ALL, About, Tier};

/// A target's page in Markdown: what `corsmith targets nginx` prints and `docs/targets/` publishes.
/// The text its author wrote, then what its data says: where the output changes, and every known
/// deviation.
///
/// ```
/// let nginx = corsmith_targets::find("nginx").ok_or("no such target")?;
/// let page = corsmith_targets::page(nginx.about());
/// assert!(page.starts_with("# nginx\n"));
/// assert!(page.contains("## Known deviations"));
/// # Ok::<(), &str>(())
/// ```
#[must_use]
pub fn page(about: &About) -> String {
    let mut page = format!(
        "# {}\n\n`corsmith build --target {}`: {}. Tier: {}.\n\n{}\n",
        about.title,
        about.name,
        about.summary.trim_end_matches('.'),
        about.tier,
        without_title(about.page)
    );
    if !about.releases.is_empty() {
        // Writing to a `String` cannot fail.
        let _ = write!(
            page,
            "\n## Output by version\n\nWithout a version the output is for {}.\n\n\
             | From version | Difference |\n| --- | --- |\n",
            about.default_version
        );
        for release in about.releases {
            let _ = writeln!(page, "| {} | {} |", release.version, cell(release.note));
        }
    }
    page.push_str("\n## Known deviations\n\n");
    if about.deviations.is_empty() {
        page.push_str("None.\n");
        return page;
    }
    page.push_str("| Deviation | Where | Why |\n| --- | --- | --- |\n");
    for deviation in about.deviations {
        let place = deviation.endpoint.unwrap_or("everywhere");
        let reason = cell(deviation.reason);
        let _ = writeln!(page, "| {} | {place} | {reason} |", deviation.difference);
    }
    page
}

/// The table of all targets, for `docs/targets/README.md`.
///
/// ```
/// assert!(corsmith_targets::index().contains("[nginx](nginx.md)"));
/// ```
#[must_use]
pub fn index() -> String {
    let mut table = String::from(
        "# Targets\n\n\
         Proven targets run as the real server in `cargo xtask prove`: every policy of the corpus,\n\
         every request derived from it, and no difference but the declared ones.\n\n\
         | Target | For | Versions | Tier | What it writes |\n| --- | --- | --- | --- | --- |\n",
    );
    for target in ALL {
        let About { name, title, tier, .. } = target.about();
        let versions: Vec<_> =
            target.about().releases.iter().map(|release| release.version.to_string()).collect();
        let versions = if versions.is_empty() { "any".to_owned() } else { versions.join(", ") };
        let summary = cell(target.about().summary);
        // Writing to a `String` cannot fail.
        let _ =
            writeln!(table, "| [{name}]({name}.md) | {title} | {versions} | {tier} | {summary} |");
    }
    table
}

/// The deviations of every target, for `docs/targets/deviations.md`.
///
/// ```
/// assert!(corsmith_targets::deviations().starts_with("# Deviations"));
/// ```
#[must_use]
pub fn deviations() -> String {
    let mut page = String::from(
        "# Deviations\n\n\
         Where a finished server is known to differ from the policy's own answers. The proofs fail when a\n\
         difference appears that is not listed here, and when a listed one is not seen any more.\n\n\
         What a server refuses before it looks at its configuration, such as a malformed request, may have no headers\n\
         of the policy, and no origin may read it then. That is so everywhere, and listed under each target's Limits.\n\n\
         | Target | Deviation | Where | Why |\n| --- | --- | --- | --- |\n",
    );
    for about in ALL.iter().map(|target| target.about()) {
        let name = about.name;
        if about.deviations.is_empty() && about.tier == Tier::Proven {
            let _ = writeln!(page, "| [{name}]({name}.md) | none | | |");
        }
        for deviation in about.deviations {
            let place = deviation.endpoint.unwrap_or("everywhere");
            let (kind, reason) = (deviation.difference, cell(deviation.reason));
            let _ = writeln!(page, "| [{name}]({name}.md) | {kind} | {place} | {reason} |");
        }
    }
    page.push_str("\n## What the kinds mean\n\n| Deviation | Meaning |\n| --- | --- |\n");
    for kind in DifferenceKind::ALL {
        let _ = writeln!(page, "| {kind} | {} |", kind.meaning());
    }
    page
}

/// Authors may write a title of their own, for whoever reads the file where it lies.
fn without_title(page: &str) -> &str {
    let page = page.trim();
    match page.strip_prefix("# ") {
        Some(rest) => rest.split_once('\n').map_or("", |(_, body)| body.trim()),
        None => page,
    }
}

/// A bar would end the cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use super::page;
    use crate::ALL;

    const HEADINGS: [&str; 5] =
        ["What it generates", "Versions", "Limits", "How to check", "References"];

    #[test]
    fn every_page_has_the_headings_in_order() {
        for target in ALL {
            let name = target.about().name;
            let written = target.about().page;
            let headings: Vec<_> =
                written.lines().filter_map(|line| line.strip_prefix("## ")).collect();
            assert_eq!(headings, HEADINGS, "{name}");
            let references = written.split("## References").nth(1).unwrap_or_default();
            assert!(references.contains("https://"), "{name}: no reference is a link");
        }
    }

    #[test]
    fn names_are_unique_sorted_and_plain() {
        let names: Vec<_> = ALL.iter().map(|target| target.about().name).collect();
        assert!(names.is_sorted_by(|a, b| a < b), "{names:?}");
        for name in names {
            assert!(
                name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
                "{name}"
            );
        }
    }

    #[test]
    fn what_is_declared_is_on_the_page() {
        for target in ALL {
            let page = page(target.about());
            for deviation in target.about().deviations {
                assert!(page.contains(&deviation.difference.to_string()), "{page}");
            }
        }
    }
}
