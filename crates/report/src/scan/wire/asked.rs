//! What a scan was let ask.

use corsmith_scan::Recording;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::scan::clean;

/// What the user let a scan ask, beside its paths and methods.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ScanAsked)]
pub struct Asked {
    /// `passive`: as a visitor. `active`: with every probe but those that are asked for one by one.
    /// `opt-in`: with those, too.
    pub mode: String,
    /// The origins that the user named.
    pub candidates: Vec<String>,
    /// The names of the user's own fields, in lower case.
    pub fields: Vec<String>,
}

impl Asked {
    /// `None` for answers from a file.
    pub(super) fn of(recording: &Recording) -> Option<Self> {
        let asked = recording.asked.as_ref()?;
        let lines = |texts: &[String]| texts.iter().map(|text| clean::line(text)).collect();
        Some(Self {
            mode: asked.mode.name().to_owned(),
            candidates: lines(&asked.candidates),
            fields: lines(&asked.fields),
        })
    }
}
