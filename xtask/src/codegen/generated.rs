//! Files as they should be, compared with those there are.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use super::Mode;

/// Generated files by their paths from the root.
#[derive(Debug, Default)]
pub(super) struct Generated {
    files: BTreeMap<String, String>,
    /// A folder in which every file with this ending is generated, `mod.rs` aside: others are left from deleted leaves.
    folder: Option<(String, &'static str)>,
}

impl Generated {
    /// Files that share their folders with files written by hand.
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// All files of `folder` with this ending, `mod.rs` aside.
    pub(super) fn whole_folder(folder: &str, ending: &'static str) -> Self {
        Self { files: BTreeMap::new(), folder: Some((folder.to_owned(), ending)) }
    }

    /// Adds a file; the path is from the root.
    pub(super) fn add(&mut self, path: String, contents: String) {
        self.files.insert(path, contents);
    }

    /// Writes what differs, or only finds it; the paths of what differed.
    pub(super) fn apply(&self, root: &Path, mode: Mode) -> Result<Vec<String>, String> {
        let mut stale = Vec::new();
        for (path, contents) in &self.files {
            let file = root.join(path);
            if fs::read(&file).is_ok_and(|have| have == contents.as_bytes()) {
                continue;
            }
            if mode == Mode::Write {
                let folder = file.parent().unwrap_or(root);
                fs::create_dir_all(folder)
                    .and_then(|()| fs::write(&file, contents))
                    .map_err(|error| format!("`{path}`: {error}"))?;
            }
            stale.push(path.clone());
        }
        for path in self.leftovers(root)? {
            if mode == Mode::Write {
                fs::remove_file(root.join(&path)).map_err(|error| format!("`{path}`: {error}"))?;
            }
            stale.push(path);
        }
        Ok(stale)
    }

    fn leftovers(&self, root: &Path) -> Result<Vec<String>, String> {
        let Some((folder, ending)) = &self.folder else { return Ok(Vec::new()) };
        let mut leftovers = Vec::new();
        for name in names(&root.join(folder)).map_err(|error| format!("`{folder}`: {error}"))? {
            let path = format!("{folder}/{name}");
            let is_one = Path::new(&name).extension().is_some_and(|extension| extension == *ending);
            if is_one && name != "mod.rs" && !self.files.contains_key(&path) {
                leftovers.push(path);
            }
        }
        Ok(leftovers)
    }
}

/// The names in a folder, sorted; none if there is no such folder.
pub(super) fn names(folder: &Path) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut names = Vec::new();
    for entry in entries {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Generated, Mode};

    #[test]
    fn generating_twice_changes_nothing_and_leftovers_go() {
        let root = std::env::temp_dir().join(format!("corsmith-codegen-{}", std::process::id()));
        let mut pages = Generated::whole_folder("docs/rules", "md");
        pages.add("docs/rules/CS001.md".to_owned(), "# CS001\n".to_owned());
        fs::create_dir_all(root.join("docs/rules")).unwrap();
        fs::write(root.join("docs/rules/CS000.md"), "deleted").unwrap();
        fs::write(root.join("docs/rules/logo.svg"), "by hand").unwrap();

        let both = ["docs/rules/CS001.md", "docs/rules/CS000.md"];
        assert_eq!(pages.apply(&root, Mode::Check).unwrap(), both);
        assert_eq!(pages.apply(&root, Mode::Check).unwrap(), both, "checking writes nothing");
        assert_eq!(pages.apply(&root, Mode::Write).unwrap(), both);
        assert_eq!(pages.apply(&root, Mode::Write).unwrap(), [] as [&str; 0]);
        assert!(root.join("docs/rules/logo.svg").exists());
        fs::remove_dir_all(&root).unwrap();
    }
}
