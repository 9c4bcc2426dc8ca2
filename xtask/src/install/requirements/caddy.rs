//! Caddy, from Debian.

use crate::install::{How, Requirement};

pub(super) static REQUIREMENT: &Requirement = &Requirement {
    name: "caddy",
    how: How::Apt { package: "caddy", version_argument: "version", also: None },
    serves: &["prove caddy"],
};
