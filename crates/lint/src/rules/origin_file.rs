use corsmith_policy::Refusal;

use crate::declare::declare_rule;
use crate::{Rule, RuleMeta};

declare_rule! {
    /// The scheme is `file`.
    ///
    /// ## What it does
    ///
    /// Reports an origin pattern with the scheme `file`.
    ///
    /// ## Why is this bad?
    ///
    /// The origin of a `file:` page is opaque: browsers send `null`. The entry matches no request,
    /// and the `null` that would match can be had by anyone.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["file://"]
    /// ```
    ///
    /// ## Use instead
    ///
    /// Serve the page from a local server while you develop.
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["http://localhost:*"]
    /// ```
    ///
    /// ## References
    ///
    /// * [URL: origin](https://url.spec.whatwg.org/#concept-url-origin)
    /// * [HTML: serialization of an origin](https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin)
    struct OriginFile {
        code: "CS023",
        name: "origin-file",
        severity: Error,
        since: "0.1.0",
        clause: "https://url.spec.whatwg.org/#concept-url-origin",
        refusal: Some(Refusal::OriginFile),
    }
}

pub(super) static RULE: &dyn Rule = &OriginFile;

impl Rule for OriginFile {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "a path of a file", r#"allow-origins = ["file:///home/me/index.html"]"#);
        passes(&META, "localhost", r#"allow-origins = ["http://localhost"]"#);
    }
}
