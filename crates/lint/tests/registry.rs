//! What holds for every rule.

use std::collections::BTreeSet;

use corsmith_lint::{Rule, RuleMeta, Severity, file_name, find, index, lint, page, rules};
use corsmith_policy::{Format, PolicyDocument, Refusal, Selection};

/// Rules whose example would be too long to print; their leaves have tests of their own.
const WITHOUT_A_FIRING_EXAMPLE: [&str; 2] = ["CS009", "CS056"];

const HEADINGS: [&str; 6] =
    ["What it does", "Why is this bad?", "Example", "Use instead", "Exceptions", "References"];

fn metas() -> Vec<&'static RuleMeta> {
    rules().map(Rule::meta).collect()
}

#[test]
fn codes_are_unique_and_sorted() {
    let codes: Vec<_> = metas().iter().map(|rule| rule.code).collect();
    assert!(codes.is_sorted_by(|a, b| a < b), "{codes:?}");
    for code in codes {
        let digits = code.strip_prefix("CS").unwrap_or_default();
        assert!(digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit()), "{code}");
    }
}

#[test]
fn names_state_the_bad_pattern_in_kebab_case() {
    let mut names = BTreeSet::new();
    for rule in metas() {
        let RuleMeta { code, name, .. } = rule;
        assert!(names.insert(name), "{code}: `{name}` is another rule's name");
        let kebab = name
            .split('-')
            .all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase()));
        assert!(kebab, "{code}: `{name}`");
        // A name reads as "allow {name}".
        for remedy in
            ["no-", "disallow", "banned", "require", "use-", "prefer", "avoid", "missing-check"]
        {
            // `no-origins` is the pattern itself.
            assert!(!name.starts_with(remedy) || *name == "no-origins", "{code}: `{name}`");
        }
    }
}

#[test]
fn a_rule_is_found_by_its_code_and_its_name() {
    for rule in metas() {
        assert_eq!(find(rule.code).map(|found| found.name), Some(rule.name));
        assert_eq!(find(rule.name).map(|found| found.code), Some(rule.code));
        assert_eq!(find(&rule.code.to_lowercase()).map(|found| found.code), Some(rule.code));
    }
}

#[test]
fn every_refusal_has_one_rule_and_it_is_an_error() {
    for &refusal in Refusal::ALL {
        let rules: Vec<_> = metas().into_iter().filter(|it| it.refusal == Some(refusal)).collect();
        let [rule] = rules.as_slice() else { panic!("{refusal:?} has {} rules", rules.len()) };
        assert_eq!(rule.severity, Severity::Error, "{}", rule.code);
    }
    for rule in metas().into_iter().filter(|rule| rule.refusal.is_none()) {
        assert_ne!(rule.severity, Severity::Error, "{} refuses nothing", rule.code);
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test reads the crate's own sources")]
fn every_file_is_registered_and_named_after_its_rule() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/rules");
    let files: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| name.strip_suffix(".rs").map(str::to_owned))
        .filter(|name| name != "mod")
        .collect();
    let names: BTreeSet<_> = metas().iter().map(|rule| rule.name.replace('-', "_")).collect();
    assert_eq!(files, names);
    for rule in metas() {
        let path = format!("{folder}/{}.rs", rule.name.replace('-', "_"));
        let source = std::fs::read_to_string(path).unwrap();
        assert!(
            source.contains(&format!("code: \"{}\"", rule.code)),
            "{} is in its file",
            rule.code
        );
        for vector in ["passes(", "#[test]"] {
            assert!(source.contains(vector), "{} has no `{vector}`", rule.code);
        }
    }
}

#[test]
fn pages_have_the_headings_in_order() {
    for rule in metas() {
        let docs = rule.docs();
        let headings: Vec<_> = docs.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        let expected: Vec<_> = HEADINGS
            .into_iter()
            .filter(|heading| *heading != "Exceptions" || headings.contains(heading))
            .collect();
        assert_eq!(headings, expected, "{}", rule.code);
        assert_eq!(docs.matches("```").count(), 4, "{}: two fences", rule.code);
        assert!(rule.summary.ends_with('.') && rule.summary.len() <= 100, "{}", rule.summary);
        assert!(page(rule).starts_with(&format!("# {}: {}\n", rule.code, rule.name)));
        assert!(index().contains(&file_name(rule)), "{}", rule.code);
    }
}

#[test]
fn references_are_primary_sources() {
    const PRIMARY: [&str; 12] = [
        "https://fetch.spec.whatwg.org/",
        "https://html.spec.whatwg.org/",
        "https://url.spec.whatwg.org/",
        "https://w3c.github.io/",
        "https://www.rfc-editor.org/rfc/",
        "https://toml.io/",
        "https://publicsuffix.org/",
        "https://pubs.opengroup.org/",
        "https://cwe.mitre.org/",
        "https://www.cve.org/",
        "https://12factor.net/",
        "https://yaml.org/",
    ];
    for rule in metas() {
        let docs = rule.docs();
        let (_, references) = docs.split_once("## References").unwrap();
        assert!(PRIMARY.iter().any(|source| references.contains(source)), "{}", rule.code);
        assert!(PRIMARY.iter().any(|source| rule.clause.starts_with(source)), "{}", rule.clause);
    }
}

/// The page is the vector: its example fires the rule, and what it says to use instead does not.
#[test]
fn examples_fire_and_their_replacements_do_not() {
    for rule in metas() {
        let docs = rule.docs();
        let (example, instead) = docs.split_once("## Use instead").unwrap();
        let fires = !WITHOUT_A_FIRING_EXAMPLE.contains(&rule.code);
        assert_eq!(reports(rule, example), fires, "{}: the example", rule.code);
        assert!(!reports(rule, instead), "{}: what to use instead", rule.code);
        assert!(!has_errors(instead), "{}: what to use instead is refused", rule.code);
    }
}

fn findings(markdown: &str) -> Vec<corsmith_lint::Finding> {
    let code = markdown.split("```").nth(1).unwrap_or_default();
    let code = code.strip_prefix("toml\n").unwrap_or_default();
    let environment = code.lines().find_map(|line| line.strip_prefix("# --env "));
    let document = PolicyDocument::parse(code.as_bytes(), Format::Toml);
    let selection = Selection { environment, ..Selection::default() };
    lint(&document, &document.resolve(&selection))
}

fn reports(rule: &RuleMeta, markdown: &str) -> bool {
    findings(markdown).iter().any(|finding| finding.rule.code == rule.code)
}

fn has_errors(markdown: &str) -> bool {
    findings(markdown).iter().any(|finding| finding.severity == Severity::Error)
}
