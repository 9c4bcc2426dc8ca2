//! Judging: every check over one recording.

use crate::cookie::set_cookies;
use crate::csp::is_document;
use crate::readable::{own_answers, telling_answers};
use crate::visited::Visited;
use crate::{CheckContext, CspList, Finding, Page, Profile, Recording, checks};

/// How a recording is judged.
#[derive(Debug, Clone, Default)]
pub struct JudgeOptions {
    /// The kind of the site.
    pub profile: Profile,
    /// Checks whose findings are accepted, by code or name.
    pub suppressions: Vec<Suppression>,
}

/// A check whose findings are accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    /// The code or the name of the check.
    pub check: String,
    /// Why.
    pub reason: String,
}

/// What the checks found.
#[derive(Debug, Clone, Default)]
pub struct Judgement {
    /// What was found, the worst first.
    pub findings: Vec<Finding>,
    /// What was found and is accepted, with the reason.
    pub suppressed: Vec<(Finding, String)>,
}

/// Runs every check. It never fails, and depends on nothing but the recording.
#[must_use]
pub fn judge(recording: &Recording, options: &JudgeOptions) -> Judgement {
    let visited = Visited::last(recording);
    let page = visited.filter(|it| it.answer.is_html());
    let page = page.map(|it| Page::parse(it.url, &it.answer.body.bytes));
    let csp = visited.map(|it| CspList::of(it.answer, page.as_ref())).unwrap_or_default();
    let cookies = set_cookies(recording);
    let resources = 0..recording.resources.len();
    let telling: Vec<_> = resources.clone().map(|it| telling_answers(recording, it)).collect();
    let own: Vec<_> = resources.map(|it| own_answers(recording, it)).collect();
    let context = CheckContext {
        recording,
        page: page.as_ref(),
        csp: &csp,
        is_document: visited.is_some_and(|it| is_document(it.answer)),
        cookies: &cookies,
        visited,
        telling: &telling,
        own: &own,
    };
    let mut found = Vec::new();
    for check in checks().filter(|check| check.meta().profiles.includes(options.profile)) {
        check.check(&context, &mut found);
    }
    found.sort_by(|a, b| {
        let place = |it: &Finding| (it.check.code, it.resource);
        b.severity.cmp(&a.severity).then_with(|| place(a).cmp(&place(b)))
    });
    let mut judgement = Judgement::default();
    for finding in found {
        let accepted = options.suppressions.iter().find(|it| {
            it.check.eq_ignore_ascii_case(finding.check.code) || it.check == finding.check.name
        });
        match accepted {
            Some(it) => judgement.suppressed.push((finding, it.reason.clone())),
            None => judgement.findings.push(finding),
        }
    }
    judgement
}
