//! Schemathesis, from `PyPI`, which asks the API whatever its `OpenAPI` document allows, and what it does not.

use crate::install::{How, Requirement};

pub(super) static REQUIREMENT: &Requirement = &Requirement {
    name: "schemathesis",
    how: How::Pip { directory: "schemathesis", packages: &["schemathesis==4.32.0"] },
    serves: &["site api"],
};
