//! TOML, by the `toml` crate's recoverable parser, which keeps spans and goes on after an error.

use toml::de::{DeTable, DeValue};

use super::{Key, Node, Value, syntax, too_deep};
use crate::limits::MAX_DOCUMENT_DEPTH;
use crate::{PolicyError, Refusal, Span};

pub(super) fn parse(text: &str) -> (Option<Node>, Vec<PolicyError>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut errors: Vec<_> = errors
        .iter()
        .map(|error| {
            let span =
                error.span().map_or_else(Span::default, |range| Span::new(range.start, range.end));
            let message = error.message().trim();
            if message.starts_with("duplicate key") {
                PolicyError::new(Refusal::DuplicateKey, span, "the key is written twice")
                    .help("keep one of them")
            } else {
                syntax(span, format!("the document is not TOML: {message}"))
            }
        })
        .collect();
    keep_first_syntax_error(&mut errors);
    let span = Span::new(table.span().start, table.span().end);
    let node = convert_table(table.get_ref(), span, 0, &mut errors);
    (Some(node), errors)
}

/// After a bracket or a quote that is not closed, the parser takes what follows for something else,
/// and every line is an error. The first one is the mistake.
fn keep_first_syntax_error(errors: &mut Vec<PolicyError>) {
    errors.sort_by_key(|error| error.span);
    let mut is_first = true;
    errors.retain(|error| {
        error.refusal != Refusal::Syntax || std::mem::replace(&mut is_first, false)
    });
}

fn convert_table(
    table: &DeTable<'_>,
    span: Span,
    depth: usize,
    errors: &mut Vec<PolicyError>,
) -> Node {
    let mut entries: Vec<_> = table
        .iter()
        .map(|(key, value)| {
            let key_span = Span::new(key.span().start, key.span().end);
            let value_span = Span::new(value.span().start, value.span().end);
            let key = Key { span: key_span, name: key.get_ref().to_string() };
            (key, convert(value.get_ref(), value_span, depth + 1, errors))
        })
        .collect();
    entries.sort_by_key(|(key, _)| key.span);
    Node { span, value: Value::Table(entries) }
}

fn convert(value: &DeValue<'_>, span: Span, depth: usize, errors: &mut Vec<PolicyError>) -> Node {
    if depth > MAX_DOCUMENT_DEPTH {
        errors.push(too_deep(span));
        return Node { span, value: Value::Null };
    }
    let value = match value {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(integer) => Value::Number(match integer.radix() {
            10 => integer.as_str().trim_start_matches('+').to_owned(),
            radix => match i64::from_str_radix(integer.as_str(), radix) {
                Ok(number) => number.to_string(),
                Err(_) => integer.to_string(),
            },
        }),
        DeValue::Float(float) => Value::Number(float.to_string()),
        DeValue::Boolean(boolean) => Value::Boolean(*boolean),
        DeValue::Datetime(_) => Value::Other("a date or time"),
        DeValue::Array(array) => Value::List(
            array
                .iter()
                .map(|item| {
                    let span = Span::new(item.span().start, item.span().end);
                    convert(item.get_ref(), span, depth + 1, errors)
                })
                .collect(),
        ),
        DeValue::Table(table) => return convert_table(table, span, depth, errors),
    };
    Node { span, value }
}
