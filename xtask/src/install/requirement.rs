//! What the proofs need.

/// One thing that must be on the machine.
#[derive(Debug)]
pub(crate) struct Requirement {
    /// Its name in the report.
    pub(crate) name: &'static str,
    /// Where it comes from.
    pub(crate) how: How,
    /// The tests that are left out without it.
    pub(crate) serves: &'static [&'static str],
}

/// Where a requirement comes from.
#[derive(Debug)]
pub(crate) enum How {
    /// A server from Debian's archive, in whichever version the archive has: it keeps no older ones to pin.
    Apt {
        /// The package; the requirement's name is its binary.
        package: &'static str,
        /// What makes the binary print its version.
        version_argument: &'static str,
        /// A file, by its path from the root, without which the binary is not enough.
        also: Option<&'static str>,
    },
    /// A browser, or what one needs, from Debian's archive; see [`browser`](super::browser).
    Browser {
        /// The packages; the requirement's name is its binary.
        packages: &'static [&'static str],
        /// Its folder from the root; `*` stands for any name.
        folder: &'static str,
        /// How it says its version.
        version: AskVersion,
    },
    /// Packages from npm, pinned.
    Npm {
        /// The directory under `target/proof`.
        directory: &'static str,
        /// `name@version` each.
        packages: &'static [&'static str],
    },
    /// A folder of this repository with a `package.json`, whose packages its lock file pins.
    NpmProject {
        /// The directory under `target/proof`, which the project's `node_modules` leads to.
        directory: &'static str,
        /// The folder, from the checkout's root.
        project: &'static str,
    },
    /// Packages from PyPI in a virtual environment, pinned.
    Pip {
        /// The directory under `target/proof`.
        directory: &'static str,
        /// `name==version` each.
        packages: &'static [&'static str],
    },
    /// The same of these packages alone: what they ask for and is not listed is for uses that the proofs have not.
    PipListed {
        /// The directory under `target/proof`.
        directory: &'static str,
        /// `name==version` each.
        packages: &'static [&'static str],
    },
    /// The Cargo project of the axum proof, with the versions of its lock file.
    AxumTemplate,
}

/// How a program of [`How::Browser`] says its version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AskVersion {
    /// With `--version`.
    Directly,
    /// With `--version`, but only where there is a display.
    OnDisplay,
    /// It says none; that it prints its help shows that it runs.
    Never,
}

#[cfg(test)]
mod tests {
    use super::How;
    use crate::install::requirements::ALL;

    #[test]
    fn what_a_registry_lets_us_pin_is_pinned() {
        for requirement in ALL {
            let pinned = match requirement.how {
                How::Npm { packages, .. } => packages.iter().all(|package| package.contains('@')),
                How::Pip { packages, .. } | How::PipListed { packages, .. } => {
                    packages.iter().all(|package| package.contains("=="))
                }
                How::Apt { .. }
                | How::Browser { .. }
                | How::NpmProject { .. }
                | How::AxumTemplate => true,
            };
            assert!(pinned && !requirement.serves.is_empty(), "{}", requirement.name);
        }
    }
}
