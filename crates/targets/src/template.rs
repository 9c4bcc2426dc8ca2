//! Rendering a target's template.

use std::sync::LazyLock;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, UndefinedBehavior, Value};
use serde::Serialize;

use crate::{Inexpressible, InexpressibleErrors};

/// Renders `source` with `context`. Nothing is escaped here: quoting belongs to each target's
/// language, so a target puts only text into its context that it has quoted itself.
///
/// # Errors
///
/// A fault of the template, which every target's snapshot test would show.
pub(crate) fn render(
    source: &'static str,
    context: impl Serialize,
) -> Result<String, InexpressibleErrors> {
    let rendered = match &*TEMPLATES {
        Ok(templates) => templates
            .get_template(source)
            .and_then(|template| template.render(Value::from(Serde(context))))
            .map_err(|error| error.to_string()),
        Err(error) => Err(error.to_string()),
    };
    rendered.map_err(|error| {
        let help = "this is a fault of Corsmith: please report it with the policy";
        InexpressibleErrors(vec![Inexpressible::new(format!("the template failed: {error}"), help)])
    })
}

/// Each template is compiled once, since compiling costs more than rendering. A template's name is
/// its source: sources are parts of the binary, so that there are as many as there are templates.
static TEMPLATES: LazyLock<Result<Environment<'static>, Error>> = LazyLock::new(|| {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.set_syntax(
        SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .keep_trailing_newline(true)
            .build()?,
    );
    environment.set_loader(|source| Ok(Some(source.to_owned())));
    Ok(environment)
});
