//! Takes the dots of the site beside it for any character, as a regular expression does.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "dot-of-sibling",
    is: "takes the dots of the site beside it for any character, as a regular expression does",
    does: Does::Answer(|asked| Answer::trust(asked, |it| it.is_secure_host(is_any_character))),
    has: &[Flaw::UnescapedDot],
    may: &[Flaw::Trusted],
    attacks: &[Attack::reads("https://wwwxexample.org"), Attack::fails("https://evil.example")],
    ..Animal::CORRECT
};

/// `^www.example.org$`
fn is_any_character(host: &str) -> bool {
    const PATTERN: &str = "www.example.org";
    let is_like = |(own, pattern): (char, char)| own == pattern || pattern == '.';
    host.len() == PATTERN.len() && host.chars().zip(PATTERN.chars()).all(is_like)
}
