//! The policy of a request.

use corsmith_lint::{Finding, Severity};
use corsmith_policy::limits::MAX_DOCUMENT_BYTES;
use corsmith_policy::{Format, Policy, PolicyDocument, Refusal, Resolution, Selection};
use corsmith_report::{Source, grouped, wire};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Problem;

/// How a policy is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the formats' own names")]
pub enum PolicyFormat {
    Toml,
    Yaml,
    Json,
}

impl PolicyFormat {
    /// The format of a text of which nothing else is known: JSON if it starts with `{`, else TOML.
    ///
    /// ```
    /// use corsmith_operations::PolicyFormat;
    ///
    /// assert_eq!(PolicyFormat::guess(" {\"policy\": {}}"), PolicyFormat::Json);
    /// assert_eq!(PolicyFormat::guess("[policy]"), PolicyFormat::Toml);
    /// ```
    #[must_use]
    pub fn guess(text: &str) -> Self {
        let text = text.trim_start_matches('\u{feff}').trim_start();
        if text.starts_with('{') { Self::Json } else { Self::Toml }
    }

    /// What a policy in this format is called where it has no name of its own.
    ///
    /// ```
    /// use corsmith_operations::PolicyFormat;
    ///
    /// assert_eq!(PolicyFormat::Yaml.file_name(), "corsmith.yaml");
    /// ```
    #[must_use]
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::Toml => "corsmith.toml",
            Self::Yaml => "corsmith.yaml",
            Self::Json => "corsmith.json",
        }
    }
}

impl From<PolicyFormat> for Format {
    fn from(format: PolicyFormat) -> Self {
        match format {
            PolicyFormat::Toml => Self::Toml,
            PolicyFormat::Yaml => Self::Yaml,
            PolicyFormat::Json => Self::Json,
        }
    }
}

/// A policy as a request gives it.
#[derive(Debug, Clone, Copy)]
pub struct PolicyText<'a> {
    /// The document.
    pub text: &'a str,
    /// How it is written; `None` is a guess ([`PolicyFormat::guess`]).
    pub format: Option<PolicyFormat>,
    /// The environment to use.
    pub environment: Option<&'a str>,
}

/// A policy that was read: its text, what is written there, and what that means.
#[derive(Debug)]
pub struct ReadPolicy {
    /// The text, called `corsmith.toml` or as its format has it.
    pub source: Source,
    /// What is written there.
    pub document: PolicyDocument,
    /// What that means.
    pub resolution: Resolution,
}

impl PolicyText<'_> {
    /// Reads the policy. What is wrong in it is no problem, but in the resolution.
    ///
    /// # Errors
    ///
    /// If it is longer than [`MAX_DOCUMENT_BYTES`], or has no such environment.
    ///
    /// ```
    /// use corsmith_operations::PolicyText;
    ///
    /// let text = "[policy]\nallow-origins = ['https://app.example.com/']\n";
    /// let read = PolicyText { text, format: None, environment: None }.read()?;
    /// assert_eq!(read.source.name(), "corsmith.toml");
    /// assert_eq!(read.resolution.errors.len(), 1);
    /// # Ok::<(), corsmith_operations::Problem>(())
    /// ```
    pub fn read(self) -> Result<ReadPolicy, Problem> {
        if self.text.len() > MAX_DOCUMENT_BYTES {
            let limit = grouped(MAX_DOCUMENT_BYTES);
            return Err(Problem::too_large(format!(
                "the policy is longer than the limit of {limit} bytes"
            )));
        }
        let format = self.format.unwrap_or_else(|| PolicyFormat::guess(self.text));
        let document = PolicyDocument::parse(self.text.as_bytes(), format.into());
        let selection = Selection { environment: self.environment, ..Selection::default() };
        let resolution = document.resolve(&selection);
        let mut errors = resolution.errors.iter();
        if let Some(error) = errors.find(|error| error.refusal == Refusal::UnknownEnvironment) {
            // The request is wrong, not the policy.
            let problem = Problem::bad_request(&error.message);
            return Err(match &error.help {
                Some(help) => problem.with_help(help),
                None => problem,
            });
        }
        let source = Source::new(format.file_name(), self.text.as_bytes().to_vec());
        Ok(ReadPolicy { source, document, resolution })
    }
}

impl ReadPolicy {
    /// What is wrong or dangerous in it.
    ///
    /// ```
    /// use corsmith_operations::PolicyText;
    ///
    /// let text = "[policy]\nallow-origins = ['https://app.example.com/']\n";
    /// let read = PolicyText { text, format: None, environment: None }.read()?;
    /// assert_eq!(read.findings()[0].severity, corsmith_lint::Severity::Error);
    /// # Ok::<(), corsmith_operations::Problem>(())
    /// ```
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        corsmith_lint::lint(&self.document, &self.resolution)
    }

    /// The policy, for an operation that needs a valid one.
    ///
    /// # Errors
    ///
    /// Why it is refused, with the findings that are errors.
    ///
    /// ```
    /// use corsmith_operations::{PolicyText, ProblemKind};
    ///
    /// let text = "[policy]\nallow-origins = ['https://app.example.com/']\n";
    /// let problem = PolicyText { text, format: None, environment: None }.read()?.into_policy();
    /// let problem = problem.unwrap_err();
    /// assert_eq!(problem.kind, ProblemKind::Refused);
    /// assert_eq!(problem.findings.len(), 1);
    /// # Ok::<(), corsmith_operations::Problem>(())
    /// ```
    pub fn into_policy(self) -> Result<Policy, Problem> {
        if !self.resolution.errors.is_empty() {
            let errors = self.resolution.errors.len();
            let mut findings = self.findings();
            findings.retain(|finding| finding.severity == Severity::Error);
            let findings = findings.iter().map(|it| wire::Finding::new(&self.source, it));
            return Err(Problem::refused(findings.collect(), errors));
        }
        self.resolution.into_policy().map_err(|errors| Problem::refused(Vec::new(), errors.len()))
    }
}
