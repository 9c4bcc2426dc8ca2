//! The judgement of a CORS-preflight response:
//! <https://fetch.spec.whatwg.org/#cors-preflight-fetch-0>, step 7.

use corsmith_fetch::{
    Browser, HeaderList, HttpRequest, HttpResponse, Origin, Profile, RequestInit, fetch,
};

pub(crate) const TABLE: &str = r"
# #cors-preflight-fetch-0, step 7 (ok status)
= $a PUT $b/ | OPTIONS $b/ @$a ?PUT => {1} ; acao: * ; acam: PUT -> PUT $b/ @$a => 200 ; acao: * | cors 200
200 | 200
201 | 201
202 | 202
203 | 203
204 | 204
205 | 205
206 | 206
226 | 226
299 | 299

# #cors-preflight-fetch-0, step 7 (not an ok status)
= $a PUT $b/ | OPTIONS $b/ @$a ?PUT => {1} ; acao: * ; acam: PUT | error preflight-status
300 | 300
304 | 304
305 | 305
400 | 400
401 | 401
403 | 403
404 | 404
405 | 405
407 | 407
418 | 418
429 | 429
500 | 500
501 | 501
502 | 502
503 | 503
599 | 599

# #cors-preflight-fetch-0, step 7 (CORS check for the request)
= $a PUT $b/ {1} | OPTIONS $b/ @$a ?PUT => 204 ; acam: PUT {2} | error {3}
no Access-Control-Allow-Origin |  |  | preflight-allow-origin-missing
another origin |  | ; acao: $b | preflight-allow-origin-mismatch
the null origin |  | ; acao: null | preflight-allow-origin-mismatch
the origin with a slash |  | ; acao: $a/ | preflight-allow-origin-mismatch
the origin twice |  | ; acao: $a ; acao: $a | preflight-allow-origin-multiple
`*` twice |  | ; acao: * ; acao: * | preflight-allow-origin-multiple
an empty value |  | ; acao: | preflight-allow-origin-invalid
`*` with the credentials of the request | include | ; acao: * | preflight-wildcard-with-credentials
`*` and true with the credentials of the request | include | ; acao: * ; acac: true | preflight-wildcard-with-credentials
the origin without true | include | ; acao: $a | preflight-allow-credentials-not-true
the origin with True | include | ; acao: $a ; acac: True | preflight-allow-credentials-not-true
the origin with true twice | include | ; acao: $a ; acac: true ; acac: true | preflight-allow-credentials-not-true
the origin with false | include | ; acao: $a ; acac: false | preflight-allow-credentials-not-true

# #cors-preflight-fetch-0, step 7 (success of that check is not success of the next)
the preflight passes and the response does not | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT -> PUT $b/ @$a => 200 | error allow-origin-missing
the preflight names the origin and the response another | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: $a ; acam: PUT -> PUT $b/ @$a => 200 ; acao: $c | error allow-origin-mismatch
the preflight has true and the response has not | $a PUT $b/ include | OPTIONS $b/ @$a ?PUT => 204 ; acao: $a ; acac: true ; acam: PUT -> PUT $b/ @$a => 200 ; acao: $a | error allow-credentials-not-true
the response may have `*` where the preflight names the origin | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: $a ; acam: PUT -> PUT $b/ @$a => 200 ; acao: * | cors 200
credentials included all the way | $a PUT $b/ include | OPTIONS $b/ @$a ?PUT => 204 ; acao: $a ; acac: true ; acam: PUT -> PUT $b/ @$a => 200 ; acao: $a ; acac: true | cors 200

# #cors-preflight-fetch-0, steps 7.1 and 7.5 (Access-Control-Allow-Methods that allow)
= $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * {1} -> PUT $b/ @$a => 200 ; acao: * | cors 200
the method | ; acam: PUT
first of a list | ; acam: PUT, GET
last of a list | ; acam: GET, PUT
in the middle, without spaces | ; acam: GET,PUT,POST
with tabs around | ; acam: GET\t,\tPUT\t,\tPOST
with empty members | ; acam: ,,PUT,,
spaces between commas | ; acam: , , PUT
twice | ; acam: PUT, PUT
in the first of two fields | ; acam: PUT ; acam: GET
in the second of two fields | ; acam: GET ; acam: PUT
in the second, the first being empty | ; acam: ; acam: PUT
a wildcard | ; acam: *
a wildcard last | ; acam: GET, *
a wildcard in another field | ; acam: GET ; acam: *
next to an odd token | ; acam: PUT, it's
white space around the whole | ; acam: \s\tPUT\s
the header's name in another case | ; ACCESS-CONTROL-ALLOW-METHODS: PUT

# #cors-preflight-fetch-0, step 7.5 (the method is not listed)
= $a PUT $b/ {1} | OPTIONS $b/ @$a ?PUT => 204 ; acao: $a ; acac: true {2} | error method-not-allowed
no header |  | 
an empty header |  | ; acam:
commas only |  | ; acam: ,,
another method |  | ; acam: POST
many others |  | ; acam: GET, HEAD, POST, DELETE, PATCH
lower case |  | ; acam: put
mixed case |  | ; acam: Put
a longer one |  | ; acam: PUTS
a shorter one |  | ; acam: PU
the header Allow is not asked |  | ; Allow: PUT
Access-Control-Allow-Method is not asked |  | ; Access-Control-Allow-Method: PUT
the list of headers is not asked |  | ; acah: PUT
an asterisk in a token is no wildcard |  | ; acam: P*
two asterisks are no wildcard |  | ; acam: **
`*` with credentials | include | ; acam: *
`*` in a list with credentials | include | ; acam: GET, *

# #cors-preflight-fetch-0, step 7.5 (`*` with credentials is a method)
the method itself | $a * $b/ include | OPTIONS $b/ @$a ?* => 204 ; acao: $a ; acac: true ; acam: * -> * $b/ @$a => 200 ; acao: $a ; acac: true | cors 200
the method next to it | $a PUT $b/ include | OPTIONS $b/ @$a ?PUT => 204 ; acao: $a ; acac: true ; acam: *, PUT -> PUT $b/ @$a => 200 ; acao: $a ; acac: true | cors 200
omit is not include | $a PUT $b/ omit | OPTIONS $b/ @$a ?PUT => 204 ; acao: $a ; acam: * -> PUT $b/ @$a => 200 ; acao: * | cors 200
an allowing `*` may stand with true where credentials are not included | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acac: true ; acam: * -> PUT $b/ @$a => 200 ; acao: * ; acac: true | cors 200

# #cors-preflight-fetch-0, step 7.5 (a safelisted method needs no listing)
= $a {1} $b/ {2} ; X-A: 1 | OPTIONS $b/ @$a ?{1}:x-a => 204 ; acao: $a ; acac: true ; acah: x-a {3} -> {1} $b/ @$a => 200 ; acao: $a ; acac: true | cors 200
GET without the header | GET |  | 
HEAD without the header | HEAD |  | 
POST without the header | POST |  | 
POST, and the header names others | POST |  | ; acam: PUT
POST, and the header is empty | POST |  | ; acam:
POST with credentials | POST | include | ; acam: PUT
HEAD with credentials | HEAD | include | ; acam: GET
GET, and the header has it in lower case | GET |  | ; acam: get

# #cors-preflight-fetch-0, step 7.3 (Access-Control-Allow-Methods fails)
= $a {1} $b/ flag {2} | OPTIONS $b/ @$a ?{1} => 204 ; acao: $a ; acac: true ; acam: {3} | error allow-methods-invalid
a space inside | PUT |  | GET PUT
a space inside, and the method elsewhere | PUT |  | PUT, A B
the method elsewhere, in another field | PUT |  | A B ; acam: PUT
the method elsewhere, in the field before | PUT |  | PUT ; acam: A B
a quotation mark | PUT |  | \x22PUT\x22
an at sign | PUT |  | PUT, @
a semicolon | PUT |  | PUT; GET
a slash | PUT |  | PUT/GET
parentheses | PUT |  | (PUT)
brackets | PUT |  | [PUT]
a colon | PUT |  | PUT:
an equals sign | PUT |  | PUT=1
a vertical tab | PUT |  | PUT,\x0bGET
a form feed | PUT |  | PUT\x0c,GET
a control character | PUT |  | PUT,\x01
DEL | PUT |  | PUT,\x7f
a byte above ASCII | PUT |  | PUT,\xe9
a bad member next to a wildcard | PUT |  | *, A B
nobody needs it: GET | GET |  | A B
nobody needs it: POST with credentials | POST | include | \x22
a question mark | PUT |  | PUT?

# #cors-preflight-fetch-0, steps 7.2 and 7.7 (Access-Control-Allow-Headers that allow)
= $a GET $b/ ; X-A: 1 | OPTIONS $b/ @$a ?GET:x-a => 204 ; acao: * {1} -> GET $b/ @$a => 200 ; acao: * | cors 200
the name | ; acah: x-a
in upper case | ; acah: X-A
in mixed case | ; acah: X-a
first of a list | ; acah: x-a, x-b
last of a list | ; acah: x-b,x-a
with tabs around | ; acah: x-b\t,\tx-a
with empty members | ; acah: ,,x-a,,
in the first of two fields | ; acah: x-a ; acah: x-b
in the second of two fields | ; acah: x-b ; acah: x-a
a wildcard | ; acah: *
a wildcard in a list | ; acah: x-b, *
next to an odd token | ; acah: x-a, it's

# #cors-preflight-fetch-0, step 7.7 (a header is not listed)
= $a GET $b/ {1} ; X-A: 1 | OPTIONS $b/ @$a ?GET:x-a => 204 ; acao: $a ; acac: true {2} | error header-not-allowed
no header |  | 
an empty header |  | ; acah:
another name |  | ; acah: x-b
a longer name |  | ; acah: x-ab
a shorter name |  | ; acah: x
an underscore for the hyphen |  | ; acah: x_a
the list of methods is not asked |  | ; acam: x-a
the exposed names are not asked |  | ; aceh: x-a
an asterisk in a token is no wildcard |  | ; acah: x-*
two asterisks are no wildcard |  | ; acah: **
`*` with credentials | include | ; acah: *
`*` in a list with credentials | include | ; acah: x-b, *

# #cors-preflight-fetch-0, step 7.7 (every name is asked for)
one of two | $a GET $b/ ; X-A: 1 ; X-B: 2 | OPTIONS $b/ @$a ?GET:x-a,x-b => 204 ; acao: * ; acah: x-a | error header-not-allowed
both | $a GET $b/ ; X-A: 1 ; X-B: 2 | OPTIONS $b/ @$a ?GET:x-a,x-b => 204 ; acao: * ; acah: x-b, x-a -> GET $b/ @$a => 200 ; acao: * | cors 200
both, one a field | $a GET $b/ ; X-A: 1 ; X-B: 2 | OPTIONS $b/ @$a ?GET:x-a,x-b => 204 ; acao: * ; acah: x-b ; acah: X-A -> GET $b/ @$a => 200 ; acao: * | cors 200
a safelisted one that is not safe now | $a GET $b/ ; Accept: ( ; X-A: 1 | OPTIONS $b/ @$a ?GET:accept,x-a => 204 ; acao: * ; acah: x-a | error header-not-allowed
a safelisted one that is safe needs none | $a GET $b/ ; Accept: a ; X-A: 1 | OPTIONS $b/ @$a ?GET:x-a => 204 ; acao: * ; acah: x-a -> GET $b/ @$a => 200 ; acao: * | cors 200
JSON not listed | $a POST $b/ ; Content-Type: application/json | OPTIONS $b/ @$a ?POST:content-type => 204 ; acao: * ; acam: POST | error header-not-allowed
the name `*` with credentials | $a GET $b/ include ; *: 1 | OPTIONS $b/ @$a ?GET:* => 204 ; acao: $a ; acac: true ; acah: * -> GET $b/ @$a => 200 ; acao: $a ; acac: true | cors 200
the name next to `*` with credentials | $a GET $b/ include ; X-A: 1 | OPTIONS $b/ @$a ?GET:x-a => 204 ; acao: $a ; acac: true ; acah: *, X-A -> GET $b/ @$a => 200 ; acao: $a ; acac: true | cors 200

# #cors-preflight-fetch-0, step 7.3 (Access-Control-Allow-Headers fails)
= $a {1} $b/ flag ; X-A: 1 | OPTIONS $b/ @$a ?{1}:x-a => 204 ; acao: * ; acam: PUT ; acah: {2} | error allow-headers-invalid
a space inside | GET | x a
the name elsewhere | GET | x-a, x b
the name elsewhere, in another field | GET | x b ; acah: x-a
a quotation mark | GET | \x22x-a\x22
an at sign | GET | x-a, @
a semicolon | GET | x-a; x-b
a colon | GET | x-a:
a bad member next to a wildcard | GET | *, x b
a vertical tab | PUT | x-a,\x0b
a byte above ASCII | PUT | x-a,\xff
braces | PUT | {x-a}

# #cors-preflight-fetch-0, step 7.3 comes before steps 7.5 to 7.7
headers fail, and nobody has one | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; acah: x a | error allow-headers-invalid
headers fail, and the method is not listed | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acah: x a | error allow-headers-invalid
the method is asked before the headers | $a PUT $b/ ; X-A: 1 | OPTIONS $b/ @$a ?PUT:x-a => 204 ; acao: * | error method-not-allowed
the CORS check is asked before the lists | $a PUT $b/ ; X-A: 1 | OPTIONS $b/ @$a ?PUT:x-a => 204 ; acam: a b | error preflight-allow-origin-missing
an invalid list with a bad status is a bad status | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 500 ; acao: * ; acam: a b | error preflight-status

# #cors-preflight-fetch-0, step 7.6 (Authorization)
= $a GET $b/ {1} ; Authorization: x | OPTIONS $b/ @$a ?GET:authorization => 204 ; acao: $a ; acac: true {2} | error authorization-not-allowed
no header |  | 
a wildcard does not cover it |  | ; acah: *
a wildcard and another name |  | ; acah: *, x-a
a wildcard with credentials | include | ; acah: *
another name |  | ; acah: x-a

# #cors-preflight-fetch-0, step 7.6 (Authorization by its name)
= $a GET $b/ ; Authorization: x {1} | OPTIONS $b/ @$a ?GET:{2} => 204 ; acao: * ; acah: {3} -> GET $b/ @$a => 200 ; acao: * | cors 200
lower case |  | authorization | authorization
upper case |  | authorization | AUTHORIZATION
next to a wildcard |  | authorization | *, Authorization
next to a wildcard for another header | ; X-A: 1 | authorization,x-a | *, Authorization
both by name | ; X-A: 1 | authorization,x-a | X-A, Authorization

# #cors-preflight-fetch-0, step 7.6 comes before step 7.7
Authorization before a name that sorts first | $a GET $b/ ; Authorization: x ; A: 1 | OPTIONS $b/ @$a ?GET:a,authorization => 204 ; acao: * | error authorization-not-allowed
a name is missing where Authorization is there | $a GET $b/ ; Authorization: x ; A: 1 | OPTIONS $b/ @$a ?GET:a,authorization => 204 ; acao: * ; acah: authorization | error header-not-allowed

# #cors-preflight-fetch-0, step 7.4 (the use-CORS-preflight flag)
= $a {1} $b/ flag | OPTIONS $b/ @$a ?{1} => 204 ; acao: * {2} -> {1} $b/ @$a => 200 ; acao: * | cors 200
a method that is not safelisted is allowed by silence | PUT | 
a safelisted method | POST | 
the method listed | PUT | ; acam: PUT

# #cors-preflight-fetch-0, step 7.4 (only null, not an empty list)
an empty list allows nothing | $a PUT $b/ flag | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: | error method-not-allowed
another method allows nothing | $a PUT $b/ flag | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: GET | error method-not-allowed
silence allows no header | $a PUT $b/ flag ; X-A: 1 | OPTIONS $b/ @$a ?PUT:x-a => 204 ; acao: * | error header-not-allowed

# #cors-preflight-fetch-0, step 7.8 (Access-Control-Max-Age never fails a request)
= $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: {1} -> PUT $b/ @$a => 200 ; acao: * | cors 200
zero | 0
negative | -1
a word | soon
nothing | 
twice | 5 ; age: 6

# #http-cors-protocol (what else a preflight's response has does not matter)
= $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; {1} -> PUT $b/ @$a => 200 ; acao: * ; X-A: 1 | cors 200
exposed names | aceh: X-A
exposed names that are none | aceh: a b
an Allow header without it | Allow: GET
Vary | Vary: Origin
a resource policy | Cross-Origin-Resource-Policy: same-origin
a cookie | Set-Cookie: a=b
a Location | Location: $c/
";

#[test]
fn rows() {
    crate::table::run(TABLE);
}

/// <https://fetch.spec.whatwg.org/#ok-status>
#[test]
fn every_status_is_ok_from_200_to_299() {
    for status in 200..=599 {
        let page = Origin::parse("https://a.example").unwrap();
        let mut init = RequestInit::new(page, "https://b.example/");
        init.method = "PUT".to_owned();
        let mut server = |request: &HttpRequest| {
            let status = if request.method == "OPTIONS" { status } else { 200 };
            let names = ["Access-Control-Allow-Origin", "Access-Control-Allow-Methods"];
            let headers: HeaderList = names.map(|name| (name, "*")).into_iter().collect();
            Some(HttpResponse { status, headers })
        };
        let outcome = fetch(&init, &mut Browser::new(Profile::STANDARD), &mut server);
        assert_eq!(outcome.result.is_ok(), (200..=299).contains(&status), "{status}");
        assert_eq!(outcome.requests.len(), if status < 300 { 2 } else { 1 }, "{status}");
    }
}
