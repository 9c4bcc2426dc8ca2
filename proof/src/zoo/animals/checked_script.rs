//! Loads a stranger's script whose hash it knows.

use crate::zoo::{Animal, Answer, Does};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "checked-script",
    is: "loads a stranger's script whose hash it knows",
    does: Does::Answer(|asked| {
        Answer::page(asked).body("<!doctype html><html lang=en><title>Zoo</title><script src=https://cdn.example/a.js integrity=sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC crossorigin></script></html>")
    }),
    ..Animal::CORRECT
};
