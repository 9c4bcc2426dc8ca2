//! `corsmith rule`.

use crate::Test;

#[test]
fn lists_every_rule_and_every_check() {
    let ran = Test::new(["rule"]).run().quiet_success();
    let rules = corsmith_lint::rules().map(|rule| (rule.meta().code, rule.meta().name));
    let checks = corsmith_scan::checks().map(|check| (check.meta().code, check.meta().name));
    let all: Vec<_> = rules.chain(checks).collect();
    assert_eq!(ran.stdout.lines().count(), all.len());
    for (code, name) in all {
        let line = ran.stdout.lines().find(|line| line.starts_with(code));
        assert!(line.is_some_and(|line| line.contains(name)), "{code}");
    }
}

#[test]
fn no_code_stands_for_two_things() {
    let mut codes: Vec<_> = corsmith_lint::rules().map(|rule| rule.meta().code).collect();
    codes.extend(corsmith_scan::checks().map(|check| check.meta().code));
    let count = codes.len();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), count);
}

#[test]
fn prints_a_page_by_code_and_by_name() {
    let by_code = Test::new(["rule", "CS013"]).run().quiet_success().stdout;
    assert_eq!(by_code, corsmith_lint::page(corsmith_lint::find("CS013").unwrap()));
    let by_name = Test::new(["rule", "origin-default-port"]).run().quiet_success().stdout;
    assert_eq!(by_code, by_name);
}

#[test]
fn an_unknown_rule_is_a_wrong_command_line() {
    let ran = Test::new(["rule", "CS999"]).run().status(2);
    assert_eq!(
        ran.stderr,
        "error: there is no rule or check `CS999`\nhelp: `corsmith rule` without a code lists all of them\n"
    );
}
