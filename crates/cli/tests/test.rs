//! A run of the command in a folder of its own.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A policy with nothing to say about.
pub(crate) const POLICY: &str = "\
version = 1
name = \"orders\"

[policy]
allow-origins = [\"https://app.example.com\"]
allow-methods = [\"PUT\"]
allow-headers = [\"Content-Type\"]
max-age = 600
data = \"private\"
";

pub(crate) struct Test {
    folder: TempDir,
    arguments: Vec<String>,
    variables: Vec<(String, String)>,
    stdin: Vec<u8>,
}

impl Test {
    pub(crate) fn new<const N: usize>(arguments: [&str; N]) -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            arguments: arguments.map(str::to_owned).into(),
            variables: Vec::new(),
            stdin: Vec::new(),
        }
    }

    /// With a file in the folder.
    pub(crate) fn file(self, name: &str, contents: impl AsRef<[u8]>) -> Self {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, contents).unwrap();
        self
    }

    /// With [`POLICY`] as `corsmith.toml`.
    pub(crate) fn policy(self) -> Self {
        self.file("corsmith.toml", POLICY)
    }

    pub(crate) fn variable(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn stdin(mut self, bytes: impl AsRef<[u8]>) -> Self {
        self.stdin = bytes.as_ref().to_vec();
        self
    }

    /// The same folder, other arguments.
    pub(crate) fn then<const N: usize>(self, arguments: [&str; N]) -> Self {
        Self { arguments: arguments.map(str::to_owned).into(), ..self }
    }

    /// The same folder, arguments known only when the test runs.
    pub(crate) fn arguments(self, arguments: &[&str]) -> Self {
        Self { arguments: arguments.iter().map(ToString::to_string).collect(), ..self }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The command, ready to be started.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_corsmith"));
        command.args(&self.arguments).current_dir(self.folder.path());
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM", "COLUMNS"] {
            command.env_remove(name);
        }
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub(crate) fn run(self) -> Ran {
        let mut child = self.command().spawn().unwrap();
        let mut pipe = child.stdin.take().unwrap();
        let stdin = self.stdin.clone();
        // A command that reads nothing closes the pipe: no fault of the test.
        let writer = std::thread::spawn(move || drop(pipe.write_all(&stdin)));
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        Ran {
            status: output.status.code().expect("a signal ended it"),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
            test: self,
        }
    }
}

/// What came of it.
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) test: Test,
}

impl Ran {
    #[track_caller]
    pub(crate) fn status(self, status: i32) -> Self {
        let Self { stdout, stderr, .. } = &self;
        assert_eq!(self.status, status, "\nstdout:\n{stdout}\nstderr:\n{stderr}");
        self
    }

    /// Ended well and said nothing on standard error.
    #[track_caller]
    pub(crate) fn quiet_success(self) -> Self {
        assert_eq!(self.stderr, "");
        self.status(0)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.test.path(name)
    }

    #[track_caller]
    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// The names of everything in the folder, sorted.
    pub(crate) fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        let mut folders = vec![self.test.folder.path().to_path_buf()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path.strip_prefix(self.test.folder.path()).unwrap();
                    names.push(name.display().to_string());
                }
            }
        }
        names.sort();
        names
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap()
    }

    /// All that a user sees, without the version.
    pub(crate) fn snapshot(&self) -> String {
        let text = format!(
            "exit: {}\n---- stdout\n{}---- stderr\n{}",
            self.status, self.stdout, self.stderr
        );
        text.replace(env!("CARGO_PKG_VERSION"), "[version]")
    }
}
