//! `corsmith schema`.

use crate::Test;

#[test]
fn prints_the_schema() {
    let schema = Test::new(["schema"]).run().quiet_success().json();
    assert_eq!(schema, corsmith_policy::json_schema());
}
