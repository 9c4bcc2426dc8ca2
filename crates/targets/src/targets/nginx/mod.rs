//! nginx: `map`s that choose the values, and the headers that send them.

mod header;
mod map_hash;
mod maps;
mod quote;

use corsmith_policy::Policy;
use corsmith_policy::conformance::DifferenceKind;
use serde::Serialize;

use crate::policy_name::PolicyName;
use crate::target::Target;
use crate::{
    About, Deviation, GeneratedFile, InexpressibleErrors, Output, Provenance, Release, Tier,
    Version, template,
};

struct Nginx;

pub(super) static TARGET: &dyn Target = &Nginx;

/// The first stable branch with `add_header_inherit`, which came with 1.29.3.
const WITH_INHERITANCE: Version = Version::new(1, 30);

static ABOUT: About = About {
    name: "nginx",
    title: "nginx",
    summary: "a file for `http { }` and one to include in `server { }`",
    page: include_str!("page.md"),
    tier: Tier::Proven,
    releases: &[
        Release {
            version: Version::new(1, 7),
            note: "needs 1.7.5, where `add_header` learned `always`; an `add_header` in a location hides those of the server",
        },
        Release {
            version: WITH_INHERITANCE,
            note: "`add_header_inherit merge` lets locations keep the server's headers (since 1.29.3)",
        },
    ],
    default_version: Version::new(1, 22),
    newest_run: Version::new(1, 31),
    deviations: &[Deviation {
        difference: DifferenceKind::GrantsUnsendableOrigin,
        endpoint: None,
        reason: "`map` compares plain keys without regard to case, and before 1.23 nginx sees only the first of two \
                     `Origin` lines. For `:*` the regular expression takes ports up to 99999, and the scheme's own \
                     written out. Browsers send one origin, in lower case, and no such port",
    }],
};

/// What the templates print.
#[derive(Serialize)]
struct Context {
    provenance: Vec<String>,
    /// What the variables begin with.
    cors: String,
    hash: Option<map_hash::MapHash>,
    /// What tells whether a header is to be sent.
    answer: String,
    /// Whether this version has `add_header_inherit`.
    merges: bool,
    maps: maps::Maps,
}

impl Target for Nginx {
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
        let cors = name.variable();
        let maps = maps::Maps::new(policy, &cors)?;
        let context = Context {
            provenance: provenance.lines(policy, self, version),
            hash: map_hash::needed(&maps.plain_keys()),
            answer: format!("${cors}_{}", if maps.any_origin { "request" } else { "answer" }),
            merges: version >= WITH_INHERITANCE,
            maps,
            cors,
        };
        let file = |name, place, source| -> Result<_, InexpressibleErrors> {
            Ok(GeneratedFile { name, place, contents: template::render(source, &context)? })
        };
        let server = name.file("cors-server", "conf");
        let include = format!(
            "goes to /etc/nginx/snippets/, with `include snippets/{server};` as the first line of `server {{ }}`"
        );
        let files = vec![
            file(
                name.file("cors-http", "conf"),
                "goes to /etc/nginx/conf.d/, whose files the packages' nginx.conf includes in `http { }`"
                    .to_owned(),
                include_str!("cors-http.conf.jinja"),
            )?,
            file(
                server,
                include,
                include_str!("cors-server.conf.jinja"),
            )?,
        ];
        Ok(Output::new(files).commands("nginx -t", "nginx -s reload"))
    }
}
