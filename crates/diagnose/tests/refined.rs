//! What a message says beside its fixed words decides between its causes.

use corsmith_diagnose::{Diagnosis, MAX_TEXT_BYTES, TextTooLong, diagnose_message};

fn one(text: &str) -> Diagnosis {
    let mut diagnoses = diagnose_message(text).unwrap_or_default();
    assert_eq!(diagnoses.len(), 1, "{text}\n{diagnoses:#?}");
    diagnoses.remove(0)
}

fn chromium(body: &str) -> String {
    format!(
        "Access to fetch at 'https://api.example/' from origin 'https://app.example' has been blocked by CORS policy: {body}"
    )
}

fn firefox(reason: &str) -> String {
    format!(
        "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://api.example/. (Reason: {reason})."
    )
}

#[test]
#[expect(clippy::too_many_lines, reason = "one table")]
fn the_first_cause_and_why() {
    let missing = "No 'Access-Control-Allow-Origin' header is present on the requested resource.";
    let value = |value: &str| {
        chromium(&format!(
            "The 'Access-Control-Allow-Origin' header has a value '{value}' that is not equal to the supplied origin."
        ))
    };
    let f8 = |value: &str| {
        firefox(&format!("CORS header ‘Access-Control-Allow-Origin’ does not match ‘{value}’"))
    };
    let f2 = firefox("CORS request did not succeed") + " Status code: (null).";
    let f6 = |status: u16| {
        firefox("CORS header ‘Access-Control-Allow-Origin’ missing")
            + &format!(" Status code: {status}.")
    };
    let w1 = |origin: &str, status: u16| {
        format!(
            "Origin {origin} is not allowed by Access-Control-Allow-Origin. Status code: {status}"
        )
    };
    for (sentence, text, code, because) in [
        ("missing", chromium(missing), "allow-origin-missing", ""),
        (
            "a status behind it",
            chromium(missing) + "\nGET https://api.example/ net::ERR_FAILED 200 (OK)",
            "allow-origin-missing",
            "",
        ),
        (
            "a 404",
            chromium(missing) + "\nGET https://api.example/ net::ERR_FAILED 404 (Not Found)",
            "allow-origin-missing",
            "the status is 404",
        ),
        (
            "a 500",
            chromium(missing)
                + "\nGET https://api.example/ net::ERR_FAILED 500 (Internal Server Error)",
            "server-error",
            "the status is 500",
        ),
        (
            "a 500 in front",
            "POST https://api.example/ net::ERR_FAILED 500\n".to_owned() + &chromium(missing),
            "server-error",
            "500",
        ),
        ("a body that is too large", f6(413), "server-error", "413"),
        ("a gateway, in Safari", w1("https://app.example", 502), "server-error", "502"),
        (
            "the page is told, too",
            chromium(missing) + "\nUncaught (in promise) TypeError: Failed to fetch",
            "allow-origin-missing",
            "",
        ),
        (
            "the page was told before",
            "TypeError: Failed to fetch\n".to_owned() + &chromium(missing),
            "allow-origin-missing",
            "",
        ),
        (
            "a slash at the end",
            value("https://app.example/"),
            "allow-origin-mismatch",
            "ends with a slash",
        ),
        (
            "another scheme",
            value("http://app.example"),
            "allow-origin-mismatch",
            "the schemes differ",
        ),
        (
            "another port",
            value("https://app.example:8443"),
            "allow-origin-mismatch",
            "the ports differ",
        ),
        (
            "another host",
            value("https://www.app.example"),
            "allow-origin-mismatch",
            "the hosts differ",
        ),
        ("upper case", value("https://App.example"), "allow-origin-mismatch", "byte by byte"),
        ("null", value("null"), "allow-origin-mismatch", "`null`"),
        (
            "the page's own origin",
            value("https://app.example"),
            "redirect-tainted-origin",
            "`null`",
        ),
        (
            "Firefox: another origin",
            f8("https://b.example"),
            "allow-origin-mismatch",
            "https://b.example",
        ),
        (
            "Firefox: a list",
            f8("https://a.example, https://b.example"),
            "allow-origin-multiple",
            "a list",
        ),
        (
            "Firefox: a list with spaces",
            f8("https://a.example https://b.example"),
            "allow-origin-multiple",
            "a list",
        ),
        ("Firefox: a host", f8("app.example"), "allow-origin-invalid", "no origin"),
        ("Firefox: empty", f8(""), "allow-origin-invalid", "no origin"),
        (
            "Firefox: a second line",
            f6(204) + "\n" + &f2,
            "preflight-allow-origin-missing",
            "second line",
        ),
        (
            "Firefox: a second line of a redirect",
            f6(302) + "\n" + &f2,
            "allow-origin-missing",
            "redirect",
        ),
        (
            "Firefox: a list, preflight",
            f8("*, *") + "\n" + &f2,
            "preflight-allow-origin-multiple",
            "a list",
        ),
        (
            "Firefox: a host, preflight",
            f8("app.example") + "\n" + &f2,
            "preflight-allow-origin-invalid",
            "no origin",
        ),
        ("Firefox: nothing but the second line", f2.clone(), "connection-failed", ""),
        ("Safari: the origin was null", w1("null", 200), "redirect-tainted-origin", "redirect"),
        (
            "Safari: a redirect of the preflight",
            "Preflight response is not successful. Status code: 302".to_owned(),
            "preflight-redirect",
            "302",
        ),
        (
            "Safari: a preflight without a status",
            "Preflight response is not successful".to_owned(),
            "preflight-status",
            "",
        ),
        (
            "authorization",
            chromium(
                "Request header field authorization is not allowed by Access-Control-Allow-Headers in preflight response.",
            ),
            "authorization-not-allowed",
            "by name",
        ),
        (
            "a server's header",
            chromium(
                "Request header field access-control-allow-origin is not allowed by Access-Control-Allow-Headers in preflight response.",
            ),
            "header-not-allowed",
            "only servers send",
        ),
        (
            "patch",
            chromium(
                "Method patch is not allowed by Access-Control-Allow-Methods in preflight response.",
            ),
            "method-not-allowed",
            "case-sensitive",
        ),
        (
            "credentials, missing",
            chromium(
                "The value of the 'Access-Control-Allow-Credentials' header in the response is '' which must be 'true' when the request's credentials mode is 'include'.",
            ),
            "allow-credentials-not-true",
            "missing",
        ),
        (
            "Chromium's DevTools",
            format!("Access blocked by CORS policy: {missing}"),
            "allow-origin-missing",
            "",
        ),
        (
            "a load line alone",
            "Fetch API cannot load https://api.example/ due to access control checks.".to_owned(),
            "unspecified",
            "",
        ),
        (
            "a load line of an image",
            "Cannot load image https://api.example/a.png due to access control checks.".to_owned(),
            "unspecified",
            "",
        ),
        (
            "old Chromium",
            format!(
                "Fetch API cannot load https://api.example/. {missing} Origin 'https://app.example' is therefore not allowed access. The response had HTTP status code 500. If an opaque response serves your needs, set the request's mode to 'no-cors' to fetch the resource with CORS disabled."
            ),
            "server-error",
            "500",
        ),
    ] {
        let diagnosis = one(&text);
        let first = &diagnosis.candidates[0];
        assert_eq!(first.cause.code, code, "{sentence}: {:?}", diagnosis.candidates);
        assert!(first.because.contains(because), "{sentence}: {}", first.because);
    }
}

#[test]
fn what_stands_around_a_message_is_captured() {
    let text = "Access to XMLHttpRequest at 'https://b.example/x' (redirected from 'https://a.example/x') from origin 'null' has been blocked by CORS policy: Response to preflight request doesn't pass access control check: The 'Access-Control-Allow-Origin' header contains multiple values '*, *', but only one is allowed.\nPUT https://b.example/x net::ERR_FAILED";
    let diagnosis = one(text);
    let captured: Vec<_> = diagnosis.message.captures.iter().collect();
    assert_eq!(
        captured,
        [
            ("value", "*, *"),
            ("origin", "null"),
            ("initial-url", "https://a.example/x"),
            ("url", "https://b.example/x"),
            ("kind", "XMLHttpRequest"),
            ("method", "PUT"),
        ]
    );
    assert_eq!(diagnosis.companions.len(), 1);
    assert!(
        diagnosis
            .message
            .text
            .starts_with("Access to XMLHttpRequest at 'https://b.example/x' (redirected")
    );
}

#[test]
fn each_error_is_one_diagnosis() {
    let a =
        chromium("No 'Access-Control-Allow-Origin' header is present on the requested resource.");
    let b = a.replace("api.example", "api.b.example");
    let net = "GET https://api.example/ net::ERR_FAILED 200 (OK)";
    for (sentence, text, ids) in [
        ("two URLs", format!("{a}\n{net}\n{b}\n{}", net.replace("api.example", "api.b.example")), &[("C5", 1), ("C5", 1)][..]),
        ("the same three times", format!("{a}\n{net}\n{a}\n{net}\n{a}\n{net}"), &[("C5", 3)]),
        ("two reasons", format!("{a}\n{net}\n{}", chromium("Method PUT is not allowed by Access-Control-Allow-Methods in preflight response.")), &[("C5", 1), ("C20", 1)]),
        (
            "Safari's three lines, twice",
            "[Error] Origin https://app.example is not allowed by Access-Control-Allow-Origin. Status code: 200\n\
             [Error] Fetch API cannot load https://a.example/ due to access control checks.\n\
             [Error] Failed to load resource: Origin https://app.example is not allowed by Access-Control-Allow-Origin. Status code: 200\n\
             [Error] Origin https://app.example is not allowed by Access-Control-Allow-Origin. Status code: 200\n\
             [Error] Fetch API cannot load https://b.example/ due to access control checks.\n\
             [Error] Failed to load resource: Origin https://app.example is not allowed by Access-Control-Allow-Origin. Status code: 200".to_owned(),
            &[("W1", 1), ("W1", 1)],
        ),
        ("two browsers", format!("{a}\n{}", firefox("CORS header ‘Access-Control-Allow-Origin’ missing")), &[("C5", 1), ("F6", 1)]),
        ("mixed content and Firefox's last line", format!("Blocked loading mixed active content “http://api.example/”\n{}", firefox("CORS request did not succeed").replace("https://api", "http://api")), &[("mixed-content", 1)]),
    ] {
        let diagnoses = diagnose_message(&text).unwrap();
        let found: Vec<_> = diagnoses.iter().map(|it| (it.message.id, it.times)).collect();
        assert_eq!(found, ids, "{sentence}");
    }
}

#[test]
fn what_is_no_message_gives_nothing() {
    for text in [
        "",
        " \n\t",
        "Hello",
        "Access-Control-Allow-Origin: *",
        "How do I add the Access-Control-Allow-Origin header in nginx (note: I use Docker)? See https://nginx.org/",
        "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: https://a.example\r\n\r\n",
        "TypeError: Cannot read properties of undefined (reading 'map')",
        "ReferenceError: fetch is not defined",
        "Uncaught SyntaxError: Unexpected token '<', \"<!DOCTYPE \"... is not valid JSON",
        "GET https://api.example/ 404 (Not Found)",
        "POST https://api.example/orders 500 (Internal Server Error)",
        "The CORS policy of our API allows every origin; set mode 'cors' and credentials 'include'.",
        "I get a CORS error in Chrome, and it failed to fetch.",
        "Our log has CORS errors: none.",
        "InvalidResponse: invalid allow origin value, says our own code",
        "to fetch the resource with CORS disabled",
        "The 'Access-Control-Allow-Origin' header is fine.",
        "Response to preflight: yes",
        "error: Failed to fetch orders: 404",
        "curl: a network error, network request failed twice",
        "I have access to it at 'noon'.",
        "net::OK ERR_NETWORKING",
        "{\"error\": \"CORS error handling is off\"}",
        "error: failed to fetch `https://github.com/rust-lang/crates.io-index`",
        "Reason: it was late (Reason: see above).",
        "\u{0}\u{1}\u{2}\u{fffd}",
        "{{{{{{ }}}} [[[ ]]]",
    ] {
        assert!(diagnose_message(text).unwrap().is_empty(), "{text}");
    }
}

/// The text, its first cause, and its status.
fn check_language(language: &str, text: &str, code: &str, status: Option<u16>) {
    let url = "https://api.example/orders";
    let diagnosis = one(text);
    assert_eq!(diagnosis.message.id, "F", "{language}");
    assert_eq!(diagnosis.candidates[0].cause.code, code, "{language}: {:?}", diagnosis.candidates);
    let found = diagnosis.message.captures.get("url");
    assert_eq!(found.map(|found| found.trim_end_matches('\'')), Some(url), "{language}");
    if status.is_some() {
        assert_eq!(diagnosis.message.captures.status(), status, "{language}");
        let codes: Vec<_> = diagnosis.candidates.iter().map(|it| it.cause.code).collect();
        assert!(!codes.contains(&"connection-failed"), "{language}: {codes:?}");
    }
    assert!(
        diagnosis.candidates[0].because.contains("another language") || status == Some(502),
        "{language}"
    );
}

#[test]
fn firefox_in_other_languages_is_known_by_its_shape() {
    for (language, text, code, status) in [
        (
            "German",
            "Quellübergreifende (Cross-Origin) Anfrage blockiert: Die Gleiche-Quelle-Regel verbietet das Lesen der externen Ressource auf https://api.example/orders. (Grund: CORS-Kopfzeile 'Access-Control-Allow-Origin' fehlt). Statuscode: 200.",
            "allow-origin-missing",
            Some(200),
        ),
        (
            "German, no success",
            "Quellübergreifende (Cross-Origin) Anfrage blockiert: Die Gleiche-Quelle-Regel verbietet das Lesen der externen Ressource auf https://api.example/orders. (Grund: CORS-Anfrage schlug fehl). Statuscode: (null).",
            "connection-failed",
            None,
        ),
        (
            "German, mismatch",
            "Quellübergreifende (Cross-Origin) Anfrage blockiert: Die Gleiche-Quelle-Regel verbietet das Lesen der externen Ressource auf https://api.example/orders. (Grund: CORS-Kopfzeile 'Access-Control-Allow-Origin' entspricht nicht 'https://b.example').",
            "allow-origin-mismatch",
            None,
        ),
        (
            "French",
            "Blocage d’une requête multiorigine (Cross-Origin Request) : la politique « Same Origin » ne permet pas de consulter la ressource distante située sur https://api.example/orders. Raison : l’en-tête CORS « Access-Control-Allow-Origin » est manquant. Code d’état : 403.",
            "allow-origin-missing",
            None,
        ),
        (
            "Spanish",
            "Solicitud desde otro origen bloqueada: la política de mismo origen impide leer el recurso remoto en https://api.example/orders (razón: falta la cabecera CORS 'Access-Control-Allow-Origin'). Código de estado: 404.",
            "allow-origin-missing",
            Some(404),
        ),
        (
            "Spanish, credentials",
            "Solicitud desde otro origen bloqueada: la política de mismo origen impide leer el recurso remoto en https://api.example/orders (razón: se esperaba 'true' en la cabecera CORS 'Access-Control-Allow-Credentials').",
            "allow-credentials-not-true",
            None,
        ),
        (
            "Japanese",
            "クロスオリジン要求をブロックしました: 同一生成元ポリシーにより、https://api.example/orders にあるリモートリソースの読み込みは拒否されます (理由: CORS ヘッダー 'Access-Control-Allow-Origin' が足りない)。ステータスコード: 200",
            "allow-origin-missing",
            Some(200),
        ),
        (
            "Russian",
            "Запрос из постороннего источника заблокирован: Политика одного источника запрещает чтение удаленного ресурса на https://api.example/orders. (Причина: отсутствует заголовок CORS «Access-Control-Allow-Origin»). Код состояния: 502.",
            "server-error",
            Some(502),
        ),
        (
            "Chinese",
            "已拦截跨源请求：同源策略禁止读取位于 https://api.example/orders 的远程资源。（原因：CORS 头缺少 'Access-Control-Allow-Origin'）。状态码：200。",
            "allow-origin-missing",
            Some(200),
        ),
        (
            "Polish",
            "Zablokowano żądanie do zasobu innego pochodzenia: zasady „Same Origin Policy” nie pozwalają wczytywać zdalnych zasobów z „https://api.example/orders” (nieudane żądanie CORS). Powód: x (powód: nie odnaleziono metody w nagłówku CORS „Access-Control-Allow-Methods”).",
            "method-not-allowed",
            None,
        ),
        (
            "Italian, wildcard",
            "Richiesta multiorigine (cross-origin) bloccata: il criterio di corrispondenza dell’origine non consente la lettura della risorsa remota da https://api.example/orders. Motivo: le credenziali non sono supportate se l’header CORS “Access-Control-Allow-Origin” è “*”.",
            "wildcard-with-credentials",
            None,
        ),
        (
            "Portuguese, header",
            "Requisição cross-origin bloqueada: A diretiva Same Origin (mesma origem) não permite a leitura do recurso remoto em https://api.example/orders (motivo: cabeçalho 'x-a' não permitido, de acordo com o cabeçalho 'Access-Control-Allow-Headers' da resposta CORS preflight).",
            "header-not-allowed",
            None,
        ),
    ] {
        check_language(language, text, code, status);
    }
}

/// Polish has no word for the reason, and a status that is a number rules a dead connection out.
#[test]
fn firefox_in_other_languages_says_more_by_its_shape() {
    for (language, text, code, status) in [
        (
            "Polish, which has no word for the reason",
            "Zablokowano żądanie do zasobu innego pochodzenia: zasady „Same Origin Policy” nie pozwalają wczytywać zdalnych zasobów z „https://api.example/orders” (brakujący nagłówek CORS „Access-Control-Allow-Origin”). Kod stanu: 200.",
            "allow-origin-missing",
            Some(200),
        ),
        (
            "Polish, mismatch",
            "Zablokowano żądanie do zasobu innego pochodzenia: zasady „Same Origin Policy” nie pozwalają wczytywać zdalnych zasobów z „https://api.example/orders” (nagłówek CORS „Access-Control-Allow-Origin” nie pasuje do „https://b.example”).",
            "allow-origin-mismatch",
            None,
        ),
        (
            "Polish, no success",
            "Zablokowano żądanie do zasobu innego pochodzenia: zasady „Same Origin Policy” nie pozwalają wczytywać zdalnych zasobów z „https://api.example/orders” (nieudane żądanie CORS). Kod stanu: (null).",
            "connection-failed",
            None,
        ),
        (
            "German, the preflight's status",
            "Quellübergreifende (Cross-Origin) Anfrage blockiert: Die Gleiche-Quelle-Regel verbietet das Lesen der externen Ressource auf https://api.example/orders. (Grund: CORS-Preflight-Antwort war nicht erfolgreich). Statuscode: 405.",
            "preflight-status",
            Some(405),
        ),
        (
            "German, the preflight's redirect",
            "Quellübergreifende (Cross-Origin) Anfrage blockiert: Die Gleiche-Quelle-Regel verbietet das Lesen der externen Ressource auf https://api.example/orders. (Grund: CORS-Preflight-Antwort war nicht erfolgreich). Statuscode: 301.",
            "preflight-redirect",
            Some(301),
        ),
        (
            "German, the preflight's failing server",
            "Quellübergreifende (Cross-Origin) Anfrage blockiert: Die Gleiche-Quelle-Regel verbietet das Lesen der externen Ressource auf https://api.example/orders. (Grund: CORS-Preflight-Antwort war nicht erfolgreich). Statuscode: 503.",
            "preflight-status",
            Some(503),
        ),
    ] {
        check_language(language, text, code, status);
    }
}

#[test]
fn a_text_that_is_too_long_is_refused() {
    let text = "x".repeat(MAX_TEXT_BYTES + 1);
    let error = diagnose_message(&text).unwrap_err();
    assert_eq!(error, TextTooLong { bytes: MAX_TEXT_BYTES + 1 });
    assert!(error.to_string().contains("at most 1048576 are read"), "{error}");
    assert!(diagnose_message(&text[1..]).unwrap().is_empty());
}
