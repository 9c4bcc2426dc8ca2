//! One policy's generated files and where they are tried.

use std::fs;
use std::net::SocketAddr;
use std::path::PathBuf;

use corsmith_targets::GeneratedFile;

use super::{Server, StartError};
use crate::installed;

/// What a server is started with.
#[derive(Clone, Debug)]
pub struct Site {
    /// The generated files of one policy for one target.
    pub files: Vec<GeneratedFile>,
    /// The application behind a proxy; frameworks are the application and ignore it.
    pub upstream: SocketAddr,
    /// A directory of this site alone, absolute and emptied before use; see [`Site::new`].
    pub directory: PathBuf,
}

impl Site {
    /// A site in `target/proof/sites/<server>/<policy>`, apart from what is installed in `target/proof`.
    ///
    /// `policy` names a directory: letters, digits and `-`.
    ///
    /// ```
    /// use corsmith_proof::server::Site;
    /// use corsmith_proof::servers::nginx::Nginx;
    /// use corsmith_targets::GeneratedFile;
    ///
    /// let file = GeneratedFile {
    ///     name: "cors.conf".into(),
    ///     place: String::new(),
    ///     contents: String::new(),
    /// };
    /// let site = Site::new(&Nginx, "exact-origins", vec![file], ([127, 0, 0, 1], 80).into());
    /// assert_eq!(site.name(), "exact-origins");
    /// assert!(site.directory.ends_with("target/proof/sites/nginx/exact-origins"));
    /// let missing = site.file("nginx", "map.conf").unwrap_err().to_string();
    /// assert_eq!(missing, "nginx needs a generated file `map.conf`, but there is only `cors.conf`");
    /// ```
    #[must_use]
    pub fn new(
        server: &dyn Server,
        policy: &str,
        files: Vec<GeneratedFile>,
        upstream: SocketAddr,
    ) -> Self {
        let directory = installed::root().join("sites").join(server.name()).join(policy);
        Self { files, upstream, directory }
    }

    /// The policy's name: the last part of [`directory`](Self::directory).
    #[must_use]
    pub fn name(&self) -> &str {
        self.directory.file_name().and_then(|name| name.to_str()).unwrap_or("site")
    }

    /// Empties the directory and writes the generated files into its `generated/`, whose path it returns.
    pub fn lay_out(&self) -> Result<PathBuf, StartError> {
        match fs::remove_dir_all(&self.directory) {
            Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
                return Err(StartError::File { path: self.directory.clone(), source });
            }
            _ => {}
        }
        for file in &self.files {
            self.write(&format!("generated/{}", file.name), &file.contents)?;
        }
        Ok(self.directory.join("generated"))
    }

    /// Writes one of the surroundings' files, creating its directories, and returns its path.
    pub fn write(&self, name: &str, contents: &str) -> Result<PathBuf, StartError> {
        let path = self.directory.join(name);
        let directory = path.parent().unwrap_or(&self.directory);
        fs::create_dir_all(directory)
            .map_err(|source| StartError::File { path: directory.into(), source })?;
        fs::write(&path, contents)
            .map_err(|source| StartError::File { path: path.clone(), source })?;
        Ok(path)
    }

    /// The generated files that are called `name` but for the name of their policy, in order.
    pub fn files_of<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a GeneratedFile> {
        self.files.iter().filter(move |file| file.name == name || is_named(&file.name, name))
    }

    /// The generated file `name`, which for a policy with a name has that before its extension, or an error
    /// that names those there are.
    pub fn file(
        &self,
        server: &'static str,
        name: &'static str,
    ) -> Result<&GeneratedFile, StartError> {
        self.files_of(name).next().ok_or_else(|| StartError::MissingFile {
            server,
            name,
            have: self.files.iter().map(|file| file.name.clone()).collect(),
        })
    }
}

/// Whether `file` is `plain` with a policy's name: `cors-shop.conf` for `cors.conf`.
fn is_named(file: &str, plain: &str) -> bool {
    plain.rsplit_once('.').is_some_and(|(stem, extension)| {
        let name = file.strip_prefix(stem).and_then(|rest| rest.strip_suffix(extension));
        name.is_some_and(|name| name.starts_with('-') && name.ends_with('.'))
    })
}
