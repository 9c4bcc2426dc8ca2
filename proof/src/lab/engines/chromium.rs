//! Chromium, headless.

use crate::lab::Console;
use crate::lab::browser::{Start, Started};
use crate::lab::console::ConsoleReader;
use crate::lab::error::LabError;

/// The sandbox needs user namespaces, which containers and root lack; the only page is ours.
/// The rest keeps the browser from calling out and from slowing a page that nobody looks at.
const ARGUMENTS: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    // Whatever still wants to call out finds nobody.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-proxy-server",
    "--disable-background-networking",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-breakpad",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-field-trial-config",
    "--disable-ipc-flooding-protection",
    "--disable-renderer-backgrounding",
    "--disable-sync",
    "--metrics-recording-only",
    "--password-store=basic",
    "--use-mock-keychain",
];

pub(in crate::lab) fn start(start: &Start<'_>) -> Result<Started, LabError> {
    let installed = start.locate("chromium", &[])?;
    let version = start.version(&mut installed.command())?;
    let mut command = installed.command();
    command.args(ARGUMENTS).arg(format!("--user-data-dir={}", start.directory.display()));
    let mut console = ConsoleReader::None;
    if start.console == Console::Read {
        command.args(["--enable-logging=stderr", "--v=0"]);
        console = ConsoleReader::of_chromium(start.log());
    }
    let browser = start.spawn(command.arg(start.url))?;
    Ok(Started { version, browser, screen: None, console })
}

/// The texts of `[…:CONSOLE:line] "text", source: … (line)`; a text may have several lines.
pub(in crate::lab) fn console_messages(log: &str) -> Vec<String> {
    let entries = log.split(":CONSOLE").skip(1);
    let texts = entries.filter_map(|entry| entry.split_once("] \"")?.1.split_once("\", source: "));
    texts.map(|(text, _)| text.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn console_messages_are_found_among_other_lines() {
        let log = "[1:2:1125/0:ERROR:dbus/bus.cc:405] no bus\n\
                   [1:1:1125/0:INFO:CONSOLE:81] \"Say \"hi\"\nthere\", source: http://a/ (81)\n\
                   [1:1:1125/0:INFO:CONSOLE(0)] \"Older\", source:  (0)\n";
        assert_eq!(console_messages(log), ["Say \"hi\"\nthere", "Older"]);
    }
}
