//! What a target returns.

use std::fmt;

/// Files, and what to do with them.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Output {
    /// The files, in the order to read them.
    pub files: Vec<GeneratedFile>,
    /// What the user has to know about this policy on this target: where something is expressed
    /// in another way than the policy says it.
    pub notes: Vec<String>,
    /// The command that checks the installed configuration, such as `nginx -t`.
    pub check: Option<&'static str>,
    /// The command that makes the server use it.
    pub reload: Option<&'static str>,
}

impl Output {
    /// An output of these files.
    #[must_use]
    pub fn new(files: Vec<GeneratedFile>) -> Self {
        Self { files, notes: Vec::new(), check: None, reload: None }
    }

    /// With the commands that check and reload.
    #[must_use]
    pub fn commands(mut self, check: &'static str, reload: &'static str) -> Self {
        self.check = Some(check);
        self.reload = Some(reload);
        self
    }

    /// With a note.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }
}

/// One file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GeneratedFile {
    /// Its name, without a folder.
    pub name: String,
    /// Where it goes and how it is included: what completes a sentence that begins with its name.
    pub place: String,
    /// Its text, which ends with a line break.
    pub contents: String,
}

/// Something of a policy that a target cannot express. `Display` is a sentence without its full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inexpressible {
    /// What, and why the target cannot.
    pub message: String,
    /// What to do instead.
    pub help: String,
}

impl Inexpressible {
    /// `message` says what cannot be expressed, `help` what to do instead.
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }
}

impl fmt::Display for Inexpressible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// Everything of a policy that a target cannot express; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InexpressibleErrors(pub Vec<Inexpressible>);

impl fmt::Display for InexpressibleErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, error) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            write!(f, "{separator}{error}")?;
        }
        Ok(())
    }
}

impl std::error::Error for InexpressibleErrors {}
