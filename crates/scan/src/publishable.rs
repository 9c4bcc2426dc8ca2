//! Hosts on which anybody can publish.

/// Origins, one a line; `{}` stands for a name that anybody may choose.
static ORIGINS: &str = include_str!("../data/publishable.txt");

/// An origin of each service, for a name that nobody has chosen.
pub(crate) fn origins(name: &str) -> impl Iterator<Item = String> {
    let lines = ORIGINS.lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(move |line| line.replace("{}", name))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use corsmith_fetch::Origin;

    #[test]
    fn each_line_is_an_origin() {
        let mut seen = HashSet::new();
        for origin in super::origins("bcdfg") {
            assert_eq!(Origin::parse(&origin).unwrap().serialize(), origin);
            assert!(seen.insert(origin.clone()), "{origin} is there twice");
        }
        assert_eq!(seen.len(), 10);
    }
}
