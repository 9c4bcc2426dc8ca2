//! `corsmith.build/v1`.

use corsmith_policy::Policy;
use corsmith_report::{Counts, FileFindings, wire};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Built, Unbuilt};
use crate::{Advice, DeviationWire};

/// What is known before anything is generated.
#[derive(Debug, Clone, Copy)]
pub struct BuildInput<'a> {
    /// The policy's text and findings.
    pub file: FileFindings<'a>,
    /// What it means.
    pub advice: &'a Advice,
    /// The environment that was chosen.
    pub environment: Option<&'a str>,
}

/// What became of a policy: `corsmith.build/v1`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct BuildDocument {
    /// `corsmith.build/v1`.
    pub schema: &'static str,
    /// The version of Corsmith.
    pub corsmith: &'static str,
    /// The policy's file.
    pub source: String,
    /// The policy's name; null where it is refused.
    pub name: Option<String>,
    /// The environment that was chosen.
    pub environment: Option<String>,
    /// Empty where the policy is refused, or a target cannot express it.
    pub outputs: Vec<BuiltOutput>,
    /// What targets cannot express.
    pub inexpressible: Vec<InexpressibleSetting>,
    /// What the settings of each resource mean.
    pub explanations: Vec<wire::Explanations>,
    /// Its level is null where the policy is refused.
    pub rating: wire::Rating,
    /// What is wrong or dangerous in the policy.
    pub findings: Vec<wire::Finding>,
    /// How many findings there are.
    pub summary: wire::Summary,
}

/// What one target made of the policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct BuiltOutput {
    /// The target's name.
    pub target: &'static str,
    /// The version of its software.
    pub version: String,
    /// The files, in the order to read them.
    pub files: Vec<BuiltFile>,
    /// Where something is expressed in another way than the policy says it.
    pub notes: Vec<String>,
    /// In which points the finished server is known to differ from the policy.
    pub deviations: Vec<DeviationWire>,
    /// The command that checks the installed configuration.
    pub check: Option<&'static str>,
    /// The command that makes the server use it.
    pub reload: Option<&'static str>,
}

/// One file of configuration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct BuiltFile {
    /// Its name.
    pub name: String,
    /// Where it goes and how it is included.
    pub place: String,
    /// Where it was written; null without `--out`, and for the API always.
    pub path: Option<String>,
    /// Its text.
    pub contents: String,
}

/// Something of the policy that a target cannot express.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct InexpressibleSetting {
    /// The target.
    pub target: &'static str,
    /// What, and why it cannot.
    pub message: String,
    /// What to do instead.
    pub help: String,
}

impl BuildDocument {
    /// The document. `policy` is `None` where it is refused.
    ///
    /// ```
    /// use corsmith_operations::{Advice, BuildDocument, BuildInput, PolicyText};
    /// use corsmith_report::FileFindings;
    ///
    /// let text = "[policy]\nallow-origins = ['https://app.example.com/']\n";
    /// let read = PolicyText { text, format: None, environment: None }.read()?;
    /// let (findings, advice) = (read.findings(), Advice::new(&read.resolution));
    /// let file = FileFindings::new(&read.source, &findings);
    /// let input = BuildInput { file, advice: &advice, environment: None };
    /// assert_eq!(BuildDocument::new(&input, None, &[], &[]).name, None);
    /// # Ok::<(), corsmith_operations::Problem>(())
    /// ```
    #[must_use]
    pub fn new(
        input: &BuildInput<'_>,
        policy: Option<&Policy>,
        built: &[Built],
        unbuilt: &[Unbuilt],
    ) -> Self {
        let BuildInput { file, advice, environment } = input;
        Self {
            schema: "corsmith.build/v1",
            corsmith: env!("CARGO_PKG_VERSION"),
            source: file.source.name().to_owned(),
            name: policy.map(|policy| policy.name().to_owned()),
            environment: environment.map(str::to_owned),
            outputs: built.iter().map(BuiltOutput::new).collect(),
            inexpressible: unbuilt.iter().flat_map(InexpressibleSetting::of).collect(),
            explanations: advice.explanations(),
            rating: wire::Rating::from(&advice.rating),
            findings: file.findings.iter().map(|it| wire::Finding::new(file.source, it)).collect(),
            summary: Counts::of(file.findings).into(),
        }
    }
}

impl BuiltOutput {
    fn new(built: &Built) -> Self {
        let about = built.selection.target.about();
        let files = built.output.files.iter().enumerate().map(|(index, file)| BuiltFile {
            name: file.name.clone(),
            place: file.place.clone(),
            path: built.paths.get(index).map(|path| path.display().to_string()),
            contents: file.contents.clone(),
        });
        Self {
            target: about.name,
            version: built.selection.version.to_string(),
            files: files.collect(),
            notes: built.output.notes.clone(),
            deviations: about.deviations.iter().map(DeviationWire::from).collect(),
            check: built.output.check,
            reload: built.output.reload,
        }
    }
}

impl InexpressibleSetting {
    fn of(unbuilt: &Unbuilt) -> impl Iterator<Item = Self> {
        let target = unbuilt.selection.target.about().name;
        unbuilt.errors.0.iter().map(move |error| Self {
            target,
            message: error.message.clone(),
            help: error.help.clone(),
        })
    }
}
