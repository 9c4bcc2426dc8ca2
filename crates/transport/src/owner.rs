//! Whether the owner of a host has said that it may be scanned with every probe.

use corsmith_scan::{Request, Target, Transport};

use crate::Client;

/// The path at which a host publishes its token.
pub const OWNER_PATH: &str = "/.well-known/corsmith-owner";
/// The label under which a host publishes its token in the DNS, as a TXT record.
pub const OWNER_LABEL: &str = "_corsmith";

/// Whether the target publishes `corsmith-owner=TOKEN`: as a line at [`OWNER_PATH`], answered with
/// 200 and without a redirect, or as a TXT record of `_corsmith.HOST`.
///
/// Whoever can do either controls the host. Both are ordinary requests, and what cannot be asked
/// is not published.
///
/// ```
/// use corsmith_scan::Target;
/// use corsmith_transport::guard::AddressPolicy;
/// use corsmith_transport::{Client, ClientOptions, publishes_token};
///
/// # let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
/// # runtime.block_on(async {
/// let client = Client::new(ClientOptions::new(AddressPolicy::Public))?;
/// // A private address cannot be asked.
/// let target = Target::parse("http://127.0.0.1/")?;
/// assert!(!publishes_token(&client, &target, "k7f0c2d9e1b84a35").await);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub async fn publishes_token(client: &Client, target: &Target, token: &str) -> bool {
    let line = format!("corsmith-owner={token}");
    is_at_path(client, target, &line).await || is_in_dns(client, target, &line).await
}

async fn is_at_path(client: &Client, target: &Target, line: &str) -> bool {
    let request = Request::new("GET", target.at(OWNER_PATH).url).keep_body();
    let exchange = client.session().exchange(&request).await;
    let Some(answer) = exchange.response().filter(|answer| answer.status == 200) else {
        return false;
    };
    let body = String::from_utf8_lossy(&answer.body.bytes);
    body.lines().any(|published| published.trim() == line)
}

async fn is_in_dns(client: &Client, target: &Target, line: &str) -> bool {
    if !matches!(target.url.host(), Some(url::Host::Domain(_))) {
        return false;
    }
    let name = format!("{OWNER_LABEL}.{}", target.host);
    let texts = client.resolver().texts(&name).await.unwrap_or_default();
    texts.iter().any(|published| published.trim() == line)
}
