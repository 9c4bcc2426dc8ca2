//! `corsmith.build/v1`.

use corsmith_policy::Policy;
use corsmith_report::{Counts, FileFindings, wire};
use serde::Serialize;

use crate::commands::advice::Advice;
use crate::commands::build::{Built, Unbuilt};
use crate::commands::targets::DeviationWire;
use crate::error::Error;

/// What is known before anything is generated.
pub(crate) struct Input<'a> {
    pub(crate) file: FileFindings<'a>,
    pub(crate) advice: &'a Advice,
    pub(crate) environment: Option<&'a str>,
}

/// The result as JSON. `policy` is `None` where it is refused.
pub(crate) fn document(
    input: &Input<'_>,
    policy: Option<&Policy>,
    built: &[Built],
    unbuilt: &[Unbuilt],
) -> Result<String, Error> {
    let Input { file, advice, environment } = input;
    let refusals = unbuilt.iter().flat_map(|refused| {
        let target = refused.selection.target.about().name;
        refused.errors.0.iter().map(move |error| InexpressibleWire {
            target,
            message: &error.message,
            help: &error.help,
        })
    });
    let document = Document {
        schema: "corsmith.build/v1",
        corsmith: env!("CARGO_PKG_VERSION"),
        source: file.source.name(),
        name: policy.map(Policy::name),
        environment: *environment,
        outputs: built.iter().map(OutputWire::new).collect(),
        inexpressible: refusals.collect(),
        explanations: advice.explanations(),
        rating: advice.rating(),
        findings: file.findings.iter().map(|it| wire::Finding::new(file.source, it)).collect(),
        summary: Counts::of(file.findings).into(),
    };
    let text = serde_json::to_string_pretty(&document)
        .map_err(|error| Error::outside(format!("the result: {error}")))?;
    Ok(text + "\n")
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    corsmith: &'static str,
    source: &'a str,
    /// Null where the policy is refused.
    name: Option<&'a str>,
    environment: Option<&'a str>,
    /// Empty where the policy is refused, or a target cannot express it.
    outputs: Vec<OutputWire<'a>>,
    inexpressible: Vec<InexpressibleWire<'a>>,
    explanations: Vec<wire::Explanations<'a>>,
    /// Its level is null where the policy is refused.
    rating: wire::Rating<'a>,
    findings: Vec<wire::Finding<'a>>,
    summary: wire::Summary,
}

#[derive(Serialize)]
struct OutputWire<'a> {
    target: &'static str,
    version: String,
    files: Vec<FileWire<'a>>,
    notes: &'a [String],
    deviations: Vec<DeviationWire>,
    check: Option<&'static str>,
    reload: Option<&'static str>,
}

#[derive(Serialize)]
struct FileWire<'a> {
    name: &'static str,
    place: &'static str,
    /// Where it was written; null without `--out`.
    path: Option<String>,
    contents: &'a str,
}

#[derive(Serialize)]
struct InexpressibleWire<'a> {
    target: &'static str,
    message: &'a str,
    help: &'a str,
}

impl<'a> OutputWire<'a> {
    fn new(built: &'a Built) -> Self {
        let about = built.selection.target.about();
        let files = built.output.files.iter().enumerate().map(|(index, file)| FileWire {
            name: file.name,
            place: file.place,
            path: built.paths.get(index).map(|path| path.display().to_string()),
            contents: &file.contents,
        });
        Self {
            target: about.name,
            version: built.selection.version.to_string(),
            files: files.collect(),
            notes: &built.output.notes,
            deviations: about.deviations.iter().map(DeviationWire::from).collect(),
            check: built.output.check,
            reload: built.output.reload,
        }
    }
}
