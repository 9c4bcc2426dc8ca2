//! Firefox, headless.

pub(in crate::lab) mod marionette;

use std::fs;

use self::marionette::Marionette;
use crate::lab::Console;
use crate::lab::browser::{Start, Started};
use crate::lab::console::ConsoleReader;
use crate::lab::error::LabError;

/// Everything that calls out is off, and so is what would add connections or answers of its own.
const PREFERENCES: &str = include_str!("firefox/user.js");

pub(in crate::lab) fn start(start: &Start<'_>) -> Result<Started, LabError> {
    let installed = start.locate("firefox-esr", &[])?;
    let version = start.version(&mut installed.command())?;
    let profile = start.directory.join("profile");
    let written =
        fs::create_dir(&profile).and_then(|()| fs::write(profile.join("user.js"), PREFERENCES));
    written.map_err(|source| LabError::System { purpose: "Firefox profile", source })?;
    let mut command = installed.command();
    command.args(["--headless", "--no-remote", "--new-instance", "--profile"]).arg(&profile);
    command.env("MOZ_CRASHREPORTER_DISABLE", "1").env("MOZ_DISABLE_CONTENT_SANDBOX", "1");
    let mut console = ConsoleReader::None;
    if start.console == Console::Read {
        command.args(["--marionette", "-remote-allow-system-access"]);
        console = ConsoleReader::Marionette(Marionette::of_profile(&profile));
    }
    let browser = start.spawn(command.arg(start.url))?;
    Ok(Started { version, browser, screen: None, console })
}
