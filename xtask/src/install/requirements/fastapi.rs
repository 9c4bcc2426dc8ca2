//! FastAPI, from PyPI.

use crate::install::{How, Requirement};

pub(super) static REQUIREMENT: &Requirement = &Requirement {
    name: "fastapi",
    how: How::Pip {
        directory: "python",
        packages: &["fastapi==0.165.0", "starlette==1.10.0", "uvicorn==0.54.0"],
    },
    serves: &["prove fastapi"],
};
