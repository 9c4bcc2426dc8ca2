//! The laboratory: real browsers run `fetch()`, a raw server answers what the experiment says, and what happened comes
//! back in the experiment's own terms.
//!
//! No driver takes part: a page of the laboratory's own server runs in the browser, asks for experiments, and posts
//! what it saw. So one start of a browser serves tens of thousands of them.
//!
//! ```no_run
//! use std::time::Duration;
//!
//! use corsmith_fetch::{CredentialsMode, RedirectMode, ReferrerPolicy, RequestMode};
//! use corsmith_proof::lab::{
//!     Answer, Engine, Experiment, FetchInit, Host, Laboratory, Outcome, Page, Resource, Step,
//! };
//!
//! let allowed = Answer {
//!     status: 200,
//!     headers: vec![("Access-Control-Allow-Origin".to_owned(), b" {own}".to_vec())],
//! };
//! let experiment = Experiment {
//!     id: "a GET to another origin that allows it".to_owned(),
//!     page: Page::Tuple,
//!     site: vec![Resource {
//!         host: Host::Other,
//!         path: "/0".to_owned(),
//!         preflight: allowed.clone(),
//!         actual: allowed,
//!         later: None,
//!     }],
//!     steps: vec![Step {
//!         at: Duration::ZERO,
//!         request: FetchInit {
//!             resource: 0,
//!             method: "GET".to_owned(),
//!             headers: Vec::new(),
//!             credentials: CredentialsMode::SameOrigin,
//!             mode: RequestMode::Cors,
//!             redirect: RedirectMode::Follow,
//!             referrer_policy: ReferrerPolicy::default(),
//!         },
//!     }],
//! };
//! let laboratory = Laboratory::start()?;
//! let mut session = laboratory.open(Engine::Chromium)?;
//! let observations = session.run(&[experiment])?;
//! let step = &observations[0].steps[0];
//! assert!(matches!(&step.outcome, Outcome::Response { kind, .. } if kind == "cors"));
//! assert_eq!(step.requests[0].url, "{other}/0");
//! assert_eq!(step.requests[0].header("origin"), Some(&b"{own}"[..]));
//! # Ok::<(), corsmith_proof::lab::LabError>(())
//! ```

mod batch;
mod browser;
mod compare;
mod console;
pub mod corpus;
mod engine;
mod engines;
mod error;
mod experiment;
mod explore;
pub mod generate;
mod notebook;
mod observation;
mod origins;
mod predict;
mod server;
mod session;

use std::sync::Arc;
use std::time::Duration;

pub use self::compare::compare;
pub use self::engine::Engine;
pub use self::error::LabError;
pub use self::experiment::{Answer, Experiment, FetchInit, Host, Page, Resource, Step};
pub use self::explore::{Disagreement, disagreements, minimal};
pub use self::generate::{generate, shrink};
pub use self::observation::{Observation, Outcome, StepObservation, WireRequest};
pub use self::predict::predict;
use self::server::Server;
pub use self::session::Session;

/// The body of every response that has one.
pub const BODY: &[u8] = b"ok\n";
/// How long the page waits for a `fetch()`.
pub const STEP_TIMEOUT: Duration = Duration::from_secs(10);

/// A running laboratory: the server. Browsers are opened in it.
#[derive(Debug)]
pub struct Laboratory {
    server: Arc<Server>,
}

/// Whether a session reads the browser's console.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Console {
    Unread,
    Read,
}

impl Laboratory {
    /// Starts the server on free loopback ports. Fails only if the system gives no socket.
    pub fn start() -> Result<Self, LabError> {
        Ok(Self { server: Arc::new(Server::start()?) })
    }

    /// Starts a browser with a fresh profile and waits until the laboratory's page runs in it.
    ///
    /// Several sessions may be open at once.
    pub fn open(&self, engine: Engine) -> Result<Session, LabError> {
        Session::open(&self.server, engine, Console::Unread)
    }

    /// The same for [`Session::console`].
    pub fn open_with_console(&self, engine: Engine) -> Result<Session, LabError> {
        Session::open(&self.server, engine, Console::Read)
    }
}
