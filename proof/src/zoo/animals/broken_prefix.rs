//! Sets a cookie whose name promises what its attributes do not keep.

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "broken-prefix",
    is: "sets a cookie whose name promises what its attributes do not keep",
    does: Does::Answer(|asked| {
        Answer::page(asked).with(
            "Set-Cookie",
            "__Host-session=1; Secure; HttpOnly; SameSite=Lax; Domain=example.org; Path=/",
        )
    }),
    has: &[Flaw::Check("cookie-prefix-unmet")],
    ..Animal::CORRECT
};
