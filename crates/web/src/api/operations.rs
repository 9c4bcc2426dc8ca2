//! One handler an operation.

use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::StatusCode;
use corsmith_operations as operations;
use corsmith_operations::{
    BuildDocument, BuildRequest, DiagnoseDocument, DiagnoseRequest, ImportDocument, ImportRequest,
    LintDocument, LintRequest, PresetsDocument, RespondDocument, RespondRequest, SimulateDocument,
    SimulateRequest, TargetsDocument, TargetsRequest,
};

use super::answer::{Answer, Answered};
use super::body::Body;
use super::problem::ApiProblem;

/// Build configuration
///
/// Configuration for servers from a policy, with what each setting means and a rating. What is
/// wrong in the policy is in the findings; a policy that is refused has no outputs.
#[utoipa::path(
    post,
    path = "/api/v1/build",
    tag = "operations",
    request_body = BuildRequest,
    responses((status = 200, description = "`corsmith.build/v1`", body = BuildDocument))
)]
pub(super) async fn build(Body(request): Body<BuildRequest>) -> Answered<BuildDocument> {
    Ok(Answer(operations::build(&request)?))
}

/// Lint a policy
///
/// What is wrong or dangerous in a policy, with fixes.
#[utoipa::path(
    post,
    path = "/api/v1/lint",
    tag = "operations",
    request_body = LintRequest,
    responses((status = 200, description = "`corsmith.lint/v1`", body = LintDocument))
)]
pub(super) async fn lint(Body(request): Body<LintRequest>) -> Answered<LintDocument> {
    Ok(Answer(operations::lint(&request)?))
}

/// Respond to a request
///
/// What a correct server with the policy answers to a request.
#[utoipa::path(
    post,
    path = "/api/v1/respond",
    tag = "operations",
    request_body = RespondRequest,
    responses((status = 200, description = "`corsmith.respond/v1`", body = RespondDocument))
)]
pub(super) async fn respond(Body(request): Body<RespondRequest>) -> Answered<RespondDocument> {
    Ok(Answer(operations::respond(&request)?))
}

/// Simulate a `fetch()`
///
/// What browsers make of a page's `fetch()` to a server with the policy: every exchange, the
/// verdict and the console message of each engine, and the fix.
#[utoipa::path(
    post,
    path = "/api/v1/simulate",
    tag = "operations",
    request_body = SimulateRequest,
    responses((status = 200, description = "`corsmith.simulate/v1`", body = SimulateDocument))
)]
pub(super) async fn simulate(Body(request): Body<SimulateRequest>) -> Answered<SimulateDocument> {
    Ok(Answer(operations::simulate(&request)?))
}

/// Diagnose an error
///
/// What a console message, the output of `curl` or a HAR file means, and the fix. Secrets are
/// masked, and nothing is kept.
#[utoipa::path(
    post,
    path = "/api/v1/diagnose",
    tag = "operations",
    request_body = DiagnoseRequest,
    responses((status = 200, description = "`corsmith.diagnosis/v1`", body = DiagnoseDocument))
)]
pub(super) async fn diagnose(Body(request): Body<DiagnoseRequest>) -> Answered<DiagnoseDocument> {
    Ok(Answer(operations::diagnose(&request)?))
}

/// Import a policy
///
/// A policy from a server's response headers, from `curl` output, from a policy in another format,
/// or from a link of the site.
#[utoipa::path(
    post,
    path = "/api/v1/import",
    tag = "operations",
    request_body = ImportRequest,
    responses((status = 200, description = "`corsmith.import/v1`", body = ImportDocument))
)]
pub(super) async fn import(Body(request): Body<ImportRequest>) -> Answered<ImportDocument> {
    Ok(Answer(operations::import(&request)?))
}

/// List targets
///
/// The servers and frameworks that there is configuration for.
#[utoipa::path(
    get,
    path = "/api/v1/targets",
    tag = "lists",
    responses((status = 200, description = "`corsmith.targets/v1`", body = TargetsDocument))
)]
pub(super) async fn targets() -> Answered<TargetsDocument> {
    Ok(Answer(operations::targets(&TargetsRequest::default())?))
}

/// Describe a target
///
/// The same of one target, such as `nginx`.
#[utoipa::path(
    get,
    path = "/api/v1/targets/{name}",
    tag = "lists",
    params(("name" = String, Path, description = "The target's name", example = "nginx")),
    responses((status = 200, description = "`corsmith.targets/v1`", body = TargetsDocument))
)]
pub(super) async fn target(name: Result<Path<String>, PathRejection>) -> Answered<TargetsDocument> {
    let Path(name) = name.map_err(|_| {
        ApiProblem::new(StatusCode::BAD_REQUEST, "The target's name is not encoded UTF-8.")
    })?;
    let request = TargetsRequest { name: Some(name) };
    Ok(Answer(operations::targets(&request).map_err(ApiProblem::not_found)?))
}

/// List presets
///
/// Starter policies.
#[utoipa::path(
    get,
    path = "/api/v1/presets",
    tag = "lists",
    responses((status = 200, description = "`corsmith.presets/v1`", body = PresetsDocument))
)]
pub(super) async fn presets() -> Answered<PresetsDocument> {
    Ok(Answer(operations::presets()))
}
