//! Browsers from Debian's archive.
//!
//! They cannot be unpacked just anywhere, as the servers are: the paths of WebKit's helper processes, of Xvfb's keymaps
//! and of the fonts' configuration are compiled in. So:
//! - root, or who becomes root without a password, gets them by `apt-get install`, as containers and the runners of
//!   continuous integration need it. None of these packages starts a daemon that answers the network (on a
//!   machine without it, D-Bus comes along);
//! - anyone else gets them unpacked like the servers, and for each a script that lays the unpacked files over the
//!   machine's own in its own mount namespace, where the compiled-in paths are right. That needs a kernel that lets users
//!   make namespaces: Debian's does, many containers do not;
//! - who can do neither is told the command that an administrator has to run.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::administrator::Administrator;
use super::apt::{self, Apt};
use super::found::{Found, version_in};
use super::namespace;
use super::run::run;
use super::{AskVersion, Outcome};

/// A browser that is wanted; the fields are those of [`How::Browser`](super::How::Browser).
#[derive(Debug)]
pub(super) struct Browser {
    pub(super) name: &'static str,
    pub(super) packages: &'static [&'static str],
    pub(super) folder: &'static str,
    pub(super) version: AskVersion,
}

impl Browser {
    pub(super) fn install(&self, apt: &mut Apt) -> Result<Outcome, String> {
        if let Ok(found) = self.of_system().or_else(|_| self.unpacked()) {
            found.record(self.name)?;
            return Ok(Outcome::AlreadyThere { version: found.version });
        }
        run(Command::new("apt-get").arg("--version"))?;
        let found = match Administrator::of_this_machine() {
            Some(administrator) => {
                administrator.install(self.packages)?;
                self.of_system()?
            }
            None => self.unpack(apt).map_err(|why| {
                let packages = self.packages.join(" ");
                format!("{why}; as root: `apt-get install --no-install-recommends {packages}`")
            })?,
        };
        found.record(self.name)?;
        Ok(Outcome::Installed { version: found.version })
    }

    fn unpack(&self, apt: &mut Apt) -> Result<Found, String> {
        // First, so that nobody downloads a browser that cannot run.
        namespace::check()?;
        apt.unpack(self.packages)?;
        namespace::configure()?;
        self.unpacked()
    }

    /// The program as the system has it.
    fn of_system(&self) -> Result<Found, String> {
        let binary = apt::on_path(self.name)
            .or_else(|| inside(Path::new("/"), self.folder, self.name))
            .ok_or_else(|| format!("no `{}` on this machine", self.name))?;
        // `env` so that both ways are a command that runs another one.
        let version = self.ask(Command::new("env"), &binary)?;
        Ok(Found { binary, version, libraries: String::new() })
    }

    /// The program among what was unpacked, by a script that runs it in its namespace.
    fn unpacked(&self) -> Result<Found, String> {
        let root = apt::unpacked_root();
        let binary = inside(&root, self.folder, self.name)
            .ok_or_else(|| format!("no `{}` was unpacked", self.name))?;
        // In the namespace it is where its package wants it.
        let binary = Path::new("/").join(binary.strip_prefix(&root).unwrap_or(&binary));
        let version = self.ask(namespace::command()?, &binary)?;
        let binary = namespace::script(self.name, &binary)?;
        Ok(Found { binary, version, libraries: String::new() })
    }

    /// Runs the program, because a file that is there may still lack a library.
    fn ask(&self, mut within: Command, binary: &Path) -> Result<String, String> {
        if self.version == AskVersion::OnDisplay {
            within.args(["xvfb-run", "--auto-servernum"]);
        }
        if self.version == AskVersion::Never {
            return run(within.arg(binary).arg("-help")).map(|_| "of unknown version".to_owned());
        }
        let said = run(within.arg(binary).arg("--version"))?;
        version_in(&said).ok_or_else(|| format!("`{}` says no version", self.name))
    }
}

/// The file `name` in a folder below `root`, where `*` stands for any name.
fn inside(root: &Path, folder: &str, name: &str) -> Option<PathBuf> {
    let mut folders = vec![root.to_owned()];
    for part in folder.split('/') {
        folders = match part {
            "*" => folders.iter().flat_map(|folder| apt::entries(folder)).collect(),
            part => folders.iter().map(|folder| folder.join(part)).collect(),
        };
    }
    folders.iter().map(|folder| folder.join(name)).find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::inside;

    #[test]
    fn a_star_stands_for_any_folder() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let found = |folder| inside(root, folder, "browser.rs");
        let expected = root.join("src/install/browser.rs");
        assert_eq!(found("src/install"), Some(expected.clone()));
        assert_eq!(found("*/install"), Some(expected));
        assert_eq!(found("src"), None);
        assert_eq!(found("no-such-folder/*"), None);
    }
}
