//! `corsmith mcp`.

mod server;
mod tool;

use std::io::{self, IsTerminal};

use clap::Args;
use rmcp::ServiceExt;
use rmcp::service::{QuitReason, ServerInitializeError};
use rmcp::transport::stdio;

use crate::error::Error;
use crate::exit::Exit;
use crate::out::Out;
use server::Server;

/// Serve the operations to coding assistants, over MCP
///
/// Speaks the Model Context Protocol on standard input and output, as assistants and editors start
/// it. Its tools are those of the command: build, lint, respond, simulate, diagnose, targets,
/// import and presets; they take a policy as text and give the documents of `--format json`. It opens
/// no file and no connection, reads no variable of the environment, and ends when its input does.
#[derive(Args)]
#[command(after_help = "\
Examples:
  corsmith mcp

  A client's configuration, such as `.mcp.json`:
  {\"mcpServers\": {\"corsmith\": {\"command\": \"corsmith\", \"args\": [\"mcp\"]}}}

Exit codes:
  0  the input has ended
  2  the client does not speak MCP
  3  something outside failed: standard output that cannot be written")]
pub(crate) struct Mcp {}

impl Mcp {
    #[expect(clippy::unused_self, reason = "every subcommand runs in the same way")]
    pub(crate) fn run(self, out: &mut Out) -> Result<Exit, Error> {
        if io::stdin().is_terminal() {
            out.note("an assistant starts this command and speaks MCP with it; Ctrl-D ends it");
        }
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build()
            .map_err(|error| Error::outside(format!("cannot start: {error}")))?;
        runtime.block_on(serve())
    }
}

async fn serve() -> Result<Exit, Error> {
    let running = match Server::new().serve(stdio()).await {
        Ok(running) => running,
        // It was started and not used.
        Err(ServerInitializeError::ConnectionClosed(_)) => return Ok(Exit::Fine),
        Err(ServerInitializeError::ExpectedInitializeRequest(_)) => {
            return Err(Error::input("the first message is not MCP's `initialize`")
                .help("`corsmith mcp --help` shows how an assistant is told to start it"));
        }
        Err(_) => return Err(Error::outside("the connection with the client failed")),
    };
    match running.waiting().await {
        Ok(QuitReason::JoinError(error)) | Err(error) => {
            Err(Error::outside(format!("the connection with the client failed: {error}")))
        }
        Ok(_) => Ok(Exit::Fine),
    }
}
