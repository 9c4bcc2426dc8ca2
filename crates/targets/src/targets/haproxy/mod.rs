//! HAProxy: lines for a `frontend`, and a list of origins where there are many.

mod quote;
mod response;
mod rules;

use corsmith_policy::Policy;
use corsmith_policy::conformance::DifferenceKind;
use serde::Serialize;

use crate::policy_name::PolicyName;
use crate::target::Target;
use crate::{
    About, Deviation, GeneratedFile, InexpressibleErrors, Output, Provenance, Release, Tier,
    Version, template,
};

struct HaProxy;

pub(super) static TARGET: &dyn Target = &HaProxy;

/// The first version whose `del-header` takes a prefix.
const WITH_PREFIXES: Version = Version::new(2, 4);

static ABOUT: About = About {
    name: "haproxy",
    title: "HAProxy",
    summary: "lines for a `frontend`, and a list of origins where there are many",
    page: include_str!("page.md"),
    tier: Tier::Proven,
    releases: &[
        Release {
            version: Version::new(2, 2),
            note: "the first with `http-request return` and `http-after-response`; the application's headers are removed name by name",
        },
        Release {
            version: WITH_PREFIXES,
            note: "`del-header -m beg` removes the application's `Access-Control-*` headers in one line",
        },
    ],
    default_version: Version::new(2, 6),
    newest_run: Version::new(2, 6),
    deviations: &[
        Deviation {
            difference: DifferenceKind::DeniesOddPath,
            endpoint: None,
            reason: "HAProxy cannot resolve `..`, and does not decode a malformed `%`: where the policy has paths, such a \
                     path, `/x/..%2fapi/` for one, is allowed for no origin",
        },
        Deviation {
            difference: DifferenceKind::GrantsUnsendableOrigin,
            endpoint: None,
            reason: "for `:*` the regular expression takes ports up to 99999, and the scheme's own written out. Browsers \
                     send neither",
        },
    ],
};

/// What of CORS an application can say.
const REMOVED: &[&str] = &[
    "Access-Control-Allow-Origin",
    "Access-Control-Allow-Credentials",
    "Access-Control-Expose-Headers",
    "Access-Control-Allow-Methods",
    "Access-Control-Allow-Headers",
    "Access-Control-Max-Age",
    "Access-Control-Allow-Private-Network",
];

/// HAProxy keeps this much of a buffer free for headers that rules add (`tune.maxrewrite`).
const ROOM_FOR_HEADERS: usize = 1024;

/// What the template prints.
#[derive(Serialize)]
struct Context {
    provenance: Vec<String>,
    /// What ACLs and variables begin with.
    cors: String,
    removed: &'static [&'static str],
    rules: rules::Rules,
}

impl Target for HaProxy {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn render(
        &self,
        policy: &Policy,
        version: Version,
        provenance: &Provenance,
    ) -> Result<Output, InexpressibleErrors> {
        let name = PolicyName::of(policy);
        let context = Context {
            provenance: provenance.lines(policy, self, version),
            removed: if version >= WITH_PREFIXES { &["Access-Control- -m beg"] } else { REMOVED },
            rules: rules::Rules::new(policy, &name),
            cors: name.variable(),
        };
        let mut files = vec![GeneratedFile {
            name: name.file("cors-frontend", "cfg"),
            place: "goes, line by line, to the top of the `frontend` in /etc/haproxy/haproxy.cfg, before rules that deny or redirect"
                .to_owned(),
            contents: template::render(include_str!("cors-frontend.cfg.jinja"), &context)?,
        }];
        if !context.rules.listed.is_empty() {
            let mut contents: String =
                context.provenance.iter().map(|line| format!("# {line}\n")).collect();
            for origin in &context.rules.listed {
                contents.push_str(origin);
                contents.push('\n');
            }
            let place = "goes to /etc/haproxy/, where the frontend's ACL looks for it".to_owned();
            let name = context.rules.list.clone();
            files.push(GeneratedFile { name, place, contents });
        }
        let mut output = Output::new(files)
            .commands("haproxy -c -f /etc/haproxy/haproxy.cfg", "systemctl reload haproxy");
        let added = context.rules.longest_addition();
        if added > ROOM_FOR_HEADERS {
            output = output.note(format!(
                "The headers of one response take up to {added} bytes, and HAProxy keeps {ROOM_FOR_HEADERS} free for them: set `tune.maxrewrite {}` in its `global` section",
                added.next_power_of_two() * 2
            ));
        }
        Ok(output)
    }
}
