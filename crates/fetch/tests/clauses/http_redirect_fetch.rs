//! HTTP-redirect fetch: <https://fetch.spec.whatwg.org/#http-redirect-fetch>.

use corsmith_fetch::{
    Browser, HeaderList, HttpRequest, HttpResponse, Origin, Profile, RequestInit, fetch,
};

pub(crate) const TABLE: &str = r"
# #redirect-status: followed
= $a GET $a/ | GET $a/ => {1} ; Location: /x -> GET $a/x => 200 | basic 200
301 | 301
302 | 302
303 | 303
307 | 307
308 | 308

# #redirect-status: not followed
= $a GET $a/ | GET $a/ => {1} ; Location: /x | basic {1} location
300 | 300
304 | 304
305 | 305
306 | 306
309 | 309
399 | 399
200 | 200
201 | 201
400 | 400

# #http-redirect-fetch, step 4 (no Location)
the page's own origin | $a GET $a/ | GET $a/ => 302 | basic 302
another origin | $a GET $b/ | GET $b/ @$a => 302 ; acao: * | cors 302
in mode no-cors | $a GET $b/ no-cors | GET $b/ => 302 | opaque
after a redirect that had one | $a GET $a/ | GET $a/ => 302 ; Location: /x -> GET $a/x => 302 | basic 302

# #concept-response-location-url, step 3 (parsed with the URL of the response)
= $a GET $a/d/e?q | GET $a/d/e?q => 302 ; Location: {1} -> GET {2} => 200 | basic 200
a path | /x | $a/x
a relative path | x | $a/d/x
a path upwards | ../x | $a/x
a query | ?r | $a/d/e?r
an absolute URL | $a/x | $a/x
a scheme-relative URL | //a.example/x | $a/x
white space around | \s/x\t | $a/x
a space inside | /x y | $a/x%20y
a fragment is not sent | /x#f | $a/x
an upper-case scheme | HTTPS://a.example/x | $a/x
a backslash | \\x | $a/x
a percent-encoded path | /%7Ex | $a/%7Ex
the default port | https://a.example:443/x | $a/x
a semicolon | /x;y | $a/x;y
the scheme of the URL without slashes is relative | https:x | $a/d/x
UTF-8 is percent-encoded as it is (whatwg/fetch issue 883) | /\xe2\x98\x83 | $a/%E2%98%83
and so is what is no UTF-8 | /x?\xff | $a/x?%FF

# #http-redirect-fetch, step 5 (failure)
= $a GET $a/ | GET $a/ => 302 ; Location: {1} | error redirect-location
a host missing | https://
a bad port | https://a.example:x/
a bad IPv6 address | https://[::1/
a space in the host | https://a b/
a port out of range | https://a.example:99999/

# #extract-header-list-values, step 2 (Location twice)
the same twice | $a GET $a/ | GET $a/ => 302 ; Location: /x ; Location: /x | error redirect-location
two | $a GET $a/ | GET $a/ => 302 ; Location: /x ; Location: /y | error redirect-location
two, of another origin | $a GET $b/ | GET $b/ @$a => 302 ; acao: * ; Location: /x ; Location: /y | error redirect-location

# #http-redirect-fetch, step 6 (scheme)
= $a GET $a/ {1} | GET $a/ => 302 ; Location: {2} | error redirect-scheme
data: |  | data:text/plain,x
data: in mode no-cors | no-cors | data:text/plain,x
ftp: |  | ftp://a.example/
file: |  | file:///x
about: |  | about:blank
blob: |  | blob:https://a.example/0b1c
mailto: |  | mailto:a@a.example
javascript: |  | javascript:0
ws: |  | wss://a.example/
data: in mode same-origin | same-origin | data:,x

# #http-redirect-fetch, step 9 (credentials in a URL of another origin, mode cors)
= $a GET $a/ {1} | GET $a/ => 302 ; Location: {2} | error redirect-credentials
a user and a password |  | https://u:p@b.example/
a user |  | https://u@b.example/
a password |  | https://:p@b.example/
with credentials included | include | https://u:p@b.example/
another port of the same host |  | https://u:p@a.example:8443/

# #http-redirect-fetch, step 10 (credentials in a URL, tainting cors)
= $a GET $b/ | GET $b/ @$a => 302 ; acao: * ; Location: {1} | error redirect-credentials
to the page's own origin | https://u:p@a.example/
to the same origin | https://u:p@b.example/
to a third origin | https://u:p@c.example/
a user alone | https://u@b.example/

# #http-redirect-fetch, steps 9 and 10 (no credentials to complain about)
empty ones | $a GET $a/ | GET $a/ => 302 ; Location: https://:@b.example/ -> GET $b/ @$a => 200 ; acao: * | cors 200
an empty user | $a GET $b/ | GET $b/ @$a => 302 ; acao: * ; Location: https://@b.example/x -> GET $b/x @$a => 200 ; acao: * | cors 200
the page's own origin all the way | $a GET $a/ | GET $a/ => 302 ; Location: https://u:p@a.example/x -> GET https://u:p@a.example/x => 200 | basic 200
in mode no-cors | $a GET $b/ no-cors | GET $b/ => 302 ; Location: https://u:p@b.example/x -> GET https://u:p@b.example/x => 200 | opaque

# #http-redirect-fetch, step 12 (the method becomes GET)
= $a {1} $a/ ; X-A: 1 ; Content-Type: text/plain ; Content-Language: de ; Content-Encoding: x ; Content-Location: y ; Content-Other: z | {1} $a/ {2} => {3} ; Location: /x -> GET $a/x ; -content-type ; -content-language ; -content-encoding ; -content-location => 200 | basic 200
POST and 301 | POST | @$a | 301
POST and 302 | POST | @$a | 302
POST and 303 | POST | @$a | 303
PUT and 303 | PUT | @$a | 303
DELETE and 303 | DELETE | @$a | 303
PATCH and 303 | PATCH | @$a | 303
OPTIONS and 303 | OPTIONS | @$a | 303
a method of one's own and 303 | CHICKEN | @$a | 303

# #http-redirect-fetch, step 12 (the method stays)
= $a {1} $a/ ; Content-Type: text/plain | {1} $a/ {2} => {3} ; Location: /x -> {1} $a/x {2} => 200 | basic 200
GET and 301 | GET |  | 301
GET and 303 | GET |  | 303
GET and 307 | GET |  | 307
HEAD and 301 | HEAD |  | 301
HEAD and 302 | HEAD |  | 302
HEAD and 303 | HEAD |  | 303
HEAD and 308 | HEAD |  | 308
POST and 307 | POST | @$a | 307
POST and 308 | POST | @$a | 308
PUT and 301 | PUT | @$a | 301
PUT and 302 | PUT | @$a | 302
PUT and 307 | PUT | @$a | 307
DELETE and 302 | DELETE | @$a | 302
DELETE and 308 | DELETE | @$a | 308
OPTIONS and 301 | OPTIONS | @$a | 301
PATCH and 302 | PATCH | @$a | 302
post in a method's own case | pOSTx | @$a | 302

# #http-redirect-fetch, step 12 (what that means for the preflight of the next hop)
a JSON POST needs none after 303 | $a POST $b/ ; Content-Type: application/json | OPTIONS $b/ @$a ?POST:content-type => 204 ; acao: * ; acah: * -> POST $b/ @$a => 303 ; acao: * ; Location: /x -> GET $b/x @$a ; -content-type => 200 ; acao: * | cors 200
a JSON POST needs one after 307 | $a POST $b/ ; Content-Type: application/json | OPTIONS $b/ @$a ?POST:content-type => 204 ; acao: * ; acah: * -> POST $b/ @$a => 307 ; acao: * ; Location: /x -> OPTIONS $b/x @$a ?POST:content-type => 204 ; acao: * ; acah: * -> POST $b/x @$a => 200 ; acao: * | cors 200
a PUT needs none after 303 | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: * -> PUT $b/ @$a => 303 ; acao: * ; Location: /x -> GET $b/x @$a => 200 ; acao: * | cors 200
a PUT needs one after 301 | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: * -> PUT $b/ @$a => 301 ; acao: * ; Location: /x -> OPTIONS $b/x @$a ?PUT => 204 ; acao: * ; acam: * -> PUT $b/x @$a => 200 ; acao: * | cors 200
another header stays, and needs one after 303 | $a PUT $b/ ; X-A: 1 | OPTIONS $b/ @$a ?PUT:x-a => 204 ; acao: * ; acam: * ; acah: * -> PUT $b/ @$a => 303 ; acao: * ; Location: /x -> OPTIONS $b/x @$a ?GET:x-a => 204 ; acao: * ; acah: * -> GET $b/x @$a => 200 ; acao: * | cors 200
from the page's own origin, which asks for none, to another, which does | $a PUT $a/ ; X-A: 1 | PUT $a/ @$a => 307 ; Location: $b/ -> OPTIONS $b/ @$a ?PUT:x-a => 204 ; acao: * ; acam: * ; acah: * -> PUT $b/ @$a => 200 ; acao: * | cors 200
the preflight of the next hop refuses | $a PUT $a/ | PUT $a/ @$a => 307 ; Location: $b/ -> OPTIONS $b/ @$a ?PUT => 204 ; acao: * | error method-not-allowed
the use-CORS-preflight flag asks at every hop | $a POST $b/ flag | OPTIONS $b/ @$a ?POST => 204 ; acao: * -> POST $b/ @$a => 307 ; acao: * ; Location: /x -> OPTIONS $b/x @$a ?POST => 204 ; acao: * -> POST $b/x @$a => 200 ; acao: * | cors 200
the flag asks for GET, too | $a POST $b/ flag | OPTIONS $b/ @$a ?POST => 204 ; acao: * -> POST $b/ @$a => 303 ; acao: * ; Location: /x -> OPTIONS $b/x @$a ?GET => 204 ; acao: * -> GET $b/x @$a => 200 ; acao: * | cors 200

# #http-redirect-fetch, step 13 (Authorization)
it stays within the page's own origin | $a GET $a/ ; Authorization: x | GET $a/ => 302 ; Location: /x -> GET $a/x => 200 | basic 200
it stays within another origin, and is asked for again | $a GET $b/ ; Authorization: x | OPTIONS $b/ @$a ?GET:authorization => 204 ; acao: * ; acah: authorization -> GET $b/ @$a => 302 ; acao: * ; Location: /x -> OPTIONS $b/x @$a ?GET:authorization => 204 ; acao: * ; acah: authorization -> GET $b/x @$a => 200 ; acao: * | cors 200
it goes when another origin comes: no preflight then | $a GET $a/ ; Authorization: x | GET $a/ => 302 ; Location: $b/ -> GET $b/ @$a ; -authorization => 200 ; acao: * | cors 200
it goes for another port | $a GET $a/ ; authorization: x | GET $a/ => 302 ; Location: $p/ -> GET $p/ @$a ; -authorization => 200 ; acao: * | cors 200
it goes for another scheme | $h GET $h/ ; AUTHORIZATION: x | GET $h/ => 302 ; Location: $a/ -> GET $a/ @$h ; -authorization => 200 ; acao: * | cors 200
it does not come back | $a GET $a/ ; Authorization: x | GET $a/ => 302 ; Location: $b/ -> GET $b/ @$a ; -authorization => 302 ; acao: * ; Location: $a/ -> GET $a/ @null ; -authorization => 200 ; acao: * | cors 200 ; tainted
another header stays | $a GET $a/ ; X-A: 1 | GET $a/ => 302 ; Location: $b/ -> OPTIONS $b/ @$a ?GET:x-a => 204 ; acao: * ; acah: * -> GET $b/ @$a => 200 ; acao: * | cors 200

# #http-redirect-fetch, step 18; #concept-request-tainted-origin: GET
own to own | $a GET $a/ | GET $a/ => 302 ; Location: /x -> GET $a/x => 200 | basic 200
own to other | $a GET $a/ | GET $a/ => 302 ; Location: $b/ -> GET $b/ @$a => 200 ; acao: $a | cors 200
other to the same | $a GET $b/ | GET $b/ @$a => 302 ; acao: $a ; Location: $b/x -> GET $b/x @$a => 200 ; acao: $a | cors 200
other to own | $a GET $b/ | GET $b/ @$a => 302 ; acao: $a ; Location: $a/ -> GET $a/ @null => 200 ; acao: null | cors 200 ; tainted
other to third | $a GET $b/ | GET $b/ @$a => 302 ; acao: $a ; Location: $c/ -> GET $c/ @null => 200 ; acao: null | cors 200 ; tainted
own to other to own | $a GET $a/ | GET $a/ => 302 ; Location: $b/ -> GET $b/ @$a => 302 ; acao: $a ; Location: $a/ -> GET $a/ @null => 200 ; acao: null | cors 200 ; tainted
own to other to the same | $a GET $a/ | GET $a/ => 302 ; Location: $b/ -> GET $b/ @$a => 302 ; acao: $a ; Location: $b/x -> GET $b/x @$a => 200 ; acao: $a | cors 200
own to other to own to other | $a GET $a/ | GET $a/ => 302 ; Location: $b/ -> GET $b/ @$a => 302 ; acao: $a ; Location: $a/ -> GET $a/ @null => 302 ; acao: null ; Location: $b/ -> GET $b/ @null => 200 ; acao: null | cors 200 ; tainted
own to own to other | $a GET $a/ | GET $a/ => 302 ; Location: /x -> GET $a/x => 302 ; Location: $b/ -> GET $b/ @$a => 200 ; acao: $a | cors 200
other to third to third | $a GET $b/ | GET $b/ @$a => 302 ; acao: $a ; Location: $c/ -> GET $c/ @null => 302 ; acao: null ; Location: $c/x -> GET $c/x @null => 200 ; acao: null | cors 200 ; tainted
other to third to own | $a GET $b/ | GET $b/ @$a => 302 ; acao: $a ; Location: $c/ -> GET $c/ @null => 302 ; acao: * ; Location: $a/ -> GET $a/ @null => 200 ; acao: * | cors 200 ; tainted
other to its port | $a GET $b/ | GET $b/ @$a => 302 ; acao: * ; Location: $b:8443/ -> GET $b:8443/ @null => 200 ; acao: * | cors 200 ; tainted
other to its scheme with TLS | $a GET $i/ | GET $i/ @$a => 302 ; acao: * ; Location: $b/ -> GET $b/ @null => 200 ; acao: * | cors 200 ; tainted
other to a subdomain of it | $a GET $b/ | GET $b/ @$a => 302 ; acao: * ; Location: https://x.b.example/ -> GET https://x.b.example/ @null => 200 ; acao: * | cors 200 ; tainted
own to its subdomain | $a GET $a/ | GET $a/ => 302 ; Location: $s/ -> GET $s/ @$a => 200 ; acao: $a | cors 200
subdomain to own | $a GET $s/ | GET $s/ @$a => 302 ; acao: * ; Location: $a/ -> GET $a/ @null => 200 ; acao: * | cors 200 ; tainted
own with TLS to own without | $a GET $a/ | GET $a/ => 302 ; Location: $h/ -> GET $h/ @$a => 200 ; acao: $a | cors 200
a host beyond ASCII is the host in punycode | $a GET $a/ | GET $a/ => 302 ; Location: https://b\xc3\xbccher.example/ -> GET https://xn--bcher-kva.example/ @$a => 200 ; acao: * | cors 200
own by another spelling is own | $a GET $a/ | GET $a/ => 302 ; Location: https://A.EXAMPLE:443/x -> GET $a/x => 200 | basic 200

# #http-redirect-fetch, step 18; #concept-cors-check, step 4 (a tainted origin)
= $a GET $b/ {1} | GET $b/ @$a => 302 ; acao: $a ; acac: true ; Location: {2}/ -> GET {2}/ @null => 200 {3} | {4} ; tainted
third, a wildcard |  | $c | ; acao: * | cors 200
third, null |  | $c | ; acao: null | cors 200
third, the page's origin |  | $c | ; acao: $a | error redirect-tainted-origin
third, the redirecting origin |  | $c | ; acao: $b | error redirect-tainted-origin
third, nothing |  | $c |  | error allow-origin-missing
own, nothing: the page's own server must allow it, too |  | $a |  | error allow-origin-missing
own, the page's origin |  | $a | ; acao: $a | error redirect-tainted-origin
own, a wildcard |  | $a | ; acao: * | cors 200
third, null and credentials | include | $c | ; acao: null ; acac: true | cors 200
third, null and credentials without true | include | $c | ; acao: null | error allow-credentials-not-true
third, a wildcard and credentials | include | $c | ; acao: * ; acac: true | error wildcard-with-credentials
third, two values |  | $c | ; acao: null ; acao: null | error allow-origin-multiple

# #http-fetch, step 4.4 (every hop is checked)
the redirect itself allows nothing | $a GET $b/ | GET $b/ @$a => 302 ; Location: $c/ | error allow-origin-missing
the redirect allows another origin | $a GET $b/ | GET $b/ @$a => 302 ; acao: $c ; Location: $c/ | error allow-origin-mismatch
the redirect from the page's own origin needs nothing | $a GET $a/ | GET $a/ => 302 ; acao: $c ; Location: $b/ -> GET $b/ @$a => 200 ; acao: * | cors 200
the second redirect allows the page and not null | $a GET $b/ | GET $b/ @$a => 302 ; acao: * ; Location: $c/ -> GET $c/ @null => 302 ; acao: $a ; Location: $c/x | error redirect-tainted-origin ; tainted
credentials are asked at every hop | $a GET $b/ include | GET $b/ @$a => 302 ; acao: $a ; Location: /x | error allow-credentials-not-true
the last hop alone allows | $a GET $a/ | GET $a/ => 302 ; Location: $b/ -> GET $b/ @$a => 302 ; Location: $b/x | error allow-origin-missing

# #concept-request-tainted-origin: preflighted requests
other to third: the second preflight says null | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: $a ; acam: PUT -> PUT $b/ @$a => 307 ; acao: $a ; Location: $c/ -> OPTIONS $c/ @null ?PUT => 204 ; acao: null ; acam: PUT -> PUT $c/ @null => 200 ; acao: null | cors 200 ; tainted
other to third: the second preflight allows the page | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: $a ; acam: PUT -> PUT $b/ @$a => 307 ; acao: $a ; Location: $c/ -> OPTIONS $c/ @null ?PUT => 204 ; acao: $a ; acam: PUT | error redirect-tainted-origin ; tainted
other to own: the page's own server is preflighted | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: $a ; acam: PUT -> PUT $b/ @$a => 307 ; acao: $a ; Location: $a/ -> OPTIONS $a/ @null ?PUT => 204 ; acao: * ; acam: PUT -> PUT $a/ @null => 200 ; acao: * | cors 200 ; tainted
own to other: the preflight says the page's origin | $a DELETE $a/ | DELETE $a/ @$a => 308 ; Location: $b/ -> OPTIONS $b/ @$a ?DELETE => 204 ; acao: $a ; acam: DELETE -> DELETE $b/ @$a => 200 ; acao: $a | cors 200
the redirected request is not preflighted with the first URL's answer | $a GET $b/ ; X-A: 1 | OPTIONS $b/ @$a ?GET:x-a => 204 ; acao: * ; acah: * -> GET $b/ @$a => 302 ; acao: * ; Location: $b/x -> OPTIONS $b/x @$a ?GET:x-a => 204 ; acao: * | error header-not-allowed

# #concept-request-tainted-origin: an opaque page
other to the same | null GET $b/ | GET $b/ @null => 302 ; acao: null ; Location: /x -> GET $b/x @null => 200 ; acao: null | cors 200
other to third | null GET $b/ | GET $b/ @null => 302 ; acao: * ; Location: $c/ -> GET $c/ @null => 200 ; acao: null | cors 200 ; tainted

# #main-fetch, step 12, entered again after a redirect
mode same-origin leaves its origin | $a GET $a/ same-origin | GET $a/ => 302 ; Location: $b/ | error same-origin-mode
mode same-origin stays | $a GET $a/ same-origin | GET $a/ => 302 ; Location: /x -> GET $a/x => 200 | basic 200
no-cors leaves the page's own origin | $a GET $a/ no-cors | GET $a/ => 302 ; Location: $b/ -> GET $b/ => 200 | opaque
no-cors comes back: opaque all the same | $a GET $b/ no-cors | GET $b/ => 302 ; Location: $a/ -> GET $a/ => 200 | opaque ; tainted
no-cors POST: Origin is tainted, too | $a POST $b/ no-cors | POST $b/ @$a => 307 ; Location: $c/ -> POST $c/ @null => 200 | opaque ; tainted
no-cors POST comes back | $a POST $b/ no-cors | POST $b/ @$a => 308 ; Location: $a/ -> POST $a/ @null => 200 | opaque ; tainted
no-cors POST becomes GET: no Origin | $a POST $b/ no-cors | POST $b/ @$a => 302 ; Location: $b/x -> GET $b/x => 200 | opaque
a POST within the page's own origin has its Origin again | $a POST $a/ | POST $a/ @$a => 307 ; Location: /x -> POST $a/x @$a => 200 | basic 200
a CORS GET after a CORS POST has its Origin | $a POST $b/ | POST $b/ @$a => 303 ; acao: * ; Location: /x -> GET $b/x @$a => 200 ; acao: * | cors 200

# #http-redirect-fetch, steps 6 to 10 in order
a bad scheme of a 302 with a user in it | $a GET $b/ | GET $b/ @$a => 302 ; acao: * ; Location: ftp://u:p@b.example/ | error redirect-scheme

# #http-redirect-fetch, step 19 (referrer policy), which Origin shows in mode no-cors
the redirect says no-referrer | $a POST $b/ no-cors | POST $b/ @$a => 307 ; Referrer-Policy: no-referrer ; Location: /x -> POST $b/x @null => 200 | opaque
the last name known counts | $a POST $b/ no-cors | POST $b/ @$a => 307 ; Referrer-Policy: no-referrer, unsafe-url, unknown ; Location: /x -> POST $b/x @$a => 200 | opaque
an unknown name changes nothing | $a POST $b/ no-cors referrer:no-referrer | POST $b/ @null => 307 ; Referrer-Policy: unknown ; Location: /x -> POST $b/x @null => 200 | opaque
it is lifted | $a POST $b/ no-cors referrer:no-referrer | POST $b/ @null => 307 ; Referrer-Policy: origin ; Location: /x -> POST $b/x @$a => 200 | opaque
tainting stays under any policy | $a POST $b/ no-cors | POST $b/ @$a => 307 ; Referrer-Policy: unsafe-url ; Location: $c/ -> POST $c/ @null => 200 | opaque ; tainted
";

#[test]
fn rows() {
    crate::table::run(TABLE);
}

/// <https://fetch.spec.whatwg.org/#http-redirect-fetch>, step 7. How many requests a chain of
/// `redirects` sends, and whether it ends well.
fn chain(method: &str, redirects: usize) -> (usize, Result<(), &'static str>) {
    let page = Origin::parse("https://a.example").unwrap();
    let mut init = RequestInit::new(page, "https://b.example/");
    init.method = method.into();
    let mut left = redirects;
    let mut server = |request: &HttpRequest| {
        let names = ["Access-Control-Allow-Origin", "Access-Control-Allow-Methods"];
        let mut headers: HeaderList = names.map(|name| (name, "*")).into_iter().collect();
        if request.method == "OPTIONS" || left == 0 {
            return Some(HttpResponse { status: 200, headers });
        }
        left -= 1;
        headers.append("Location", format!("/{left}"));
        Some(HttpResponse { status: 307, headers })
    };
    let outcome = fetch(&init, &mut Browser::new(Profile::STANDARD), &mut server);
    let end = outcome.result.map(|_| ()).map_err(|failure| failure.error.code());
    (outcome.requests.len(), end)
}

#[test]
fn twenty_redirects_are_followed() {
    assert_eq!(chain("GET", 19), (20, Ok(())));
    assert_eq!(chain("GET", 20), (21, Ok(())));
    assert_eq!(chain("GET", 21), (21, Err("too-many-redirects")));
    assert_eq!(chain("PUT", 20), (42, Ok(())));
    assert_eq!(chain("PUT", 21), (42, Err("too-many-redirects")));
}

/// An empty `Location` is the URL itself, again and again.
#[test]
fn an_empty_location_leads_around_in_circles() {
    let page = Origin::parse("https://a.example").unwrap();
    let init = RequestInit::new(page, "https://a.example/x");
    let mut server = |_: &HttpRequest| {
        Some(HttpResponse { status: 302, headers: HeaderList::from([("Location", "")]) })
    };
    let outcome = fetch(&init, &mut Browser::new(Profile::STANDARD), &mut server);
    assert_eq!(outcome.result.unwrap_err().error.code(), "too-many-redirects");
    assert_eq!(outcome.requests.len(), 21);
}
