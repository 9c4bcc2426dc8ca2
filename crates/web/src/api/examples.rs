//! A request for each operation: on the page, in the OpenAPI document, and in the tests.

/// An example.
pub(super) struct Example {
    pub(super) path: &'static str,
    /// What it does.
    pub(super) about: &'static str,
    /// What is sent: JSON without `'`, which ends a text of the shell.
    pub(super) body: &'static str,
}

pub(super) const EXAMPLES: [Example; 6] = [
    Example {
        path: "/api/v1/build",
        about: "Configuration for nginx from a policy",
        body: r#"{"policy": "[policy]\nallow-origins = [\"https://app.example.com\"]\n", "targets": ["nginx"]}"#,
    },
    Example {
        path: "/api/v1/lint",
        about: "What is wrong or dangerous in a policy",
        body: r#"{"policy": "[policy]\nallow-origins = [\"https://app.example.com/\"]\n"}"#,
    },
    Example {
        path: "/api/v1/respond",
        about: "What a correct server answers to a request",
        body: r#"{"policy": "[policy]\nallow-origins = [\"https://app.example.com\"]\n", "headers": [["Origin", "https://app.example.com"]], "explain": true}"#,
    },
    Example {
        path: "/api/v1/simulate",
        about: "What browsers make of a fetch()",
        body: r#"{"policy": "[policy]\nallow-origins = [\"https://app.example.com\"]\n", "page_origin": "https://app.example.com", "url": "https://api.example.com/orders", "method": "PUT"}"#,
    },
    Example {
        path: "/api/v1/diagnose",
        about: "What an error means, and the fix for nginx",
        body: r#"{"text": "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://api.example.com/orders. (Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 200.", "target": "nginx"}"#,
    },
    Example {
        path: "/api/v1/import",
        about: "A policy from the headers of a server",
        body: r#"{"text": "Access-Control-Allow-Origin: https://app.example.com\nVary: Origin\n"}"#,
    },
];
