//! Chromium, which finds the animals and the attackers by their names, on the ports of the web.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::process::Stdio;

use crate::home;
use crate::installed::Installed;
use crate::process::Group;

/// The sandbox needs user namespaces, which containers and root lack; every page is ours. Upgrades
/// to `https` would change the origin of an attacker. The rest keeps the browser from calling out.
const ARGUMENTS: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--ignore-certificate-errors",
    "--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-proxy-server",
    "--disable-background-networking",
    "--disable-background-timer-throttling",
    "--disable-breakpad",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-field-trial-config",
    "--disable-renderer-backgrounding",
    "--disable-sync",
    "--metrics-recording-only",
    "--password-store=basic",
    "--use-mock-keychain",
];

/// Other sites' cookies are sent, as most browsers of most visitors do.
const PREFERENCES: &str =
    r#"{"profile":{"block_third_party_cookies":false,"cookie_controls_mode":0}}"#;

/// A running browser, ended when this is dropped.
pub(super) struct Browser {
    group: Group,
}

/// Whether there is a Chromium to start.
pub(super) fn find() -> Option<Installed> {
    if let Ok(installed) = Installed::find("chromium") {
        return Some(installed);
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let binary = std::env::split_paths(&path).map(|it| it.join("chromium")).find(|it| it.is_file());
    binary.map(|binary| Installed { binary, version: String::new(), libraries: String::new() })
}

impl Browser {
    /// Starts it at `url` with everything that it writes below `directory`; `rules` say where hosts
    /// are, in the language of `--host-resolver-rules`.
    pub(super) fn start(
        installed: &Installed,
        rules: &str,
        url: &str,
        directory: &Path,
    ) -> io::Result<Self> {
        fs::create_dir(directory.join("Default"))?;
        fs::write(directory.join("Default/Preferences"), PREFERENCES)?;
        let log = File::create(directory.join("browser.log"))?;
        let mut command = installed.command();
        command.args(ARGUMENTS).arg(format!("--host-resolver-rules={rules}"));
        command.arg(format!("--user-data-dir={}", directory.display())).arg(url);
        command.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        home::give(&mut command, directory);
        Ok(Self { group: Group::spawn(&mut command)? })
    }

    pub(super) fn has_exited(&mut self) -> bool {
        self.group.has_exited()
    }
}

/// The last words of the browser that was started in this directory.
pub(super) fn last_words(directory: &Path) -> String {
    let log = fs::read(directory.join("browser.log")).unwrap_or_default();
    let log = String::from_utf8_lossy(&log);
    let lines: Vec<_> = log.lines().collect();
    lines[lines.len().saturating_sub(20)..].join("\n")
}
