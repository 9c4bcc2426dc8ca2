//! Running what was unpacked as if it were installed, without root.
//!
//! A user namespace in which the user may mount, and a mount namespace in which the unpacked files lie over the
//! machine's own. Nothing outside sees it, and it ends with the program.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::apt;
use super::place;
use super::run::run;

/// Inside, the user is root: only root may mount. `lib` for what a package still puts there instead of into `usr/lib`.
const ENTER: &str = r#"#!/bin/sh
# Written by `cargo xtask install`: runs a command with what was unpacked laid over the machine's own files.
exec unshare --user --map-root-user --mount sh -c '
    for tree in usr lib etc; do
        if [ -d "$0/$tree" ]; then
            mount -t overlay -o "ro,lowerdir=$0/$tree:/$tree" overlay "/$tree" || exit
        fi
    done
    exec "$@"' "${0%/*}/root" "$@"
"#;

/// What the packages' own scripts would have done, as far as it is missed: GTK aborts when it cannot tell that its icons
/// are images, and WebKit's network process when there are no settings at all.
const CONFIGURE: &str = r#"
    types=$0/usr/share/mime settings=usr/share/glib-2.0/schemas
    if [ -d "$types/packages" ]; then update-mime-database "$types" || exit; fi
    if [ -d "$0/$settings" ]; then
        /usr/lib/*/glib-2.0/glib-compile-schemas --targetdir="$0/$settings" "/$settings" || exit
    fi
"#;

/// Whether the kernel lets this user make such namespaces.
pub(super) fn check() -> Result<(), String> {
    run(command()?.arg("true")).map(drop)
}

/// Makes the indexes that what was unpacked needs.
pub(super) fn configure() -> Result<(), String> {
    run(command()?.args(["sh", "-c", CONFIGURE]).arg(apt::unpacked_root())).map(drop)
}

/// A command that runs another one in the namespace.
pub(super) fn command() -> Result<Command, String> {
    let enter = apt::state().join("enter");
    write_program(&enter, ENTER)?;
    Ok(Command::new(enter))
}

/// A program that runs `binary` in the namespace, with the arguments it is given.
pub(super) fn script(name: &str, binary: &Path) -> Result<PathBuf, String> {
    let script = apt::state().join("bin").join(name);
    let binary = binary.display();
    write_program(&script, &format!("#!/bin/sh\nexec \"${{0%/*}}/../enter\" {binary} \"$@\"\n"))?;
    Ok(script)
}

fn write_program(path: &Path, text: &str) -> Result<(), String> {
    place::write(path, text)?;
    // `chmod` rather than `std::os::unix`, so that this compiles everywhere.
    run(Command::new("chmod").arg("+x").arg(path)).map(drop)
}
