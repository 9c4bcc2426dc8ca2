//! Firefox ESR, from Debian.

use crate::install::{AskVersion, How, Requirement};

pub(super) static REQUIREMENT: &Requirement = &Requirement {
    name: "firefox-esr",
    how: How::Browser {
        packages: &["firefox-esr"],
        folder: "usr/bin",
        version: AskVersion::Directly,
    },
    serves: &["lab firefox"],
};
