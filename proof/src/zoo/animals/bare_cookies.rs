//! Sets the cookie of a session without any attribute.

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "bare-cookies",
    is: "sets the cookie of a session without any attribute",
    does: Does::Answer(|asked| Answer::page(asked).with("Set-Cookie", "sessionid=1")),
    has: &[
        Flaw::Check("session-cookie-without-httponly"),
        Flaw::Check("cookie-without-secure"),
        Flaw::Check("cookie-without-samesite"),
    ],
    ..Animal::CORRECT
};
