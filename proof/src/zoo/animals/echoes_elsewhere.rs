//! Returns the origin in its body and in a field that means nothing.

use crate::zoo::{Animal, Answer, Attack, Does};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "echoes-elsewhere",
    is: "returns the origin in its body and in a field that means nothing",
    does: Does::Answer(|asked| {
        let origin = asked.caller().map_or("none", |it| it.text).to_owned();
        Answer::page(asked).with("X-Asked-By", origin.clone()).body(format!(
            "<!doctype html><html lang=en><title>Zoo</title><p>{}</p></html>",
            origin.replace('<', "&lt;")
        ))
    }),
    attacks: &[Attack::fails("https://evil.example")],
    ..Animal::CORRECT
};
