//! The real origins that stand for the hosts of experiments.

use super::experiment::{Host, Resource};

/// Where the hosts are.
#[derive(Debug)]
pub(super) struct Origins {
    /// In the order of [`Host::ALL`].
    pub(super) ports: [u16; 4],
}

impl Origins {
    /// `host:port`.
    pub(super) fn authority(&self, host: Host) -> String {
        format!("{}:{}", host.domain(), self.ports[host as usize])
    }

    /// The serialized origin.
    pub(super) fn origin(&self, host: Host) -> String {
        format!("http://{}", self.authority(host))
    }

    /// The absolute URL of a path of the experiment that `prefix` names.
    pub(super) fn url(&self, prefix: &str, host: Host, path: &str) -> String {
        format!("{}{prefix}{path}", self.origin(host))
    }

    /// Replaces the placeholders. What is none stays: an answer may well hold a brace.
    pub(super) fn expand(&self, value: &[u8], prefix: &str, site: &[Resource]) -> Vec<u8> {
        let (mut out, mut rest) = (Vec::with_capacity(value.len()), value);
        while let Some(open) = rest.iter().position(|&byte| byte == b'{') {
            out.extend_from_slice(&rest[..open]);
            rest = &rest[open..];
            let close = rest.iter().position(|&byte| byte == b'}');
            let inner = close.and_then(|close| std::str::from_utf8(&rest[1..close]).ok());
            if let Some((inner, text)) =
                inner.and_then(|inner| Some((inner, self.placeholder(inner, prefix, site)?)))
            {
                out.extend_from_slice(text.as_bytes());
                rest = &rest[inner.len() + 2..];
            } else {
                out.push(b'{');
                rest = &rest[1..];
            }
        }
        out.extend_from_slice(rest);
        out
    }

    fn placeholder(&self, inner: &str, prefix: &str, site: &[Resource]) -> Option<String> {
        if let Some(&host) = Host::ALL.iter().find(|host| host.name() == inner) {
            return Some(self.origin(host));
        }
        if inner == "OWN" {
            return Some(self.origin(Host::Own).to_ascii_uppercase());
        }
        let (kind, index) = inner.split_once(':')?;
        let Resource { host, path, .. } = site.get(index.parse::<usize>().ok()?)?;
        match kind {
            "url" => Some(self.url(prefix, *host, path)),
            "user-url" => Some(format!("http://user:pass@{}{prefix}{path}", self.authority(*host))),
            "path" => Some(format!("{prefix}{path}")),
            _ => None,
        }
    }

    /// Puts the placeholders back, for origins and authorities, and takes the prefix away.
    pub(super) fn abstracted(&self, value: &[u8], prefix: &str) -> Vec<u8> {
        let mut value = value.to_vec();
        for host in Host::ALL {
            let name = host.name();
            value = replace(&value, self.origin(host).as_bytes(), format!("{{{name}}}").as_bytes());
            let authority = self.authority(host);
            value = replace(&value, authority.as_bytes(), format!("{{{name}-host}}").as_bytes());
        }
        replace(&value, prefix.as_bytes(), b"")
    }
}

fn replace(text: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let (mut out, mut rest) = (Vec::with_capacity(text.len()), text);
    while let Some(at) = rest.windows(from.len()).position(|window| window == from) {
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(to);
        rest = &rest[at + from.len()..];
    }
    out.extend_from_slice(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::experiment::Answer;

    const ORIGINS: Origins = Origins { ports: [40001, 40002, 40003, 40004] };

    #[test]
    fn placeholders_become_real_texts_and_come_back() {
        let answer = Answer { status: 200, headers: Vec::new() };
        let site = [Resource {
            host: Host::Other,
            path: "/0?x".to_owned(),
            preflight: answer.clone(),
            actual: answer,
            later: None,
        }];
        for (text, real, back) in [
            ("{own}", "http://page.localhost:40001", "{own}"),
            (" {same-site} ", " http://page.localhost:40004 ", " {same-site} "),
            ("{url:0}", "http://other.localhost:40002/7-3/0?x", "{other}/0?x"),
            (
                "{user-url:0}",
                "http://user:pass@other.localhost:40002/7-3/0?x",
                "http://user:pass@{other-host}/0?x",
            ),
            ("{path:0}", "/7-3/0?x", "/0?x"),
            (
                "{third}, {third}",
                "http://third.localhost:40003, http://third.localhost:40003",
                "{third}, {third}",
            ),
            ("{url:1} {else} {", "{url:1} {else} {", "{url:1} {else} {"),
            ("{OWN}", "HTTP://PAGE.LOCALHOST:40001", "HTTP://PAGE.LOCALHOST:40001"),
            ("{{own}}", "{http://page.localhost:40001}", "{{own}}"),
        ] {
            let expanded = ORIGINS.expand(text.as_bytes(), "/7-3", &site);
            assert_eq!(String::from_utf8_lossy(&expanded), real, "{text}");
            let abstracted = ORIGINS.abstracted(&expanded, "/7-3");
            assert_eq!(String::from_utf8_lossy(&abstracted), back, "{text}");
        }
    }
}
