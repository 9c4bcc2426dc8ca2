//! What Corsmith does, each as one function from a request to a versioned JSON document.
//!
//! One file an operation: [`build()`], [`lint()`], [`respond()`], [`simulate()`], [`diagnose()`],
//! [`targets()`], [`presets()`] and [`import()`]. A `…Request` is what a caller of the HTTP API or an assistant
//! sends; a `…Document` is what comes back, and what `corsmith … --format json` prints. The command
//! reads its input from files instead, and makes the same documents with their `new`.
//!
//! What stands in a policy is never a [`Problem`]: [`build()`] and [`lint()`] answer with findings.
//! Operations that need a valid policy answer a refused one with [`ProblemKind::Refused`], which has
//! the findings.
//!
//! What is not here: I/O of any kind, layout for people, the rules and the model, which are the
//! other crates'. Requests come from outside: [`limits`] has the bounds. Policies may name
//! `${VARIABLES}`; here none is set, and their defaults are used.
//!
//! ```
//! use corsmith_operations::{BuildRequest, build};
//!
//! let policy = "[policy]\nallow-origins = ['https://app.example.com']\n";
//! let document = build(&BuildRequest { targets: vec!["nginx".into()], ..BuildRequest::of(policy) })?;
//! assert_eq!(document.outputs[0].target, "nginx");
//! # Ok::<(), corsmith_operations::Problem>(())
//! ```

mod advice;
mod build;
mod diagnose;
mod header_field;
mod import;
mod infer;
pub mod limits;
mod lint;
mod policy_text;
mod presets;
mod problem;
mod respond;
mod scan;
mod simulate;
mod targets;
mod verify;

pub use advice::{Advice, ExplainedResource};
pub use build::{
    BuildDocument, BuildInput, BuildRequest, Built, BuiltFile, BuiltOutput, InexpressibleSetting,
    Unbuilt, build, render,
};
pub use corsmith_report::{LintDocument, LintedFile, pretty};
pub use diagnose::{
    CauseEntry, CausesDocument, DiagnoseDocument, DiagnoseRequest, DiagnosedCandidate,
    DiagnosedExchange, DiagnosedFile, DiagnosedMessage, DiagnosedVerdict, Material,
    MessageDiagnosis, OnTarget, Remedy, asked_by, diagnose, remedy,
};
pub use header_field::HeaderField;
pub use import::{ImportDocument, ImportRequest, ImportedFormat, import};
pub use infer::{InferDocument, InferEvidence};
pub use lint::{LintRequest, lint};
pub use policy_text::{PolicyFormat, PolicyText, ReadPolicy};
pub use presets::{Preset, PresetEntry, PresetsDocument, presets};
pub use problem::{Problem, ProblemKind};
pub use respond::{
    AnswerLine, RespondDocument, RespondExplanation, RespondRequest, request_line, request_method,
    request_path, respond,
};
pub use scan::{Given, MAX_GIVEN_ANSWERS, NoPolicyFix, policy_fixes};
pub use simulate::{
    BrowserName, DeviationNote, Disagreement, EngineDifference, RequestedFetch, SentRequest,
    SimulateDocument, SimulateRequest, SimulatedAnswer, SimulatedExchange, SimulatedFailure,
    SimulatedFix, SimulatedQuestions, SimulatedRequest, SimulatedVerdict, TraceStep,
    against_policy, application_answer, simulate, story,
};
pub use targets::{
    DeviationWire, TargetEntry, TargetVersion, TargetsDocument, TargetsRequest, target_named,
    targets,
};
pub use verify::{VerifyAnswer, VerifyDifference, VerifyDocument, VerifyFailure, VerifySkip};
