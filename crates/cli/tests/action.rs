//! What the GitHub Action runs, by bash as a runner does, and what action.yml promises about it.
#![cfg(unix)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

use crate::POLICY;
use crate::deployed::deployed;
use crate::scan_site::{Site, field, nobody};

/// A step of a job: a folder with the files that a runner gives it.
struct Step {
    folder: TempDir,
    inputs: Vec<(String, String)>,
}

struct Ran {
    folder: TempDir,
    output: Output,
}

impl Step {
    /// A step that scans these URLs of this machine.
    fn new(url: impl Into<String>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("corsmith.toml"), POLICY).unwrap();
        let inputs = vec![("CORSMITH_URL".to_owned(), url.into())];
        Self { folder, inputs }.input("CORSMITH_ARGUMENTS", "--allow-private")
    }

    fn input(mut self, name: &str, value: impl Into<String>) -> Self {
        self.inputs.push((name.to_owned(), value.into()));
        self
    }

    fn run(self) -> Ran {
        let binaries = Path::new(env!("CARGO_BIN_EXE_corsmith")).parent().unwrap();
        let found = std::env::var_os("PATH").unwrap_or_default();
        let path = std::env::join_paths(
            std::iter::once(binaries.to_path_buf()).chain(std::env::split_paths(&found)),
        );
        let folder = self.folder.path();
        let output = Command::new("bash")
            .arg(repository().join(".github/action.sh"))
            .current_dir(folder)
            .env("PATH", path.unwrap())
            .env("GITHUB_OUTPUT", folder.join("output"))
            .env("GITHUB_STEP_SUMMARY", folder.join("summary"))
            .envs(self.inputs)
            .output();
        Ran { folder: self.folder, output: output.unwrap() }
    }
}

impl Ran {
    #[track_caller]
    fn status(self, status: i32) -> Self {
        assert_eq!(self.output.status.code(), Some(status), "{}", self.text());
        self
    }

    /// All that the log of the job has.
    fn text(&self) -> String {
        let Output { stdout, stderr, .. } = &self.output;
        format!("{}{}", String::from_utf8_lossy(stdout), String::from_utf8_lossy(stderr))
    }

    /// A file of the folder; nothing if it is not there.
    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(name)).unwrap_or_default()
    }

    fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn a_scan_leaves_sarif_its_place_and_a_summary() {
    let site = Site::page(&[]);
    let (first, second) = (site.url("/a"), site.url("/b?token=hunter2"));
    let ran = Step::new(format!("\n{first}\r\n  \n{second}")).run().status(0);
    assert_eq!(ran.read("output"), "report=corsmith.sarif\n");
    let sarif: Value = serde_json::from_str(&ran.read("corsmith.sarif")).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    let urls = format!("{first}\n    {}\n", site.url("/b"));
    let wrote = "wrote corsmith.sarif: 2 targets, 12 findings, none of them high or worse\n";
    assert_eq!(ran.read("summary"), format!("### Scanned: fine\n\n    {urls}\n    {wrote}"));
    assert!(ran.text().ends_with(wrote), "{}", ran.text());
    assert_eq!(site.heads().len(), 2);
}

#[test]
fn the_job_fails_as_the_command_does() {
    let site = Site::page(&[]);
    for (url, threshold, status, summary) in [
        (site.url("/"), "high", 0, "### Scanned: fine\n"),
        (site.url("/"), "info", 1, "### Scanned: findings\n"),
        (site.url("/"), "never", 0, "### Scanned: fine\n"),
        (site.url("/"), "worst", 2, "### Scanned: wrong input\n"),
        ("ftp://a.example/".to_owned(), "high", 2, "### Scanned: wrong input\n"),
        (nobody(), "never", 3, "### Scanned: not everything was answered\n"),
    ] {
        let ran = Step::new(&*url).input("CORSMITH_FAIL_ON", threshold).run().status(status);
        assert!(ran.read("summary").starts_with(summary), "{url}: {}", ran.read("summary"));
        // A report that is not there is not promised.
        assert_eq!(ran.read("output").is_empty(), status == 2, "{url} {threshold}");
        assert_eq!(ran.names().contains(&"corsmith.sarif".to_owned()), status != 2);
    }
}

#[test]
fn the_summary_names_what_fails() {
    let site = Site::page(&[]);
    let step = Step::new(site.url("/?token=hunter2")).input("CORSMITH_FAIL_ON", "medium");
    let summary = step.run().status(1).read("summary");
    let (_, wrote) = summary.split_once("    wrote corsmith.sarif: 1 target, ").unwrap();
    assert!(wrote.contains("of them medium or worse\n      CS"), "{summary}");
    assert!(!summary.contains("hunter2"), "{summary}");
}

#[test]
fn the_report_of_an_earlier_step_is_not_taken_for_this_one() {
    let step = Step::new("ftp://a.example/");
    std::fs::write(step.folder.path().join("corsmith.sarif"), "old").unwrap();
    let ran = step.run().status(2);
    assert_eq!((ran.read("corsmith.sarif"), ran.read("output")), (String::new(), String::new()));
}

#[test]
fn probes_are_sent_to_own_sites_only() {
    for (own, is_probed) in [("true", true), ("false", false), ("", false)] {
        let site = Site::page(&[]);
        Step::new(site.url("/")).input("CORSMITH_OWN", own).run().status(0);
        let probes = site.heads().iter().filter(|head| field(head, "Origin").is_some()).count();
        assert_eq!(probes > 40, is_probed, "{own}");
    }
}

#[test]
fn inputs_that_mean_nothing_are_errors() {
    for (name, value, message) in [
        ("CORSMITH_URL", "", "the input 'url' is empty"),
        ("CORSMITH_URL", " \n\n", "the input 'url' is empty"),
        ("CORSMITH_OWN", "yes", "the input 'own' is neither true nor false"),
        ("CORSMITH_ENVIRONMENT", "staging", "the input 'environment' is one of a 'policy'"),
    ] {
        let ran = Step::new("http://127.0.0.1:1/").input(name, value).run().status(2);
        assert!(ran.text().starts_with("::error title=Corsmith::"), "{}", ran.text());
        assert!(ran.text().contains(message), "{}", ran.text());
    }
}

#[test]
fn a_policy_is_verified() {
    let right = deployed(POLICY, |_| ());
    let wrong = deployed(POLICY, Vec::clear);
    for (url, status, summary, verdict) in [
        (&right, 0, "### Verified against its policy: fine\n", "does what corsmith.toml says"),
        (&wrong, 1, "### Verified against its policy: findings\n", "differs from corsmith.toml"),
    ] {
        let ran = Step::new(url).input("CORSMITH_POLICY", "corsmith.toml").run().status(status);
        assert_eq!(ran.read("output"), "report=corsmith.xml\n");
        quick_junit::Report::deserialize_from_str(&ran.read("corsmith.xml")).unwrap();
        assert!(ran.read("summary").starts_with(summary), "{}", ran.read("summary"));
        let wrote = format!("\n\n    wrote corsmith.xml: {url} {verdict}\n");
        assert!(ran.read("summary").ends_with(&wrote), "{}", ran.read("summary"));
    }
    let step = Step::new(format!("{right}\n{wrong}")).input("CORSMITH_POLICY", "corsmith.toml");
    assert!(step.run().status(2).text().contains("there is one URL"));
    let step = Step::new(right).input("CORSMITH_POLICY", "corsmith.toml");
    let ran = step.input("CORSMITH_ENVIRONMENT", "nowhere").run().status(2);
    assert!(ran.text().contains("nowhere"), "{}", ran.text());
}

/// An argument is a line, with its blanks and quotes.
#[test]
fn arguments_are_lines() {
    let site = Site::page(&[]);
    let reason = "it is 'our' \"own\" $(touch a) `touch b`; touch c & | * \\ page";
    let arguments =
        format!("--allow-private\n\n--header=X-Key: {reason}\r\n--suppress=CS400={reason}");
    let ran = Step::new(site.url("/")).input("CORSMITH_ARGUMENTS", arguments).run().status(0);
    assert_eq!(field(&site.heads()[0], "X-Key"), Some(reason));
    assert!(ran.text().contains(reason), "{}", ran.text());
    assert_eq!(ran.names(), ["corsmith.sarif", "corsmith.toml", "output", "summary"]);
}

#[test]
fn no_input_becomes_a_command() {
    let names = ["URL", "POLICY", "ENVIRONMENT", "FAIL_ON", "OWN", "ARGUMENTS"];
    for hostile in
        ["$(touch a)", "`touch a`", "; touch a", "\ntouch a", "'; touch a #", "\"; touch a"]
    {
        for name in names {
            // Nothing listens there, and nothing else is asked whatever becomes of it.
            let url = "http://127.0.0.1:1/";
            let (name, value) = match name {
                "URL" => ("CORSMITH_URL".to_owned(), format!("{url}{hostile}")),
                _ => (format!("CORSMITH_{name}"), hostile.to_owned()),
            };
            let ran = Step::new(url).input(&name, value).run();
            assert!(matches!(ran.output.status.code(), Some(2 | 3)), "{}", ran.text());
            assert!(!ran.names().contains(&"a".to_owned()), "{hostile}");
        }
    }
}

#[test]
fn what_begins_as_an_option_does_is_none() {
    for (name, value, message) in [
        ("CORSMITH_URL", "--out=a b", "`--out=a b` is not a URL"),
        ("CORSMITH_POLICY", "--help", "`--help`"),
        ("CORSMITH_FAIL_ON", "--help", "invalid value '--help'"),
    ] {
        let ran = Step::new("http://127.0.0.1:1/").input(name, value).run().status(2);
        assert!(ran.text().contains(message), "{name}: {}", ran.text());
    }
}

#[test]
fn action_yml_and_the_script_agree() {
    let read = |name: &str| std::fs::read_to_string(repository().join(name)).unwrap();
    let (action, script) = (read("action.yml"), read(".github/action.sh"));
    let inputs = after(&action, "${{ inputs.");
    let declared: Vec<_> = action
        .lines()
        .skip_while(|line| *line != "inputs:")
        .skip(1)
        .take_while(|line| line.starts_with("  "))
        .filter(|line| !line.starts_with("    "))
        .map(|line| line.trim().trim_end_matches(':').to_owned())
        .collect();
    assert_eq!(sorted(inputs), sorted(declared));
    let given: Vec<_> = action.lines().filter(|line| line.contains("inputs.")).collect();
    let given = given.iter().map(|line| line.trim().split(':').next().unwrap().to_owned());
    assert_eq!(
        sorted(given.collect()),
        sorted(
            after(&script, "${CORSMITH_").iter().map(|name| format!("CORSMITH_{name}")).collect()
        )
    );
}

/// What others have written is taken by its commit, which nobody can move.
#[test]
fn actions_of_others_are_pinned() {
    let action = std::fs::read_to_string(repository().join("action.yml")).unwrap();
    let used: Vec<_> =
        action.lines().filter_map(|line| line.trim().strip_prefix("uses: ")).collect();
    assert!(!used.is_empty());
    for used in used {
        let commit = used.split_once('@').unwrap().1.split(' ').next().unwrap();
        assert!(
            commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit()),
            "{used}"
        );
    }
}

/// The names that follow `before`, once each.
fn after(text: &str, before: &str) -> Vec<String> {
    let rests = text.split(before).skip(1);
    let is_name = |char: char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_');
    rests.map(|rest| rest.chars().take_while(|&char| is_name(char)).collect()).collect()
}

fn sorted(mut names: Vec<String>) -> Vec<String> {
    names.sort();
    names.dedup();
    names
}
