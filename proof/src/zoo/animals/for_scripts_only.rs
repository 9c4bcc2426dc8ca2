//! Returns whatever origin asks, if `Sec-Fetch-Mode` says that a script does.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "for-scripts-only",
    is: "returns whatever origin asks, if `Sec-Fetch-Mode` says that a script does",
    does: Does::Answer(|asked| {
        let is_script = asked.header("sec-fetch-mode") == Some("cors");
        Answer::trust(asked, |_| is_script)
    }),
    has: &[Flaw::Stranger],
    may: &[Flaw::Trusted],
    attacks: &[Attack::reads("https://evil.example")],
    ..Animal::CORRECT
};
