//! The protocol's side.

use std::future::{Future, ready};

use rmcp::model::{
    CallToolRequestParams, CallToolResponse, ErrorData, Implementation, ListToolsResult,
    PaginatedRequestParams, ServerCapabilities, ServerConfig, Tool,
};
use rmcp::service::RequestContext;
use rmcp::{RoleServer, ServerHandler};

use super::tool::{OPERATIONS, Operation};

/// What an assistant is told of the whole.
const INSTRUCTIONS: &str = "\
Corsmith knows CORS (cross-origin resource sharing) by the Fetch standard, and writes tested \
configuration for servers. Use it instead of answering about CORS from memory.

- A browser's error, `curl` output or a HAR file: `diagnose`, with `target` for the fix on a server.
- A new configuration: take a policy from `presets`, or from the server's present answers with \
`import`, change its origins, methods and headers, `lint` \
it, `simulate` the calls that the front end makes, then `build` it for the user's server.
- \"Does my server allow this call?\": `simulate`. \"What should the server answer?\": `respond`.

A policy is a TOML document such as
[policy]
allow-origins = [\"https://app.example.com\"]   # or \"https://*.example.com\", \"http://localhost:*\", \"*\"
allow-methods = [\"PUT\", \"DELETE\"]           # GET, HEAD and POST need no listing
allow-headers = [\"Content-Type\", \"Authorization\"]
allow-credentials = true                     # cookies; never with \"*\"
max-age = \"2h\"

CORS decides which pages of a browser may read an answer. It does not protect an API from other \
clients: never present it as authentication. When the policy is refused, tell the user why rather \
than weaken it.";

/// The server; it keeps nothing between calls.
pub(super) struct Server {
    tools: Result<Vec<Tool>, String>,
}

impl Server {
    pub(super) fn new() -> Self {
        Self { tools: OPERATIONS.iter().map(Operation::tool).collect() }
    }
}

impl ServerHandler for Server {
    fn get_info(&self) -> ServerConfig {
        let about = Implementation::new("corsmith", env!("CARGO_PKG_VERSION"))
            .with_title("Corsmith")
            .with_description(env!("CARGO_PKG_DESCRIPTION"));
        ServerConfig::new(ServerCapabilities::builder().enable_tools().build())
            .with_server_info(about)
            .with_instructions(INSTRUCTIONS)
    }

    fn list_tools(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> impl Future<Output = Result<ListToolsResult, ErrorData>> {
        ready(match &self.tools {
            Ok(tools) => Ok(ListToolsResult::with_all_items(tools.clone())),
            Err(why) => Err(ErrorData::internal_error(why.clone(), None)),
        })
    }

    fn call_tool(
        &self,
        request: CallToolRequestParams,
        _: RequestContext<RoleServer>,
    ) -> impl Future<Output = Result<CallToolResponse, ErrorData>> {
        let operation = Operation::find(&request.name).ok_or_else(|| {
            let name: String = request.name.chars().take(40).collect();
            let names = Operation::names();
            let message = format!("there is no tool `{name}`; the tools are {names}");
            ErrorData::invalid_params(message, None)
        });
        let arguments = request.arguments.unwrap_or_default();
        ready(operation.map(|operation| operation.call(arguments).into()))
    }
}
