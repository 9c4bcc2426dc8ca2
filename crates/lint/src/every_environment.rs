//! Every environment of a document.

use std::collections::{BTreeMap, HashMap};

use corsmith_policy::{PolicyDocument, Resolution, Selection, Settings, Span, Texts, Variables};

use crate::lint::{by_every_rule, by_rules_of_environments};
use crate::{Finding, Findings, Severity, find};

/// So many environments are judged whatever they hold.
pub const MIN_ENVIRONMENTS: usize = 8;

/// More are judged while all together hold no more entries and paths than this: each is resolved
/// anew, and a thousand may share a list of a million origins.
pub const MAX_ENVIRONMENT_ENTRIES: usize = 100_000;

/// What [`lint`](crate::lint()) finds and, where `resolution` is of no environment, what it finds
/// beside in each environment of `document`. Such a finding names its [environments](Finding::environments).
///
/// A variable that is unset in an environment is an info here: it may be set where that environment
/// is built. What could not be judged because there is too much of it is a warning.
///
/// ```
/// use corsmith_lint::lint_every_environment;
/// use corsmith_policy::{Format, PolicyDocument, Selection};
///
/// let text = "[policy]\nallow-origins = ['https://a.example']\n[environment.live]\nallow-origins = ['http://a.example']\n";
/// let document = PolicyDocument::parse(text.as_bytes(), Format::Toml);
/// let findings =
///     lint_every_environment(&document, &document.resolve(&Selection::default()), &|_| None);
/// assert_eq!(findings[0].rule.name, "insecure-origin");
/// assert_eq!(findings[0].environments, ["live"]);
/// ```
#[must_use]
pub fn lint_every_environment(
    document: &PolicyDocument,
    resolution: &Resolution,
    variables: Variables<'_>,
) -> Vec<Finding> {
    let findings = by_every_rule(document, resolution);
    if resolution.environment.is_some() || document.environments.is_empty() {
        return findings.finish();
    }
    let mut merged = Merged::new(findings);
    let mut held = 0;
    let common = entries(&document.policy);
    for (index, environment) in document.environments.iter().enumerate() {
        held += common + entries(&environment.settings);
        if index >= MIN_ENVIRONMENTS && held > MAX_ENVIRONMENT_ENTRIES {
            merged.left_out(document, index);
            break;
        }
        let name = environment.name.value.as_str();
        let selection = Selection { environment: Some(name), variables };
        merged.add_all(by_rules_of_environments(document, &document.resolve(&selection)), name);
    }
    merged.finish()
}

/// Findings without duplicates: what `[policy]` has is not said again of an environment, and what
/// several environments have is said once.
struct Merged {
    kept: Vec<Finding>,
    known: HashMap<(&'static str, Span, String), usize>,
    /// How many of each rule are left out. Environments inherit, so that the most of one is taken,
    /// and what several leave out is not summed up.
    omitted: BTreeMap<&'static str, usize>,
}

impl Merged {
    fn new(findings: Findings) -> Self {
        let (kept, omitted) = findings.into_parts();
        let known = kept.iter().enumerate().map(|(index, finding)| (key(finding), index)).collect();
        Self { kept, known, omitted }
    }

    fn add_all(&mut self, findings: Findings, environment: &str) {
        let (kept, omitted) = findings.into_parts();
        for mut finding in kept {
            if finding.rule.name == "unset-variable" {
                finding.severity = Severity::Info;
            }
            self.add(finding, environment);
        }
        for (code, count) in omitted {
            let known = self.omitted.entry(code).or_default();
            *known = count.max(*known);
        }
    }

    fn add(&mut self, finding: Finding, environment: &str) {
        match self.known.get(&key(&finding)).and_then(|index| self.kept.get_mut(*index)) {
            // Without an environment it is `[policy]`'s.
            Some(known) if known.environments.is_empty() => {}
            Some(known) => known.environments.push(environment.to_owned()),
            None => {
                self.known.insert(key(&finding), self.kept.len());
                self.kept.push(Finding { environments: vec![environment.to_owned()], ..finding });
            }
        }
    }

    fn left_out(&mut self, document: &PolicyDocument, from: usize) {
        let left = document.environments.get(from..).unwrap_or_default();
        let (Some(first), Some(rule)) = (left.first(), find("findings-omitted")) else { return };
        let message = format!(
            "{} of {} environments are not judged, from `{}` on: together they hold more than {MAX_ENVIRONMENT_ENTRIES} entries",
            left.len(),
            document.environments.len(),
            first.name.value
        );
        self.kept.push(
            Finding::new(rule, first.name.span, "", message)
                .severity(Severity::Warning)
                .help("choose each of them by its name, and it is judged by itself"),
        );
    }

    fn finish(self) -> Vec<Finding> {
        Findings::of(self.kept, &self.omitted).finish()
    }
}

fn key(finding: &Finding) -> (&'static str, Span, String) {
    (finding.rule.code, finding.span, finding.message.clone())
}

fn entries(settings: &Settings) -> usize {
    let lists = [
        &settings.allow_origins,
        &settings.allow_methods,
        &settings.allow_headers,
        &settings.expose_headers,
    ];
    let own: usize = lists.into_iter().flatten().map(|list: &Texts| list.value.len()).sum();
    let paths = settings.paths.iter().flatten();
    own + paths.map(|path| 1 + entries(&path.settings)).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use corsmith_policy::{Format, PolicyDocument, Selection};

    use super::lint_every_environment;

    fn judged(toml: &str) -> Vec<String> {
        let document = PolicyDocument::parse(toml.as_bytes(), Format::Toml);
        let resolution = document.resolve(&Selection::default());
        let findings = lint_every_environment(&document, &resolution, &|_| None);
        let line = |finding: &crate::Finding| {
            let places = finding.environments.join("+");
            format!("{} {} {places}", finding.rule.code, finding.severity)
        };
        findings.iter().map(line).collect()
    }

    #[test]
    fn each_environment_is_judged() {
        let fine = "[policy]\nallow-origins = ['https://a.example']\n";
        let insecure = "allow-origins = ['http://a.example']\n";
        let rows: &[(&str, String, &[&str])] = &[
            ("nothing", fine.to_owned(), &[]),
            (
                "`*` with credentials in one",
                format!("{fine}[environment.x]\nallow-origins = ['*']\nallow-credentials = true\n"),
                &["CS030 error x"],
            ),
            (
                "no origin in one",
                format!("{fine}[environment.x]\nallow-origins = ['nope']\n"),
                &["CS012 error x"],
            ),
            (
                "what is inherited is said of the policy only",
                format!("[policy]\n{insecure}[environment.x]\nmax-age = 60\n"),
                &["CS082 warning "],
            ),
            (
                "what two environments make of the policy is said once",
                "[policy]\nallow-origins = ['http://a.example']\n\
                 [environment.x]\nallow-credentials = true\n\
                 [environment.y]\nallow-credentials = true\n"
                    .to_owned(),
                &["CS082 warning ", "CS032 error x+y"],
            ),
            (
                "localhost in production",
                "[policy]\nallow-origins = ['http://localhost:3000']\n\
                 [environment.production]\nmax-age = 60\n"
                    .to_owned(),
                &["CS089 warning production"],
            ),
            (
                "a variable that is set elsewhere",
                format!("{fine}[environment.x]\nallow-origins = ['${{X}}']\n"),
                &["CS007 info x"],
            ),
        ];
        for (case, toml, expected) in rows {
            let mut judged = judged(toml);
            let mut expected: Vec<_> = expected.iter().map(|line| (*line).to_owned()).collect();
            judged.sort_unstable();
            expected.sort_unstable();
            assert_eq!(judged, expected, "{case}\n{toml}");
        }
    }

    #[test]
    fn too_much_is_said_and_not_passed_over() {
        let origins: Vec<_> = (0..20_000).map(|n| format!("'https://a{n}.example'")).collect();
        let environments: String =
            (0..10).map(|n| format!("[environment.e{n}]\nmax-age = {n}\n")).collect();
        let toml = format!("[policy]\nallow-origins = [{}]\n{environments}", origins.join(","));
        assert!(judged(&toml).contains(&"CS009 warning ".to_owned()), "{:?}", judged(&toml));
    }

    #[test]
    fn what_is_left_out_is_said_once() {
        let origins = |from: usize| -> String {
            (from..from + 60).map(|n| format!("'http://a{n}.example',")).collect()
        };
        let environments: String = (1..5)
            .map(|n| format!("[environment.e{n}]\nallow-origins = [{}]\n", origins(n * 100)))
            .collect();
        let toml = format!("[policy]\nallow-origins = [{}]\n{environments}", origins(0));
        let omitted = judged(&toml).into_iter().filter(|line| line.starts_with("CS009"));
        assert_eq!(omitted.collect::<Vec<_>>(), ["CS009 info "]);
    }

    /// A rule that looks at the whole document may not do so a thousand times.
    #[test]
    fn many_small_environments_before_a_large_one_are_judged() {
        let small: String =
            (0..999).map(|n| format!("[environment.e{n}]\nmax-age = 5\n")).collect();
        let origins: String = (0..60_000).map(|n| format!("'https://a{n}.example',")).collect();
        let toml = format!(
            "[policy]\nallow-origins = ['https://a.example']\n[dangerously]\nallow-null-origin = true\n\
             {small}[environment.last]\nallow-origins = [{origins}]\n"
        );
        assert_eq!(judged(&toml), ["CS091 info "]);
    }
}
