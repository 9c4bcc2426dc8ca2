//! The operations as tools.

use corsmith_operations::{
    BuildRequest, DiagnoseRequest, ImportRequest, LintRequest, Problem, RespondRequest,
    SimulateRequest, TargetsRequest, build, diagnose, import, lint, presets, respond, simulate,
    targets,
};
use rmcp::handler::server::common::{schema_for_empty_input, schema_for_input};
use rmcp::model::{CallToolResult, JsonObject, Tool, ToolAnnotations};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// An operation, as a client sees it and calls it.
pub(super) struct Operation {
    name: &'static str,
    title: &'static str,
    /// What it does and when to use it, for an assistant that chooses.
    description: &'static str,
    schema: fn() -> Schema,
    call: fn(JsonObject) -> Result<Value, Problem>,
}

type Schema = Result<std::sync::Arc<JsonObject>, String>;

/// All of them, in the order in which they are listed.
pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        name: "diagnose",
        title: "Explain a CORS error",
        description: "Explain why a browser blocks a request. Give the console's message in any \
            browser's words, the output of `curl -i` or `curl -v`, or the text of a HAR file, and \
            with `target` get the configuration that mends it. Start here when something fails.",
        schema: schema_for_input::<DiagnoseRequest>,
        call: |arguments| answer("diagnose", arguments, diagnose),
    },
    Operation {
        name: "build",
        title: "Write the configuration of servers",
        description: "Turn a policy into the configuration of servers, frameworks and platforms \
            (`targets`; the tool of that name lists them), with what each setting means, a rating, \
            and findings. Use what it writes instead of configuration from memory. A policy that is \
            refused gives no outputs; `findings` say why and how to correct it.",
        schema: schema_for_input::<BuildRequest>,
        call: |arguments| answer("build", arguments, build),
    },
    Operation {
        name: "lint",
        title: "Judge a policy",
        description: "Say what is wrong or dangerous in a policy, where, why, and what to write \
            instead. Use it after every change of a policy.",
        schema: schema_for_input::<LintRequest>,
        call: |arguments| answer("lint", arguments, lint),
    },
    Operation {
        name: "simulate",
        title: "Say what browsers make of a fetch()",
        description: "Run a page's `fetch()` against a server with a policy, by the Fetch standard \
            and in Chromium, Firefox and WebKit: what is sent, preflights included, what the page \
            may read, each browser's error, and what to change. Use it to make sure that a policy \
            allows what a front end does, before it is deployed.",
        schema: schema_for_input::<SimulateRequest>,
        call: |arguments| answer("simulate", arguments, simulate),
    },
    Operation {
        name: "respond",
        title: "Answer a request as a correct server would",
        description: "Give the status and exactly the CORS headers with which a correct server \
            answers one HTTP request under a policy. Use it to write or check tests of a server.",
        schema: schema_for_input::<RespondRequest>,
        call: |arguments| answer("respond", arguments, respond),
    },
    Operation {
        name: "targets",
        title: "List the targets",
        description: "List the servers, frameworks and platforms that `build` writes configuration \
            for, or give the page of one: versions, limits, known deviations, how to check.",
        schema: schema_for_input::<TargetsRequest>,
        call: |arguments| answer("targets", arguments, targets),
    },
    Operation {
        name: "import",
        title: "Make a policy of headers",
        description: "Make a policy of what a server answers now (response headers, the output of \
            `curl -i`), of a policy in another format, or of a link of Corsmith's site. Use it to \
            begin with what a user has.",
        schema: schema_for_input::<ImportRequest>,
        call: |arguments| answer("import", arguments, import),
    },
    Operation {
        name: "presets",
        title: "List starter policies",
        description: "List commented starter policies, each for one situation. Begin a new policy \
            with one of them.",
        schema: || Ok(schema_for_empty_input()),
        call: |arguments| answer("presets", arguments, |NoArguments {}| Ok(presets())),
    },
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoArguments {}

impl Operation {
    pub(super) fn find(name: &str) -> Option<&'static Self> {
        OPERATIONS.iter().find(|operation| operation.name == name)
    }

    pub(super) fn names() -> String {
        let names: Vec<_> = OPERATIONS.iter().map(|operation| operation.name).collect();
        names.join(", ")
    }

    /// What a client is told of it; why there is no schema, if there is none.
    pub(super) fn tool(&self) -> Result<Tool, String> {
        let annotations = ToolAnnotations::with_title(self.title)
            .read_only(true)
            .destructive(false)
            .idempotent(true)
            .open_world(false);
        Ok(Tool::new(self.name, self.description, (self.schema)()?)
            .with_title(self.title)
            .with_annotations(annotations))
    }

    /// The document, or the problem for the assistant to read and mend.
    pub(super) fn call(&self, arguments: JsonObject) -> CallToolResult {
        match (self.call)(arguments) {
            Ok(document) => CallToolResult::structured(document),
            Err(problem) => match serde_json::to_value(&problem) {
                Ok(problem) => CallToolResult::structured_error(problem),
                Err(_) => CallToolResult::structured_error(Value::String(problem.detail)),
            },
        }
    }
}

fn answer<T: DeserializeOwned, D: Serialize>(
    name: &str,
    arguments: JsonObject,
    operation: fn(&T) -> Result<D, Problem>,
) -> Result<Value, Problem> {
    let arguments = serde_path_to_error::deserialize(Value::Object(arguments));
    let request: T = arguments.map_err(|error| {
        let path = error.path().to_string();
        let place = if path == "." { String::new() } else { format!("`{path}`: ") };
        Problem::bad_request(format!("{place}{}", error.into_inner()))
            .with_help(format!("the input schema of `{name}` has the arguments"))
    })?;
    let document = operation(&request)?;
    serde_json::to_value(document).map_err(|error| Problem::bad_request(error.to_string()))
}
