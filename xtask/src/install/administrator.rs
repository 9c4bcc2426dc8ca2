//! Who may install packages on the machine.

use std::process::Command;

use super::run::run;

/// A way to run `apt-get` as root without being asked for a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Administrator {
    /// This process is root.
    Root,
    /// `sudo` works without a password, as on the runners of continuous integration.
    Sudo,
}

impl Administrator {
    pub(super) fn of_this_machine() -> Option<Self> {
        if run(Command::new("id").arg("-u")).is_ok_and(|said| said.trim() == "0") {
            return Some(Self::Root);
        }
        run(Command::new("sudo").args(["-n", "true"])).is_ok().then_some(Self::Sudo)
    }

    pub(super) fn install(self, packages: &[&str]) -> Result<(), String> {
        let mut update = self.apt_get();
        run(update.arg("update"))?;
        let mut install = self.apt_get();
        install.args(["install", "--yes", "--no-install-recommends"]);
        run(install.args(packages)).map(drop)
    }

    fn apt_get(self) -> Command {
        let mut command = match self {
            Self::Root => Command::new("env"),
            Self::Sudo => {
                let mut command = Command::new("sudo");
                command.args(["-n", "env"]);
                command
            }
        };
        // Another installation may hold the lock for a while, that of a machine which has just started, for one.
        command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]);
        command.args(["-o", "DPkg::Lock::Timeout=120", "-o", "Acquire::Retries=2"]);
        command
    }
}
