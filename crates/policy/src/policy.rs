//! A policy: valid by construction.

use std::sync::Arc;

use crate::document::Data;
use crate::path_pattern::{PathPattern, normalize_path};
use crate::resolve::{Resolution, Resource};
use crate::{NameList, OriginSet};

/// A valid policy. There is no way to make an invalid one, so nothing that takes a `Policy`
/// returns a configuration error.
#[derive(Debug, Clone)]
pub struct Policy {
    name: String,
    environment: Option<String>,
    default: ResourcePolicy,
    paths: Vec<ResourcePolicy>,
}

/// The policy of the paths that share one.
#[derive(Debug, Clone)]
pub struct ResourcePolicy {
    path: Option<PathPattern>,
    origins: Arc<OriginSet>,
    methods: NameList,
    headers: NameList,
    exposed: NameList,
    credentials: bool,
    max_age: Option<u32>,
    data: Option<Data>,
    values: HeaderValues,
}

/// Header values that are the same for every answer, made once.
#[derive(Debug, Clone, Default)]
struct HeaderValues {
    allow_methods: Option<String>,
    allow_headers: Option<String>,
    expose_headers: Option<String>,
    max_age: Option<String>,
}

impl Policy {
    pub(crate) fn from_resolution(resolution: Resolution) -> Self {
        Self {
            name: resolution.name,
            environment: resolution.environment,
            default: ResourcePolicy::new(&resolution.default),
            paths: resolution.paths.iter().map(ResourcePolicy::new).collect(),
        }
    }

    /// Its name; `policy` where the document gives none.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The environment it was made for.
    #[must_use]
    pub fn environment(&self) -> Option<&str> {
        self.environment.as_deref()
    }

    /// The policy of every path that [`Policy::paths`] does not match.
    #[must_use]
    pub fn default_resource(&self) -> &ResourcePolicy {
        &self.default
    }

    /// Per-path policies; the first whose [`ResourcePolicy::path`] matches wins.
    #[must_use]
    pub fn paths(&self) -> &[ResourcePolicy] {
        &self.paths
    }

    /// All resources: the paths in order, then the default.
    pub fn resources(&self) -> impl Iterator<Item = &ResourcePolicy> {
        self.paths.iter().chain([&self.default])
    }

    /// The policy of a request target such as `/public/a?b`.
    #[must_use]
    pub fn resource(&self, target: &str) -> &ResourcePolicy {
        if self.paths.is_empty() {
            return &self.default;
        }
        let path = normalize_path(target);
        let matches = |resource: &&ResourcePolicy| {
            resource.path.as_ref().is_some_and(|pattern| pattern.matches(&path))
        };
        self.paths.iter().find(matches).unwrap_or(&self.default)
    }
}

impl ResourcePolicy {
    fn new(resource: &Resource) -> Self {
        let credentials = resource.allows_credentials();
        let methods = resource.allow_methods.to_list();
        let headers = resource.allow_headers.to_list();
        let exposed = resource.expose_headers.to_list();
        let max_age = resource.max_age.as_ref().map(|max_age| max_age.value);
        let values = HeaderValues {
            allow_methods: static_value(&methods, credentials, |_| false),
            // `*` never covers Authorization (#cors-non-wildcard-request-header-name).
            allow_headers: static_value(&headers, credentials, |name| {
                name.eq_ignore_ascii_case("authorization")
            }),
            expose_headers: static_value(&exposed, credentials, |_| false),
            max_age: max_age.map(|seconds| seconds.to_string()),
        };
        Self {
            path: resource.path.as_ref().map(|path| path.value.clone()),
            origins: Arc::clone(&resource.allow_origins.set),
            methods,
            headers,
            exposed,
            credentials,
            max_age,
            data: resource.data.as_ref().map(|data| data.value),
            values,
        }
    }

    /// Which paths; `None` for the default.
    #[must_use]
    pub fn path(&self) -> Option<&PathPattern> {
        self.path.as_ref()
    }

    /// The allowed origins; never empty.
    #[must_use]
    pub fn origins(&self) -> &OriginSet {
        &self.origins
    }

    /// The allowed methods, normalised. GET, HEAD and POST are allowed without being listed.
    #[must_use]
    pub fn methods(&self) -> &NameList {
        &self.methods
    }

    /// The allowed request header names, as written.
    #[must_use]
    pub fn headers(&self) -> &NameList {
        &self.headers
    }

    /// The exposed response header names, as written.
    #[must_use]
    pub fn exposed(&self) -> &NameList {
        &self.exposed
    }

    /// Whether answers to requests with credentials may be read.
    #[must_use]
    pub fn allows_credentials(&self) -> bool {
        self.credentials
    }

    /// For how many seconds a preflight's answer may be reused; `None` leaves it to the browser
    /// (5 s), 0 disables reuse.
    #[must_use]
    pub fn max_age(&self) -> Option<u32> {
        self.max_age
    }

    /// For whom the answers are meant, if said.
    #[must_use]
    pub fn data(&self) -> Option<Data> {
        self.data
    }

    /// Whether the answer depends on the `Origin` header, so that every response needs
    /// `Vary: Origin` (Fetch, "CORS protocol and HTTP caches").
    #[must_use]
    pub fn varies_on_origin(&self) -> bool {
        !self.origins.allows_any()
    }

    /// `Access-Control-Allow-Methods`, if it is the same for every preflight. `None` where nothing
    /// is listed, and with credentials and `*`, where the value is the method asked for.
    #[must_use]
    pub fn allow_methods_value(&self) -> Option<&str> {
        self.values.allow_methods.as_deref()
    }

    /// `Access-Control-Allow-Headers`, if it is the same for every preflight. `None` where nothing
    /// is listed, and with credentials and `*`, where the value is the names asked for.
    #[must_use]
    pub fn allow_headers_value(&self) -> Option<&str> {
        self.values.allow_headers.as_deref()
    }

    /// `Access-Control-Expose-Headers`.
    #[must_use]
    pub fn expose_headers_value(&self) -> Option<&str> {
        self.values.expose_headers.as_deref()
    }

    /// `Access-Control-Max-Age`.
    #[must_use]
    pub fn max_age_value(&self) -> Option<&str> {
        self.values.max_age.as_deref()
    }
}

/// The value of a list: the names, or `*` and the names that `beside_wildcard` keeps. With
/// credentials `*` would be a literal name, so there is no such value.
fn static_value(
    list: &NameList,
    credentials: bool,
    beside_wildcard: fn(&str) -> bool,
) -> Option<String> {
    if list.is_empty() || list.has_wildcard() && credentials {
        return None;
    }
    let names = list.names().iter().map(String::as_str);
    let value = if list.has_wildcard() {
        let names = names.filter(|name| beside_wildcard(name));
        ["*"].into_iter().chain(names).collect::<Vec<_>>().join(", ")
    } else {
        names.collect::<Vec<_>>().join(", ")
    };
    Some(value)
}
