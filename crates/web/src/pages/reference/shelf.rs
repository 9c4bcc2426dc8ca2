//! Pages of one kind, and the one that lists them.

use std::sync::{LazyLock, OnceLock};

use crate::markdown::{Rendered, render};

use super::links::on_site;

/// Similarity from 0 to 1 from which on a name may have been meant.
const NEAR: f64 = 0.7;

pub(super) static RULES: LazyLock<Shelf> = LazyLock::new(|| {
    let rules = corsmith_lint::rules().map(corsmith_lint::Rule::meta);
    let entries = rules.map(|rule| {
        let file = corsmith_lint::file_name(rule);
        Entry::new(rule.code, vec![rule.name.to_owned(), file], corsmith_lint::page(rule), "rules")
    });
    Shelf {
        title: "Rules",
        one: "rule",
        path: "/rules",
        about: "What Corsmith finds wrong or dangerous in a CORS policy, and what to write instead.",
        index: Entry::new("", Vec::new(), corsmith_lint::index(), "rules"),
        entries: entries.collect(),
    }
});

pub(super) static CAUSES: LazyLock<Shelf> = LazyLock::new(|| {
    let entries = corsmith_diagnose::causes()
        .iter()
        .map(|cause| Entry::new(cause.code, Vec::new(), corsmith_diagnose::page(cause), "causes"));
    Shelf {
        title: "Causes",
        one: "cause",
        path: "/causes",
        about: "Why browsers refuse a cross-origin request: the message, what happened, and the fix.",
        index: Entry::new("", Vec::new(), corsmith_diagnose::index(), "causes"),
        entries: entries.collect(),
    }
});

pub(super) static CHECKS: LazyLock<Shelf> = LazyLock::new(|| {
    let checks = corsmith_scan::checks().map(corsmith_scan::Check::meta);
    let entries = checks.map(|check| {
        let names = vec![check.name.to_owned(), corsmith_scan::check_file_name(check)];
        Entry::new(check.code, names, corsmith_scan::check_page(check), "checks")
    });
    Shelf {
        title: "Checks",
        one: "check",
        path: "/checks",
        about: "What a scan finds on a deployed site, why it matters, and how to fix it.",
        index: Entry::new("", Vec::new(), corsmith_scan::check_index(), "checks"),
        entries: entries.collect(),
    }
});

pub(super) static TARGETS: LazyLock<Shelf> = LazyLock::new(|| {
    let abouts = corsmith_targets::ALL.iter().map(|target| target.about());
    let entries = abouts
        .map(|about| Entry::new(about.name, Vec::new(), corsmith_targets::page(about), "targets"));
    let deviations =
        Entry::new("deviations", Vec::new(), corsmith_targets::deviations(), "targets");
    Shelf {
        title: "Targets",
        one: "target",
        path: "/targets",
        about: "The servers and frameworks that Corsmith writes CORS configuration for.",
        index: Entry::new("", Vec::new(), corsmith_targets::index(), "targets"),
        entries: entries.chain([deviations]).collect(),
    }
});

pub(super) static BROWSERS: LazyLock<Shelf> = LazyLock::new(|| Shelf {
    title: "Browsers",
    one: "page",
    path: "/browsers",
    about: "Where Chromium, Firefox and WebKit depart from the Fetch standard.",
    index: Entry::new("", Vec::new(), corsmith_fetch::deviations(), "browsers"),
    entries: Vec::new(),
});

/// Pages of one kind.
pub(super) struct Shelf {
    pub(super) title: &'static str,
    /// What one of them is about.
    pub(super) one: &'static str,
    pub(super) path: &'static str,
    pub(super) about: &'static str,
    pub(super) index: Entry,
    pub(super) entries: Vec<Entry>,
}

impl Shelf {
    pub(super) fn href(&self, entry: &Entry) -> String {
        format!("{}/{}", self.path, entry.key)
    }

    pub(super) fn position(&self, key: &str) -> Option<(usize, &Entry)> {
        self.entries.iter().enumerate().find(|(_, entry)| entry.key == key)
    }

    /// The entry with another name, or one in another case.
    pub(super) fn known_as(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| {
            let mut names = entry.names();
            names.any(|known| known.eq_ignore_ascii_case(name))
        })
    }

    /// The entry that was probably meant.
    pub(super) fn nearest(&self, name: &str) -> Option<&Entry> {
        // Comparing takes as long as both are.
        const LONGEST: usize = 100;
        if name.len() > LONGEST {
            return None;
        }
        let likeness = |entry: &Entry| {
            let name = name.to_lowercase();
            let names =
                entry.names().map(|known| strsim::jaro_winkler(&known.to_lowercase(), &name));
            names.fold(0.0, f64::max)
        };
        let rated = self.entries.iter().map(|entry| (likeness(entry), entry));
        // A code with other digits is another rule, however alike they look.
        let is_code = |text: &str| text.starts_with("CS") || text.starts_with("cs");
        let near = rated.filter(|(rate, _)| *rate >= NEAR && !is_code(name));
        near.max_by(|(one, _), (other, _)| one.total_cmp(other)).map(|(_, entry)| entry)
    }
}

/// One page.
pub(super) struct Entry {
    pub(super) key: &'static str,
    aliases: Vec<String>,
    markdown: String,
    folder: &'static str,
    rendered: OnceLock<Rendered>,
}

impl Entry {
    /// A page of `docs/FOLDER/`.
    fn new(
        key: &'static str,
        aliases: Vec<String>,
        markdown: String,
        folder: &'static str,
    ) -> Self {
        Self { key, aliases, markdown, folder, rendered: OnceLock::new() }
    }

    /// Made when it is first asked for.
    pub(super) fn rendered(&self) -> &Rendered {
        self.rendered.get_or_init(|| {
            render(&self.markdown, |link| on_site(self.folder, link), |_, _| String::new())
        })
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        [self.key].into_iter().chain(self.aliases.iter().map(String::as_str))
    }
}
