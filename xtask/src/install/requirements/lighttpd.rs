//! lighttpd, from Debian, with the module that runs Lua.

use crate::install::{How, Requirement};

pub(super) static REQUIREMENT: &Requirement = &Requirement {
    name: "lighttpd",
    // It depends on the package `lighttpd`.
    how: How::Apt {
        package: "lighttpd-modules-lua",
        version_argument: "-v",
        also: Some("usr/lib/lighttpd/mod_magnet.so"),
    },
    serves: &["prove lighttpd"],
};
