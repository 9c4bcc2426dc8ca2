//! JSON, by `jsonc-parser` with every extension of JSON turned off: its tree keeps spans and
//! duplicate keys, which serde_json's does not.

use jsonc_parser::ast;
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, CommentCollectionStrategy, ParseOptions, parse_to_ast};

use super::{Key, Node, Value, syntax, too_deep};
use crate::limits::MAX_DOCUMENT_DEPTH;
use crate::{PolicyError, Span};

pub(super) fn parse(text: &str) -> (Option<Node>, Vec<PolicyError>) {
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
                let node = convert(value, 0, &mut errors);
                (Some(node), errors)
            }
            None => fail(Span::default(), "the document is empty".to_owned()),
        },
        Err(error) => {
            let range = error.range();
            let span = Span::new(range.start, range.end);
            fail(
                span,
                format!("the document is not JSON: {}", lower_first(&error.kind().to_string())),
            )
        }
    }
}

fn convert(value: ast::Value<'_>, depth: usize, errors: &mut Vec<PolicyError>) -> Node {
    let range = value.range();
    let span = Span::new(range.start, range.end);
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
            array.elements.into_iter().map(|item| convert(item, depth + 1, errors)).collect(),
        ),
        ast::Value::Object(object) => Value::Table(
            object
                .properties
                .into_iter()
                .map(|property| {
                    let range = property.name.range();
                    let key = Key {
                        span: Span::new(range.start, range.end),
                        name: property.name.into_string(),
                    };
                    (key, convert(property.value, depth + 1, errors))
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
