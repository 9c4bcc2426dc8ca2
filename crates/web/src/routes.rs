//! Which page answers what.

use axum::Router;
use axum::routing::get;

use crate::pages::build;

/// The site and its API.
pub(crate) fn routes() -> Router {
    Router::new()
        .route("/", get(build::build))
        .route("/download", get(build::download))
        .route("/policy", get(build::policy_file))
}
