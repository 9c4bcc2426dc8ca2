//! What a policy allows in one place, as a browser of today sees it.

use super::source::{is_anybodys, is_hash, is_nonce, is_well_formed};
use super::{Csp, Directive, has};
use crate::Severity;

/// A place where a source list applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Area {
    /// Scripts, where no more exact directive applies: workers, `eval`.
    Script,
    /// `<script>`.
    ScriptElement,
    /// Event handlers.
    ScriptAttribute,
    /// `<object>` and `<embed>`.
    Object,
    /// `<base>`.
    Base,
    /// None in particular.
    Whole,
}

impl Area {
    /// The places of scripts.
    pub(crate) const SCRIPTS: [Self; 3] =
        [Self::Script, Self::ScriptAttribute, Self::ScriptElement];
    /// The places of scripts in the markup. What governs scripts elsewhere has no say there, also
    /// not about `javascript:` addresses (CSP3, "get the effective directive for inline checks").
    pub(crate) const INLINE: [Self; 2] = [Self::ScriptAttribute, Self::ScriptElement];
    /// The places in which a source too many is a script.
    pub(crate) const RUNNING: [Self; 4] =
        [Self::Script, Self::ScriptAttribute, Self::ScriptElement, Self::Object];

    /// The directives that apply here, the first that there is.
    pub(super) fn directives(self) -> &'static [&'static str] {
        match self {
            Self::Script => &["script-src", "default-src"],
            Self::ScriptElement => &["script-src-elem", "script-src", "default-src"],
            Self::ScriptAttribute => &["script-src-attr", "script-src", "default-src"],
            Self::Object => &["object-src", "default-src"],
            Self::Base => &["base-uri"],
            Self::Whole => &[],
        }
    }

    /// How bad a source too many is here. Browsers have no plugins any more: what `<object>` loads
    /// is a frame, whose scripts are not of this page.
    pub(crate) fn severity(self) -> Severity {
        if self == Self::Object { Severity::Low } else { Severity::Medium }
    }

    fn is_script(self) -> bool {
        Self::SCRIPTS.contains(&self)
    }
}

impl Csp {
    /// The directive that applies in a place as written; `None` if the policy restricts nothing
    /// there.
    pub(crate) fn governing(&self, area: Area) -> Option<&Directive> {
        let names = area.directives().iter();
        let mut found = names.map(|name| self.directives.iter().find(|it| it.name == *name));
        found.find_map(|it| it)
    }

    /// Whether the policy restricts anything in a place.
    pub(crate) fn restricts(&self, area: Area) -> bool {
        area == Area::Whole || self.governing(area).is_some() || self.stops(area)
    }

    /// Whether a sandbox stops whatever runs in a place.
    fn stops(&self, area: Area) -> bool {
        (area.is_script() || area == Area::Object) && self.is_sandboxed()
    }

    /// Why `<base>` is not restricted, in brackets where `base-uri` is there and open to every
    /// server; `None` if it is restricted.
    pub(crate) fn open_base(&self) -> Option<String> {
        let Some((directive, sources)) = self.allowed(Area::Base) else {
            return Some(String::new());
        };
        let is_open = |it: &&&str| matches!(**it, "http:" | "https:") || is_anybodys(it);
        sources.iter().find(is_open).map(|source| format!(" ({})", has(directive, source)))
    }

    /// Whether nothing runs: a sandbox that does not allow scripts.
    pub(crate) fn is_sandboxed(&self) -> bool {
        let allows = |it: &String| it.eq_ignore_ascii_case("allow-scripts");
        self.get("sandbox").is_some_and(|values| !values.iter().any(allows))
    }

    /// The name of the directive that applies in a place, and the sources in it that have an
    /// effect there.
    pub(crate) fn allowed(&self, area: Area) -> Option<(&str, Vec<&str>)> {
        if self.stops(area) {
            return Some(("sandbox", Vec::new()));
        }
        let directive = self.governing(area)?;
        let values = directive.values.iter().map(String::as_str);
        let effective = values.filter(|value| !is_ignored(directive, area, value)).collect();
        Some((&directive.name, effective))
    }

    /// The sources in several places that have an effect, each with its place and directive.
    pub(crate) fn sources(&self, areas: &[Area]) -> impl Iterator<Item = (Area, &str, &str)> {
        let places = areas.iter().filter_map(|area| Some((*area, self.allowed(*area)?)));
        places.flat_map(|(area, (directive, sources))| {
            sources.into_iter().map(move |source| (area, directive, source))
        })
    }

    /// The hosts that scripts may come from, as far as they are names with a dot, and not
    /// everybody's.
    pub(crate) fn script_hosts(&self) -> impl Iterator<Item = (Area, &str, &str)> {
        let sources = self.sources(&[Area::Script, Area::ScriptElement]);
        sources.filter(|(_, _, it)| {
            let is_place = !it.starts_with('\'') && !it.ends_with(':') && it.contains('.');
            is_place && is_well_formed(it) && !is_anybodys(it)
        })
    }

    /// Whether a source has an effect in a place.
    pub(crate) fn allows(&self, area: Area, source: &str) -> bool {
        self.allowed(area).is_some_and(|(_, sources)| sources.contains(&source))
    }

    /// The sources in a place that have no effect beside others, with their directive.
    pub(crate) fn without_effect(&self, area: Area) -> Option<(&str, Vec<&str>)> {
        let directive = self.governing(area)?;
        let values = directive.values.iter().map(String::as_str);
        Some((&directive.name, values.filter(|value| is_ignored(directive, area, value)).collect()))
    }

    /// Whether scripts can have nonces.
    pub(crate) fn has_nonce(&self, area: Area) -> bool {
        self.governing(area).is_some_and(|it| it.values.iter().any(|value| is_nonce(value)))
    }

    /// Whether scripts can be allowed by their hashes.
    pub(crate) fn has_hash(&self, area: Area) -> bool {
        self.governing(area).is_some_and(|it| it.values.iter().any(|value| is_hash(value)))
    }

    /// Whether trust in scripts is handed on.
    pub(crate) fn is_strict_dynamic(&self, area: Area) -> bool {
        self.governing(area).is_some_and(Directive::is_strict_dynamic)
    }
}

impl Directive {
    fn is_strict_dynamic(&self) -> bool {
        self.values.iter().any(|value| value == "'strict-dynamic'")
    }
}

/// `'unsafe-inline'` beside a nonce or hash, and beside `'strict-dynamic'` whatever names a place
/// (CSP3, "Does a source list allow all inline behavior", "script-src pre-request check"). Plugins
/// and styles under the same `default-src` are not concerned.
fn is_ignored(directive: &Directive, area: Area, value: &str) -> bool {
    let exact = || directive.values.iter().any(|it| is_nonce(it) || is_hash(it));
    area.is_script()
        && match value {
            "'unsafe-inline'" => directive.is_strict_dynamic() || exact(),
            "'self'" => directive.is_strict_dynamic(),
            _ => !value.starts_with('\'') && directive.is_strict_dynamic(),
        }
}

#[cfg(test)]
mod tests {
    use super::Area;
    use crate::Csp;

    #[test]
    fn what_has_an_effect() {
        for (case, policy, area, effective) in [
            ("a nonce", "script-src 'nonce-a' 'unsafe-inline' b.c", Area::Script, "'nonce-a' b.c"),
            ("a hash", "script-src 'sha256-a' 'unsafe-inline'", Area::ScriptElement, "'sha256-a'"),
            (
                "a broken nonce",
                "script-src 'nonce-$' 'unsafe-inline'",
                Area::Script,
                "'nonce-$' 'unsafe-inline'",
            ),
            (
                "trust handed on",
                "script-src 'nonce-a' 'strict-dynamic' 'self' https: b.c",
                Area::Script,
                "'nonce-a' 'strict-dynamic'",
            ),
            (
                "not for plugins",
                "default-src 'nonce-a' 'strict-dynamic' https:",
                Area::Object,
                "'nonce-a' 'strict-dynamic' https:",
            ),
            (
                "the exact directive",
                "script-src 'nonce-a'; script-src-elem 'unsafe-inline'",
                Area::ScriptElement,
                "'unsafe-inline'",
            ),
        ] {
            let csp = Csp::parse(policy);
            let (_, sources) = csp.allowed(area).unwrap();
            assert_eq!(sources.join(" "), effective, "{case}");
        }
        for (policy, is_open) in [
            ("script-src 'self'", true),
            ("base-uri *", true),
            ("base-uri 'self' https:", true),
            ("base-uri *:443", true),
            ("base-uri 'self'", false),
            ("base-uri", false),
            ("base-uri data: a.example", false),
        ] {
            assert_eq!(Csp::parse(policy).open_base().is_some(), is_open, "{policy}");
        }
        let sandboxed = Csp::parse("sandbox; script-src *");
        assert_eq!(sandboxed.allowed(Area::Script), Some(("sandbox", vec![])));
        assert!(Csp::parse("img-src *").allowed(Area::Script).is_none());
        assert!(Csp::parse("default-src *").allowed(Area::Base).is_none());
    }
}
