//! A policy from what people have.

use corsmith_import::{ImportError, ImportFormat, Imported};
use corsmith_policy::Format;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{PolicyFormat, Problem};

/// What to make a policy of.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportRequest {
    /// Response headers, the output of `curl -i` or `curl -v`, a policy, or a link of the site.
    pub text: String,
    /// What the text is; by default it is found out.
    #[serde(default)]
    pub format: Option<ImportedFormat>,
    /// How the policy is written that comes back; by default TOML.
    #[serde(default)]
    pub to: Option<PolicyFormat>,
}

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ImportedFormat {
    /// Response headers, or the output of `curl`.
    Headers,
    /// A policy in TOML.
    Toml,
    /// A policy in YAML.
    Yaml,
    /// A policy in JSON.
    Json,
    /// A link of the site.
    Link,
}

impl From<ImportedFormat> for ImportFormat {
    fn from(format: ImportedFormat) -> Self {
        match format {
            ImportedFormat::Headers => Self::Headers,
            ImportedFormat::Toml => Self::Toml,
            ImportedFormat::Yaml => Self::Yaml,
            ImportedFormat::Json => Self::Json,
            ImportedFormat::Link => Self::Link,
        }
    }
}

/// The policy of a text: `corsmith.import/v1`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ImportDocument {
    /// `corsmith.import/v1`.
    pub schema: &'static str,
    /// What the text was read as.
    pub format: &'static str,
    /// What the policy is written in: `toml`, `yaml` or `json`.
    pub policy_format: &'static str,
    /// The policy. Its values are as they were found, valid or not.
    pub policy: String,
    /// What could not be known, and what was not taken.
    pub notes: Vec<String>,
}

impl ImportDocument {
    /// The document of `imported`, with the policy in `to`.
    ///
    /// ```
    /// use corsmith_operations::ImportDocument;
    /// use corsmith_policy::Format;
    ///
    /// let imported = corsmith_import::import("Access-Control-Allow-Origin: *", None).unwrap();
    /// assert_eq!(ImportDocument::new(&imported, Format::Yaml).policy_format, "yaml");
    /// ```
    #[must_use]
    pub fn new(imported: &Imported, to: Format) -> Self {
        Self {
            schema: "corsmith.import/v1",
            format: imported.format.name(),
            policy_format: match to {
                Format::Toml => "toml",
                Format::Yaml => "yaml",
                Format::Json => "json",
            },
            policy: imported.draft.write(to).text,
            notes: imported.notes.clone(),
        }
    }
}

/// Makes a policy of a text. What is wrong in it stays there, for [`lint()`](crate::lint()) to say.
///
/// # Errors
///
/// If the text is too long, is in no known format, or has no policy in it.
///
/// ```
/// use corsmith_operations::{ImportRequest, import};
///
/// let text = "HTTP/2 204\naccess-control-allow-origin: https://app.example.com\n".to_owned();
/// let document = import(&ImportRequest { text, format: None, to: None })?;
/// assert_eq!(document.format, "headers");
/// assert!(document.policy.contains("https://app.example.com"));
/// # Ok::<(), corsmith_operations::Problem>(())
/// ```
pub fn import(request: &ImportRequest) -> Result<ImportDocument, Problem> {
    let format = request.format.map(ImportFormat::from);
    let imported = corsmith_import::import(&request.text, format).map_err(|error| {
        let detail = error.to_string();
        let problem = match error {
            ImportError::TooLong { .. } => Problem::too_large(detail),
            _ => Problem::bad_request(detail),
        };
        problem.with_help(error.help())
    })?;
    let to = request.to.unwrap_or(PolicyFormat::Toml);
    Ok(ImportDocument::new(&imported, to.into()))
}
