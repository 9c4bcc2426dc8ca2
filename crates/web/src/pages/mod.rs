//! The pages: one file, or one folder, a page.

pub(crate) mod build;
pub(crate) mod diagnose;
pub(crate) mod form;
pub(crate) mod guide;
pub(crate) mod import;
pub(crate) mod prose;
pub(crate) mod reference;
pub(crate) mod scan;
pub(crate) mod simulate;
