//! WebKitGTK's MiniBrowser on a virtual screen: it has no headless mode.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::installed::Installed;
use crate::lab::Console;
use crate::lab::browser::{Start, Started};
use crate::lab::console::ConsoleReader;
use crate::lab::error::LabError;
use crate::process::Group;

/// How long the virtual screen may take.
const SCREEN_WITHIN: Duration = Duration::from_secs(15);

pub(in crate::lab) fn start(start: &Start<'_>) -> Result<Started, LabError> {
    let installed = start.locate("MiniBrowser", &debian_directories())?;
    let (screen, display) = screen(start)?;
    let version = start.version(&mut on(&display, &installed))?;
    let mut command = on(&display, &installed);
    command.arg("--cookies-policy=always");
    let console = match start.console {
        // Private browsing is an ephemeral session: no disk cache, no stored cookies.
        Console::Unread => {
            command.arg("--private");
            ConsoleReader::None
        }
        // A private session keeps its messages to itself.
        Console::Read => {
            command.arg("--enable-write-console-messages-to-stdout=true");
            ConsoleReader::of_webkit(start.log())
        }
    };
    let browser = start.spawn(command.arg(start.url))?;
    Ok(Started { version, browser, screen: Some(screen), console })
}

/// The texts of `[url:line:column: ]CONSOLE [SOURCE] LEVEL text`.
pub(in crate::lab) fn console_messages(log: &str) -> Vec<String> {
    const LEVELS: [&str; 5] = [" DEBUG ", " ERROR ", " INFO ", " LOG ", " WARN "];
    let entry = |line: &str| {
        let start = line.find("CONSOLE ")?;
        let (at, level) = LEVELS
            .iter()
            .filter_map(|level| line[start..].find(level).map(|at| (at, level.len())))
            .min()?;
        Some(line[start + at + level..].to_owned())
    };
    log.lines().filter_map(entry).collect()
}

/// Debian keeps it out of the way, in a directory with the library's ABI and the machine's name.
fn debian_directories() -> Vec<PathBuf> {
    let entries = |directory: &Path| fs::read_dir(directory).into_iter().flatten().flatten();
    let libraries = entries(Path::new("/usr/lib")).map(|entry| entry.path());
    let inside = libraries
        .flat_map(|library| entries(&library).map(|entry| entry.path()).collect::<Vec<_>>());
    let mut found: Vec<_> = inside
        .filter(|path| {
            path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("webkit2gtk-"))
        })
        .collect();
    found.sort();
    found
}

fn on(display: &str, installed: &Installed) -> Command {
    // Through `env`, because everything a browser is started with clears `DISPLAY` first.
    let mut command = Command::new("env");
    command.args([format!("DISPLAY={display}"), "GDK_BACKEND=x11".to_owned()]);
    command.args(["WEBKIT_DISABLE_COMPOSITING_MODE=1", "WEBKIT_DISABLE_DMABUF_RENDERER=1"]);
    command.args(["NO_AT_BRIDGE=1", "GSETTINGS_BACKEND=memory", "LIBGL_ALWAYS_SOFTWARE=1"]);
    if !installed.libraries.is_empty() {
        command.arg(format!("LD_LIBRARY_PATH={}", installed.libraries));
    }
    command.arg(&installed.binary);
    command
}

/// A virtual screen and its name. It chooses a free number itself and writes it to its output.
fn screen(start: &Start<'_>) -> Result<(Group, String), LabError> {
    let file = |source| LabError::System { purpose: "virtual screen", source };
    let installed = start.locate("Xvfb", &[])?;
    let number = start.directory.join("display");
    let mut command = installed.command();
    command.args(["-displayfd", "1", "-screen", "0", "800x600x24", "-nolisten", "tcp"]);
    command.stdin(Stdio::null()).stderr(Stdio::null());
    command.stdout(File::create(&number).map_err(file)?);
    let program = installed.binary.display().to_string();
    let group = Group::spawn(&mut command).map_err(|source| LabError::Spawn { program, source })?;
    let until = Instant::now() + SCREEN_WITHIN;
    loop {
        let text = fs::read_to_string(&number).unwrap_or_default();
        if let Some(number) = text.strip_suffix('\n') {
            return Ok((group, format!(":{}", number.trim())));
        }
        if Instant::now() > until {
            return Err(file(io::ErrorKind::TimedOut.into()));
        }
        thread::sleep(Duration::from_millis(20));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn console_messages_are_found_among_other_lines() {
        let log = "Gtk-WARNING: no theme\n\
                   http://a/:1:159: CONSOLE LOG said\n\
                   CONSOLE SECURITY ERROR Origin X is an ERROR 1\n";
        assert_eq!(console_messages(log), ["said", "Origin X is an ERROR 1"]);
    }
}
