use crate::declare::declare_check;
use crate::integrity::has_hash;
use crate::shown::shown;
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// `integrity` has no hash that browsers understand, so that nothing is checked.
    ///
    /// ## What it does
    ///
    /// Reports an `integrity` that is not empty and has no `sha256-`, `sha384-` or `sha512-` with a
    /// hash of the right length in base64. A hash that does not fit the file is not seen here;
    /// browsers then refuse the file.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers use the file as if there were no `integrity`.
    ///
    /// ## How to fix it
    ///
    /// Write `sha384-` and the hash in base64: `openssl dgst -sha384 -binary FILE | openssl base64
    /// -A`.
    ///
    /// ## References
    ///
    /// * [Subresource Integrity](https://w3c.github.io/webappsec-subresource-integrity/)
    struct IntegrityInvalid {
        code: "CS533",
        name: "integrity-ignored",
        topic: Site,
        severity: Low,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-subresource-integrity/",
    }
}

pub(super) static CHECK: &dyn Check = &IntegrityInvalid;

impl Check for IntegrityInvalid {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some((seen, page)) = Visited::page_of(context).zip(context.page) else { return };
        let is_meaningless = |integrity: &str| !integrity.trim().is_empty() && !has_hash(integrity);
        let faulty =
            page.loads.iter().filter(|load| load.integrity.as_deref().is_some_and(is_meaningless));
        for load in faulty.take(MAX_REPORTED) {
            let message = format!(
                "`integrity` of {} has no hash that browsers understand: nothing is checked",
                shown(&load.written)
            );
            let help = "write `sha384-` and the hash of the file in base64";
            findings.push(
                Finding::new(&META, seen.place(), message, help).subject(load.written.clone()),
            );
        }
    }
}

/// Most elements that are reported.
const MAX_REPORTED: usize = 20;

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(
            &META,
            "another algorithm",
            "Content-Type: text/html\n\n<script src=/x \
            integrity=md5-1B2M2Y8AsgTpgAmY7PhCfg==></script>",
        );
        fires(
            &META,
            "a hash in hexadecimal",
            "Content-Type: text/html\n\n<script src=/x \
            integrity=sha256-e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855></script>",
        );
        fires(
            &META,
            "capital letters would do, a colon not",
            "Content-Type: text/html\n\n<script src=/x \
            integrity=sha256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=></script>",
        );
        passes(
            &META,
            "one hash among others",
            "Content-Type: text/html\n\n<script src=/x integrity='x \
            sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=?y'></script>",
        );
        passes(&META, "empty", "Content-Type: text/html\n\n<script src=/x integrity></script>");
        passes(&META, "none", "Content-Type: text/html\n\n<script src=/x></script>");
    }
}
