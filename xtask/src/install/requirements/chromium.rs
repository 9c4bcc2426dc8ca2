//! Chromium, from Debian.

use crate::install::{AskVersion, How, Requirement};

pub(super) static REQUIREMENT: &Requirement = &Requirement {
    name: "chromium",
    how: How::Browser { packages: &["chromium"], folder: "usr/bin", version: AskVersion::Directly },
    serves: &["lab chromium"],
};
