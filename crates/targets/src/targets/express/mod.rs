//! Express: one CommonJS module with a middleware, and no other dependency.

mod javascript;

use corsmith_policy::Policy;
use corsmith_policy::conformance::DifferenceKind;

use self::javascript::JavaScript;
use crate::middleware::{Middleware, comment};
use crate::template::render;
use crate::{
    About, Deviation, GeneratedFile, InexpressibleErrors, Output, Provenance, Release, Target,
    Tier, Version,
};

struct Express;

pub(super) static TARGET: &dyn Target = &Express;

static ABOUT: About = About {
    name: "express",
    title: "Express",
    summary: "a module with a middleware for Express 4 and 5, without further dependencies",
    page: include_str!("page.md"),
    tier: Tier::Proven,
    releases: &[Release {
        version: Version::new(4, 0),
        note: "the same for Express 4 and 5; Node.js 18.3 or later",
    }],
    default_version: Version::new(5, 0),
    newest_run: Version::new(5, 3),
    deviations: &[Deviation {
        difference: DifferenceKind::DeniesOddPath,
        endpoint: None,
        reason: "Express takes `/API/x` for `/api/x`, and `/health/` for `/health`: a path that is a policy's in such a \
                 spelling only is granted nothing, rather than what is another path's",
    }],
};

impl Target for Express {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn render(
        &self,
        policy: &Policy,
        version: Version,
        provenance: &Provenance,
    ) -> Result<Output, InexpressibleErrors> {
        let lines = provenance.lines(policy, self, version);
        let comments = lines.iter().map(|line| comment(line)).collect();
        let file = GeneratedFile {
            name: "cors.cjs".to_owned(),
            place: "stands beside the application; `app.use(require(\"./cors.cjs\"))` comes before everything else".to_owned(),
            contents: render(
                include_str!("cors.cjs.jinja"),
                Middleware::new(policy, comments, &JavaScript),
            )?,
        };
        let output =
            Output::new(vec![file]).commands("node --check cors.cjs", "restart the application");
        if policy.paths().is_empty() {
            return Ok(output);
        }
        Ok(output.note(
            "Express by default takes `/API/x` for `/api/x`, and `/health/` for `/health`. A path that \
             is a policy's in such a spelling only gets no CORS headers at all",
        ))
    }
}
