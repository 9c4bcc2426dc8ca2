//! Which origins are allowed, as a Rust function.

use corsmith_policy::{HostScope, OriginPattern, OriginSet, PortPattern, TuplePattern};
use serde::Serialize;

use super::layout::{Operand, any_of, literal, slice};

/// From this many origins on, a binary search is worth more than the order of the policy.
const MANY_ORIGINS: usize = 32;
/// From this many on, calls are written as a table.
const MANY_SUBDOMAINS: usize = 6;

/// The function that decides on an origin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Predicate {
    /// Its name; set once all are known.
    pub(super) function: String,
    /// The exact origins as a slice, where they need a constant.
    origins: Option<String>,
    /// The patterns of subdomains as a slice, where they need a constant.
    subdomains: Option<String>,
    expression: String,
    #[serde(skip)]
    pub(super) uses_subdomains: bool,
    #[serde(skip)]
    pub(super) uses_any_port: bool,
}

impl Predicate {
    /// The function for `origins`; none where every origin is allowed.
    pub(super) fn new(origins: &OriginSet) -> Option<Self> {
        if origins.allows_any() {
            return None;
        }
        let mut exact = Vec::new();
        let mut subdomains = Vec::new();
        let mut any_port = Vec::new();
        for pattern in origins.patterns() {
            match pattern {
                OriginPattern::Tuple(tuple) if !tuple.is_exact() => match tuple.port() {
                    PortPattern::Any => any_port.push(with_any_port(tuple)),
                    PortPattern::Default | PortPattern::Number(_) => {
                        subdomains.push(literal(tuple.as_str()));
                    }
                },
                pattern => exact.push(literal(pattern.as_str())),
            }
        }
        let uses_subdomains = !subdomains.is_empty()
            || any_port.iter().any(|operand| matches!(operand, Operand::Call(..)));
        let mut predicate = Self {
            function: String::new(),
            origins: None,
            subdomains: None,
            expression: String::new(),
            uses_subdomains,
            uses_any_port: !any_port.is_empty(),
        };
        let mut operands = Vec::from_iter(predicate.exact(exact));
        operands.extend(predicate.subdomains(subdomains));
        operands.extend(any_port);
        predicate.expression = any_of(&operands);
        Some(predicate)
    }

    fn exact(&mut self, mut origins: Vec<String>) -> Option<Operand> {
        if let [origin] = &origins[..] {
            return Some(Operand::Expression(format!("origin == {origin}")));
        }
        if origins.is_empty() {
            return None;
        }
        let is_allowed = if origins.len() < MANY_ORIGINS {
            "ORIGINS.contains(&origin)"
        } else {
            // Literals of ASCII without `"` and `\` sort as their texts do.
            origins.sort();
            origins.dedup();
            "ORIGINS.binary_search(&origin).is_ok()"
        };
        self.origins = Some(slice("const ORIGINS: &[&str] = ", &origins));
        Some(Operand::Expression(is_allowed.to_owned()))
    }

    fn subdomains(&mut self, patterns: Vec<String>) -> Vec<Operand> {
        if patterns.len() < MANY_SUBDOMAINS {
            let call = |pattern| Operand::Call("is_subdomain", vec!["origin".to_owned(), pattern]);
            return patterns.into_iter().map(call).collect();
        }
        self.subdomains = Some(slice("const SUBDOMAINS: &[&str] = ", &patterns));
        let any = "SUBDOMAINS.iter().any(|one| is_subdomain(origin, one))";
        vec![Operand::Expression(any.to_owned())]
    }
}

fn with_any_port(pattern: &TuplePattern) -> Operand {
    // 0 is no port at all, hence not one that an origin could have.
    let default = match pattern.scheme() {
        "http" | "ws" => 80,
        "https" | "wss" => 443,
        "ftp" => 21,
        _ => 0,
    };
    let without_port = format!("without_port(origin, {default})");
    let text = pattern.as_str();
    let text = literal(text.strip_suffix(":*").unwrap_or(text));
    match pattern.scope() {
        HostScope::Exact => Operand::Expression(format!("{without_port} == {text}")),
        HostScope::Subdomains => Operand::Call("is_subdomain", vec![without_port, text]),
    }
}

#[cfg(test)]
mod tests {
    use corsmith_policy::{OriginPattern, OriginSet};

    use super::Predicate;

    fn predicate(patterns: &[&str]) -> Option<Predicate> {
        let patterns = patterns.iter().map(|pattern| OriginPattern::parse(pattern).unwrap());
        Predicate::new(&OriginSet::new(patterns.collect()))
    }

    #[test]
    fn one_pattern_is_one_expression() {
        let rows = [
            ("https://a.example", r#"    origin == "https://a.example""#),
            ("null", r#"    origin == "null""#),
            ("https://*.a.example", r#"    is_subdomain(origin, "https://*.a.example")"#),
            ("https://*.a.example:8443", r#"    is_subdomain(origin, "https://*.a.example:8443")"#),
            ("http://[::1]:*", r#"    without_port(origin, 80) == "http://[::1]""#),
            (
                "https://*.a.example:*",
                r#"    is_subdomain(without_port(origin, 443), "https://*.a.example")"#,
            ),
        ];
        for (pattern, expected) in rows {
            assert_eq!(predicate(&[pattern]).unwrap().expression, expected, "{pattern}");
        }
    }

    #[test]
    fn any_origin_needs_no_function() {
        assert_eq!(predicate(&["*"]), None);
    }

    #[test]
    fn many_origins_are_sorted_and_searched() {
        let origins: Vec<_> = (0..40).rev().map(|n| format!("https://o{n:02}.example")).collect();
        let origins: Vec<_> = origins.iter().map(String::as_str).collect();
        let predicate = predicate(&origins).unwrap();
        assert_eq!(predicate.expression, "    ORIGINS.binary_search(&origin).is_ok()");
        let lines: Vec<_> =
            predicate.origins.as_deref().unwrap().lines().map(str::to_owned).collect();
        assert_eq!(lines[1].trim(), "\"https://o00.example\",");
        assert!(lines[1..lines.len() - 1].is_sorted());
    }
}
