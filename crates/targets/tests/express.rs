//! The target `express`: what Node.js makes of it.

#![allow(clippy::unwrap_used, reason = "clippy sees tests in `#[test]` only")]

mod common;

#[test]
fn an_ordinary_policy_is_two_screens() {
    let lines = common::rendered("express", common::ONE_ORIGIN).lines().count();
    assert!(lines < 120, "{lines} lines");
}

#[test]
fn express_4_and_5_take_the_same_module() {
    let module = |selection| {
        let text = common::rendered(selection, common::EVERYTHING);
        text.split_once("\n'use strict'").map(|(_, code)| code.to_owned())
    };
    assert!(module("express@4").is_some());
    assert_eq!(module("express@4"), module("express@5"));
}
