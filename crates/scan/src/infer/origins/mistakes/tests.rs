use crate::infer::tests::learned;
use crate::model_site::{Arrived, Mistake, Sent};

const ONE: &str = "[policy]\nallow-origins = ['https://app.example.com']\nallow-methods = ['PUT']";

fn grant(arrived: &Arrived, sent: &mut Sent, is_granted: bool) {
    if is_granted {
        sent.set("access-control-allow-origin", &arrived.origin);
    }
}

#[test]
fn what_no_policy_should_allow_is_a_warning() {
    let rows: &[(&str, Mistake, &str)] = &[
        (
            "a dot is any character",
            |arrived, sent| grant(arrived, sent, arrived.origin == "https://appxexample.com"),
            "`https://appxexample.com` is granted: a dot stands for any character",
        ),
        (
            "the end of a host is not compared",
            |arrived, sent| {
                grant(arrived, sent, arrived.origin.starts_with("https://app.example.com"));
            },
            "is granted: the end of the host is not compared",
        ),
        (
            "the start of a host is not compared",
            |arrived, sent| grant(arrived, sent, arrived.origin.ends_with("app.example.com")),
            "app.example.com` is granted: the start of the host is not compared",
        ),
        (
            "a part is enough",
            |arrived, sent| grant(arrived, sent, arrived.origin == "https://app.example.co"),
            "`https://app.example.co` is granted: a part of the host is enough",
        ),
        (
            "the end of an address is not compared",
            |arrived, sent| grant(arrived, sent, arrived.origin.starts_with("http://192.168.")),
            "is granted: the end of the host is not compared",
        ),
        (
            "extensions",
            |arrived, sent| grant(arrived, sent, arrived.origin.starts_with("chrome-extension://")),
            "is granted: a file or an extension of the browser",
        ),
        (
            "a service",
            |arrived, sent| grant(arrived, sent, arrived.origin.ends_with(".workers.dev")),
            "workers.dev` is granted: anybody can publish there",
        ),
    ];
    for (case, mistake, expected) in rows {
        let warnings = learned(ONE, *mistake, &[], &[]).warnings;
        let found = warnings.iter().filter(|it| it.contains(expected)).count();
        // Over `http` as well where the scheme is not compared either, and once each.
        assert!((1..=2).contains(&found), "{case}: {warnings:?}");
    }
}

#[test]
fn what_is_granted_as_a_whole_is_learned_as_a_whole() {
    let any_port: Mistake = |arrived, sent| {
        let port = arrived.origin.strip_prefix("http://localhost:");
        grant(arrived, sent, port.is_some_and(|port| port.parse::<u16>().is_ok()));
    };
    let service: Mistake =
        |arrived, sent| grant(arrived, sent, arrived.origin.ends_with(".vercel.app"));
    let below_a_label: Mistake =
        |arrived, sent| grant(arrived, sent, arrived.origin.ends_with(".amplifyapp.com"));
    for (mistake, expected, warning) in [
        (below_a_label, "https://*.amplifyapp.com", "amplifyapp.com` is granted: anybody can"),
        (any_port, "http://localhost:*", "any port of `localhost` is granted"),
        (service, "https://*.vercel.app", "vercel.app` is granted: anybody can publish there"),
    ] {
        let inference = learned(ONE, mistake, &[], &[]);
        let found = inference.draft.policy.allow_origins.unwrap();
        assert_eq!(found, ["https://app.example.com", expected]);
        assert!(inference.warnings.iter().any(|it| it.contains(warning)));
    }
}
