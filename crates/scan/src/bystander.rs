//! Origins that have nothing to do with a server, and that servers trust by mistake.

use crate::lookalike::Asker;
use crate::{Label, OriginKind, Target, publishable};

/// Where pages are during development.
const LOCAL: &[&str] = &[
    "http://localhost:3000",
    "http://localhost:4200",
    "http://localhost:5173",
    "http://localhost:8080",
    "https://localhost",
    "http://127.0.0.1",
];
/// What patterns for the own machine and for private networks begin with.
const LOCAL_PREFIXES: &[&str] = &["localhost", "127.0.0.1", "192.168.0.1", "10.0.0.1"];

/// Pages of the visitor's own machine.
pub(crate) fn local() -> Vec<Asker> {
    LOCAL.iter().map(|&origin| (OriginKind::Localhost, origin.to_owned())).collect()
}

/// Strangers' domains that begin like the own machine, or like an address of a private network.
pub(crate) fn beginning_locally(label: &Label) -> Vec<Asker> {
    let hosts = LOCAL_PREFIXES.iter().map(|start| format!("{start}.{}", label.stranger()));
    let origins = hosts.flat_map(|host| [format!("https://{host}"), format!("http://{host}")]);
    origins.map(|origin| (OriginKind::LocalhostPrefix, origin)).collect()
}

/// A file, and extensions of browsers.
pub(crate) fn files_and_extensions(label: &Label) -> Vec<Asker> {
    let label = label.to_string();
    // Chromium's names have 32 letters from `a` to `p`, Firefox's are UUIDs.
    let letters: String =
        label.bytes().cycle().take(32).map(|byte| char::from(b'a' + byte % 16)).collect();
    let digit = |byte: u8| char::from(b"0123456789abcdef"[usize::from(byte % 16)]);
    let mut digits = label.bytes().cycle().map(digit);
    let mut group = |count| digits.by_ref().take(count).collect::<String>();
    let uuid = [group(8), group(4), group(4), group(4), group(12)].join("-");
    vec![
        (OriginKind::File, "file://".to_owned()),
        (OriginKind::Extension, format!("chrome-extension://{letters}")),
        (OriginKind::Extension, format!("moz-extension://{uuid}")),
    ]
}

/// Strangers, and two at plain `http`; `null`.
fn strangers(label: &Label) -> Vec<Asker> {
    let (first, second) = (label.stranger(), label.second_stranger());
    vec![
        (OriginKind::Stranger, format!("https://{first}")),
        (OriginKind::SecondStranger, format!("https://{second}")),
        (OriginKind::InsecureStranger, format!("http://{first}")),
        (OriginKind::Null, "null".to_owned()),
    ]
}

/// All of them, and names that anybody may have, given where the server is.
pub(crate) fn all(target: &Target, label: &Label) -> Vec<Asker> {
    [
        strangers(label),
        local(),
        beginning_locally(label),
        files_and_extensions(label),
        publishable::usual(target, label),
        publishable::further(target, label),
    ]
    .concat()
}
