//! Sends a script with a million attributes.

use crate::zoo::{Animal, Answer, Does};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "million-attributes",
    is: "sends a script with a million attributes",
    does: Does::Answer(|asked| {
        let script = || format!("<script {}></script>", "a ".repeat(1_000_000));
        Answer::page(asked).visited(asked, script)
    }),
    ..Animal::CORRECT
};
