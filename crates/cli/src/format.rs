//! The formats that users choose from.

use clap::ValueEnum;
use corsmith_policy::Format;

/// How a result is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutputFormat {
    /// For people
    Text,
    /// For programs: one JSON document with a "schema"
    Json,
}

/// How a policy is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum InputFormat {
    Toml,
    Yaml,
    Json,
}

impl From<InputFormat> for Format {
    fn from(format: InputFormat) -> Self {
        match format {
            InputFormat::Toml => Self::Toml,
            InputFormat::Yaml => Self::Yaml,
            InputFormat::Json => Self::Json,
        }
    }
}
