//! FastAPI: one Python module with an ASGI middleware, and no other dependency.

mod python;

use corsmith_policy::Policy;

use self::python::Python;
use crate::middleware::{Middleware, comment};
use crate::template::render;
use crate::{
    About, GeneratedFile, InexpressibleErrors, Output, Provenance, Release, Target, Tier, Version,
};

struct FastApi;

pub(super) static TARGET: &dyn Target = &FastApi;

static ABOUT: About = About {
    name: "fastapi",
    title: "FastAPI",
    summary: "a module with an ASGI middleware for FastAPI and Starlette, without further dependencies",
    page: include_str!("page.md"),
    tier: Tier::Proven,
    releases: &[Release {
        version: Version::new(0, 60),
        note: "ASGI 3, so any FastAPI, Starlette or other ASGI application; Python 3.9 or later",
    }],
    default_version: Version::new(0, 115),
    newest_run: Version::new(0, 165),
    deviations: &[],
};

impl Target for FastApi {
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
            name: "cors.py".to_owned(),
            place:
                "stands beside the application; `application = Cors(app)` is what the server runs"
                    .to_owned(),
            contents: render(
                include_str!("cors.py.jinja"),
                Middleware::new(policy, comments, &Python),
            )?,
        };
        Ok(Output::new(vec![file])
            .commands("python -m py_compile cors.py", "restart the application"))
    }
}
