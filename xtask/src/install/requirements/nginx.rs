//! nginx, from Debian.

use crate::install::{How, Requirement};

pub(super) static REQUIREMENT: &Requirement = &Requirement {
    name: "nginx",
    how: How::Apt { package: "nginx", version_argument: "-v", also: None },
    serves: &["prove nginx"],
};
