//! Rendering a target's template.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, Error, UndefinedBehavior, Value};
use serde::Serialize;

use crate::{Inexpressible, InexpressibleErrors};

/// Renders `source` with `context`. Nothing is escaped here: quoting belongs to each target's
/// language, so a target puts only text into its context that it has quoted itself.
///
/// # Errors
///
/// A fault of the template, which every target's snapshot test would show.
pub(crate) fn render(source: &str, context: impl Serialize) -> Result<String, InexpressibleErrors> {
    try_render(source, context).map_err(|error| {
        let help = "this is a fault of Corsmith: please report it with the policy";
        InexpressibleErrors(vec![Inexpressible::new(format!("the template failed: {error}"), help)])
    })
}

fn try_render(source: &str, context: impl Serialize) -> Result<String, Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    let syntax = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .keep_trailing_newline(true)
        .build()?;
    environment.set_syntax(syntax);
    environment.render_str(source, Value::from(Serde(context)))
}
