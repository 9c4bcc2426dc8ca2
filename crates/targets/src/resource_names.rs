//! Short names for a policy's paths, for keys and variables that people read.

use std::collections::BTreeSet;

use corsmith_policy::Policy;

/// The name of the paths that no `match` of the policy is for.
const OTHER: &str = "other";

/// Long enough to tell paths apart, short enough for a line.
const LONGEST: usize = 20;

/// A unique name for each of [`Policy::resources`], in their order, of `a-z`, `0-9` and `_`:
/// `api_open` for `/api/open/*`.
pub(crate) fn resource_names(policy: &Policy) -> Vec<String> {
    let mut taken = BTreeSet::from([OTHER.to_owned()]);
    let name =
        |path: Option<String>| path.map_or(OTHER.to_owned(), |path| unique(&path, &mut taken));
    policy.resources().map(|resource| resource.path().map(ToString::to_string)).map(name).collect()
}

fn unique(path: &str, taken: &mut BTreeSet<String>) -> String {
    let words = path.split(|character: char| !character.is_ascii_alphanumeric());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    let mut base = words.join("_").to_ascii_lowercase();
    base.truncate(LONGEST);
    if base.is_empty() {
        base.push_str("path");
    }
    let mut name = base.clone();
    let mut number = 2;
    while !taken.insert(name.clone()) {
        name = format!("{base}_{number}");
        number += 1;
    }
    name
}

#[cfg(test)]
mod tests {
    use corsmith_policy::{Format, PolicyDocument, Selection};

    use super::resource_names;

    #[test]
    fn names_are_unique_and_plain() {
        let mut text = "[policy]\nallow-origins = ['https://a.example']\n".to_owned();
        let paths = [
            "/health",
            "/api/open/*",
            "/api-open",
            "/Api/Open/x",
            "/other",
            "/é",
            "/*",
            "/a/very/long/path/indeed/x",
        ];
        for path in paths {
            text.push_str(&format!("[[policy.path]]\nmatch = '{path}'\nmax-age = 1\n"));
        }
        let document = PolicyDocument::parse(text.as_bytes(), Format::Toml);
        let policy = document.resolve(&Selection::default()).into_policy().expect("valid");
        assert_eq!(
            resource_names(&policy),
            [
                "health",
                "api_open",
                "api_open_2",
                "api_open_x",
                "other_2",
                "path",
                "path_2",
                "a_very_long_path_ind",
                "other"
            ]
        );
    }
}
