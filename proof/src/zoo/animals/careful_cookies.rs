//! Sets the cookie of a session as it should.

use crate::zoo::{Animal, Answer, Does};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "careful-cookies",
    is: "sets the cookie of a session as it should",
    does: Does::Answer(|asked| {
        Answer::page(asked)
            .with("Set-Cookie", "__Host-session=1; Secure; HttpOnly; SameSite=Lax; Path=/")
    }),
    ..Animal::CORRECT
};
