//! Which findings say what others say, and more.

/// Whether what a check of CORS reports, by its code, holds for all of whom another one reports, too:
/// the milder one is then not reported beside it on the same resource. It is not repaired by that, where
/// it was no graver: a code does not say with or without credentials.
///
/// ```
/// use corsmith_scan::covers;
///
/// // Whoever lets any stranger read lets those read whose name ends like the site's.
/// assert!(covers("CS201", "CS205"));
/// assert!(!covers("CS205", "CS201"));
/// ```
#[must_use]
pub fn covers(graver: &str, milder: &str) -> bool {
    let covered = match graver {
        "CS201" => return milder == "CS202" || OF_ONE_KIND.contains(&milder),
        "CS202" => OF_ONE_KIND,
        // As the checks have it, each with what it implies.
        "CS204" => &["CS209", "CS212", "CS215", "CS216"],
        "CS205" => &["CS206", "CS207", "CS215"],
        _ => &[],
    };
    covered.contains(&milder)
}

/// Those about one kind of origin.
const OF_ONE_KIND: &[&str] = &[
    "CS203", "CS204", "CS205", "CS206", "CS207", "CS208", "CS209", "CS210", "CS211", "CS212",
    "CS213", "CS214", "CS215", "CS216", "CS217", "CS218", "CS240",
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{OF_ONE_KIND, covers};
    use crate::scripted::{cors, list, scan};

    /// The codes above `Info` in a scan of a server that allows these origins.
    fn codes(allows: fn(&str) -> bool) -> BTreeSet<&'static str> {
        let findings = cors(&scan(|request| list(request, allows)));
        findings.iter().map(|it| it.check.code).filter(|it| OF_ONE_KIND.contains(it)).collect()
    }

    #[test]
    fn what_is_covered_is_not_reported_beside_it() {
        assert_eq!(codes(|_| true), BTreeSet::new());
        let suffix = codes(|it| it.ends_with("example.com"));
        assert!(suffix.contains("CS205"), "{suffix:?}");
        assert!(suffix.iter().all(|it| !covers("CS205", it)), "{suffix:?}");
        let prefix = codes(|it| it.starts_with("https://api.example.com"));
        assert!(prefix.contains("CS204"), "{prefix:?}");
        assert!(prefix.iter().all(|it| !covers("CS204", it)), "{prefix:?}");
    }
}
