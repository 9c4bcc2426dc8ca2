//! Express 4, from npm.

use crate::install::{How, Requirement};

pub(super) static REQUIREMENT: &Requirement = &Requirement {
    name: "express 4",
    how: How::Npm { directory: "node4", packages: &["express@4.22.3"] },
    serves: &["prove express (version 4)"],
};
