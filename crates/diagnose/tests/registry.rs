//! What holds for every cause.

use std::collections::{BTreeMap, BTreeSet};

use corsmith_diagnose::{
    HEADINGS, Message, Template, cause, causes, diagnose_message, index, page,
};
use corsmith_fetch::{Engine, NetworkError, Profile};
use corsmith_simulate::{Item, read_cases, run_case};

/// Names that a template's places may have: those of `Captures`.
const PLACES: [&str; 20] = [
    "code",
    "directive",
    "error",
    "header",
    "index",
    "initial-url",
    "kind",
    "list",
    "method",
    "name",
    "origin",
    "page",
    "port",
    "redirect",
    "scheme",
    "space",
    "space2",
    "status",
    "url",
    "value",
];

/// Each message with its engine, cause and entry.
fn messages() -> impl Iterator<Item = (&'static str, &'static Message)> {
    causes().iter().flat_map(|cause| cause.messages.iter().map(|message| (cause.code, message)))
}

#[test]
fn codes_are_sorted_and_found() {
    let codes: Vec<_> = causes().iter().map(|cause| cause.code).collect();
    assert!(codes.is_sorted_by(|a, b| a < b), "{codes:?}");
    for code in codes {
        assert_eq!(cause(code).map(|found| found.code), Some(code));
    }
}

#[test]
fn every_network_error_has_a_cause_with_a_case() {
    for code in NetworkError::CODES {
        let cause = cause(code).unwrap_or_else(|| panic!("no `causes/{code}.md`"));
        assert!(!cause.case.is_empty(), "{code}");
    }
    for cause in causes() {
        let known = NetworkError::CODES.contains(&cause.code);
        assert_eq!(
            !cause.case.is_empty(),
            known,
            "{}: a case is for what the simulator has",
            cause.code
        );
    }
}

#[test]
fn each_case_ends_in_its_cause_at_its_step() {
    for cause in causes().iter().filter(|cause| !cause.case.is_empty()) {
        let file = format!("[{}]", cause.case);
        let items =
            read_cases(file.as_bytes()).unwrap_or_else(|error| panic!("{}: {error}", cause.code));
        let [Item::Case(case)] = &items[..] else { panic!("{}: {items:?}", cause.code) };
        let verdict = run_case(case, Profile::STANDARD);
        let failure = verdict.failure.unwrap_or_else(|| panic!("{}: no failure", cause.code));
        assert_eq!(failure.code, cause.code);
        assert_eq!(failure.step.as_deref(), Some(cause.step), "{}", cause.code);
        assert!(verdict.unmet.is_empty(), "{}: {:?}", cause.code, verdict.unmet);
    }
}

#[test]
fn each_sample_means_its_cause_first_and_is_one_error() {
    for cause in causes() {
        for sample in cause.samples {
            let diagnoses = diagnose_message(sample).unwrap();
            let [only] = &diagnoses[..] else {
                panic!("{}: {} errors in\n{sample}\n{diagnoses:#?}", cause.code, diagnoses.len());
            };
            let first = only.candidates[0].cause.code;
            assert_eq!(first, cause.code, "{}: {sample}", only.message.id);
        }
    }
}

#[test]
fn a_message_is_defined_by_one_cause_which_it_means_first() {
    let mut definers: BTreeMap<(Option<Engine>, &str), BTreeSet<&str>> = BTreeMap::new();
    for (code, message) in messages().filter(|(_, message)| message.template.is_some()) {
        definers.entry((message.engine, message.id)).or_default().insert(code);
    }
    for (code, message) in messages() {
        let key = (message.engine, message.id);
        let definer =
            definers.get(&key).unwrap_or_else(|| panic!("{code}: {} is not defined", message.id));
        assert_eq!(definer.len(), 1, "{key:?}: {definer:?}");
        // What says nothing but that something failed may be a sign of one cause more than of others.
        if !definer.contains("unspecified") && message.template.is_none() {
            let own = messages().find(|(own, it)| {
                definer.contains(own) && it.id == message.id && it.engine == message.engine
            });
            assert!(own.unwrap().1.likelihood >= message.likelihood, "{code}: {key:?}");
        }
    }
}

#[test]
fn a_template_begins_with_text_and_has_known_places() {
    for (code, message) in messages() {
        let Some(text) = message.template else { continue };
        assert!(!text.starts_with('{'), "{code}: {text}");
        for place in text.split('{').skip(1) {
            let name = place.split('}').next().unwrap();
            assert!(PLACES.contains(&name), "{code}: `{name}` in {text}");
        }
        assert!(!Template::new(text).fill(|_| None).is_empty());
    }
}

#[test]
fn a_reference_says_why() {
    for (code, message) in messages() {
        assert!(
            message.template.is_some() || !message.because.is_empty(),
            "{code}: {}",
            message.id
        );
        assert!(!message.because.ends_with('.'), "{code}: a clause has no full stop");
    }
}

#[test]
fn pages_have_the_headings_and_links_that_lead_somewhere() {
    let index = index();
    for cause in causes() {
        let page = page(cause);
        let headings: Vec<_> = page.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        assert_eq!(headings, HEADINGS, "{}", cause.code);
        assert!(index.contains(&format!("| [{0}]({0}.md) |", cause.code)), "{}", cause.code);
        for link in page.split("](").skip(1) {
            let link = link.split(')').next().unwrap();
            if let Some(code) = link.strip_suffix(".md") {
                assert!(causes().iter().any(|it| it.code == code), "{}: {link}", cause.code);
            }
        }
        for text in [cause.title, cause.look_at] {
            assert!(text.ends_with(['.', '?']), "{}: {text}", cause.code);
        }
    }
}
