//! Gives every answer the same nonce.

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "fixed-nonce",
    is: "gives every answer the same nonce",
    does: Does::Answer(|asked| {
        let page = Answer::page(asked);
        let policy = page.header("Content-Security-Policy").unwrap_or_default().to_owned();
        page.without("Content-Security-Policy").with(
            "Content-Security-Policy",
            format!("{policy}; script-src 'nonce-Nc3n83cnSAd3wc3Sasdfn9' 'strict-dynamic'"),
        )
    }),
    has: &[Flaw::Check("csp-nonce-reused")],
    // A nonce without `'unsafe-inline'` and a host beside it, for browsers of long ago.
    may: &[Flaw::Check("csp-no-inline-fallback"), Flaw::Check("csp-no-host-fallback")],
    ..Animal::CORRECT
};
