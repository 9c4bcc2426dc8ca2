//! The findings of a draft, each at its field.

use corsmith_lint::{Finding, Severity};
use corsmith_policy::{DraftField, Scope, WrittenDraft};
use corsmith_report::in_environments;

use super::view::{View, sentence};

/// A finding as the page shows it.
pub(crate) struct Note {
    /// `error`, `warning` or `info`.
    pub(crate) severity: String,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    pub(crate) code: &'static str,
    pub(crate) fix: Option<FixLink>,
    pub(crate) scope: Scope,
    key: String,
}

/// A link to the same page with the fix carried out.
pub(crate) struct FixLink {
    pub(crate) title: String,
    pub(crate) href: String,
}

/// All findings, errors first.
pub(crate) struct Notes(Vec<Note>);

impl Notes {
    pub(crate) fn new(view: &View, written: &WrittenDraft, findings: &[Finding]) -> Self {
        let mut notes: Vec<_> =
            findings.iter().map(|it| (it.severity, note(view, written, it))).collect();
        notes.sort_by_key(|(severity, _)| std::cmp::Reverse(*severity));
        Self(notes.into_iter().map(|(_, note)| note).collect())
    }

    /// Those of a key of `scope`.
    pub(crate) fn at(&self, scope: Scope, key: &str) -> Vec<&Note> {
        self.0.iter().filter(|note| note.scope == scope && note.key == key).collect()
    }

    /// Those that belong to no control of `scope`.
    pub(crate) fn elsewhere(&self, scope: Scope) -> Vec<&Note> {
        let has_control =
            |key: &str| super::card::KEYS.contains(&key) || matches!(key, "match" | "name");
        self.0.iter().filter(|note| note.scope != scope || !has_control(&note.key)).collect()
    }

    /// How many errors and warnings `scope` has.
    pub(crate) fn count(&self, scope: Scope) -> usize {
        self.0.iter().filter(|note| note.scope == scope && note.severity != "info").count()
    }
}

fn note(view: &View, written: &WrittenDraft, finding: &Finding) -> Note {
    let field = written.field(finding.span);
    let fix =
        finding.fix.as_ref().zip(finding.fix.as_ref().and_then(|fix| written.field(fix.span)));
    let fix = fix.map(|(fix, field)| {
        let mut draft = view.draft.clone();
        draft.replace(field, &fix.replacement);
        FixLink { title: sentence(&fix.title), href: view.href_of(&draft) }
    });
    let setting = finding.setting.split('[').next().unwrap_or_default();
    let setting = setting.rsplit('.').next().unwrap_or_default();
    Note {
        severity: finding.severity.to_string(),
        message: match in_environments(finding) {
            Some(place) => sentence(&format!("{} ({place})", finding.message)),
            None => sentence(&finding.message),
        },
        help: finding.help.as_deref().map(sentence),
        code: finding.rule.code,
        fix,
        scope: field.map_or(view.scope, |field| field.scope),
        key: field.map_or_else(|| setting.to_owned(), |field| field.key.to_owned()),
    }
}

/// The fields that a URL's or a spelling's only sensible fix is for, and the fix.
pub(crate) fn certain_fixes(
    written: &WrittenDraft,
    findings: &[Finding],
) -> Vec<(DraftField, String, String)> {
    // The rules whose fix keeps what was meant: an origin that is only spelled otherwise.
    const CERTAIN: [&str; 6] = [
        "origin-with-path",
        "origin-default-port",
        "origin-upper-case",
        "origin-unicode-host",
        "origin-non-canonical-ip",
        "origin-without-scheme",
    ];
    let errors = findings.iter().filter(|finding| {
        finding.severity == Severity::Error && CERTAIN.contains(&finding.rule.name)
    });
    let fixes = errors.filter_map(|finding| {
        let fix = finding.fix.as_ref()?;
        let [value] = fix.replacement.as_slice() else { return None };
        let before = written.text.get(fix.span.range())?.trim_matches('"').to_owned();
        Some((written.field(fix.span)?, before, value.clone()))
    });
    fixes.collect()
}
