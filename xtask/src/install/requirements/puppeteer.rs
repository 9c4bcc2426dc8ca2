//! What drives the browsers through the site, from npm.

use crate::install::{How, Requirement};

pub(super) static REQUIREMENT: &Requirement = &Requirement {
    name: "puppeteer",
    how: How::NpmProject { directory: "site", project: "proof/site" },
    serves: &["site"],
};
