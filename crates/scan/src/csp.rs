//! Content Security Policy, as browsers read it.
//!
//! **How bad a weak policy is.** A policy stops what somebody has already managed to put into a
//! page. A hole in it needs another hole first, so that no finding about policies is worse than
//! medium: what makes a policy useless against scripts is medium; what needs a mistake in the
//! page's own scripts as well, and what is written wrongly, is low; advice, and what only might be
//! weak, is info. google/csp-evaluator, whose checks these are and more, calls some of them high.
//!
//! **Several policies.** A browser obeys each. A weakness counts only where no policy stops it: a
//! policy that says nothing of scripts stops none, and `*` lets through what `https:` does. A
//! mistake in writing counts wherever it is. Policies that only report stop nothing, and are looked
//! at for mistakes in writing alone.

mod bypass;
#[cfg(test)]
mod differential;
mod known;
mod list;
mod rule;
mod source;
mod sources;

use std::fmt;

pub use list::{CspList, Delivery};

pub(crate) use bypass::{Bypass, Served, bypasses};
pub(crate) use known::{SANDBOX_WORDS, Standing, is_source_list, keywords_of, standing};
pub(crate) use rule::{Combine, INJECTOR, Policies, Rule, Weakness, has, is_document, report};
pub(crate) use source::{
    host, is_anybodys, is_hash, is_nonce, is_well_formed, looks_like_address, nonce, path,
};
pub(crate) use sources::Area;

pub(crate) use crate::shown::shown;

/// Most policies that are read of one answer.
pub const MAX_CSP_POLICIES: usize = 32;
/// Most directives that are read of one policy.
pub const MAX_CSP_DIRECTIVES: usize = 128;
/// Most values that are read of one directive.
pub const MAX_CSP_VALUES: usize = 1024;
/// Most bytes that are read of one field value or `<meta>`.
pub const MAX_CSP_BYTES: usize = 64 * 1024;

/// One policy: a [serialised CSP](https://w3c.github.io/webappsec-csp/#parse-serialized-policy),
/// parsed. `Display` writes it again; parsing that gives the same policy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Csp {
    /// The directives in order, each name once.
    pub directives: Vec<Directive>,
    /// Names that came a second time, which browsers ignore, in order and once each.
    pub repeated: Vec<String>,
    /// Directives that browsers ignore because of how the policy came (see [`Delivery::Meta`]).
    pub ignored: Vec<Directive>,
}

/// One directive.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Directive {
    /// Its name in lower case.
    pub name: String,
    /// Its values, each once. Keywords, schemes, and the names of nonces and hashes are in lower
    /// case, as browsers compare them without regard to case; what follows is as written.
    pub values: Vec<String>,
}

impl Csp {
    /// Parses one policy. It never fails: what browsers skip is skipped. A policy without a
    /// directive restricts nothing and is none for a browser.
    ///
    /// At most [`MAX_CSP_BYTES`], [`MAX_CSP_DIRECTIVES`] and [`MAX_CSP_VALUES`] are read.
    ///
    /// ```
    /// use corsmith_scan::Csp;
    ///
    /// let csp = Csp::parse("Script-Src 'SELF' a.example 'self'; script-src *");
    /// assert_eq!(csp.to_string(), "script-src 'self' a.example");
    /// assert_eq!(csp.repeated, ["script-src"]);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut csp = Self::default();
        for token in bounded(text).split(';').filter(|token| token.is_ascii()) {
            let mut words = token.split_ascii_whitespace();
            let Some(name) = words.next().map(str::to_ascii_lowercase) else { continue };
            if csp.get(&name).is_some() {
                if !csp.repeated.contains(&name) {
                    csp.repeated.push(name);
                }
                continue;
            }
            if csp.directives.len() == MAX_CSP_DIRECTIVES {
                break;
            }
            let mut values: Vec<String> = Vec::new();
            for value in words.take(MAX_CSP_VALUES).map(source::normalise) {
                if !values.contains(&value) {
                    values.push(value);
                }
            }
            csp.directives.push(Directive { name, values });
        }
        csp
    }

    /// Parses the value of one `Content-Security-Policy` field line: policies with commas between
    /// them. Those without a directive are left out.
    ///
    /// ```
    /// use corsmith_scan::Csp;
    ///
    /// let list = Csp::parse_list("default-src 'self', , img-src *");
    /// assert_eq!(list.len(), 2);
    /// ```
    #[must_use]
    pub fn parse_list(text: &str) -> Vec<Self> {
        let policies = bounded(text).split(',').map(Self::parse);
        policies.filter(|csp| !csp.directives.is_empty()).take(MAX_CSP_POLICIES).collect()
    }

    /// The values of a directive; `None` if the policy has no such directive. `name` is in lower
    /// case.
    ///
    /// ```
    /// use corsmith_scan::Csp;
    ///
    /// let csp = Csp::parse("upgrade-insecure-requests; img-src a.example");
    /// assert_eq!(csp.get("upgrade-insecure-requests"), Some(&[][..]));
    /// assert_eq!(csp.get("script-src"), None);
    /// ```
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&[String]> {
        let directive = self.directives.iter().find(|directive| directive.name == name)?;
        Some(&directive.values)
    }

    /// Whether a directive has a value, compared as written.
    pub(crate) fn has(&self, name: &str, value: &str) -> bool {
        self.get(name).is_some_and(|values| values.iter().any(|it| it == value))
    }

    /// Every value with the name of its directive.
    pub(crate) fn values(&self) -> impl Iterator<Item = (&str, &str)> {
        self.directives.iter().flat_map(|it| it.values.iter().map(|value| (&*it.name, &**value)))
    }

    /// Whether the policy has a directive.
    pub(crate) fn names(&self, name: &str) -> bool {
        self.get(name).is_some()
    }
}

/// The beginning of a text, at most [`MAX_CSP_BYTES`] of it.
fn bounded(text: &str) -> &str {
    &text[..text.floor_char_boundary(MAX_CSP_BYTES)]
}

impl fmt::Display for Csp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, directive) in self.directives.iter().enumerate() {
            f.write_str(if index == 0 { "" } else { "; " })?;
            f.write_str(&directive.name)?;
            for value in &directive.values {
                write!(f, " {value}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Csp;

    #[test]
    fn a_policy_is_read_as_browsers_read_it() {
        for (case, text, read) in [
            ("the first of a name wins", "img-src a.b; IMG-SRC c.d", "img-src a.b"),
            ("empty directives are skipped", ";; img-src *;; ;", "img-src *"),
            ("any ASCII white space separates", "img-src\ta.b\x0cc.d", "img-src a.b c.d"),
            ("what is not ASCII is skipped", "img-src é; font-src *", "font-src *"),
            ("no value is a value", "default-src", "default-src"),
            ("keywords have no case", "script-src 'Unsafe-INLINE'", "script-src 'unsafe-inline'"),
            ("schemes have no case", "script-src HTTPS:", "script-src https:"),
            ("nonces do", "script-src 'NONCE-AbC'", "script-src 'nonce-AbC'"),
            ("hashes do", "script-src 'SHA256-AbC='", "script-src 'sha256-AbC='"),
            ("paths do", "script-src A.b/Path", "script-src A.b/Path"),
        ] {
            assert_eq!(Csp::parse(text).to_string(), read, "{case}");
        }
    }

    #[test]
    fn a_comma_divides_policies() {
        let list = Csp::parse_list("img-src a.b,img-src c.d; font-src *,");
        let list: Vec<_> = list.iter().map(ToString::to_string).collect();
        assert_eq!(list, ["img-src a.b", "img-src c.d; font-src *"]);
    }

    proptest! {
        #[test]
        fn parsing_never_fails_and_is_stable(text in "\\PC*|[a-z'; ,:*/.\\t-]{0,200}") {
            for csp in Csp::parse_list(&text) {
                let again = Csp::parse(&csp.to_string());
                prop_assert_eq!(&again.directives, &csp.directives);
                prop_assert_eq!(again.to_string(), csp.to_string());
            }
        }
    }
}
