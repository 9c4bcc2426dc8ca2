//! Which environments are in production.

/// Whether an environment's name says that real users meet it: `production`, `prod-eu`, `Live`.
/// `preprod` and `non-prod` say the opposite.
pub(crate) fn is_production(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let mut words = name.split(|character: char| !character.is_ascii_alphanumeric()).peekable();
    if words.peek().is_some_and(|word| ["pre", "non", "not", "no"].contains(word)) {
        return false;
    }
    words.any(|word| ["prod", "production", "live", "release"].contains(&word))
}

#[cfg(test)]
mod tests {
    use super::is_production;

    #[test]
    fn names() {
        for name in ["prod", "Production", "LIVE", "release", "prod-eu", "eu_prod", "production.us"]
        {
            assert!(is_production(name), "`{name}` is in production");
        }
        for name in ["", "staging", "preprod", "pre-prod", "non-prod", "product", "delivery", "dev"]
        {
            assert!(!is_production(name), "`{name}` is not in production");
        }
    }
}
