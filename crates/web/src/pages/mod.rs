//! The pages: one file, or one folder, a page.

pub(crate) mod build;
