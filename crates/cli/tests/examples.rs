//! The examples of the repository are the presets of `corsmith init`.

use std::fs;
use std::path::Path;

use crate::Test;

/// The presets, by name.
fn presets() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../operations/presets");
    let mut presets: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect();
    presets.sort();
    presets
}

#[test]
fn every_preset_is_an_example_and_every_example_a_preset() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    for (name, text) in presets() {
        let example = fs::read_to_string(folder.join(format!("{name}.toml"))).unwrap();
        assert_eq!(example, text, "examples/{name}.toml differs from the preset");
    }
    let examples = fs::read_dir(folder).unwrap().count();
    assert_eq!(examples, presets().len());
}

#[test]
fn every_preset_can_be_named() {
    for (name, text) in presets() {
        let ran = Test::new(["init", "--preset", &name, "--out", "-"]).run().quiet_success();
        assert_eq!(ran.stdout, text);
    }
}

/// The environments that each preset defines, with `None` for the policy itself.
fn environments(text: &str) -> Vec<Option<String>> {
    let names = text.lines().filter_map(|line| line.strip_prefix("[environment."));
    let names = names.map(|name| Some(name.trim_end_matches(']').to_owned()));
    [None].into_iter().chain(names).collect()
}

#[test]
fn presets_have_no_findings_but_those_they_explain() {
    for (name, text) in presets() {
        for environment in environments(&text) {
            let option = environment.as_ref().map(|name| format!("--env={name}"));
            let test = Test::new(["lint", "p.toml", "--format=json"]).file("p.toml", &text);
            let test = match &option {
                Some(option) => test.then(["lint", "p.toml", "--format=json", option]),
                None => test,
            };
            let report = test.run().status(0).json();
            let findings = report["files"][0]["findings"].as_array().unwrap();
            let warnings: Vec<_> = findings
                .iter()
                .filter(|finding| finding["severity"] != "info")
                .map(|finding| finding["name"].as_str().unwrap())
                .collect();
            let explained: &[&str] =
                if name == "subdomains" { &["subdomain-pattern"] } else { &[] };
            assert_eq!(warnings, explained, "{name}, {environment:?}: {findings:#?}");
        }
    }
}

#[test]
fn every_preset_builds() {
    for (name, text) in presets() {
        let ran = Test::new(["build", "p.toml"]).file("p.toml", &text).run().status(0);
        assert!(ran.stdout.contains("Rating: "), "{name}: {}", ran.stdout);
    }
}
