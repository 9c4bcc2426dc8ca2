//! Keeps its preflights for a week, of which no browser keeps more than a day.

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "max-age-of-a-week",
    is: "keeps its preflights for a week, of which no browser keeps more than a day",
    does: Does::Answer(|asked| {
        let answer = Answer::trust(asked, |_| false);
        if answer.status != 204 {
            return answer;
        }
        answer.without("Access-Control-Max-Age").with("Access-Control-Max-Age", "604800")
    }),
    has: &[Flaw::Check("max-age-capped")],
    may: &[Flaw::Trusted],
    ..Animal::CORRECT
};
