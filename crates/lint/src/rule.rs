//! What a rule is.

use corsmith_policy::{Format, Refusal};

use crate::rules::ALL;
use crate::{Context, Findings, Severity};

/// The standard of TOML, which rules about syntax name.
const TOML: &str = "https://toml.io/";

/// A rule: it looks at a document as a whole, and reports findings.
///
/// A rule is one file of `rules/`, whose doc comment is its published page. Adding one is that
/// file and `cargo xtask codegen`.
pub trait Rule: Sync {
    /// Its identity and its page.
    fn meta(&self) -> &'static RuleMeta;

    /// Reports what it finds. Unless overridden: every error of the refusal it stands for.
    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        context.report_refusals(self.meta(), findings);
    }

    /// Whether it looks at every environment of the document at once, whichever is chosen.
    fn is_of_document(&self) -> bool {
        false
    }
}

/// A rule's identity and its page.
#[derive(Debug)]
#[non_exhaustive]
pub struct RuleMeta {
    /// `CS` and three digits. Public API: never renumbered, never reused.
    pub code: &'static str,
    /// The bad pattern in kebab-case: reads as "allow `origin-default-port`".
    pub name: &'static str,
    /// How bad a finding is, unless the rule knows better for one finding.
    pub severity: Severity,
    /// What the rule reports, in one sentence.
    pub summary: &'static str,
    pub(crate) written_docs: &'static str,
    /// The version of Corsmith that introduced it.
    pub since: &'static str,
    /// The address of the clause it rests on.
    pub clause: &'static str,
    /// The refusal it stands for; `None` for advice.
    pub refusal: Option<Refusal>,
}

impl RuleMeta {
    /// The address of the clause that a document in this language breaks: what a rule about syntax
    /// rests on is the standard of the language.
    pub(crate) fn clause_in(&self, format: Format) -> &'static str {
        match format {
            Format::Yaml if self.clause.starts_with(TOML) => "https://yaml.org/spec/1.2.2/",
            Format::Json if self.clause.starts_with(TOML) => {
                "https://www.rfc-editor.org/rfc/rfc8259"
            }
            _ => self.clause,
        }
    }

    /// The body of its page, in Markdown: *What it does*, *Why is this bad?*, *Example*, *Use
    /// instead*, *Exceptions* (not always), *References*.
    #[must_use]
    pub fn docs(&self) -> String {
        // A `///` line keeps the space after its slashes.
        let mut docs = String::with_capacity(self.written_docs.len());
        for line in self.written_docs.lines() {
            docs.push_str(line.strip_prefix(' ').unwrap_or(line));
            docs.push('\n');
        }
        docs.trim().to_owned()
    }
}

/// Every rule, sorted by code.
///
/// ```
/// let first = corsmith_lint::rules().next().map(|rule| rule.meta().code);
/// assert_eq!(first, Some("CS001"));
/// ```
pub fn rules() -> impl Iterator<Item = &'static dyn Rule> {
    let mut rules = ALL.to_vec();
    rules.sort_by_key(|rule| rule.meta().code);
    rules.into_iter()
}

/// The rule with a code or a name; the code in any case.
///
/// ```
/// use corsmith_lint::find;
///
/// assert_eq!(find("cs013").map(|rule| rule.name), Some("origin-default-port"));
/// assert_eq!(find("origin-default-port").map(|rule| rule.code), Some("CS013"));
/// assert!(find("CS999").is_none());
/// ```
#[must_use]
pub fn find(code_or_name: &str) -> Option<&'static RuleMeta> {
    ALL.iter()
        .map(|rule| rule.meta())
        .find(|meta| meta.code.eq_ignore_ascii_case(code_or_name) || meta.name == code_or_name)
}
