//! Every message that a cause defines.

use corsmith_fetch::Engine;

use crate::cause::{Age, Cause, Message, causes};
use crate::template::Template;

/// Every message with a template, and the cause that defines it.
pub(crate) fn defined() -> impl Iterator<Item = (&'static Cause, &'static Message, Template)> {
    causes().iter().flat_map(|cause| {
        cause.messages.iter().filter_map(move |message| {
            message.template.map(|text| (*cause, message, Template::new(text)))
        })
    })
}

/// The message of this name, as current versions print it.
pub(crate) fn current(engine: Engine, id: &str) -> Option<Template> {
    let is_it = |message: &Message| {
        message.engine == Some(engine) && message.id == id && message.age == Age::Current
    };
    defined().find(|(_, message, _)| is_it(message)).map(|(_, _, template)| template)
}

/// Every cause that a message may mean, with the entry that says how likely: each cause once.
pub(crate) fn meanings(
    engine: Option<Engine>,
    id: &str,
) -> Vec<(&'static Cause, &'static Message)> {
    let is_it = |message: &&Message| message.engine == engine && message.id == id;
    let entry = |cause: &'static Cause| cause.messages.iter().find(is_it);
    causes().iter().filter_map(|cause| entry(cause).map(|message| (*cause, message))).collect()
}
