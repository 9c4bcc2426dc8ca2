//! What others read our reports with, from `PyPI`: SARIF, JUnit, HAR, Markdown and PDF.

use crate::install::{How, Requirement};

pub(super) static REQUIREMENT: &Requirement = &Requirement {
    name: "readers",
    how: How::PipListed {
        directory: "readers",
        packages: &[
            // Without what it draws charts and writes documents for Word with, which is 160 MB.
            "sarif-tools==3.0.5",
            "jsonpath-ng==1.16.0",
            "PyYAML==6.0.4",
            // What checks a log by its schema, the form of addresses and dates included.
            "jsonschema==4.26.0",
            "jsonschema-specifications==2025.9.1",
            "attrs==26.1.0",
            "referencing==0.37.0",
            "rpds-py==2026.9.1",
            "typing_extensions==4.16.0",
            "rfc3339-validator==0.1.4",
            "rfc3986-validator==0.1.1",
            "six==1.17.0",
            "junitparser==5.0.3",
            "lxml==6.1.3",
            "haralyzer==2.4.0",
            "cached-property==2.0.1",
            "python-dateutil==4.0.0",
            "tzdata==2026.6",
            "markdown-it-py==4.3.0",
            "mdurl==0.1.2",
            "pypdf==7.1.1",
        ],
    },
    serves: &["site readers", "site report"],
};
