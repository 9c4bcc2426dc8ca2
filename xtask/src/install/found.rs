//! What was found, written down in `target/proof/found` for `proof/src/installed.rs` to read.

use std::path::PathBuf;

use super::place;

/// A binary that ran and said its version.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) binary: PathBuf,
    pub(super) version: String,
    /// Directories of shared libraries it needs, colon-separated.
    pub(super) libraries: String,
}

impl Found {
    /// Writes down what was found, for the proofs to read.
    pub(super) fn record(&self, name: &str) -> Result<(), String> {
        let Self { binary, version, libraries } = self;
        let record =
            format!("binary={}\nversion={version}\nlibraries={libraries}\n", binary.display());
        place::write(&place::root().join("found").join(name), &record)
    }
}

/// The first word that begins like a version number: `nginx version: nginx/1.22.1` has 1.22.1.
pub(super) fn version_in(output: &str) -> Option<String> {
    let words = output.split(|c: char| c.is_whitespace() || matches!(c, '/' | '(' | ')' | ','));
    let words = words.map(|word| word.strip_prefix('v').unwrap_or(word));
    let is_version =
        |word: &&str| word.starts_with(|c: char| c.is_ascii_digit()) && word.contains('.');
    words.filter(is_version).map(str::to_owned).next()
}

#[cfg(test)]
mod tests {
    use super::version_in;

    #[test]
    fn a_program_s_version_is_found_in_what_it_says() {
        let cases = [
            ("nginx version: nginx/1.22.1\n", "1.22.1"),
            ("Server version: Apache/2.4.71 (Debian)\nServer built: 2026-01-01\n", "2.4.71"),
            ("v2.10.0 h1:abc=\n", "2.10.0"),
            (
                "HAProxy version 2.6.12-1+deb12u4 2026/01/01 - https://haproxy.org/\n",
                "2.6.12-1+deb12u4",
            ),
            ("Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)\n", "156.0.8078.79"),
            ("Mozilla Firefox 153.7.0esr\n", "153.7.0esr"),
            ("WebKitGTK 2.50.6\n", "2.50.6"),
            ("lighttpd/1.4.69 (ssl) - a light and fast webserver\n", "1.4.69"),
        ];
        for (output, version) in cases {
            assert_eq!(version_in(output).as_deref(), Some(version));
        }
        assert_eq!(version_in("no number"), None);
    }
}
