//! Main fetch: <https://fetch.spec.whatwg.org/#main-fetch>.

pub(crate) const TABLE: &str = r"
# #main-fetch, step 12, same origin and tainting basic
= {1} | {2} => {3} | {4}
the page's own origin | $a GET $a/ | GET $a/ | 200 ; X-A: 1 | basic 200 x-a
mode same-origin | $a GET $a/ same-origin | GET $a/ | 200 ; X-A: 1 | basic 200 x-a
mode no-cors | $a GET $a/ no-cors | GET $a/ | 200 ; X-A: 1 | basic 200 x-a
credentials make no difference | $a GET $a/ include | GET $a/ | 200 | basic 200
a refusing server makes no difference | $a GET $a/ | GET $a/ | 200 ; acao: $b | basic 200 access-control-allow-origin
the port written out | https://a.example:443 GET $a/ | GET $a/ | 200 | basic 200
another port that both have | $p GET $p/x | GET $p/x | 200 | basic 200
an IPv6 address | http://[::1]:8080 GET http://[0:0::1]:8080/ | GET http://[::1]:8080/ | 200 | basic 200
any status | $a GET $a/ | GET $a/ | 404 | basic 404
a method that is not safelisted | $a PUT $a/ | PUT $a/ @$a | 200 | basic 200
a header that is not safelisted | $a GET $a/ ; X-A: 1 | GET $a/ | 200 | basic 200
the use-CORS-preflight flag | $a POST $a/ flag | POST $a/ @$a | 200 | basic 200

# #main-fetch, step 12, another origin: what makes one
= {1} GET {2} | GET {2} @{1} => 200 ; acao: {1} | cors 200
another host | $a | $b/
another scheme | $h | $a/
the same with the scheme the other way | $a | $h/
another port | $a | $p/
a subdomain | $a | $s/
the domain of a subdomain | $s | $a/
a trailing dot | $a | https://a.example./
a loopback address by name and by number | http://localhost | http://127.0.0.1/
two loopback addresses | http://127.0.0.1 | http://[::1]/
an origin of an extension | chrome-extension://abc | $b/

# #main-fetch, step 12, opaque origins are same origin with nothing
GET is a CORS request | null GET $b/ | GET $b/ @null => 200 ; acao: * | cors 200
the serialisation is allowed | null GET $b/ | GET $b/ @null => 200 ; acao: null | cors 200
with credentials too | null GET $b/ include | GET $b/ @null => 200 ; acao: null ; acac: true | cors 200
another origin is not | null GET $b/ | GET $b/ @null => 200 ; acao: $b | error allow-origin-mismatch
PUT is preflighted | null PUT $b/ | OPTIONS $b/ @null ?PUT => 204 ; acao: null ; acam: PUT -> PUT $b/ @null => 200 ; acao: null | cors 200
mode same-origin never works | null GET $b/ same-origin | none | error same-origin-mode
mode no-cors | null GET $b/ no-cors | GET $b/ => 200 | opaque
mode no-cors with POST | null POST $b/ no-cors | POST $b/ @null => 200 | opaque

# #main-fetch, step 12, mode same-origin
= $a {1} {2} same-origin | none | error same-origin-mode
another host | GET | $b/
another scheme | GET | $h/
another port | GET | $p/
a subdomain | POST | $s/
PUT is not preflighted | PUT | $b/
about: | GET | about:blank
ftp: | GET | ftp://a.example/
file: | GET | file:///etc/passwd

# #main-fetch, step 12, mode no-cors
= $a {1} | {2} | {3}
GET without Origin | GET $b/ no-cors | GET $b/ => 200 | opaque
HEAD without Origin | HEAD $b/ no-cors | HEAD $b/ => 200 | opaque
POST with Origin | POST $b/ no-cors | POST $b/ @$a => 200 | opaque
an allowing server makes it no less opaque | GET $b/ no-cors | GET $b/ => 200 ; acao: * ; aceh: * | opaque
an error is opaque | GET $b/ no-cors | GET $b/ => 500 | opaque
with credentials | GET $b/ no-cors include | GET $b/ => 200 | opaque
redirect mode error | GET $b/ no-cors error | none | error no-cors-redirect-mode
redirect mode manual | GET $b/ no-cors manual | none | error no-cors-redirect-mode
redirect mode error, the page's own origin | GET $a/ no-cors error | GET $a/ => 200 | basic 200
redirect mode manual, the page's own origin | GET $a/ no-cors manual | GET $a/ => 200 | basic 200
the use-CORS-preflight flag is not looked at | GET $b/ no-cors flag | GET $b/ => 200 | opaque
nobody there | GET $b/ no-cors | GET $b/ => lost | error connection-failed

# #main-fetch, step 12, not an HTTP(S) scheme
= $a {1} {2} | none | error unsupported-scheme
ftp: | GET | ftp://b.example/
file: | GET | file:///etc/passwd
ws: | GET | ws://a.example/
wss: | GET | wss://a.example/
about:blank | GET | about:blank
about:invalid | GET | about:invalid
blob: of another origin | GET | blob:https://b.example/0b1c
blob: of an opaque origin | GET | blob:null/0b1c
mailto: | GET | mailto:a@b.example
javascript: | GET | javascript:0
a scheme of one's own | GET | foo://b.example/
PUT is not preflighted | PUT | ftp://b.example/

# #scheme-fetch, in mode no-cors and for the page's own
about:blank is opaque | $a GET about:blank no-cors | none | opaque
about:blank with a query | $a GET about:blank?x no-cors | none | opaque
about:srcdoc is nothing | $a GET about:srcdoc no-cors | none | error unsupported-scheme
ftp: is nothing | $a GET ftp://b.example/ no-cors | none | error unsupported-scheme
file: is nothing | $a GET file:///x no-cors | none | error unsupported-scheme
a blob of the page's own that is not there | $a GET blob:https://a.example/0b1c | none | error unsupported-scheme

# #main-fetch, step 12, data:
= {1} | none | {2}
a data: URL | $a GET data:,x | basic 200 content-type
from an opaque origin | null GET data:,x | basic 200 content-type
in mode same-origin | $a GET data:,x same-origin | basic 200 content-type
in mode no-cors | $a GET data:,x no-cors | basic 200 content-type
in mode no-cors, redirect mode error | $a GET data:,x no-cors error | basic 200 content-type
with a type | $a GET data:text/html;charset=utf-8,x | basic 200 content-type
in base64 | $a GET data:text/plain;base64,eA== | basic 200 content-type
with POST | $a POST data:,x | basic 200 content-type
with PUT and a header: no preflight | $a PUT data:,x ; X-A: 1 | basic 200 content-type
with the use-CORS-preflight flag | $a POST data:,x flag | basic 200 content-type
an empty one | $a GET data:, | basic 200 content-type
without a comma | $a GET data:notAdataUrl.com | error invalid-data-url
a comma in the query is one | $a GET data:x?, | basic 200 content-type
a comma in the fragment is none | $a GET data:x#, | error invalid-data-url

# #main-fetch, step 12, which branch with preflight
= $a {1} | {2} | {3}
a safelisted method without headers goes without | GET $b/ | GET $b/ @$a => 200 ; acao: * | cors 200
credentials ask for no preflight | POST $b/ include | POST $b/ @$a => 200 ; acao: $a ; acac: true | cors 200
a method that is not safelisted goes with | DELETE $b/ | OPTIONS $b/ @$a ?DELETE => 204 ; acao: * ; acam: DELETE -> DELETE $b/ @$a => 200 ; acao: * | cors 200
a header that is not safelisted goes with | GET $b/ ; X-A: 1 | OPTIONS $b/ @$a ?GET:x-a => 204 ; acao: * ; acah: x-a -> GET $b/ @$a => 200 ; acao: * | cors 200
the use-CORS-preflight flag goes with | POST $b/ flag | OPTIONS $b/ @$a ?POST => 204 ; acao: * -> POST $b/ @$a => 200 ; acao: * | cors 200
the flag with GET | GET $b/ flag | OPTIONS $b/ @$a ?GET => 204 ; acao: * -> GET $b/ @$a => 200 ; acao: * | cors 200
the flag with a safelisted header | POST $b/ flag ; Accept: a | OPTIONS $b/ @$a ?POST => 204 ; acao: * -> POST $b/ @$a => 200 ; acao: * | cors 200
the flag with another header | POST $b/ flag ; X-A: 1 | OPTIONS $b/ @$a ?POST:x-a => 204 ; acao: * ; acah: x-a -> POST $b/ @$a => 200 ; acao: * | cors 200

# #http-fetch, step 4.3 (no response)
= $a {1} | {2} | {3}
of the page's own origin | GET $a/ | GET $a/ => lost | error connection-failed
of another | GET $b/ | GET $b/ @$a => lost | error connection-failed
to the preflight | PUT $b/ | OPTIONS $b/ @$a ?PUT => lost | error preflight-connection-failed
to the request after a preflight | PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT -> PUT $b/ @$a => lost | error connection-failed
after a redirect | GET $b/ | GET $b/ @$a => 302 ; acao: * ; Location: /x -> GET $b/x @$a => lost | error connection-failed
";

#[test]
fn rows() {
    crate::table::run(TABLE);
}
