//! `corsmith rule`.

use crate::Test;

#[test]
fn lists_every_rule() {
    let ran = Test::new(["rule"]).run().quiet_success();
    assert_eq!(ran.stdout.lines().count(), corsmith_lint::rules().count());
    for rule in corsmith_lint::rules() {
        let line = ran.stdout.lines().find(|line| line.starts_with(rule.meta().code));
        assert!(line.is_some_and(|line| line.contains(rule.meta().name)), "{}", rule.meta().code);
    }
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
        "error: there is no rule `CS999`\nhelp: `corsmith rule` without a code lists all of them\n"
    );
}
