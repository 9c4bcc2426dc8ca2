//! `corsmith targets`.

use crate::Test;

#[test]
fn lists_every_target() {
    let ran = Test::new(["targets"]).run().quiet_success();
    let lines: Vec<_> = ran.stdout.lines().collect();
    assert!(lines[0].starts_with("NAME "), "{}", lines[0]);
    let names: Vec<_> = corsmith_targets::ALL.iter().map(|target| target.about().name).collect();
    let listed: Vec<_> =
        lines[1..].iter().map(|line| line.split_whitespace().next().unwrap()).collect();
    assert_eq!(listed, names);
}

#[test]
fn prints_the_page_of_each() {
    for target in corsmith_targets::ALL {
        let about = target.about();
        let page = Test::new(["targets", about.name]).run().quiet_success().stdout;
        assert!(page.starts_with(&format!("# {}\n", about.title)), "{page}");
        for heading in ["What it generates", "Versions", "Limits", "How to check", "References"] {
            assert!(page.contains(&format!("\n## {heading}\n")), "{}: {heading}", about.name);
        }
        assert!(page.contains("\n## Known deviations\n"), "{}", about.name);
        for deviation in about.deviations {
            assert!(page.contains(deviation.reason), "{}: {}", about.name, deviation.reason);
        }
    }
}

#[test]
fn prints_json() {
    let json = Test::new(["targets", "--format", "json"]).run().quiet_success().json();
    assert_eq!(json["schema"], "corsmith.targets/v1");
    assert_eq!(json["targets"].as_array().unwrap().len(), corsmith_targets::ALL.len());
    let one = Test::new(["targets", "headers", "--format=json"]).run().quiet_success().json();
    assert_eq!(one["targets"][0]["name"], "headers");
    assert_eq!(one["targets"][0]["tier"], "text");
}

#[test]
fn an_unknown_target_is_a_wrong_command_line() {
    let ran = Test::new(["targets", "iis6"]).run().status(2);
    assert!(ran.stderr.contains("there is no target `iis6`"), "{}", ran.stderr);
    assert!(ran.stderr.contains("help: the targets are "), "{}", ran.stderr);
}
