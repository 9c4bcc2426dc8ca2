//! What is asked where nobody has asked yet.

use corsmith_fetch::{Origin, is_cors_safelisted_method, is_header_name};
use corsmith_policy::{DraftSettings, Scope};

use crate::pages::build::View;

pub(super) const EXAMPLE_PAGE: &str = "https://app.example.com";

/// A `fetch()` that shows something of the policy.
pub(super) struct Suggestion<'a> {
    chain: Vec<&'a DraftSettings>,
}

impl<'a> Suggestion<'a> {
    pub(super) fn of(view: &'a View) -> Self {
        let environment = Scope { path: None, ..view.scope };
        let scopes = [environment, Scope::default()];
        Self { chain: scopes.iter().filter_map(|scope| view.draft.settings(*scope)).collect() }
    }

    pub(super) fn find<T>(&self, value: impl Fn(&DraftSettings) -> Option<T>) -> Option<T> {
        self.chain.iter().find_map(|settings| value(settings))
    }

    pub(super) fn list(&self, key: &str) -> Vec<String> {
        self.find(|settings| settings.list(key).cloned().flatten()).unwrap_or_default()
    }

    pub(super) fn credentials(&self) -> bool {
        self.find(|settings| settings.allow_credentials).unwrap_or_default()
    }

    pub(super) fn page(&self) -> String {
        let origins = self.list("allow-origins");
        let exact = origins.iter().find(|origin| Origin::parse(origin).is_ok());
        let of_pattern = || {
            let pattern = origins.iter().find(|origin| *origin != "*")?;
            let origin = pattern.replace("*.", "app.").replace(":*", ":3000");
            Origin::parse(&origin).is_ok().then_some(origin)
        };
        exact.cloned().or_else(of_pattern).unwrap_or_else(|| EXAMPLE_PAGE.to_owned())
    }

    pub(super) fn method(&self) -> String {
        let methods = self.list("allow-methods");
        let unsafe_method =
            methods.iter().find(|method| *method != "*" && !is_cors_safelisted_method(method));
        unsafe_method.map_or_else(|| "GET".to_owned(), Clone::clone)
    }

    pub(super) fn header(&self) -> String {
        let headers = self.list("allow-headers");
        let has = |name: &str| headers.iter().any(|header| header.eq_ignore_ascii_case(name));
        if has("content-type") && self.method() != "GET" {
            "Content-Type: application/json".to_owned()
        } else if has("authorization") {
            "Authorization: Bearer TOKEN".to_owned()
        } else {
            let first = headers.iter().find(|name| *name != "*" && is_header_name(name));
            first.map(|name| format!("{name}: 1")).unwrap_or_default()
        }
    }
}
