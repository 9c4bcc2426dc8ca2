//! The display that no screen shows, from Debian.

use crate::install::{AskVersion, How, Requirement};

pub(super) static REQUIREMENT: &Requirement = &Requirement {
    name: "Xvfb",
    how: How::Browser {
        packages: &["xvfb", "xauth"],
        folder: "usr/bin",
        version: AskVersion::Never,
    },
    serves: &["lab webkit"],
};
