//! `Access-Control-Allow-Credentials`: `true`, in lower case, or nothing.

use corsmith_fetch::names::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_ORIGIN, WILDCARD,
};

use super::answer::Answer;
use super::notes::Notes;
use crate::quoted::quoted;

/// Whether some answer allows credentials; `None` where the header is in none.
pub(super) fn read(answers: &[Answer], notes: &mut Notes) -> Option<bool> {
    const NAME: &str = ACCESS_CONTROL_ALLOW_CREDENTIALS;
    let (mut allows, mut without) = (None, false);
    for answer in answers {
        let value = answer.values(NAME).join(", ");
        let is_allowed = value == "true";
        // Of answers that allow no origin, nothing is to be expected.
        without |= !is_allowed && answer.headers().contains(ACCESS_CONTROL_ALLOW_ORIGIN);
        if !answer.headers().contains(NAME) {
            continue;
        }
        allows = Some(is_allowed || allows == Some(true));
        match value.as_str() {
            "true" => {}
            "false" => notes.push(format!("`{NAME}: false` says no more than no such header")),
            _ => notes.push(format!(
                "`{NAME}` is {}, and only `true` in lower case allows credentials",
                quoted(&value)
            )),
        }
    }
    if allows == Some(true) && without {
        notes.push(format!("`{NAME}: true` is not in every answer; browsers need it in the preflight's and in the actual one"));
    }
    let is_wild = |answer: &Answer| answer.values(ACCESS_CONTROL_ALLOW_ORIGIN) == [WILDCARD];
    if allows == Some(true) && answers.iter().any(is_wild) {
        notes.push(format!(
            "browsers refuse `{ACCESS_CONTROL_ALLOW_ORIGIN}: *` for requests with credentials"
        ));
    }
    allows
}
