//! Sends every security header and a page without scripts, over TLS.

use crate::zoo::Animal;

pub(super) static ANIMAL: &Animal = &Animal {
    name: "strict-page",
    is: "sends every security header and a page without scripts, over TLS",
    ..Animal::CORRECT
};
