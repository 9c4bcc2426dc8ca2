//! Sets a partitioned cookie that is not secure.

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "partitioned-cookie",
    is: "sets a partitioned cookie that is not secure",
    does: Does::Answer(|asked| {
        let cookie = "theme=1; Path=/; SameSite=Lax; Partitioned";
        Answer::page(asked).with("Set-Cookie", cookie)
    }),
    has: &[Flaw::Check("cookie-partitioned-refused")],
    may: &[Flaw::Check("cookie-without-secure")],
    ..Animal::CORRECT
};
