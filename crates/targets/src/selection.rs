//! `nginx`, or `nginx@1.18`: a target as users name it.

use std::fmt;

use corsmith_policy::Policy;

use crate::{
    InexpressibleErrors, Output, Provenance, Target, Version, VersionError, find, targets,
};

/// A target and the version of its software.
#[derive(Clone, Copy)]
pub struct TargetSelection {
    /// The target.
    pub target: &'static dyn Target,
    /// The version; the newest known where none was named.
    pub version: Version,
}

/// A text that names no target. `Display` is a sentence without its full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum SelectionError {
    /// There is no such target.
    UnknownTarget {
        /// The name.
        name: String,
    },
    /// What follows `@` is not a version.
    NotAVersion(VersionError),
    /// The version is older than any that the target knows.
    TooOld {
        /// The target.
        name: &'static str,
        /// The version asked for.
        version: Version,
        /// The oldest it knows.
        oldest: Version,
    },
}

impl fmt::Display for SelectionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownTarget { name } => write!(f, "there is no target `{name}`"),
            Self::NotAVersion(error) => error.fmt(f),
            Self::TooOld { name, version, oldest } => {
                write!(
                    f,
                    "`{name}` {version} is too old: the oldest version there is output for is {oldest}"
                )
            }
        }
    }
}

impl std::error::Error for SelectionError {}

impl TargetSelection {
    /// Reads `nginx` or `nginx@1.18`.
    ///
    /// ```
    /// use corsmith_targets::{TargetSelection, Version};
    ///
    /// let selection = TargetSelection::parse("nginx@1.18")?;
    /// assert_eq!(selection.version, Version::new(1, 18));
    /// # Ok::<(), corsmith_targets::SelectionError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If there is no such target, or no output for such a version.
    pub fn parse(text: &str) -> Result<Self, SelectionError> {
        let (name, version) = match text.split_once('@') {
            Some((name, version)) => (name, Some(version)),
            None => (text, None),
        };
        let unknown = || SelectionError::UnknownTarget { name: name.chars().take(40).collect() };
        let target = find(name).ok_or_else(unknown)?;
        let about = target.about();
        let version = match version {
            None => about.default_version,
            Some(version) => version.parse().map_err(SelectionError::NotAVersion)?,
        };
        let oldest = about.oldest_version();
        if version < oldest {
            return Err(SelectionError::TooOld { name: about.name, version, oldest });
        }
        Ok(Self { target, version })
    }

    /// What the target makes of `policy` for the version; a version that is newer than any that was
    /// run has a note that says so.
    ///
    /// ```
    /// use corsmith_policy::{Format, PolicyDocument, Selection};
    /// use corsmith_targets::{Provenance, TargetSelection};
    ///
    /// let text = b"[policy]\nallow-origins = ['https://app.example.com']";
    /// let document = PolicyDocument::parse(text, Format::Toml);
    /// let policy = document.resolve(&Selection::default()).into_policy().map_err(|errors| errors[0].clone())?;
    /// let output = TargetSelection::parse("nginx@9")?.render(&policy, &Provenance::default())?;
    /// assert!(output.notes[0].starts_with("nginx 9.0 was not tested"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`Target::render`].
    pub fn render(
        &self,
        policy: &Policy,
        provenance: &Provenance,
    ) -> Result<Output, InexpressibleErrors> {
        let output = self.target.render(policy, self.version, provenance)?;
        let about = self.target.about();
        let (version, newest) = (self.version, about.newest_run);
        if version <= newest || about.releases.is_empty() {
            return Ok(output);
        }
        let title = about.title;
        Ok(output.note(format!(
            "{title} {version} was not tested, nor anything newer than {newest}: the output is what {newest} takes"
        )))
    }

    /// The names of all targets, in order.
    pub fn names() -> impl Iterator<Item = &'static str> {
        targets::ALL.iter().map(|target| target.about().name)
    }
}
