//! Files appear whole or not at all, and colours only where they are wanted.

use std::io::Read;
use std::process::Stdio;

use crate::Test;

const BAD: &str = "[policy]\nallow-origins = ['https://a.example/']\n";

#[test]
fn colours_are_for_terminals_unless_asked_for() {
    type Row = (&'static [&'static str], &'static [(&'static str, &'static str)], bool);
    let rows: &[Row] = &[
        (&[], &[], false),
        (&["--color=never"], &[], false),
        (&["--color=always"], &[], true),
        (&["--color=auto"], &[("CLICOLOR_FORCE", "1")], true),
        (&["--color=auto"], &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], false),
        (&["--color=never"], &[("CLICOLOR_FORCE", "1")], false),
        (&["--color=always"], &[("NO_COLOR", "1")], true),
    ];
    for (options, variables, coloured) in rows {
        let option = options.first().copied().unwrap_or("--format=text");
        let mut test = Test::new(["lint", "a.toml", "missing.toml", option]).file("a.toml", BAD);
        for (name, value) in *variables {
            test = test.variable(name, value);
        }
        let ran = test.run().status(2);
        let has = |text: &str| text.contains('\u{1b}');
        assert_eq!(
            (has(&ran.stdout), has(&ran.stderr)),
            (*coloured, *coloured),
            "{options:?} {variables:?}"
        );
    }
}

#[test]
fn a_reader_that_stops_is_no_error() {
    for arguments in [
        ["targets", "--format=json"],
        ["man", "--color=never"],
        ["schema", "--color=never"],
        ["--help", "--color=never"],
    ] {
        let test = Test::new(arguments);
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let child = test.command().stdout(writer).spawn().unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_outside_failure() {
    for arguments in
        [["targets", "--format=json"], ["schema", "--color=never"], ["completions", "bash"]]
    {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let test = Test::new(arguments);
        let mut child = test.command().stdout(full).stderr(Stdio::piped()).spawn().unwrap();
        let mut stderr = String::new();
        child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(3), "{arguments:?}");
        assert!(stderr.starts_with("error: cannot write to standard output: "), "{stderr}");
    }
}

#[test]
fn a_closed_standard_error_does_not_matter() {
    let test = Test::new(["lint", "missing.toml"]);
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut child = test.command().stderr(writer).spawn().unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(2));
}
