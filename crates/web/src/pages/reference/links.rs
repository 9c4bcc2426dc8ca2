//! Links between the files of `docs/`, as links of the site.

/// Where the file that `link` names, from a file of `docs/FOLDER/`, is on the site. Anything else
/// stays as it is.
pub(super) fn on_site(folder: &str, link: &str) -> String {
    let (path, fragment) = match link.split_once('#') {
        Some((path, fragment)) => (path, format!("#{fragment}")),
        None => (link, String::new()),
    };
    let Some(file) = path.strip_suffix(".md") else { return link.to_owned() };
    let (folder, name) = match file.strip_prefix("../").map(|file| file.split_once('/')) {
        Some(Some(pair)) => pair,
        Some(None) => return link.to_owned(),
        None => (folder, file),
    };
    match (folder, name) {
        (folder, "README") => format!("/{folder}{fragment}"),
        // `CS031-null-origin-with-credentials`
        ("rules" | "checks", name) => {
            let code = name.split_once('-').map_or(name, |(code, _)| code);
            format!("/{folder}/{code}{fragment}")
        }
        (folder, name) => format!("/{folder}/{name}{fragment}"),
    }
}

#[cfg(test)]
mod tests {
    use super::on_site;

    #[test]
    fn files_become_pages() {
        let rows = [
            ("rules", "CS031-null-origin-with-credentials.md", "/rules/CS031"),
            ("rules", "CS031-null-origin-with-credentials.md#example", "/rules/CS031#example"),
            ("rules", "README.md", "/rules"),
            ("checks", "CS301-no-nosniff.md", "/checks/CS301"),
            ("causes", "preflight-status.md", "/causes/preflight-status"),
            ("causes", "../rules/CS053-wildcard-without-authorization.md", "/rules/CS053"),
            ("causes", "../browsers/README.md#drops-user-agent", "/browsers#drops-user-agent"),
            ("targets", "deviations.md", "/targets/deviations"),
            ("browsers", "#drops-user-agent", "#drops-user-agent"),
            ("rules", "/guide/preflight", "/guide/preflight"),
            ("rules", "../nowhere.md", "../nowhere.md"),
        ];
        for (folder, link, expected) in rows {
            assert_eq!(on_site(folder, link), expected, "{link}");
        }
    }
}
