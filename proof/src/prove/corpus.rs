//! The policies that every server is proven with: the files in `corpus/`, and the repository's examples.

use std::fmt;
use std::fs;
use std::path::Path;

use corsmith_policy::{Format, Policy, PolicyDocument, Selection};

/// One policy of the corpus.
#[derive(Debug, Clone)]
pub struct CorpusPolicy {
    /// The file's name without `.toml`.
    pub name: String,
    /// The policy.
    pub policy: Policy,
}

/// Why the corpus cannot be read. `Display` is a sentence without its full stop.
#[derive(Debug)]
pub struct CorpusError {
    message: String,
}

impl fmt::Display for CorpusError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for CorpusError {}

/// Reads the corpus, in the order of names.
///
/// ```
/// let corpus = corsmith_proof::prove::corpus()?;
/// assert!(corpus.len() >= 25);
/// # Ok::<(), corsmith_proof::prove::CorpusError>(())
/// ```
///
/// # Errors
///
/// If a file cannot be read or is not a valid policy.
pub fn corpus() -> Result<Vec<CorpusPolicy>, CorpusError> {
    let proof = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut policies = Vec::new();
    for directory in [proof.join("corpus"), proof.join("../examples")] {
        let unreadable = |error: std::io::Error| CorpusError {
            message: format!("{}: {error}", directory.display()),
        };
        for entry in fs::read_dir(&directory).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            if path.extension().is_some_and(|extension| extension == "toml") {
                policies.push(read(&path)?);
            }
        }
    }
    policies.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(policies)
}

fn read(path: &Path) -> Result<CorpusPolicy, CorpusError> {
    let error = |why: String| CorpusError { message: format!("{}: {why}", path.display()) };
    let name = path.file_stem().and_then(|stem| stem.to_str());
    let name = name.ok_or_else(|| error("the name is not UTF-8".to_owned()))?.to_owned();
    let bytes = fs::read(path).map_err(|io| error(io.to_string()))?;
    let document = PolicyDocument::parse(&bytes, Format::Toml);
    let policy = document.resolve(&Selection::default()).into_policy().map_err(|errors| {
        let errors: Vec<_> = errors.iter().map(ToString::to_string).collect();
        error(errors.join("; "))
    })?;
    Ok(CorpusPolicy { name, policy })
}
