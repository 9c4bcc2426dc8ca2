//! CORScanner, from `PyPI`, which the zoo compares with ours.

use crate::install::{How, Requirement};

pub(super) static REQUIREMENT: &Requirement = &Requirement {
    name: "corscanner",
    // Its newest release has the short name; `corscanner` there is an older one.
    how: How::Pip { directory: "corscanner", packages: &["cors==1.0.1"] },
    serves: &["zoo"],
};
