//! Apache httpd, from Debian.

use crate::install::{How, Requirement};

pub(super) static REQUIREMENT: &Requirement = &Requirement {
    name: "apache2",
    how: How::Apt { package: "apache2", version_argument: "-v", also: None },
    serves: &["prove apache"],
};
