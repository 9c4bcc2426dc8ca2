//! `allow-credentials`.

use corsmith_fetch::names::ACCESS_CONTROL_ALLOW_CREDENTIALS;
use corsmith_policy::Resource;

use super::Explanation;

pub(super) fn explain(resource: &Resource) -> Explanation {
    let sentence = if resource.allows_credentials() {
        "Allowed origins read answers made with the user's cookies, client certificates or HTTP authentication, so a fault in one of their pages acts as the user; whether cookies are sent is still decided by the page and by `SameSite`."
    } else {
        "Pages cannot read answers to requests with cookies, client certificates or HTTP authentication; this does not stop browsers from sending these with requests that need no preflight, so it does not protect against cross-site request forgery, and a token that a page puts into `Authorization` is not affected."
    };
    Explanation {
        header: ACCESS_CONTROL_ALLOW_CREDENTIALS,
        setting: "allow-credentials",
        sentence: sentence.to_owned(),
    }
}
