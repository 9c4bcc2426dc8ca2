//! Tells everybody the times of its loads.

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "timing-for-all",
    is: "tells everybody the times of its loads",
    does: Does::Answer(|asked| Answer::page(asked).with("Timing-Allow-Origin", "*")),
    has: &[Flaw::Check("timing-for-everybody")],
    ..Animal::CORRECT
};
