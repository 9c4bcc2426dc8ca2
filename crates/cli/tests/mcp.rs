//! `corsmith mcp`, spoken to as an assistant does: JSON-RPC, one message a line.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout};

use serde_json::{Value, json};

use crate::{POLICY, Test};

struct Client {
    child: Child,
    stdin: Option<ChildStdin>,
    stdout: BufReader<ChildStdout>,
    last_id: u64,
    /// The folder in which the command runs.
    _test: Test,
}

impl Client {
    fn start() -> Self {
        let test = Test::new(["mcp"]);
        let mut child = test.command().spawn().unwrap();
        let stdin = child.stdin.take();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        Self { child, stdin, stdout, last_id: 0, _test: test }
    }

    /// A client that has said who it is; and what the server said.
    fn initialized() -> (Self, Value) {
        let mut client = Self::start();
        let hello = client.ask(
            "initialize",
            &json!({
                "protocolVersion": "2025-06-18",
                "capabilities": {},
                "clientInfo": {"name": "test", "version": "0"},
            }),
        );
        client.send(&json!({"jsonrpc": "2.0", "method": "notifications/initialized"}));
        (client, hello["result"].clone())
    }

    fn send(&mut self, message: &Value) {
        writeln!(self.stdin.as_mut().unwrap(), "{message}").unwrap();
    }

    fn receive(&mut self) -> Value {
        let mut line = String::new();
        self.stdout.read_line(&mut line).unwrap();
        serde_json::from_str(&line).expect(&line)
    }

    fn ask(&mut self, method: &str, params: &Value) -> Value {
        self.last_id += 1;
        let id = self.last_id;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        let answer = self.receive();
        assert_eq!(answer["id"], id, "{answer}");
        answer
    }

    fn call(&mut self, tool: &str, arguments: &Value) -> Value {
        self.ask("tools/call", &json!({"name": tool, "arguments": arguments}))["result"].clone()
    }

    /// The document that a tool gives, which is its text, too.
    fn document(&mut self, tool: &str, arguments: &Value) -> Value {
        let result = self.call(tool, arguments);
        assert_eq!(result["isError"], false, "{tool}: {result}");
        let text = result["content"][0]["text"].as_str().unwrap();
        let document = result["structuredContent"].clone();
        assert_eq!(serde_json::from_str::<Value>(text).unwrap(), document);
        document
    }

    /// Ends the input; gives the exit code, and what was still said.
    fn end(mut self) -> (i32, String) {
        drop(self.stdin.take());
        let mut rest = String::new();
        std::io::Read::read_to_string(&mut self.stdout, &mut rest).unwrap();
        (self.child.wait().unwrap().code().unwrap(), rest)
    }
}

#[test]
fn an_assistant_is_told_what_there_is_and_when_to_use_it() {
    let (mut client, hello) = Client::initialized();
    assert_eq!(hello["serverInfo"]["name"], "corsmith");
    assert_eq!(hello["serverInfo"]["version"], env!("CARGO_PKG_VERSION"));
    let instructions = hello["instructions"].as_str().unwrap();
    let listed = client.ask("tools/list", &json!({}))["result"]["tools"].clone();
    let tools = listed.as_array().unwrap();
    let names: Vec<_> = tools.iter().map(|tool| tool["name"].as_str().unwrap()).collect();
    assert_eq!(
        names,
        ["diagnose", "build", "lint", "simulate", "respond", "targets", "import", "presets"]
    );
    for tool in tools {
        let name = tool["name"].as_str().unwrap();
        assert!(tool["description"].as_str().unwrap().len() > 60, "{name}");
        assert_eq!(tool["inputSchema"]["type"], "object", "{name}");
        assert_eq!(tool["annotations"]["readOnlyHint"], true, "{name}");
        assert_eq!(tool["annotations"]["openWorldHint"], false, "{name}");
        let is_told = ["targets"].contains(&name) || instructions.contains(&format!("`{name}`"));
        assert!(is_told, "the instructions do not name `{name}`");
        for (argument, schema) in tool["inputSchema"]["properties"].as_object().unwrap() {
            let is_described = schema["description"].is_string();
            assert!(is_described, "{name}: `{argument}` is not described: {schema}");
        }
    }
    assert_eq!(client.end(), (0, String::new()));
}

/// The policy of the instructions is one.
#[test]
fn the_policy_in_the_instructions_has_no_errors() {
    let (mut client, hello) = Client::initialized();
    let instructions = hello["instructions"].as_str().unwrap();
    let policy = &instructions[instructions.find("[policy]").unwrap()..];
    let policy = &policy[..policy.find("\n\n").unwrap()];
    let document = client.document("lint", &json!({"policy": policy}));
    assert_eq!(document["summary"]["errors"], 0, "{document:#}");
    client.end();
}

#[test]
fn every_tool_gives_its_document() {
    let (page, url) = ("https://app.example.com", "https://api.example.com/");
    let error = "No 'Access-Control-Allow-Origin' header is present on the requested resource.";
    let rows = [
        ("build", json!({"policy": POLICY, "targets": ["nginx"]}), "corsmith.build/v1"),
        ("lint", json!({"policy": POLICY}), "corsmith.lint/v1"),
        (
            "respond",
            json!({"policy": POLICY, "headers": [["Origin", page]]}),
            "corsmith.respond/v1",
        ),
        (
            "simulate",
            json!({"policy": POLICY, "page_origin": page, "url": url, "method": "PUT"}),
            "corsmith.simulate/v1",
        ),
        ("diagnose", json!({"text": error, "target": "nginx"}), "corsmith.diagnosis/v1"),
        ("targets", json!({"name": "nginx"}), "corsmith.targets/v1"),
        ("import", json!({"text": "Access-Control-Allow-Origin: *"}), "corsmith.import/v1"),
        ("presets", json!({}), "corsmith.presets/v1"),
    ];
    let (mut client, _) = Client::initialized();
    for (tool, arguments, schema) in rows {
        let document = client.document(tool, &arguments);
        let named = document.get("schema").or_else(|| document.get("version"));
        assert_eq!(named.unwrap(), schema);
    }
    assert_eq!(client.end(), (0, String::new()));
}

#[test]
fn a_document_is_that_of_the_command() {
    let (mut client, _) = Client::initialized();
    let served = client.document("build", &json!({"policy": POLICY, "targets": ["caddy"]}));
    let arguments = ["build", "corsmith.toml", "--target", "caddy", "--format", "json"];
    assert_eq!(served, Test::new(arguments).policy().run().quiet_success().json());
    client.end();
}

#[test]
fn a_wrong_call_is_told_so_that_it_can_be_mended() {
    let refused = "[policy]\nallow-origins = ['https://app.example.com/']\n";
    let rows = [
        ("build", json!({"policy": POLICY, "targets": ["ngnix"]}), "there is no target `ngnix`"),
        ("build", json!({"polcy": POLICY}), "unknown field `polcy`"),
        ("build", json!({}), "missing field `policy`"),
        ("respond", json!({"policy": POLICY, "headers": [["Origin"]]}), "`headers[0]"),
        ("respond", json!({"policy": refused}), "the policy is refused: 1 error"),
        ("lint", json!({"policy": POLICY, "environment": "staging"}), "`staging`"),
        ("diagnose", json!({"text": 1}), "`text`: "),
        ("import", json!({"text": "hello"}), "in no format"),
        ("presets", json!({"x": 1}), "unknown field `x`"),
    ];
    let (mut client, _) = Client::initialized();
    for (tool, arguments, detail) in rows {
        let result = client.call(tool, &arguments);
        assert_eq!(result["isError"], true, "{tool}: {result}");
        let problem = &result["structuredContent"];
        assert!(problem["detail"].as_str().unwrap().contains(detail), "{detail}: {problem}");
        assert!(problem["help"].is_string(), "{detail}: {problem}");
    }
    let unknown = client.ask("tools/call", &json!({"name": "scan", "arguments": {}}));
    let message = unknown["error"]["message"].as_str().unwrap();
    assert!(message.starts_with("there is no tool `scan`; the tools are diagnose, "), "{message}");
    let unknown = client.ask("resources/list", &json!({}));
    assert!(unknown["error"].is_object() || unknown["result"]["resources"] == json!([]));
    // It goes on.
    client.document("presets", &json!({}));
    assert_eq!(client.end(), (0, String::new()));
}

#[test]
fn what_was_asked_before_the_end_is_answered() {
    let (mut client, _) = Client::initialized();
    let call = |id: u64| {
        let params = json!({"name": "presets", "arguments": {}});
        json!({"jsonrpc": "2.0", "id": id, "method": "tools/call", "params": params})
    };
    for id in 10..20 {
        client.send(&call(id));
    }
    let (status, rest) = client.end();
    assert_eq!(status, 0);
    let mut answered: Vec<_> = rest
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["id"].as_u64().unwrap())
        .collect();
    answered.sort_unstable();
    assert_eq!(answered, (10..20).collect::<Vec<_>>());
}

/// The protocol of 2026-07-28 has no `initialize`: each request says what it needs.
#[test]
fn a_request_may_stand_alone() {
    let mut client = Client::start();
    let meta = json!({
        "io.modelcontextprotocol/protocolVersion": "2026-07-28",
        "io.modelcontextprotocol/clientCapabilities": {},
    });
    let found = client.ask("server/discover", &json!({"_meta": meta}));
    assert!(found["result"]["instructions"].is_string(), "{found}");
    let params = json!({"name": "lint", "arguments": {"policy": POLICY}, "_meta": meta});
    let linted = client.ask("tools/call", &params);
    assert_eq!(linted["result"]["structuredContent"]["schema"], "corsmith.lint/v1", "{linted}");
    assert_eq!(client.end(), (0, String::new()));
}

#[test]
fn what_is_no_mcp_gets_errors_only() {
    let early = json!({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "x"}});
    for garbage in ["", "hello", "{}", "[]", "\u{0}", "{\"jsonrpc\": \"2.0\"}", &early.to_string()]
    {
        let ran = Test::new(["mcp"]).stdin(format!("{garbage}\n")).run().quiet_success();
        for line in ran.stdout.lines() {
            let answer: Value = serde_json::from_str(line).unwrap();
            assert!(answer["error"]["code"].is_i64(), "{garbage:?}: {line}");
        }
    }
}
