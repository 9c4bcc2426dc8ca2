//! Returns the origin in capitals, which equals none.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "answers-in-capitals",
    is: "returns the origin in capitals, which equals none",
    does: Does::Answer(|asked| {
        Answer::trust(asked, |_| false).with(
            "Access-Control-Allow-Origin",
            asked.caller().map_or(String::new(), |it| it.text.to_ascii_uppercase()),
        )
    }),
    has: &[Flaw::InvalidAllowOrigin],
    may: &[Flaw::Check("malformed-origin-accepted")],
    attacks: &[Attack::fails("https://evil.example")],
    ..Animal::CORRECT
};
