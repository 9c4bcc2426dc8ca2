//! HAProxy, from Debian.

use crate::install::{How, Requirement};

pub(super) static REQUIREMENT: &Requirement = &Requirement {
    name: "haproxy",
    how: How::Apt { package: "haproxy", version_argument: "-v", also: None },
    serves: &["prove haproxy"],
};
