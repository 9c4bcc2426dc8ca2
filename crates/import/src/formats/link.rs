//! A link of the site, or its query alone: see [`crate::link`] for the keys.

use corsmith_policy::Draft;

use super::{Reader, Reading};
use crate::quoted::quoted_list;
use crate::{ImportError, ImportFormat, MAX_LINK_BYTES, link};

pub(super) const READER: Reader = Reader { format: ImportFormat::Link, detect: is_link, read };

fn is_link(text: &str) -> bool {
    let text = text.trim();
    let begins =
        |start: &str| text.get(..start.len()).is_some_and(|it| it.eq_ignore_ascii_case(start));
    let is_address = ["https://", "http://", "/?", "?", "v="].into_iter().any(begins);
    is_address && !text.contains(char::is_whitespace)
}

fn read(text: &str) -> Result<Reading, ImportError> {
    let text = text.trim();
    if text.len() > MAX_LINK_BYTES {
        return Err(ImportError::TooLong { bytes: text.len(), limit: MAX_LINK_BYTES });
    }
    let text = text.split_once('#').map_or(text, |(before, _)| before);
    let query = text.split_once('?').map_or(text, |(_, query)| query);
    let mut pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).collect();
    if let Some((_, version)) = pairs.iter().find(|(key, value)| key == "v" && value != "1") {
        return Err(ImportError::UnknownLinkVersion { version: version.to_string() });
    }
    pairs.retain(|(key, _)| key != "v");
    let pairs = pairs.iter().map(|(key, value)| (key.as_ref(), value.as_ref()));
    let linked = link::read(pairs);
    if linked.draft == Draft::default() {
        return Err(ImportError::NoPolicyInLink);
    }
    let notes = match linked.unknown.as_slice() {
        [] => Vec::new(),
        unknown => vec![format!("of the link, nothing is known of {}", quoted_list(unknown))],
    };
    Ok((linked.draft, notes))
}

#[cfg(test)]
mod tests {
    use corsmith_policy::Format;

    use super::read;

    #[test]
    fn links_are_read() {
        let rows = [
            ("https://corsmith.example/?v=1&origins=*#nginx", "allow-origins = [\"*\"]\n", vec![]),
            (
                "?origins=https%3A%2F%2Fa.example&max-age=2h",
                "allow-origins = [\"https://a.example\"]\nmax-age = \"2h\"\n",
                vec![],
            ),
            (
                "v=1&origins=*&utm_source=\u{1b}x",
                "allow-origins = [\"*\"]\n",
                vec!["of the link, nothing is known of `utm_source`"],
            ),
            (
                "v=1&origins=*&credentials=1",
                "allow-origins = [\"*\"]\n",
                vec!["of the link, nothing is known of `credentials=1`"],
            ),
        ];
        for (text, policy, expected) in rows {
            let (draft, notes) = read(text).unwrap();
            assert_eq!(
                draft.write(Format::Toml).text,
                format!("version = 1\n\n[policy]\n{policy}")
            );
            assert_eq!(notes, expected, "{text}");
        }
    }
}
