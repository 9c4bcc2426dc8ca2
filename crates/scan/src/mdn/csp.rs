//! Policies as MDN HTTP Observatory reads them, which is not as browsers do.
//!
//! * A policy of fewer than six characters is an error, and so is a directive that comes twice
//!   within one policy (`report-uri` and `report-to` excepted).
//! * Everything is in lower case. A `…-src` without a value is `'none'`.
//! * Sources are sorted as English words are. Of neighbours in one policy, one that begins with the
//!   other is left out. Of two policies, a source counts only if it is in both, where a path that
//!   ends in `/` stands for all below it; a directive that nothing is left of is `'none'`.

/// A policy cannot be parsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Invalid;

/// Directives and their sources, all policies in one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Merged {
    directives: Vec<(String, Vec<String>)>,
    /// Whether `report-uri` or `report-to` came twice.
    pub(super) is_repeated: bool,
}

/// Directives that are left out of what `<meta>` gives.
const NOT_IN_META: [&str; 3] = ["frame-ancestors", "report-uri", "sandbox"];
/// The shortest policy, in characters.
const SHORTEST: usize = 6;
/// Most directives and most sources that are looked at, of all policies together.
const MAX_PARTS: usize = 4096;
/// Most policies. A list beyond these limits is as good as invalid.
const MAX_POLICIES: usize = 64;

#[derive(Debug, Clone)]
struct Source {
    text: String,
    policy: usize,
    is_kept: bool,
}

impl Merged {
    /// Reads policies, each without a comma.
    pub(super) fn parse(policies: &[String]) -> Result<Self, Invalid> {
        let clean: Vec<String> =
            policies.iter().map(|it| it.replace(['\r', '\n'], "").trim().to_owned()).collect();
        let is_short = |it: &String| it.chars().count() < SHORTEST;
        if clean.len() > MAX_POLICIES || clean.iter().any(is_short) {
            return Err(Invalid);
        }
        let mut merged: Vec<(String, Vec<Source>)> = Vec::new();
        let (mut is_repeated, mut parts) = (false, 0);
        for (policy, text) in clean.iter().enumerate() {
            let mut names: Vec<String> = Vec::new();
            for entry in text.split(';') {
                let mut words = entry.split_whitespace();
                let Some(name) = words.next().map(str::to_lowercase) else { continue };
                if !names.contains(&name) {
                    names.push(name.clone());
                } else if matches!(&*name, "report-uri" | "report-to") {
                    is_repeated = true;
                } else {
                    return Err(Invalid);
                }
                let is_kept = policy == 0;
                let source = |text: &str| Source { text: text.to_lowercase(), policy, is_kept };
                let mut sources: Vec<Source> = words.map(source).collect();
                if sources.is_empty() && name.ends_with("-src") {
                    sources.push(source("'none'"));
                }
                parts += 1 + sources.len();
                if parts > MAX_PARTS {
                    return Err(Invalid);
                }
                let place = merged.iter().position(|(own, _)| *own == name);
                if let Some(place) = place.filter(|_| policy > 0) {
                    let mut before = std::mem::take(&mut merged[place].1);
                    before.append(&mut sources);
                    sources = before;
                }
                let mut sources = decided(sources)?;
                if policy == 0 && clean.len() > 1 {
                    for source in &mut sources {
                        source.is_kept = false;
                    }
                }
                match place {
                    Some(place) => merged[place].1 = sources,
                    None => merged.push((name, sources)),
                }
            }
        }
        let directives = merged.into_iter().map(|(name, sources)| (name, flat(sources))).collect();
        Ok(Self { directives, is_repeated })
    }

    /// Reads the policies of `<meta>`.
    pub(super) fn parse_meta(policies: &[String]) -> Result<Self, Invalid> {
        let mut merged = Self::parse(policies)?;
        merged.directives.retain(|(name, _)| !NOT_IN_META.contains(&&**name));
        Ok(merged)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.directives.is_empty()
    }

    /// The directives with their sources.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.directives.iter().map(|(name, sources)| (&**name, &**sources))
    }

    pub(super) fn get(&self, name: &str) -> Option<&[String]> {
        self.iter().find(|(own, _)| *own == name).map(|(_, sources)| sources)
    }

    /// The first of several directives that there is.
    pub(super) fn first<'a>(&self, names: &[&'a str]) -> Option<&'a str> {
        names.iter().copied().find(|name| self.get(name).is_some())
    }

    /// Leaves out sources of a directive.
    pub(super) fn drop_sources(&mut self, name: &str, is_dropped: impl Fn(&str) -> bool) {
        if let Some((_, sources)) = self.directives.iter_mut().find(|(own, _)| own == name) {
            sources.retain(|source| !is_dropped(source));
        }
    }
}

/// The sources of a directive that are kept, after a look at each and the one before it.
fn decided(mut sources: Vec<Source>) -> Result<Vec<Source>, Invalid> {
    sources.sort_by_cached_key(|source| collation(&source.text));
    for index in 1..sources.len() {
        let (before, rest) = sources.split_at_mut(index);
        let (Some(previous), Some(source)) = (before.last(), rest.first_mut()) else { continue };
        if source.policy == previous.policy {
            if source.text.starts_with(&previous.text) {
                source.is_kept = false;
            }
        } else if path_matches(&previous.text, &source.text)? {
            source.is_kept = true;
        }
    }
    sources.retain(|source| source.is_kept);
    Ok(sources)
}

fn flat(sources: Vec<Source>) -> Vec<String> {
    let mut flat: Vec<String> = Vec::new();
    for source in sources {
        if !flat.contains(&source.text) {
            flat.push(source.text);
        }
    }
    if flat.is_empty() {
        flat.push("'none'".to_owned());
    }
    flat
}

fn path_matches(a: &str, b: &str) -> Result<bool, Invalid> {
    if a.is_empty() || (a == "/" && b.is_empty()) {
        return Ok(true);
    }
    let is_exact = !a.ends_with('/');
    let mut pieces_a: Vec<&str> = a.split('/').collect();
    let pieces_b: Vec<&str> = b.split('/').collect();
    if pieces_a.len() > pieces_b.len() || (is_exact && pieces_a.len() != pieces_b.len()) {
        return Ok(false);
    }
    if !is_exact {
        pieces_a.pop();
    }
    for (a, b) in pieces_a.iter().zip(&pieces_b) {
        if decoded(a)? != decoded(b)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Percent-decodes; what is no percent-encoding of UTF-8 is an error.
fn decoded(text: &str) -> Result<String, Invalid> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        if *first == b'%' {
            let digits = after.get(..2).and_then(|it| std::str::from_utf8(it).ok());
            let digits = digits.filter(|it| it.bytes().all(|b| b.is_ascii_hexdigit()));
            let value = digits.and_then(|it| u8::from_str_radix(it, 16).ok()).ok_or(Invalid)?;
            bytes.push(value);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).map_err(|_| Invalid)
}

/// What texts are sorted by, as English is (the root collation of CLDR, for what policies are made
/// of): punctuation, symbols, digits, letters.
fn collation(text: &str) -> Vec<u32> {
    text.chars().map(weight).collect()
}

fn weight(char: char) -> u32 {
    const ORDER: &str = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789abcdefghijklmnopqrstuvwxyz";
    let place = ORDER.find(char).and_then(|place| u32::try_from(place).ok());
    place.unwrap_or(u32::from(char) + 128)
}

#[cfg(test)]
mod tests {
    use super::{Invalid, Merged};

    /// What is left of policies, written again.
    fn read(policies: &[&str]) -> Result<String, Invalid> {
        let policies: Vec<String> = policies.iter().map(|it| (*it).to_owned()).collect();
        let merged = Merged::parse(&policies)?;
        let written = merged.iter().map(|(name, sources)| format!("{name} {}", sources.join(" ")));
        Ok(written.collect::<Vec<_>>().join("; "))
    }

    #[test]
    fn policies_are_read_as_the_tool_reads_them() {
        for (case, policies, expected) in [
            ("lower case", &["Default-SRC 'NONE'"][..], "default-src 'none'"),
            ("no value", &["default-src; img-src"], "default-src 'none'; img-src 'none'"),
            ("sorted", &["img-src b.c a.b 'self'"], "img-src 'self' a.b b.c"),
            (
                "one begins with the other",
                &["img-src https://a.com https://a.com.evil.tld"],
                "img-src https://a.com",
            ),
            ("the same twice", &["img-src a.b a.b"], "img-src a.b"),
            ("in both policies", &["img-src a.b c.d", "img-src c.d"], "img-src c.d"),
            ("in one of two", &["default-src 'self'", "default-src *"], "default-src 'none'"),
            (
                "only in the second",
                &["img-src a.b", "img-src a.b; font-src c.d"],
                "img-src a.b; font-src 'none'",
            ),
            ("only in the first", &["img-src a.b", "font-src c.d"], "img-src a.b; font-src 'none'"),
            ("a folder of the other", &["img-src a.b/c/", "img-src a.b/c/d"], "img-src a.b/c/d"),
            ("encoded", &["img-src a.b/%63", "img-src a.b/c"], "img-src a.b/c"),
        ] {
            assert_eq!(read(policies).as_deref(), Ok(expected), "{case}");
        }
    }

    #[test]
    fn some_policies_are_errors() {
        for policies in [
            &[""][..],
            &["img-s"],
            &["default-src 'self'", ""],
            &["img-src a; img-src b"],
            &["img-src a.b/%", "img-src a.b/%"],
        ] {
            assert_eq!(read(policies), Err(Invalid), "{policies:?}");
        }
        let twice = Merged::parse(&["report-uri /a; report-uri /b".to_owned()]);
        assert!(twice.is_ok_and(|merged| merged.is_repeated));
    }
}
