//! `Set-Cookie` as browsers read it (RFC 6265bis, section 5).

mod set_cookie;

pub(crate) use set_cookie::{SetCookie, each, set_cookies};

use crate::Response;

/// Most cookies of one visit that are judged.
pub(crate) const MAX_COOKIES: usize = 100;
/// Most bytes of name and value, and most of one attribute's value (section 5.6).
const MAX_PAIR_BYTES: usize = 4_096;
const MAX_ATTRIBUTE_BYTES: usize = 1_024;

/// A cookie without its value, which is nobody's business.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "attributes that are there or not")]
pub(crate) struct Cookie {
    pub(crate) name: String,
    pub(crate) secure: bool,
    pub(crate) http_only: bool,
    /// Whether it is kept for each site apart in which it is set.
    pub(crate) partitioned: bool,
    /// `SameSite` as written; the last one counts.
    pub(crate) same_site: Option<String>,
    /// `Domain` in lower case without its leading dot; `None` for the host alone.
    pub(crate) domain: Option<String>,
    /// `Path`, if it begins with a slash.
    pub(crate) path: Option<String>,
    /// How many bytes name and value have.
    pub(crate) bytes: usize,
    /// Whether it removes a cookie rather than setting one. There is no clock here: what expired
    /// this century is taken for a removal only if it has no value.
    pub(crate) is_removal: bool,
}

/// The cookies of an answer, at most [`MAX_COOKIES`].
pub(crate) fn cookies(answer: &Response) -> impl Iterator<Item = Cookie> {
    answer.texts("set-cookie").filter_map(|field| Cookie::parse(&field)).take(MAX_COOKIES)
}

/// What the attributes say about how long a cookie is kept.
#[derive(Debug, Default)]
struct Lifetime {
    max_age: Option<i64>,
    expires: Option<String>,
}

impl Cookie {
    /// Reads a field; `None` where a browser ignores it whole.
    pub(crate) fn parse(field: &str) -> Option<Self> {
        let is_refused = |char: char| char.is_control() && char != '\t';
        if field.contains(is_refused) {
            return None;
        }
        let mut parts = field.split(';');
        let pair = parts.next().unwrap_or_default();
        let (name, value) = pair.split_once('=').unwrap_or(("", pair));
        let (name, value) = (name.trim(), value.trim());
        if name.is_empty() && value.is_empty() {
            return None;
        }
        let mut cookie =
            Self { name: name.to_owned(), bytes: name.len() + value.len(), ..Self::default() };
        let mut lifetime = Lifetime::default();
        for part in parts {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let value = value.trim();
            if value.len() <= MAX_ATTRIBUTE_BYTES {
                cookie.attribute(&name.trim().to_ascii_lowercase(), value, &mut lifetime);
            }
        }
        let is_empty = value.trim_matches('"').is_empty() || value == "deleted";
        cookie.is_removal = match lifetime {
            // `Max-Age` counts before `Expires`.
            Lifetime { max_age: Some(max_age), .. } => max_age <= 0,
            Lifetime { expires: Some(date), .. } => is_empty || is_long_past(&date),
            _ => false,
        };
        Some(cookie)
    }

    fn attribute(&mut self, name: &str, value: &str, lifetime: &mut Lifetime) {
        match name {
            "secure" => self.secure = true,
            "httponly" => self.http_only = true,
            "partitioned" => self.partitioned = true,
            "samesite" => self.same_site = Some(value.to_owned()),
            "path" => self.path = value.starts_with('/').then(|| value.to_owned()),
            "domain" => {
                let domain = value.strip_prefix('.').unwrap_or(value).to_ascii_lowercase();
                self.domain = (!domain.is_empty()).then_some(domain);
            }
            "max-age" => {
                let digits = value.strip_prefix('-').unwrap_or(value);
                if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
                    let longest = if digits.len() < value.len() { i64::MIN } else { i64::MAX };
                    lifetime.max_age = Some(value.parse().unwrap_or(longest));
                }
            }
            "expires" => lifetime.expires = Some(value.to_owned()),
            _ => {}
        }
    }

    /// Whether browsers refuse it for its size.
    pub(crate) fn is_too_big(&self) -> bool {
        self.bytes > MAX_PAIR_BYTES
    }

    /// Whether the name says that it identifies a session or a user. A name is a hint, no proof.
    pub(crate) fn is_session_like(&self) -> bool {
        let name = self.name.to_ascii_lowercase();
        // Scripts have to read the token against CSRF, and a balancer's cookie is no secret.
        if ["csrf", "xsrf", "affinity", "antiforgery"].iter().any(|part| name.contains(part)) {
            return false;
        }
        if FRAMEWORKS.iter().any(|prefix| name.starts_with(prefix)) || is_of_drupal(&name) {
            return true;
        }
        let is_known = ["session", "sessid", "sess_", "login", "jwt", "access_token", "auth_token"]
            .iter()
            .any(|part| name.contains(part));
        let has_word = name
            .split(|char: char| !char.is_ascii_alphanumeric())
            .any(|word| matches!(word, "sid" | "sess" | "auth" | "token" | "aspxauth"));
        is_known || has_word
    }

    /// Whether it is one that a CDN, a firewall or a balancer adds to answers, also to cached ones.
    pub(crate) fn is_of_the_edge(&self) -> bool {
        EDGE.iter().any(|prefix| self.name.starts_with(prefix))
    }
}

/// How names of sessions begin that say nothing of it, or not in a word of their own, in lower
/// case: WordPress, ASP.NET, Rails with Devise, Laravel, ColdFusion, SimpleSAMLphp, Keycloak,
/// oauth2-proxy, Cloudflare Access, phpBB, SAP.
const FRAMEWORKS: &[&str] = &[
    "wordpress_logged_in_",
    "wordpress_sec_",
    ".aspnetcore.cookies",
    ".aspnetcore.identity.",
    ".aspnet.applicationcookie",
    ".aspnet.cookies",
    "fedauth",
    "remember_user_token",
    "remember_token",
    "remember_web_",
    "rememberme",
    "cfid",
    "cftoken",
    "simplesaml",
    "keycloak_identity",
    "_oauth2_proxy",
    "cf_authorization",
    "phpbb3_",
    "mysapsso2",
];

/// Drupal: `SESS` or `SSESS`, and a hash.
fn is_of_drupal(name: &str) -> bool {
    let hash = name.strip_prefix("ssess").or_else(|| name.strip_prefix("sess"));
    hash.is_some_and(|it| it.len() >= 32 && it.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Cookies of Cloudflare, AWS, Azure, Imperva, F5, Akamai and HAProxy's usual name.
const EDGE: &[&str] = &[
    "__cf_bm",
    "_cfuvid",
    "__cflb",
    "__cfwaitingroom",
    "cf_clearance",
    "AWSALB",
    "AWSELB",
    "ARRAffinity",
    "incap_ses_",
    "visid_incap_",
    "nlbi_",
    "BIGipServer",
    "TS01",
    "ak_bmsc",
    "bm_sz",
    "_abck",
    "SERVERID",
];

/// Whether the year of a date is of the last century.
fn is_long_past(date: &str) -> bool {
    let numbers = date.split(|char: char| !char.is_ascii_digit()).filter(|word| !word.is_empty());
    let mut years = numbers.filter_map(|word| match (word.len(), word.parse::<u16>()) {
        (4, Ok(year)) => Some(year),
        (2, Ok(year)) if year >= 70 => Some(1900 + year),
        _ => None,
    });
    years.next().is_some_and(|year| year <= 2000)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Cookie;

    #[test]
    fn attributes() {
        let cookie = Cookie::parse(
            " a = b=c ; SECURE; httponly=x; SameSite=Lax; SameSite=None; Domain=.Example.COM; \
             Path=/x; Path=y; Max-Age=10",
        );
        let expected = Cookie {
            name: "a".to_owned(),
            secure: true,
            http_only: true,
            same_site: Some("None".to_owned()),
            domain: Some("example.com".to_owned()),
            path: None,
            bytes: 4,
            ..Cookie::default()
        };
        assert_eq!(cookie, Some(expected));
        for ignored in ["", "=", " ; Secure", "a=b\u{0}", "a\r=b"] {
            assert_eq!(Cookie::parse(ignored), None, "{ignored}");
        }
        assert_eq!(Cookie::parse("x").map(|it| it.name).as_deref(), Some(""));
    }

    #[test]
    fn removals() {
        for (field, is_removal) in [
            ("a=b", false),
            ("a=", false),
            ("a=b; Max-Age=0", true),
            ("a=b; Max-Age=-1", true),
            ("a=b; Max-Age=-99999999999999999999", true),
            ("a=b; Max-Age=99999999999999999999", false),
            ("a=b; Max-Age=x", false),
            ("a=b; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT", false),
            ("a=b; Expires=Thu, 01-Jan-70 00:00:00 GMT", true),
            ("a=b; Expires=Thu, 01 Jan 2026 00:00:00 GMT", false),
            ("a=\"\"; Expires=Thu, 01 Jan 2026 00:00:00 GMT", true),
            ("a=deleted; Expires=Thu, 01 Jan 2026 00:00:00 GMT", true),
        ] {
            let cookie = Cookie::parse(field).unwrap();
            assert_eq!(cookie.is_removal, is_removal, "{field}");
        }
    }

    #[test]
    fn names_of_sessions() {
        for name in [
            "PHPSESSID",
            "JSESSIONID",
            "connect.sid",
            "sid",
            "ASP.NET_SessionId",
            ".ASPXAUTH",
            "wordpress_logged_in_0123456789abcdef",
            "SSESS0123456789abcdef0123456789abcdef",
            "SESS0123456789abcdef0123456789abcdef",
            ".AspNetCore.Cookies",
            ".AspNetCore.Identity.Application",
            "ASPSESSIONIDABCDEFGH",
            "remember_user_token",
            "_oauth2_proxy",
            "CF_Authorization",
            "phpbb3_abcde_sid",
            "auth",
            "id_token",
            "__Host-session",
            "sess",
        ] {
            assert!(Cookie::parse(&format!("{name}=1")).unwrap().is_session_like(), "{name}");
        }
        for name in [
            "csrftoken",
            "XSRF-TOKEN",
            "csrf_session",
            "heroku-session-affinity",
            "author",
            "lang",
            "theme",
            "sidebar",
            "sessile",
            "SESSa",
            ".AspNetCore.Culture",
            ".AspNetCore.Antiforgery.x",
            "wordpress_test_cookie",
            "consent",
            "_ga",
            "ARRAffinity",
            "side",
        ] {
            assert!(!Cookie::parse(&format!("{name}=1")).unwrap().is_session_like(), "{name}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(field in any::<String>()) {
            let _ = Cookie::parse(&field).map(|it| (it.is_session_like(), it.is_removal));
        }

        #[test]
        fn near_misses_are_read(field in "[a-z=; ]{0,6}((;|; )(Secure|Path=/|Domain=[a-z.]{0,5}|Max-Age=-?[0-9]{0,22}|Expires=[0-9a-z: -]{0,9})){0,4}") {
            let _ = Cookie::parse(&field).map(|it| (it.is_session_like(), it.is_removal));
        }
    }
}
