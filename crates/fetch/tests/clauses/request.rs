//! The request column: `PAGE METHOD URL WORDS… ; Name: value ; …`.
//!
//! Words: `omit`, `include` (credentials; else `same-origin`), `no-cors`, `same-origin` (mode; else
//! `cors`), `error`, `manual` (redirect mode; else `follow`), `flag` (the use-CORS-preflight flag)
//! and `referrer:POLICY`.

use corsmith_fetch::{
    CredentialsMode, Origin, PreflightFlag, RedirectMode, ReferrerPolicy, RequestInit, RequestMode,
};

use crate::text::{field, unescape};

pub(crate) fn parse(text: &str) -> RequestInit {
    let mut parts = text.split(" ; ");
    let mut words = parts.next().unwrap().split_whitespace();
    let page = Origin::parse(words.next().unwrap()).unwrap();
    let method = unescape(words.next().unwrap());
    let mut init = RequestInit::new(page, unescape(words.next().unwrap()));
    init.method = if method == "EMPTY" { String::new() } else { method };
    for word in words {
        match word {
            "omit" => init.credentials = CredentialsMode::Omit,
            "include" => init.credentials = CredentialsMode::Include,
            "no-cors" => init.mode = RequestMode::NoCors,
            "same-origin" => init.mode = RequestMode::SameOrigin,
            "error" => init.redirect = RedirectMode::Error,
            "manual" => init.redirect = RedirectMode::Manual,
            "flag" => init.use_cors_preflight_flag = PreflightFlag::Set,
            word => {
                let name = word.strip_prefix("referrer:").unwrap_or_else(|| panic!("`{word}`?"));
                init.referrer_policy = ReferrerPolicy::from_name(name).unwrap();
            }
        }
    }
    init.headers = parts.map(field).collect();
    init
}
