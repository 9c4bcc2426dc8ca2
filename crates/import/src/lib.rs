//! A policy from what people have: a server's answers, a policy in any of its formats, a link.
//!
//! [`import()`] is the one door. It finds out what a text is, or is told, and gives a [`Draft`]: what
//! is written there, valid or not, for the linter to judge. What the text could not tell, and what
//! was not taken from it, is said in [`Imported::notes`].
//!
//! Each [`ImportFormat`] is one file of `formats/`. [`link`] is the form of the site's addresses, in
//! both directions.
//!
//! What is not here: I/O, judgement of values (`corsmith-lint`), and what a browser makes of an
//! answer (`corsmith-diagnose`).
//!
//! ```
//! use corsmith_import::{ImportFormat, import};
//! use corsmith_policy::Format;
//!
//! let imported = import(
//!     "HTTP/2 204
//! access-control-allow-origin: https://app.example.com
//! access-control-allow-methods: PUT
//! vary: Origin",
//!     None,
//! )?;
//! assert_eq!(imported.format, ImportFormat::Headers);
//! assert_eq!(
//!     imported.draft.write(Format::Toml).text,
//!     "version = 1\n\n[policy]\nallow-origins = [\"https://app.example.com\"]\nallow-methods = [\"PUT\"]\n",
//! );
//! assert!(imported.notes[0].contains("`Vary: Origin`"));
//! # Ok::<(), corsmith_import::ImportError>(())
//! ```

mod error;
mod format;
mod formats;
pub mod link;
mod quoted;

use corsmith_policy::Draft;

pub use error::{ImportError, MisreadPlace};
pub use format::ImportFormat;

/// Longest text that is imported, in bytes: 1 MiB.
pub const MAX_IMPORT_BYTES: usize = 1 << 20;

/// Longest link, in bytes: 64 KiB. Servers take no longer addresses.
pub const MAX_LINK_BYTES: usize = 64 << 10;

/// What was found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Imported {
    /// What the text was read as.
    pub format: ImportFormat,
    /// The policy: what is written, valid or not.
    pub draft: Draft,
    /// What could not be known and what was not taken: sentences without their full stop, which
    /// quote at most the beginning of the text's values.
    pub notes: Vec<String>,
}

/// Imports `text`, which is in `format`, or in the one that [`ImportFormat::detect`] finds.
///
/// A byte order mark at the beginning is passed over.
///
/// # Errors
///
/// A text that is longer than [`MAX_IMPORT_BYTES`], that is in no known format, or in which there is
/// no policy to be found. A value that no policy allows is no error: it stays in the draft.
///
/// ```
/// use corsmith_import::{ImportFormat, import};
///
/// let imported = import("?v=1&origins=https://app.example.com/", Some(ImportFormat::Link))?;
/// // With its slash, it is no origin; whoever edits the draft repairs it.
/// let origins = imported.draft.policy.allow_origins;
/// assert_eq!(origins, Some(vec!["https://app.example.com/".to_owned()]));
///
/// let error = import("Server: nginx", None).unwrap_err();
/// assert_eq!(error.to_string(), "these headers have none of the CORS protocol");
/// # Ok::<(), corsmith_import::ImportError>(())
/// ```
pub fn import(text: &str, format: Option<ImportFormat>) -> Result<Imported, ImportError> {
    if text.len() > MAX_IMPORT_BYTES {
        return Err(ImportError::TooLong { bytes: text.len(), limit: MAX_IMPORT_BYTES });
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(ImportError::Empty);
    }
    let format = format.or_else(|| ImportFormat::detect(text)).ok_or(ImportError::Unrecognised)?;
    let (draft, notes) = format.read(text)?;
    Ok(Imported { format, draft, notes })
}

#[cfg(test)]
mod tests {
    use corsmith_policy::{Format, PolicyDocument};
    use proptest::prelude::*;

    use super::{ImportError, ImportFormat, MAX_IMPORT_BYTES, import};

    #[test]
    fn what_cannot_be_imported_is_said() {
        let long = "a".repeat(MAX_IMPORT_BYTES + 1);
        let rows = [
            ("nothing", "\u{feff} \r\n", "there is nothing to import"),
            (
                "prose",
                "My frontend cannot reach the API.",
                "this is in no format that can be imported",
            ),
            ("too long", &long, "the text has 1048577 bytes, and the limit is 1048576"),
            (
                "a link to elsewhere",
                "https://api.example/orders?page=2",
                "the link has no policy in it",
            ),
            (
                "a link without a query",
                "https://api.example/orders",
                "the link has no policy in it",
            ),
            (
                "a link of the future",
                "https://corsmith.example/?v=2&origins=*",
                "the link is of version `2`, which this Corsmith does not know",
            ),
            (
                "a link that no server takes",
                &format!("?origins={}", "a".repeat(1 << 16)),
                "the text has 65545 bytes, and the limit is 65536",
            ),
            (
                "headers without CORS",
                "HTTP/1.1 200 OK\nVary: Origin\n",
                "these headers have none of the CORS protocol",
            ),
            (
                "a misspelt key",
                "[policy]\nallow-orgins = []\n",
                "this TOML is not a policy: 2:1: `policy` has no key `allow-orgins` (did you mean `allow-origins`?)",
            ),
            (
                "JSON that is none",
                "{\"policy\": ",
                "this JSON is not a policy: 1:12: the document is not JSON: expected value after colon in object property",
            ),
            (
                "JSON of another kind",
                "[1]",
                "this JSON is not a policy: 1:1: the document is a list, and a table is expected",
            ),
            (
                "YAML with a wrong type",
                "policy:\n  allow-origins: https://a.example\n  allow-credentials: 1\n",
                "this YAML is not a policy: 2:18: `policy.allow-origins` is a text, and a list of texts is expected (write it in brackets: `[\"https://a.example\"]`); 3:22: `policy.allow-credentials` is a number, and `true` or `false` is expected (write `true`, without quotes)",
            ),
        ];
        for (name, text, expected) in rows {
            let error = import(text, None).expect_err(name);
            assert_eq!(error.to_string(), expected, "{name}");
            assert!(!error.help().is_empty(), "{name}");
        }
    }

    #[test]
    fn a_document_that_is_wrong_throughout_has_few_of_its_errors_said() {
        let text: String = (0..300).map(|n| format!("key{n} = 1\n")).collect();
        let error = import(&format!("{text}[policy]\n"), None).unwrap_err();
        let said = error.to_string();
        assert!(said.ends_with("; and others"), "{said}");
        let ImportError::NotAPolicy { places, .. } = &error else { unreachable!() };
        assert_eq!((places[1].line, places[1].column), (2, 1));
    }

    proptest! {
        /// Whatever the text is: no panic, and what is imported survives being written.
        #[test]
        fn any_text_is_imported_or_refused(
            text in prop_oneof![
                any::<String>(),
                "[a-z:= *\\[\\]{}\",/\n<>-]{0,200}",
                "(HTTP/1.1 20[04]|Access-Control-Allow-(Origin|Methods|Headers|Credentials)|Access-Control-Max-Age|access-control-expose-headers|Vary|Origin|[?]v=1&origins=|policy|[*]|https://a[.]example|true|null|, |: ?|:|\n|\r\n|-1|é|\u{200b}){0,40}",
            ],
            named in prop::option::of(prop::sample::select(ImportFormat::ALL)),
        ) {
            match import(&text, named) {
                Ok(imported) => {
                    prop_assert!(imported.notes.iter().all(|note| note.len() < 2_000));
                    let written = imported.draft.write(Format::Json).text;
                    let document = PolicyDocument::parse(written.as_bytes(), Format::Json);
                    let read = corsmith_policy::Draft::from_document(&document);
                    prop_assert_eq!(read.policy.allow_origins, imported.draft.policy.allow_origins);
                }
                Err(error) => prop_assert!(!error.to_string().chars().any(char::is_control), "{}", error),
            }
        }
    }
}
