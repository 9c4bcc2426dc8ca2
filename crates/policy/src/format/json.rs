//! JSON, by `jsonc-parser` with every extension of JSON turned off: its tree keeps spans and
//! duplicate keys, which serde_json's does not.

use jsonc_parser::ast;
use jsonc_parser::common::{Range, Ranged};
use jsonc_parser::{CollectOptions, CommentCollectionStrategy, ParseOptions, parse_to_ast};

use super::{Key, Node, Value, syntax, too_deep};
use crate::limits::MAX_DOCUMENT_DEPTH;
use crate::{PolicyError, Span};

/// A byte order mark, which RFC 8259, section 8.1, lets a parser ignore; editors on Windows write
/// it, and the other two formats allow it.
const BYTE_ORDER_MARK: char = '\u{feff}';

pub(super) fn parse(text: &str) -> (Option<Node>, Vec<PolicyError>) {
    let stripped = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let spans = Spans { offset: text.len() - stripped.len() };
    let text = stripped;
    let collect = CollectOptions { comments: CommentCollectionStrategy::Off, tokens: false };
    let strict = ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    let fail = |span, message: String| (None, vec![syntax(span, message)]);
    match parse_to_ast(text, &collect, &strict) {
        Ok(result) => match result.value {
            Some(value) => {
                let mut errors = Vec::new();
                let node = convert(value, spans, 0, &mut errors);
                (Some(node), errors)
            }
            None => fail(Span::default(), "the document is empty".to_owned()),
        },
        Err(error) => {
            let span = spans.of(error.range());
            fail(
                span,
                format!("the document is not JSON: {}", lower_first(&error.kind().to_string())),
            )
        }
    }
}

/// From the parser's ranges to spans of the document.
#[derive(Clone, Copy)]
struct Spans {
    /// The length of the byte order mark, which the parser does not see.
    offset: usize,
}

impl Spans {
    fn of(self, range: Range) -> Span {
        Span::new(range.start + self.offset, range.end + self.offset)
    }
}

fn convert(
    value: ast::Value<'_>,
    spans: Spans,
    depth: usize,
    errors: &mut Vec<PolicyError>,
) -> Node {
    let span = spans.of(value.range());
    if depth > MAX_DOCUMENT_DEPTH {
        errors.push(too_deep(span));
        return Node { span, value: Value::Null };
    }
    let value = match value {
        ast::Value::StringLit(text) => Value::Text(text.value.into_owned()),
        ast::Value::NumberLit(number) => Value::Number(number.value.to_owned()),
        ast::Value::BooleanLit(boolean) => Value::Boolean(boolean.value),
        ast::Value::NullKeyword(_) => Value::Null,
        ast::Value::Array(array) => Value::List(
            array
                .elements
                .into_iter()
                .map(|item| convert(item, spans, depth + 1, errors))
                .collect(),
        ),
        ast::Value::Object(object) => Value::Table(
            object
                .properties
                .into_iter()
                .map(|property| {
                    let span = spans.of(property.name.range());
                    let key = Key { span, name: property.name.into_string() };
                    (key, convert(property.value, spans, depth + 1, errors))
                })
                .collect(),
        ),
    };
    Node { span, value }
}

fn lower_first(sentence: &str) -> String {
    let mut characters = sentence.chars();
    match characters.next() {
        Some(first) => first.to_lowercase().chain(characters).collect(),
        None => String::new(),
    }
}
