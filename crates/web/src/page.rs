//! What every page has.

/// What the layout shows of a page.
pub(crate) struct Page {
    pub(crate) title: String,
    pub(crate) description: &'static str,
    pub(crate) section: Section,
}

impl Page {
    pub(crate) fn new(
        title: impl Into<String>,
        description: &'static str,
        section: Section,
    ) -> Self {
        Self { title: title.into(), description, section }
    }
}

/// The parts of the site, as its navigation has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    Build,
    Import,
    Simulate,
    Diagnose,
    Scan,
    Guide,
    /// Pages that the navigation does not name.
    Other,
}

impl Section {
    /// Those of the navigation.
    pub(crate) const ALL: &'static [Self] =
        &[Self::Build, Self::Import, Self::Simulate, Self::Diagnose, Self::Scan, Self::Guide];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Build => "Build",
            Self::Import => "Import",
            Self::Simulate => "Simulate",
            Self::Diagnose => "Diagnose",
            Self::Scan => "Scan",
            Self::Guide => "Guide",
            Self::Other => "",
        }
    }

    pub(crate) const fn href(self) -> &'static str {
        match self {
            Self::Build | Self::Other => "/",
            Self::Import => "/import",
            Self::Simulate => "/simulate",
            Self::Diagnose => "/diagnose",
            Self::Scan => "/scan",
            Self::Guide => "/guide",
        }
    }
}
