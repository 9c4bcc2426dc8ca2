use std::collections::BTreeMap;

use crate::csp::{nonce, shown};
use crate::declare::declare_check;
use crate::{Check, CheckContext, CheckMeta, Csp, Finding};

declare_check! {
    /// Two answers have the same nonce.
    ///
    /// ## What it does
    ///
    /// Compares the nonces in `Content-Security-Policy` of all answers that were seen. A visit by
    /// itself shows one answer, and says nothing about this.
    ///
    /// ## Why is this bad?
    ///
    /// Whoever can put markup into a page asks for the page once, and knows the nonce that scripts
    /// need. It is the same whether the server writes a fixed one, or a cache keeps the answer.
    ///
    /// ## How to fix it
    ///
    /// Make a nonce for each answer from a cryptographic random generator. Where answers are kept
    /// by a cache, allow scripts by their hashes instead.
    ///
    /// ## References
    ///
    /// * [CSP: Nonces](https://w3c.github.io/webappsec-csp/#security-nonces)
    struct NonceReused {
        code: "CS436",
        name: "csp-nonce-reused",
        topic: Csp,
        severity: Medium,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-csp/#security-nonces",
    }
}

pub(super) static CHECK: &dyn Check = &NonceReused;

impl Check for NonceReused {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let mut first: BTreeMap<String, usize> = BTreeMap::new();
        for resource in 0..context.recording.resources.len() {
            for answered in context.own_answers(resource) {
                // A confirmation that nothing has changed is no new answer.
                let fields = answered.answer.texts("content-security-policy");
                for nonce in fields
                    .filter(|_| answered.answer.status != 304)
                    .flat_map(|field| nonces(&field))
                {
                    let Some(before) = first.insert(nonce.clone(), answered.index) else {
                        continue;
                    };
                    if before == answered.index {
                        continue;
                    }
                    let message = format!(
                        "the nonce {} is in two answers: whoever asks for the page knows it",
                        shown(&nonce)
                    );
                    let help =
                        "make a nonce for each answer anew, or allow scripts by their hashes";
                    let place = (resource, vec![before, answered.index]);
                    let who = "somebody who finds a way to put markup into the page";
                    findings.push(Finding::new(&META, place, message, help).who(who));
                    return;
                }
            }
        }
    }
}

/// The nonces of a field's policies.
fn nonces(field: &str) -> Vec<String> {
    let is_nonce = |text: &[u8]| text.eq_ignore_ascii_case(b"'nonce-");
    // Most policies have none, and are sent with each answer.
    if !field.as_bytes().windows(b"'nonce-".len()).any(is_nonce) {
        return Vec::new();
    }
    let policies = Csp::parse_list(field);
    let values = policies.iter().flat_map(Csp::values);
    values.filter_map(|(_, value)| nonce(value)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::scripted::scan;
    use crate::vectors::{passes, reported};
    use crate::{Recording, Response};

    /// A scan of a site whose nonce is made from the number of the answer.
    fn with(nonce: impl Fn(usize) -> String + Send, status: u16) -> Recording {
        let mut count = 0;
        scan(move |_| {
            count += 1;
            let policy = format!("script-src 'nonce-{0}'; style-src 'nonce-{0}'", nonce(count));
            Response::new(status, [("Content-Security-Policy", policy.as_str())])
        })
    }

    #[test]
    fn a_nonce_is_for_one_answer() {
        let fixed = |_| "c2FtZSBhbHdheXMgc2FtZQ".to_owned();
        let found = reported(&META, &with(fixed, 200));
        assert_eq!((found.len(), found[0].evidence.len()), (1, 2));
        assert!(reported(&META, &with(fixed, 304)).is_empty(), "what is not sent again");
        let fresh = |count| format!("bm9uY2UgbnVtYmVyIA{count}");
        assert!(reported(&META, &with(fresh, 200)).is_empty(), "each its own");
        passes(&META, "one answer", "Content-Security-Policy: script-src 'nonce-abcdefgh'");
    }
}
