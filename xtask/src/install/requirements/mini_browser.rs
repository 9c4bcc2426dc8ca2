//! WebKitGTK's own small browser, from Debian. It has no headless mode, so Xvfb comes with it.

use crate::install::{AskVersion, How, Requirement};

pub(super) static REQUIREMENT: &Requirement = &Requirement {
    name: "MiniBrowser",
    how: How::Browser {
        packages: &["libwebkit2gtk-4.1-0", "xvfb", "xauth"],
        folder: "usr/lib/*/webkit2gtk-4.1",
        version: AskVersion::OnDisplay,
    },
    serves: &["lab webkit"],
};
