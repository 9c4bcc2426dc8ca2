//! Starter policies. Each is a file of `presets/`, and an example of the repository.

/// A starter policy.
pub(crate) struct Preset {
    pub(crate) name: &'static str,
    pub(crate) text: &'static str,
}

macro_rules! presets {
    ($($name:literal),* $(,)?) => {
        &[$(Preset { name: $name, text: include_str!(concat!("../presets/", $name, ".toml")) }),*]
    };
}

impl Preset {
    /// All of them.
    pub(crate) const ALL: &'static [Self] = presets![
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
    pub(crate) const DEFAULT: &'static str = "spa-with-tokens";

    pub(crate) fn find(name: &str) -> Option<&'static Self> {
        Self::ALL.iter().find(|preset| preset.name == name)
    }

    /// What it is for: the first comment of the file.
    pub(crate) fn summary(&self) -> &'static str {
        let first = self.text.lines().next().unwrap_or_default();
        first.trim_start_matches(['#', ' '])
    }
}
