//! Starter policies. Each is a file of `presets/`, and an example of the repository.

use serde::Serialize;
use utoipa::ToSchema;

/// A starter policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Preset {
    /// Its name on the command line.
    pub name: &'static str,
    /// The policy: commented TOML.
    pub text: &'static str,
}

macro_rules! presets {
    ($($name:literal),* $(,)?) => {
        &[$(Preset { name: $name, text: include_str!(concat!("../presets/", $name, ".toml")) }),*]
    };
}

impl Preset {
    /// All of them.
    pub const ALL: &'static [Self] = presets![
        "assets",
        "local-development",
        "partners",
        "public-data",
        "spa-with-cookies",
        "spa-with-tokens",
        "subdomains",
    ];

    /// The preset that is meant when none is named. It allows neither credentials nor more than
    /// one origin, so that nobody is exposed by a file that was not read.
    pub const DEFAULT: &'static str = "spa-with-tokens";

    /// The preset called `name`.
    ///
    /// ```
    /// use corsmith_operations::Preset;
    ///
    /// assert!(Preset::find(Preset::DEFAULT).is_some());
    /// assert!(Preset::find("everything").is_none());
    /// ```
    #[must_use]
    pub fn find(name: &str) -> Option<&'static Self> {
        Self::ALL.iter().find(|preset| preset.name == name)
    }

    /// What it is for: the first comment of the file.
    ///
    /// ```
    /// use corsmith_operations::Preset;
    ///
    /// assert!(Preset::ALL.iter().all(|preset| !preset.summary().is_empty()));
    /// ```
    #[must_use]
    pub fn summary(&self) -> &'static str {
        let first = self.text.lines().next().unwrap_or_default();
        first.trim_start_matches(['#', ' '])
    }
}

/// The presets: `corsmith.presets/v1`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PresetsDocument {
    /// `corsmith.presets/v1`.
    pub schema: &'static str,
    /// Each of them, by name.
    pub presets: Vec<PresetEntry>,
}

/// One preset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PresetEntry {
    /// Its name.
    pub name: &'static str,
    /// What it is for.
    pub summary: &'static str,
    /// Whether it is the one that is meant when none is named.
    pub is_default: bool,
    /// The policy: commented TOML.
    pub policy: &'static str,
}

/// Lists the presets.
///
/// ```
/// let document = corsmith_operations::presets();
/// assert_eq!(document.presets.iter().filter(|preset| preset.is_default).count(), 1);
/// ```
#[must_use]
pub fn presets() -> PresetsDocument {
    let presets = Preset::ALL.iter().map(|preset| PresetEntry {
        name: preset.name,
        summary: preset.summary(),
        is_default: preset.name == Preset::DEFAULT,
        policy: preset.text,
    });
    PresetsDocument { schema: "corsmith.presets/v1", presets: presets.collect() }
}
