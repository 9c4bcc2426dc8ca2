//! What the three formats of a policy document have in common.

use corsmith_policy::{
    Draft, Format, PolicyDocument, PolicyError, Position, Refusal, Scope, Selection,
};

use super::Reading;
use crate::quoted::quoted;
use crate::{ImportError, MisreadPlace};

/// Reads `text` as a policy document. Where its shape is right, its values are kept, right or wrong.
pub(super) fn read(text: &str, format: Format) -> Result<Reading, ImportError> {
    let document = PolicyDocument::parse(text.as_bytes(), format);
    let errors = document.resolve(&Selection::default()).errors;
    let places: Vec<_> =
        errors.iter().filter(|error| is_of_shape(error)).map(|error| place(text, error)).collect();
    if !places.is_empty() {
        return Err(ImportError::NotAPolicy { format, places });
    }
    let mut draft = Draft::from_document(&document);
    let mut notes = Vec::new();
    for error in errors.iter().filter(|error| error.refusal == Refusal::InvalidMaxAge) {
        if !keep_max_age(&mut draft, error, text) {
            notes.push(format!("`{}` was not taken: {}", error.setting, error.message));
        }
    }
    if format != Format::Json && text.lines().any(|line| line.trim_start().starts_with('#')) {
        notes.push("comments are not kept".to_owned());
    }
    Ok((draft, notes))
}

/// The first line that is neither empty nor a comment.
pub(super) fn first_line(text: &str) -> Option<&str> {
    text.lines().find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'))
}

/// Whether it is the shape that is wrong: after such an error the document's values are a guess.
fn is_of_shape(error: &PolicyError) -> bool {
    match error.refusal {
        // The count of errors that are left out. Those of the shape are found before any other, so
        // where there are any, some are not left out.
        Refusal::Syntax if error.message.ends_with(" more errors are not shown") => false,
        Refusal::Syntax
        | Refusal::UnknownKey
        | Refusal::DuplicateKey
        | Refusal::WrongType
        | Refusal::UnsupportedVersion => true,
        // No table `policy` at all, as opposed to one that lists no origin.
        Refusal::NoOrigins => error.setting.is_empty(),
        // No `match` at all, as opposed to one that is no pattern.
        Refusal::InvalidPath => error.setting != "match",
        _ => false,
    }
}

fn place(text: &str, error: &PolicyError) -> MisreadPlace {
    let Position { line, column } = Position::of(text, error.span.start());
    MisreadPlace { line, column, message: error.message.clone(), help: error.help.clone() }
}

/// A document holds seconds, so one that is wrong is in none: it is taken from the text.
fn keep_max_age(draft: &mut Draft, error: &PolicyError, text: &str) -> bool {
    let Some(written) = text.get(error.span.range()) else { return false };
    let scopes = draft.scopes().into_iter();
    let scope = scopes.map(|scope| (scope, setting(draft, scope)));
    let scope =
        scope.filter(|(_, setting)| *setting == error.setting).map(|(scope, _)| scope).next();
    let Some(settings) = scope.and_then(|scope| draft.settings_mut(scope)) else { return false };
    settings.max_age = Some(written.trim_matches(['"', '\'']).trim().to_owned());
    true
}

/// What errors call the `max-age` of a scope.
fn setting(draft: &Draft, scope: Scope) -> String {
    let environment = scope.environment.and_then(|index| draft.environments.get(index));
    let table = environment.map_or_else(
        || "policy".to_owned(),
        |(name, _)| format!("environment.{}", quoted(name).trim_matches('`')),
    );
    let path = scope.path.map(|index| format!(".path[{index}]")).unwrap_or_default();
    format!("{table}{path}.max-age")
}

#[cfg(test)]
mod tests {
    use corsmith_policy::Format;

    use super::read;

    #[test]
    fn values_that_are_refused_are_kept() {
        let text = "\
# ours
[policy]
allow-origins = [\"https://a.example/\", \"${ORIGIN}\", \"*\"]
allow-methods = [\"TRACE\"]
allow-credentials = true
max-age = \"2 days\"

[[policy.path]]
match = \"public\"
max-age = -1

[environment.staging]
max-age = 999999
";
        let (draft, notes) = read(text, Format::Toml).unwrap();
        assert_eq!(notes, ["comments are not kept"]);
        insta::assert_snapshot!(draft.write(Format::Toml).text, @r#"
        version = 1

        [policy]
        allow-origins = ["https://a.example/", "${ORIGIN}", "*"]
        allow-methods = ["TRACE"]
        allow-credentials = true
        max-age = "2 days"

        [[policy.path]]
        match = "public"
        max-age = "-1"

        [environment.staging]
        max-age = 999999
        "#);
    }

    #[test]
    fn many_values_that_are_refused_are_kept() {
        let origins: String = (0..1_000).map(|n| format!("'{n}',")).collect();
        let text = format!("[policy]\nallow-origins = [{origins}]\n");
        let (draft, notes) = read(&text, Format::Toml).unwrap();
        assert_eq!(draft.policy.allow_origins.map(|list| list.len()), Some(1_000));
        assert_eq!(notes, [""; 0]);
    }

    #[test]
    fn formats_differ_in_nothing_but_their_look() {
        let text = "version = 1\nname = 'x'\n[policy]\nallow-origins = ['*']\nmax-age = 600\n[[policy.path]]\nmatch = '/a'\nallow-headers = []\n";
        let (draft, _) = read(text, Format::Toml).unwrap();
        for format in Format::ALL {
            let written = draft.write(*format).text;
            assert_eq!(read(&written, *format).unwrap(), (draft.clone(), vec![]), "{written}");
        }
    }
}
