//! A home of its own for a browser, with nothing of the user's.

use std::path::Path;
use std::process::Command;

/// Lets the program write below `directory` alone, on no screen and through no proxy.
pub(crate) fn give(command: &mut Command, directory: &Path) {
    for variable in
        ["HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"]
    {
        command.env(variable, directory);
    }
    // No session bus: nothing is to be started that would outlive the browser.
    command.env("DBUS_SESSION_BUS_ADDRESS", "disabled:").env_remove("DISPLAY");
    for proxy in
        ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"]
    {
        command.env_remove(proxy);
    }
}
