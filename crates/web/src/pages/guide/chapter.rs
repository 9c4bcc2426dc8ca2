//! The chapters: the files of `guide/`, in the binary.

use std::sync::{LazyLock, OnceLock};

use crate::markdown::{Rendered, render};
use crate::pages::simulate::embedded;

/// The files, in the order of reading.
macro_rules! files {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("../../../guide/", $name, ".md")))),*]
    };
}

const FILES: [(&str, &str); 17] = files![
    "01-same-origin-policy",
    "02-what-cors-is",
    "03-when-you-need-it",
    "04-preflight",
    "05-credentials",
    "06-is-the-wildcard-safe",
    "07-several-origins",
    "08-caching",
    "09-redirects",
    "10-errors-and-status-codes",
    "11-local-development",
    "12-local-network-access",
    "13-not-my-server",
    "14-mistakes-by-server",
    "15-devtools",
    "16-after-deploying",
    "17-glossary",
];

pub(super) static CHAPTERS: LazyLock<[Chapter; 17]> =
    LazyLock::new(|| FILES.map(|(name, text)| Chapter::new(name, text)));

/// A chapter.
pub(super) struct Chapter {
    /// The name of its file without the number.
    pub(super) slug: &'static str,
    pub(super) title: &'static str,
    pub(super) summary: &'static str,
    markdown: &'static str,
    rendered: OnceLock<Rendered>,
}

impl Chapter {
    /// Front matter that is missing leaves its values empty, which a test finds.
    fn new(name: &'static str, text: &'static str) -> Self {
        let (front, markdown) = text
            .strip_prefix("---\n")
            .and_then(|text| text.split_once("\n---\n"))
            .unwrap_or(("", text));
        let value = |key: &str| {
            let pairs = front.lines().filter_map(|line| line.split_once(": "));
            pairs
                .filter(|(it, _)| *it == key)
                .map(|(_, value)| value.trim())
                .next()
                .unwrap_or_default()
        };
        Self {
            slug: name.split_once('-').map_or(name, |(_, slug)| slug),
            title: value("title"),
            summary: value("summary"),
            markdown,
            rendered: OnceLock::new(),
        }
    }

    /// Made when it is first asked for.
    pub(super) fn rendered(&self) -> &Rendered {
        self.rendered.get_or_init(|| render(self.markdown, str::to_owned, embedded))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    #[test]
    fn every_file_of_the_folder_is_a_chapter() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("guide");
        let names = fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name());
        let mut names: Vec<_> = names.map(|name| name.into_string().unwrap()).collect();
        names.sort_unstable();
        assert_eq!(names, FILES.map(|(name, _)| format!("{name}.md")));
    }

    #[test]
    fn every_chapter_has_its_front_matter_and_begins_below_the_title() {
        for chapter in CHAPTERS.iter() {
            assert!(
                !chapter.title.is_empty() && !chapter.title.contains(['"', '`']),
                "{}",
                chapter.slug
            );
            assert!(chapter.summary.ends_with('.'), "{}: {}", chapter.slug, chapter.summary);
            assert_eq!(chapter.rendered().title, "", "{}", chapter.slug);
            assert!(!chapter.rendered().html.contains("{{"), "{}", chapter.slug);
        }
    }
}
