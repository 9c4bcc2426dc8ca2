//! Which page answers what.

use axum::Router;
use axum::routing::get;

use crate::pages::{build, diagnose, guide, import, reference, scan, simulate};
use crate::scanning::Scanning;

/// The site and its API.
pub(crate) fn routes(scanning: Option<Scanning>) -> Router {
    Router::new()
        .route("/", get(build::build))
        .route("/download", get(build::download))
        .route("/policy", get(build::policy_file))
        .route("/simulate", get(simulate::simulate))
        .route("/diagnose", get(diagnose::form).post(diagnose::diagnose))
        .route("/import", get(import::form).post(import::take))
        .route("/guide", get(guide::guide))
        .route("/guide/{slug}", get(guide::chapter))
        .route("/rules", get(reference::rules))
        .route("/rules/{code}", get(reference::rule))
        .route("/causes", get(reference::causes))
        .route("/causes/{code}", get(reference::cause))
        .route("/checks", get(reference::checks))
        .route("/checks/{code}", get(reference::check))
        .route("/targets", get(reference::targets))
        .route("/targets/{name}", get(reference::target))
        .route("/browsers", get(reference::browsers))
        .merge(scan::routes(scanning.clone()))
        .merge(crate::api::routes(scanning))
}

#[cfg(test)]
mod crawl;
