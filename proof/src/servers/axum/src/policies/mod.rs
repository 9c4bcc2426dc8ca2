//! Written anew with the generated policies' modules; with none, this is what it is.

pub(crate) fn apply(policy: &str, router: axum::Router) -> Option<axum::Router> {
    let _ = (policy, router);
    None
}
