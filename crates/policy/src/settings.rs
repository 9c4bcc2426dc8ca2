//! The keys of a policy document: their names, aliases and meanings. The decoder, the "did you
//! mean" and the JSON Schema all read this table.

/// The opt-out that admits `null` as an origin.
pub const ALLOW_NULL_ORIGIN: &str = "allow-null-origin";
/// The opt-out that admits origins without TLS together with credentials.
pub const ALLOW_INSECURE_ORIGINS_WITH_CREDENTIALS: &str = "allow-insecure-origins-with-credentials";
/// The opt-out that admits subdomains of public suffixes together with credentials.
pub const ALLOW_SUBDOMAINS_OF_PUBLIC_SUFFIXES: &str = "allow-subdomains-of-public-suffixes";

/// What a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueKind {
    /// A list of texts.
    Texts,
    /// One text.
    Text,
    /// `true` or `false`.
    Boolean,
    /// Seconds as an integer, or a text such as `10m`.
    Duration,
    /// The integer 1.
    Version,
    /// `public` or `private`.
    Data,
    /// A table of keys of its own.
    Table,
    /// A list of tables.
    Tables,
}

/// One key.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// Other spellings that are accepted: Gateway API, Envoy and Istio, then Traefik.
    pub aliases: &'static [&'static str],
    /// What it takes.
    pub kind: ValueKind,
    /// What it means, for the JSON Schema.
    pub description: &'static str,
}

const fn key(
    name: &'static str,
    aliases: &'static [&'static str],
    kind: ValueKind,
    description: &'static str,
) -> Key {
    Key { name, aliases, kind, description }
}

/// The keys at the top of a document.
pub const DOCUMENT: &[Key] = &[
    key("$schema", &[], ValueKind::Text, "The address of this schema, for editors. Ignored."),
    key("version", &[], ValueKind::Version, "The version of the document's format: 1."),
    key("name", &[], ValueKind::Text, "A short name, printed into generated configuration."),
    key("policy", &[], ValueKind::Table, "The policy, for every path."),
    key(
        "environment",
        &["environments"],
        ValueKind::Table,
        "Named sets of keys that replace those of `policy` when chosen, for example with `--env staging`.",
    ),
    key("dangerously", &[], ValueKind::Table, "Opt-outs: each turns one refusal into a warning."),
];

/// The keys of `[policy]`, of an environment and, with `match`, of a per-path policy.
pub const POLICY: &[Key] = &[
    key(
        "allow-origins",
        &["allowOrigins", "accessControlAllowOriginList", "allow-origin", "allowOrigin", "origins"],
        ValueKind::Texts,
        "Origins that may read answers: `https://app.example.com`, `https://*.example.com` (one or more labels), `http://localhost:*` (any port), or `*` (any origin).",
    ),
    key(
        "allow-methods",
        &["allowMethods", "accessControlAllowMethods", "methods"],
        ValueKind::Texts,
        "Methods allowed besides GET, HEAD and POST, which need no listing; `*` is any method.",
    ),
    key(
        "allow-headers",
        &["allowHeaders", "accessControlAllowHeaders"],
        ValueKind::Texts,
        "Request header names that scripts may set; `*` is any name but Authorization.",
    ),
    key(
        "allow-credentials",
        &["allowCredentials", "accessControlAllowCredentials", "credentials"],
        ValueKind::Boolean,
        "Whether answers to requests with cookies, client certificates or HTTP authentication may be read. Default: false.",
    ),
    key(
        "expose-headers",
        &["exposeHeaders", "accessControlExposeHeaders", "exposedHeaders", "exposed-headers"],
        ValueKind::Texts,
        "Response header names that scripts may read besides the seven safelisted ones; `*` is any.",
    ),
    key(
        "max-age",
        &["maxAge", "accessControlMaxAge", "maxAgeSeconds"],
        ValueKind::Duration,
        "How long a browser may reuse a preflight's answer: seconds, or `10m`, `2h`, `1d`; at most one day. 0 disables caching; absent means the browser's 5 seconds.",
    ),
    key(
        "data",
        &[],
        ValueKind::Data,
        "Whether the answers are meant for anyone (`public`) or not (`private`). The rating asks.",
    ),
    key("path", &["paths"], ValueKind::Tables, "Policies for some paths; the first match wins."),
];

/// The key of a per-path policy that [`POLICY`] lacks.
pub const MATCH: Key = key(
    "match",
    &[],
    ValueKind::Text,
    "The paths: `/health` is that path, `/public/*` every path that begins with `/public/`.",
);

/// The keys of `[dangerously]`.
pub const DANGEROUSLY: &[Key] = &[
    key(
        ALLOW_NULL_ORIGIN,
        &["allowNullOrigin"],
        ValueKind::Boolean,
        "Admit `null` as an origin: any page can take it in a sandboxed frame.",
    ),
    key(
        ALLOW_INSECURE_ORIGINS_WITH_CREDENTIALS,
        &["allowInsecureOriginsWithCredentials"],
        ValueKind::Boolean,
        "Admit origins without TLS with credentials: anyone on the network path can act as them.",
    ),
    key(
        ALLOW_SUBDOMAINS_OF_PUBLIC_SUFFIXES,
        &["allowSubdomainsOfPublicSuffixes"],
        ValueKind::Boolean,
        "Admit all subdomains of a public suffix with credentials: anyone can register one.",
    ),
];

/// Finds the key that `written` names, by name or alias; `-` and `_` are interchangeable.
pub(crate) fn find(keys: &'static [Key], written: &str) -> Option<&'static Key> {
    let dashed = written.replace('_', "-");
    keys.iter().find(|key| {
        key.name == dashed || key.aliases.iter().any(|alias| *alias == written || *alias == dashed)
    })
}

/// The name among `names` nearest to `written`, if any is near enough to be a slip of the hand.
pub(crate) fn did_you_mean<'a>(
    written: &str,
    names: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    if written.len() > 100 {
        return None;
    }
    let written = written.replace('_', "-").to_ascii_lowercase();
    names
        .into_iter()
        .map(|name| (strsim::jaro_winkler(&written, &name.to_ascii_lowercase()), name))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}
