//! Express 5, from npm.

use crate::install::{How, Requirement};

pub(super) static REQUIREMENT: &Requirement = &Requirement {
    name: "express 5",
    how: How::Npm { directory: "node5", packages: &["express@5.3.0"] },
    serves: &["prove express"],
};
