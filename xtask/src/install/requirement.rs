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
    },
    /// Packages from npm, pinned.
    Npm {
        /// The directory under `target/proof`.
        directory: &'static str,
        /// `name@version` each.
        packages: &'static [&'static str],
    },
    /// Packages from PyPI in a virtual environment, pinned.
    Pip {
        /// The directory under `target/proof`.
        directory: &'static str,
        /// `name==version` each.
        packages: &'static [&'static str],
    },
    /// The Cargo project of the axum proof, with the versions of its lock file.
    AxumTemplate,
}

/// Every requirement, in the order of the report.
pub(crate) static ALL: &[Requirement] = &[
    Requirement {
        name: "nginx",
        how: How::Apt { package: "nginx", version_argument: "-v" },
        serves: &["prove nginx"],
    },
    Requirement {
        name: "apache2",
        how: How::Apt { package: "apache2", version_argument: "-v" },
        serves: &["prove apache"],
    },
    Requirement {
        name: "caddy",
        how: How::Apt { package: "caddy", version_argument: "version" },
        serves: &["prove caddy"],
    },
    Requirement {
        name: "haproxy",
        how: How::Apt { package: "haproxy", version_argument: "-v" },
        serves: &["prove haproxy"],
    },
    Requirement {
        name: "lighttpd",
        how: How::Apt { package: "lighttpd", version_argument: "-v" },
        serves: &["prove lighttpd"],
    },
    Requirement {
        name: "express 5",
        how: How::Npm { directory: "node5", packages: &["express@5.3.0", "cors@2.8.6"] },
        serves: &["prove express"],
    },
    Requirement {
        name: "express 4",
        how: How::Npm { directory: "node4", packages: &["express@4.22.3", "cors@2.8.6"] },
        serves: &["prove express (version 4)"],
    },
    Requirement {
        name: "fastapi",
        how: How::Pip {
            directory: "python",
            packages: &["fastapi==0.165.0", "starlette==1.10.0", "uvicorn==0.54.0"],
        },
        serves: &["prove fastapi"],
    },
    Requirement { name: "axum", how: How::AxumTemplate, serves: &["prove axum"] },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_registry_lets_us_pin_is_pinned() {
        for requirement in ALL {
            let pinned = match requirement.how {
                How::Npm { packages, .. } => packages.iter().all(|package| package.contains('@')),
                How::Pip { packages, .. } => packages.iter().all(|package| package.contains("==")),
                How::Apt { .. } | How::AxumTemplate => true,
            };
            assert!(pinned && !requirement.serves.is_empty(), "{}", requirement.name);
        }
    }
}
