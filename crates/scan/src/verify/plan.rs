//! Which requests are sent, to which paths, and which are not.

use std::collections::{BTreeMap, HashSet};

use corsmith_fetch::names;
use corsmith_policy::conformance::{MatrixRequest, Spelling, request_matrix};
use corsmith_policy::{Policy, ResourcePolicy};
use url::Url;

use super::askers::from_askers;
use super::{Skip, VerifyMethods, VerifyOptions};
use crate::Target;

/// The last segment of invented paths.
const INVENTED: &str = "corsmith-verify";
/// The same for what is asked at further paths.
const FURTHER: &str = "corsmith-verify-further";

/// A request and where it goes.
#[derive(Debug)]
pub(super) struct Planned {
    pub(super) request: MatrixRequest,
    pub(super) url: Url,
}

impl Planned {
    /// The `Origin`, if there is one.
    pub(super) fn origin(&self) -> Option<&str> {
        let mut fields = self.request.headers.iter();
        fields.find(|(name, _)| name == names::ORIGIN).map(|(_, value)| value.as_str())
    }

    pub(super) fn is_preflight(&self) -> bool {
        let has = |wanted: &str| {
            self.request.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case(wanted))
        };
        self.request.method == "OPTIONS"
            && has(names::ORIGIN)
            && has(names::ACCESS_CONTROL_REQUEST_METHOD)
    }
}

/// What is sent, in order, and how many are not.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) requests: Vec<Planned>,
    pub(super) skipped: BTreeMap<Skip, usize>,
    /// The first path that no URL spells.
    pub(super) unspellable: Option<String>,
}

pub(super) fn plan(policy: &Policy, base: &Target, options: &VerifyOptions) -> Plan {
    let mut plan = Plan::default();
    let paths = Paths::new(policy, base, options);
    let mut asked = HashSet::new();
    // One list for each resource, in the matrix' order.
    let mut lists: Vec<Vec<Planned>> = policy.resources().map(|_| Vec::new()).collect();
    let mut matrix = request_matrix(policy, &[INVENTED, FURTHER]);
    matrix.extend(from_askers(policy, base, &matrix));
    for request in matrix {
        let index = index_of(policy, &request.target);
        for target in paths.targets(index, &request) {
            let request = at(&request, &target);
            let key = (request.method.clone(), target.clone(), request.headers.clone());
            if !asked.insert(key) {
                continue;
            }
            let is_safe = matches!(&*request.method, "GET" | "HEAD" | "OPTIONS");
            if options.methods == VerifyMethods::Safe && !is_safe {
                *plan.skipped.entry(Skip::UnsafeMethod).or_default() += 1;
                continue;
            }
            if let Some(url) = url_of(base, &target) {
                lists[index].push(Planned { request, url });
            } else {
                *plan.skipped.entry(Skip::Spelling).or_default() += 1;
                plan.unspellable.get_or_insert(target);
            }
        }
    }
    let all: usize = lists.iter().map(Vec::len).sum();
    plan.requests = thin(lists, options.max_requests);
    if plan.requests.len() < all {
        plan.skipped.insert(Skip::Limit, all - plan.requests.len());
    }
    plan
}

/// The paths that are asked about each resource.
struct Paths {
    /// Those that the caller named, by resource.
    named: Vec<Vec<String>>,
    /// A path beside the base URL's that probably does not exist, for the default resource.
    beside: Option<String>,
    default: usize,
}

impl Paths {
    fn new(policy: &Policy, base: &Target, options: &VerifyOptions) -> Self {
        let mut named: Vec<Vec<String>> = policy.resources().map(|_| Vec::new()).collect();
        let own = base.url.query().map_or_else(
            || base.url.path().to_owned(),
            |query| format!("{}?{query}", base.url.path()),
        );
        for target in [&own].into_iter().chain(&options.paths) {
            let paths = &mut named[index_of(policy, target)];
            if !paths.contains(target) {
                paths.push(target.clone());
            }
        }
        let folder = base.url.path().rsplit_once('/').map_or("", |(folder, _)| folder);
        let beside = format!("{folder}/{INVENTED}");
        let default = policy.paths().len();
        let beside = (index_of(policy, &beside) == default).then_some(beside);
        Self { named, beside, default }
    }

    /// Where a request of the matrix is sent instead of the place that the matrix invents.
    fn targets(&self, index: usize, request: &MatrixRequest) -> Vec<String> {
        if request.spelling == Spelling::Odd {
            return vec![request.target.clone()];
        }
        let named = &self.named[index];
        let is_default = index == self.default;
        let beside = self.beside.iter().filter(|_| is_default);
        if request.endpoint == INVENTED {
            let first = named.first().or_else(|| beside.into_iter().next());
            return vec![first.unwrap_or(&request.target).clone()];
        }
        let further = named.iter().skip(1).chain(beside);
        further.cloned().collect()
    }
}

fn index_of(policy: &Policy, target: &str) -> usize {
    let resource: &ResourcePolicy = policy.resource(target);
    policy.resources().position(|other| std::ptr::eq(other, resource)).unwrap_or_default()
}

/// The request at another path of the same resource.
fn at(request: &MatrixRequest, target: &str) -> MatrixRequest {
    let mut moved = request.clone();
    if let Some(what) = moved.name.strip_suffix(&format!(" to {}", request.target)) {
        moved.name = format!("{what} to {target}");
    }
    target.clone_into(&mut moved.target);
    moved
}

/// The URL at which a client that keeps to the URL standard sends `target` as it is spelled.
fn url_of(base: &Target, target: &str) -> Option<Url> {
    let url = base.at(target).url;
    let sent = match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_owned(),
    };
    (sent == target).then_some(url)
}

/// At most `limit` of the requests: each list has the same share, and gives evenly of its own.
fn thin(lists: Vec<Vec<Planned>>, limit: usize) -> Vec<Planned> {
    let total = |share: usize| lists.iter().map(|list| list.len().min(share)).sum::<usize>();
    let longest = lists.iter().map(Vec::len).max().unwrap_or_default();
    // The largest share with which all are within the limit.
    let (mut share, mut over) = (0, longest + 1);
    while over - share > 1 {
        let middle = usize::midpoint(share, over);
        if total(middle) <= limit { share = middle } else { over = middle }
    }
    let mut kept = Vec::new();
    let mut rest = limit.saturating_sub(total(share));
    for (index, list) in lists.into_iter().enumerate() {
        let length = list.len();
        let more = usize::from(length > share && rest > 0);
        rest -= more;
        let share = length.min((share + more).max(1));
        // Lists of many paths are alike: without a shift all would give the same requests.
        let shift = (index * 619) % length.max(1);
        let requests = list.into_iter().enumerate();
        let is_kept = |i: usize| (i * share + shift) / length != ((i + 1) * share + shift) / length;
        kept.extend(requests.filter(|(i, _)| is_kept(*i)).map(|(_, request)| request));
    }
    // More paths than requests.
    if kept.len() > limit {
        let length = kept.len();
        let requests = kept.into_iter().enumerate();
        let is_kept = |i: usize| i * limit / length != (i + 1) * limit / length;
        return requests.filter(|(i, _)| is_kept(*i)).map(|(_, request)| request).collect();
    }
    kept
}

#[cfg(test)]
mod tests {
    use corsmith_policy::{Format, PolicyDocument, Selection};

    use super::*;

    fn policy(text: &str) -> Policy {
        let document = PolicyDocument::parse(text.as_bytes(), Format::Toml);
        document.resolve(&Selection::default()).into_policy().unwrap()
    }

    fn planned(policy: &Policy, options: &VerifyOptions) -> Plan {
        plan(policy, &Target::parse("https://api.example.com/v1/orders?x=1").unwrap(), options)
    }

    fn plain_targets(plan: &Plan) -> Vec<String> {
        let requests = plan.requests.iter();
        let requests = requests.filter(|it| it.request.spelling == Spelling::Plain);
        let mut targets: Vec<_> = requests.map(|it| it.request.target.clone()).collect();
        let mut seen = HashSet::new();
        targets.retain(|target| seen.insert(target.clone()));
        targets
    }

    const PATHS: &str = "[policy]\nallow-origins = ['https://app.example.com']\n\
        [[policy.path]]\nmatch = '/public/*'\nallow-origins = ['*']\n\
        [[policy.path]]\nmatch = '/health'\nallow-origins = ['*']\n";

    #[test]
    fn every_resource_is_asked_where_it_is() {
        let policy = policy(PATHS);
        let plan = planned(&policy, &VerifyOptions::default());
        assert_eq!(
            plain_targets(&plan),
            ["/public/corsmith-verify", "/health", "/v1/orders?x=1", "/v1/corsmith-verify"]
        );
    }

    #[test]
    fn paths_that_are_named_are_asked_instead_of_invented_ones() {
        let policy = policy(PATHS);
        let paths = ["/public/a?b", "/public/c", "/other", "/health?full"].map(str::to_owned);
        let options = VerifyOptions { paths: paths.into(), ..VerifyOptions::default() };
        let plan = planned(&policy, &options);
        let targets = plain_targets(&plan);
        for target in ["/public/a?b", "/public/c", "/other", "/health?full"] {
            assert!(targets.iter().any(|it| it == target), "{target}: {targets:?}");
        }
        assert!(!targets.iter().any(|it| it == "/public/corsmith-verify" || it == "/health"));
    }

    #[test]
    fn nothing_is_sent_that_a_server_carries_out_unless_asked() {
        let policy = policy(PATHS);
        let safe = planned(&policy, &VerifyOptions::default());
        assert!(
            safe.requests
                .iter()
                .all(|it| ["GET", "HEAD", "OPTIONS"].contains(&it.request.method.as_str()))
        );
        assert!(safe.skipped[&Skip::UnsafeMethod] > 0);
        let options = VerifyOptions { methods: VerifyMethods::All, ..VerifyOptions::default() };
        assert!(planned(&policy, &options).requests.iter().any(|it| it.request.method == "DELETE"));
    }

    #[test]
    fn what_a_url_cannot_spell_is_counted() {
        let plan = planned(&policy(PATHS), &VerifyOptions::default());
        assert!(plan.skipped[&Skip::Spelling] > 0);
        assert!(plan.requests.iter().any(|it| it.request.spelling == Spelling::Odd));
        for it in &plan.requests {
            assert!(it.url.as_str().ends_with(&it.request.target), "{}", it.url);
        }
    }

    #[test]
    fn a_limit_is_kept_and_shared() {
        let mut text = "[policy]\nallow-origins = ['https://app.example.com']\n".to_owned();
        for index in 0..100 {
            text += &format!("[[policy.path]]\nmatch = '/p{index}/*'\nallow-origins = ['*']\n");
        }
        let policy = policy(&text);
        for limit in [1_000, 150, 10, 1] {
            let options = VerifyOptions { max_requests: limit, ..VerifyOptions::default() };
            let plan = planned(&policy, &options);
            assert!(plan.requests.len() <= limit, "{}", plan.requests.len());
            assert!(plan.requests.len() * 10 >= limit * 9, "{}", plan.requests.len());
            assert!(plan.skipped[&Skip::Limit] > 10_000);
        }
        let options = VerifyOptions { max_requests: 1_000, ..VerifyOptions::default() };
        let plan = planned(&policy, &options);
        let resources: HashSet<_> =
            plan.requests.iter().map(|it| index_of(&policy, &it.request.target)).collect();
        assert_eq!(resources.len(), 101);
        let names: HashSet<_> = plan
            .requests
            .iter()
            .map(|it| it.request.name.rsplit_once(" to ").unwrap().0.to_owned())
            .collect();
        assert!(names.len() > 60, "only {} kinds of requests", names.len());
    }
}
