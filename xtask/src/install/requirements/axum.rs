//! axum, from crates.io.

use crate::install::{How, Requirement};

pub(super) static REQUIREMENT: &Requirement =
    &Requirement { name: "axum", how: How::AxumTemplate, serves: &["prove axum"] };
