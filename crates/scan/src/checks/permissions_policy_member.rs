use crate::declare::declare_check;
use crate::shown::listed;
use crate::structured::{BareItem, Member, dictionary};
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// A member of `Permissions-Policy` is not what browsers read as a list of origins.
    ///
    /// ## What it does
    ///
    /// Reports members whose value is neither `*`, `self`, nor a list in parentheses of these, of
    /// `src` and of origins in double quotes; such as `camera`, `camera=none` and `camera=?0`.
    ///
    /// ## Why is this bad?
    ///
    /// The standard is at odds with itself about such members: by its text they are ignored, by its
    /// algorithm they close the feature. Words inside a list that are not known, such as an origin
    /// without quotes, are dropped.
    ///
    /// ## How to fix it
    ///
    /// Write `()` for nobody, `(self)` for the own origin, and origins in double quotes.
    ///
    /// ## References
    ///
    /// * [Permissions Policy: the header](https://w3c.github.io/webappsec-permissions-policy/#permissions-policy-http-header-field)
    /// * [Permissions Policy, issue 527](https://github.com/w3c/webappsec-permissions-policy/issues/527)
    struct PermissionsPolicyMember {
        code: "CS323",
        name: "permissions-policy-member-ignored",
        topic: Headers,
        severity: Low,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-permissions-policy/#permissions-policy-http-header-field",
    }
}

pub(super) static CHECK: &dyn Check = &PermissionsPolicyMember;

impl Check for PermissionsPolicyMember {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some(seen) = Visited::of(context) else { return };
        let Some(value) = seen.answer.text("permissions-policy") else { return };
        let Some(members) = dictionary(&value) else { return };
        let is_odd = |member: &Member| match member {
            Member::Item(item) => !is_origin(item, &["*", "self"]),
            Member::Inner(items) => {
                items.iter().any(|item| !is_origin(item, &["*", "self", "src"]))
            }
        };
        let odd: Vec<_> =
            members.iter().filter(|(_, member)| is_odd(member)).map(|(key, _)| key).collect();
        if !odd.is_empty() {
            let message = format!(
                "the values of {} in `Permissions-Policy` are not lists of origins",
                listed(&odd)
            );
            let help =
                "write `()` for nobody, `(self)` for the own origin, and origins in double quotes";
            findings.push(Finding::new(&META, seen.place(), message, help));
        }
    }
}

/// Whether browsers read an item as an origin, or as a word for some.
fn is_origin(item: &BareItem, words: &[&str]) -> bool {
    match item {
        BareItem::Token(token) => words.contains(&token.as_str()),
        // A word in quotes is taken for a host, and there is none of that name.
        BareItem::String(text) => text.contains(['.', ':']),
        BareItem::Boolean(_) | BareItem::Other => false,
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "no value", "Permissions-Policy: camera");
        fires(&META, "none", "Permissions-Policy: camera=none");
        fires(
            &META,
            "an origin without quotes",
            "Permissions-Policy: camera=(self https://a.example)",
        );
        fires(&META, "a word in quotes", "Permissions-Policy: camera=(\"self\"), a=\"*\"");
        fires(&META, "a number", "Permissions-Policy: camera=0");
        passes(
            &META,
            "every form",
            "Permissions-Policy: camera=(), a=*, b=self, c=(self \"https://a.example\" src), \
             d=(\"https://*.a.example\" \"https://localhost\")",
        );
        passes(&META, "malformed is another finding", "Permissions-Policy: camera 'none'");
        passes(&META, "nothing", "Vary: Origin");
    }
}
