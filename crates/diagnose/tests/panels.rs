//! What DevTools' panels, libraries and frameworks say of a fetch.

mod common;

use common::{codes, one};

/// As `Network.CorsError` of the DevTools protocol has them, and those of older versions.
#[test]
fn every_name_of_chromium_s_errors_has_its_cause() {
    for (name, code) in [
        ("DisallowedByMode", "same-origin-mode"),
        ("InvalidResponse", "preflight-connection-failed"),
        ("WildcardOriginNotAllowed", "wildcard-with-credentials"),
        ("MissingAllowOriginHeader", "allow-origin-missing"),
        ("MultipleAllowOriginValues", "allow-origin-multiple"),
        ("InvalidAllowOriginValue", "allow-origin-invalid"),
        ("AllowOriginMismatch", "allow-origin-mismatch"),
        ("InvalidAllowCredentials", "allow-credentials-not-true"),
        ("CorsDisabledScheme", "unsupported-scheme"),
        ("PreflightInvalidStatus", "preflight-status"),
        ("PreflightDisallowedRedirect", "preflight-redirect"),
        ("PreflightWildcardOriginNotAllowed", "preflight-wildcard-with-credentials"),
        ("PreflightMissingAllowOriginHeader", "preflight-allow-origin-missing"),
        ("PreflightMultipleAllowOriginValues", "preflight-allow-origin-multiple"),
        ("PreflightInvalidAllowOriginValue", "preflight-allow-origin-invalid"),
        ("PreflightAllowOriginMismatch", "preflight-allow-origin-mismatch"),
        ("PreflightInvalidAllowCredentials", "preflight-allow-credentials-not-true"),
        ("InvalidAllowMethodsPreflightResponse", "allow-methods-invalid"),
        ("InvalidAllowHeadersPreflightResponse", "allow-headers-invalid"),
        ("MethodDisallowedByPreflightResponse", "method-not-allowed"),
        ("HeaderDisallowedByPreflightResponse", "header-not-allowed"),
        ("RedirectContainsCredentials", "redirect-credentials"),
        ("InsecureLocalNetwork", "local-network-insecure"),
        ("InvalidLocalNetworkAccess", "local-network-target"),
        ("LocalNetworkAccessPermissionDenied", "local-network-permission"),
        ("NoCorsRedirectModeNotFollow", "no-cors-redirect-mode"),
        ("InsecurePrivateNetwork", "local-network-insecure"),
        ("InvalidPrivateNetworkAccess", "local-network-target"),
        ("UnexpectedPrivateNetworkAccess", "local-network-target"),
        ("PrivateNetworkAccessPermissionUnavailable", "local-network-permission"),
        ("PrivateNetworkAccessPermissionDenied", "local-network-permission"),
        ("PreflightMissingAllowPrivateNetwork", "private-network-access"),
        ("PreflightInvalidAllowPrivateNetwork", "private-network-access"),
        ("PreflightMissingPrivateNetworkAccessId", "private-network-access"),
        ("PreflightMissingPrivateNetworkAccessName", "private-network-access"),
        ("PreflightMissingAllowExternal", "private-network-access"),
        ("PreflightInvalidAllowExternal", "private-network-access"),
        ("SomethingThatIsNew", "reason-unknown"),
    ] {
        let tooltip = format!("Cross-Origin Resource Sharing error: {name}");
        assert_eq!(codes(&one(&tooltip))[0], code, "{name}");
        if !["InvalidResponse", "SomethingThatIsNew"].contains(&name) {
            let event = format!("{{\"corsErrorStatus\": {{\"corsError\": \"{name}\"}}}}");
            assert_eq!(codes(&one(&event))[0], code, "{event}");
        }
    }
}

#[test]
fn every_title_of_chromium_s_issues_has_its_cause() {
    for (title, code) in [
        ("Ensure CORS response header values are valid", "reason-unknown"),
        ("Ensure preflight responses are valid", "preflight-status"),
        (
            "Ensure CORS requesting origin matches resource’s allowed origin",
            "allow-origin-mismatch",
        ),
        (
            "Ensure CORS requests include credentials only when allowed",
            "allow-credentials-not-true",
        ),
        (
            "Ensure credentialed requests aren’t sent to CORS resources with origin wildcards",
            "wildcard-with-credentials",
        ),
        ("Ensure CORS request uses allowed method", "method-not-allowed"),
        ("Ensure CORS request includes only allowed headers", "header-not-allowed"),
        (
            "Ensure CORS requests aren’t redirected to URLs containing credentials",
            "redirect-credentials",
        ),
        ("Ensure CORS requests are made on supported schemes", "unsupported-scheme"),
        (
            "Ensure only same-origin resources are fetched with same-origin request mode",
            "same-origin-mode",
        ),
        ("Ensure no-cors requests configure redirect mode follow", "no-cors-redirect-mode"),
    ] {
        assert_eq!(codes(&one(title))[0], code, "{title}");
    }
}

/// As `BLOCKED_REASON_MESSAGES` of Firefox's network panel has them.
#[test]
fn every_reason_of_firefox_s_network_panel_has_its_cause() {
    for (reason, code) in [
        ("CORS disabled", "cors-disabled"),
        ("CORS Failed", "connection-failed"),
        ("CORS Not HTTP", "unsupported-scheme"),
        ("CORS Multiple Origin Not Allowed", "allow-origin-multiple"),
        ("CORS Missing Allow Origin", "allow-origin-missing"),
        ("CORS No Allow Credentials", "wildcard-with-credentials"),
        ("CORS Allow Origin Not Matching Origin", "allow-origin-mismatch"),
        ("CORS Missing Allow Credentials", "allow-credentials-not-true"),
        ("CORS Origin Header Missing", "origin-header-not-added"),
        ("CORS External Redirect Not Allowed", "preflight-redirect"),
        ("CORS Preflight Did Not Succeed", "preflight-status"),
        ("CORS Invalid Allow Method", "allow-methods-invalid"),
        ("CORS Method Not Found", "method-not-allowed"),
        ("CORS Invalid Allow Header", "allow-headers-invalid"),
        ("CORS Missing Allow Header", "header-not-allowed"),
        ("NS_ERROR_DOM_BAD_URI", "reason-unknown"),
    ] {
        assert_eq!(codes(&one(reason))[0], code, "{reason}");
        let body = format!("Response body is not available to scripts (Reason: {reason})");
        assert_eq!(codes(&one(&body))[0], code, "{body}");
        let row = one(&format!("XHRPUT https://api.example/orders\n{reason}\n"));
        assert_eq!(codes(&row)[0], code, "{reason}");
        assert_eq!(row.message.captures.get("url"), Some("https://api.example/orders"));
        assert_eq!(row.message.captures.get("method"), Some("PUT"));
    }
}

#[test]
fn a_panel_and_the_console_tell_of_one_error() {
    let console = "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://api.example/. (Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 502.";
    for text in [
        format!("XHRGET https://api.example/\nCORS Missing Allow Origin\n{console}"),
        format!("{console}\nXHRGET https://api.example/ CORS Missing Allow Origin"),
    ] {
        let diagnosis = one(&text);
        assert_eq!(codes(&diagnosis)[0], "server-error", "{text}");
    }
    let russian = "XHRGET https://api.example/ CORS Missing Allow Origin\nЗапрос из постороннего источника заблокирован: Политика одного источника запрещает чтение удалённого ресурса на https://api.example/. (Причина: отсутствует заголовок CORS «Access-Control-Allow-Origin»). Код состояния: 429.";
    assert_eq!(codes(&one(russian))[0], "server-error");
}

#[test]
fn a_line_that_hides_the_reason_has_what_may_be_behind_it() {
    let any = ["allow-origin-missing", "connection-failed", "blocked-by-client"];
    for text in [
        "Failed to fetch",
        "Error: Failed to fetch",
        "{\"message\": \"Failed to fetch\"}",
        "Login failed: Failed to fetch\n    at login (app.js:3)",
        "NetworkError when attempting to fetch resource.",
        "NetworkError when attempting to fetch resource",
        "Load failed",
        "AxiosError: Network Error",
        "AxiosError {message: 'Network Error', name: 'AxiosError', code: 'ERR_NETWORK', config: {…}, request: XMLHttpRequest, …}",
        "Error: Network Error\n    at createError (createError.js:16)",
        "Error: Network Error at createError (createError.js:16)",
        "code\n:\n\"ERR_NETWORK\"",
        "Network Error",
        "Http failure response for https://api.example/orders: 0 Unknown Error",
        "0 Unknown Error",
        "HttpErrorResponse {headers: HttpHeaders, status: 0, statusText: 'Unknown Error', url: 'https://api.example/orders', ok: false, …}",
        "XMLHttpRequest error.",
        "ClientException: XMLHttpRequest error., uri=https://api.example/orders",
        "ClientException: Failed to fetch, uri=https://api.example/orders",
        "DioException [connection error]: The connection errored: The XMLHttpRequest onError callback was called. This typically indicates an error on the network layer.",
        "TypeError: Network request failed",
        "Network request failed",
    ] {
        let diagnosis = one(text);
        let codes = codes(&diagnosis);
        assert_eq!(codes[0], "unspecified", "{text}: {codes:?}");
        for code in any {
            assert!(codes.contains(&code), "{text}: {code} in {codes:?}");
        }
        let asked = text.contains("https://");
        let url = diagnosis.message.captures.get("url");
        assert_eq!(url, asked.then_some("https://api.example/orders"), "{text}");
    }
}

#[test]
fn a_library_s_line_belongs_to_the_browser_s() {
    let message = "Access to XMLHttpRequest at 'https://api.example/' from origin 'https://app.example' has been blocked by CORS policy: Method PUT is not allowed by Access-Control-Allow-Methods in preflight response.";
    let axios = "AxiosError {message: 'Network Error', name: 'AxiosError', code: 'ERR_NETWORK'}";
    let angular = "ERROR HttpErrorResponse {headers: HttpHeaders, status: 0, statusText: 'Unknown Error', url: 'https://api.example/'}";
    for (sentence, text) in [
        ("after it", format!("{message}\n{axios}")),
        ("twice", format!("{message}\n{axios}\nLogin failed: {axios}")),
        ("before it", format!("{axios}\n{message}")),
        (
            "with the connection's",
            format!("{message}\nPUT https://api.example/ net::ERR_FAILED\n{angular}"),
        ),
    ] {
        assert_eq!(one(&text).message.id, "C20", "{sentence}");
    }
    assert_eq!(codes(&one("TypeError: fetch failed"))[0], "connection-failed");
}
