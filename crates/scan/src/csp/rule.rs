//! Reporting weaknesses of one or several policies.

use super::{Area, Csp, host, is_anybodys};
use crate::shown::shown;
use crate::visited::is_attachment;
use crate::{CheckContext, CheckMeta, Confidence, Finding, Response, Severity};

/// What a check of policies looks for.
pub(crate) struct Rule {
    /// The check.
    pub(crate) meta: &'static CheckMeta,
    /// Which policies are looked at.
    pub(crate) policies: Policies,
    /// What several policies mean.
    pub(crate) combine: Combine,
    /// How sure it is.
    pub(crate) confidence: Confidence,
    /// What follows the list of what was found: why it matters, a clause.
    pub(crate) why: &'static str,
    /// Who could make use of it; `None` where nobody can.
    pub(crate) who: Option<&'static str>,
    /// What to do.
    pub(crate) help: &'static str,
    /// What is weak in one policy.
    pub(crate) find: fn(&Csp) -> Vec<Weakness>,
}

/// The reader of a page is not the attacker: these need a hole in the page first.
pub(crate) const INJECTOR: Option<&str> =
    Some("somebody who finds a way to put markup into the page, which this policy should stop");

/// Which policies are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Policies {
    /// Those that are enforced, on answers that a browser shows.
    Enforced,
    /// Those, and those that only report: for mistakes in writing, on any answer.
    All,
}

/// What several policies mean. A browser obeys all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Combine {
    /// It counts only if no policy stops it.
    Every,
    /// It counts wherever it is: a mistake in one policy is one whatever the others say.
    Any,
}

/// One weakness of one policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Weakness {
    /// Where it applies.
    pub(crate) area: Area,
    /// The source or another word that makes it, by which it is compared with other policies.
    pub(crate) key: String,
    /// What it is: a clause.
    pub(crate) what: String,
    /// How bad it is.
    pub(crate) severity: Severity,
}

impl Weakness {
    /// A weakness of the policy as a whole.
    pub(crate) fn whole(what: impl Into<String>, severity: Severity) -> Self {
        Self { area: Area::Whole, key: String::new(), what: what.into(), severity }
    }

    /// What it is called in a later scan: where it applies, and the source. A nonce has another value
    /// each time.
    fn member(&self) -> Option<String> {
        let directive = self.area.directives().first()?;
        let is_known = !self.key.is_empty() && !self.key.starts_with("'nonce-");
        is_known.then(|| format!("{directive} {}", self.key))
    }
}

/// The clause that a directive has a value; both are foreign.
pub(crate) fn has(directive: &str, value: &str) -> String {
    format!("{} has {}", shown(directive), shown(value))
}

/// Most weaknesses that one message names.
const MAX_NAMED: usize = 6;

/// Reports what a rule finds: one finding for each severity.
pub(crate) fn report(rule: &Rule, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
    if context.csp.enforced.is_empty() && context.csp.report_only.is_empty() {
        return;
    }
    let Some((index, _)) = context.recording.page() else { return };
    let enforced = context.csp.enforced.iter().map(|(_, csp)| csp);
    let policies: Vec<&Csp> = match rule.policies {
        Policies::Enforced if !context.is_document => return,
        Policies::Enforced => enforced.collect(),
        Policies::All => enforced.chain(&context.csp.report_only).collect(),
    };
    let weaknesses = combined(rule, &policies);
    for severity in Severity::ALL {
        let weaknesses = weaknesses.iter().filter(|it| it.severity == severity);
        let mut named: Vec<&str> = Vec::new();
        for weakness in weaknesses.clone() {
            if !named.contains(&weakness.what.as_str()) {
                named.push(&weakness.what);
            }
        }
        if named.is_empty() {
            continue;
        }
        let mut finding = Finding::new(
            rule.meta,
            (0, vec![index]),
            format!("{}: {}", enumerated(&named), rule.why),
            rule.help,
        )
        .severity(severity)
        .confidence(rule.confidence)
        .members(weaknesses.filter_map(Weakness::member));
        finding.who = rule.who.map(str::to_owned).filter(|_| severity > Severity::Info);
        if severity != rule.meta.severity {
            finding = finding.subject(severity.to_string());
        }
        findings.push(finding);
    }
}

/// What counts of the weaknesses of all policies, each once.
fn combined(rule: &Rule, policies: &[&Csp]) -> Vec<Weakness> {
    let found: Vec<Vec<Weakness>> = policies.iter().map(|csp| (rule.find)(csp)).collect();
    let mut counting: Vec<Weakness> = Vec::new();
    for weakness in found.iter().flatten() {
        let stands = rule.combine == Combine::Any
            || policies.iter().zip(&found).all(|(csp, theirs)| allows(csp, theirs, weakness));
        // An empty clause says only that this policy does not stop it.
        if stands && !weakness.what.is_empty() && !counting.contains(weakness) {
            counting.push(weakness.clone());
        }
    }
    counting
}

/// Whether a policy, which has weaknesses of its own, lets one of another policy through.
fn allows(csp: &Csp, theirs: &[Weakness], weakness: &Weakness) -> bool {
    let is_same = |it: &Weakness| it.area == weakness.area && it.key == weakness.key;
    !csp.restricts(weakness.area)
        || theirs.iter().any(is_same)
        || csp.allowed(weakness.area).is_some_and(|(_, sources)| covers(&sources, &weakness.key))
}

/// Whether broad sources include a narrower one.
fn covers(sources: &[&str], key: &str) -> bool {
    let is_place = !key.starts_with('\'') && !matches!(key, "" | "*" | "data:");
    is_place
        && sources.iter().any(|source| match *source {
            "http:" => true,
            "https:" => key != "http:",
            source => is_anybodys(source) && host(source) == "*",
        })
}

fn enumerated(named: &[&str]) -> String {
    let shown = named.iter().take(MAX_NAMED).copied().collect::<Vec<_>>().join(", ");
    match named.len().saturating_sub(MAX_NAMED) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// Whether a browser shows an answer as a document, whose policy it then obeys: markup, or what has
/// no type, and no attachment.
pub(crate) fn is_document(answer: &Response) -> bool {
    if is_attachment(answer) {
        return false;
    }
    let Some(kind) = answer.headers.get("content-type") else { return true };
    let essence = kind.split(|byte| b";,".contains(byte)).next().unwrap_or_default().trim_ascii();
    let is_xml = essence.last_chunk::<3>().is_some_and(|end| end.eq_ignore_ascii_case(b"xml"));
    !answer.is_redirect() && (answer.is_html() || essence.is_empty() || is_xml)
}
