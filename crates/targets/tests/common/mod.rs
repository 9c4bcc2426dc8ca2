//! What the tests share.

use corsmith_policy::{Format, Policy, PolicyDocument, Selection};
use corsmith_targets::{Output, Provenance, TargetSelection};

/// One front end with the user's session.
#[allow(dead_code, reason = "not every test file has a use for it")]
pub(crate) const ONE_ORIGIN: &str = include_str!("../scenarios/one-origin.toml");

/// The policy of a TOML document, which must be valid.
pub(crate) fn policy(toml: &str) -> Policy {
    let document = PolicyDocument::parse(toml.as_bytes(), Format::Toml);
    document.resolve(&Selection::default()).into_policy().unwrap()
}

/// What a target, such as `nginx` or `nginx@1.18`, makes of a document that was read from `source`.
pub(crate) fn output(selection: &str, toml: &str, source: &str) -> Output {
    let TargetSelection { target, version, .. } = TargetSelection::parse(selection).unwrap();
    target.render(&policy(toml), version, &Provenance::from_source(source)).unwrap()
}

/// The files of an output in one text.
pub(crate) fn text(output: &Output) -> String {
    match &output.files[..] {
        [file] => file.contents.clone(),
        files => {
            let show = |file: &corsmith_targets::GeneratedFile| {
                format!("==> {} <==\n{}", file.name, file.contents)
            };
            files.iter().map(show).collect::<Vec<_>>().join("\n")
        }
    }
}

/// The files and the notes of an output in one text.
#[allow(dead_code, reason = "not every test file has a use for it")]
pub(crate) fn rendered(selection: &str, toml: &str) -> String {
    let output = output(selection, toml, "corsmith.toml");
    let notes: String = output.notes.iter().map(|note| format!("note: {note}\n")).collect();
    text(&output) + &notes
}

/// Every kind of pattern, and paths that differ in everything.
#[allow(dead_code, reason = "not every test file has a use for it")]
pub(crate) const EVERYTHING: &str = include_str!("../scenarios/everything.toml");
