//! The CORS-preflight request: <https://fetch.spec.whatwg.org/#cors-preflight-fetch-0>, steps 1 to 6.

pub(crate) const TABLE: &str = r"
# #cors-preflight-fetch-0, steps 1 to 5
= $a {1} | OPTIONS $b/ @$a {2} => lost | error preflight-connection-failed
a method alone: no Access-Control-Request-Headers | PUT $b/ | ?PUT
a header alone | GET $b/ ; X-A: 1 | ?GET:x-a
both | PATCH $b/ ; X-A: 1 | ?PATCH:x-a
a safelisted method is named all the same | POST $b/ ; Content-Type: application/json | ?POST:content-type
HEAD | HEAD $b/ ; X-A: 1 | ?HEAD:x-a
names joined by a comma without a space | PUT $b/ ; X-B: 1 ; X-A: 2 | ?PUT:x-a,x-b
Authorization is named | GET $b/ ; AUTHORIZATION: x | ?GET:authorization
the flag alone: no Access-Control-Request-Headers | GET $b/ flag | ?GET
the method as it was normalised | delete $b/ | ?DELETE
a method of one's own as it is | cHiCkEn $b/ | ?cHiCkEn
the header `*` | GET $b/ ; *: 1 | ?GET:*
the header of a token's every character | GET $b/ ; !#$%&'*+-.^_`|~: 1 | ?GET:!#$%&'*+-.^_`|~
no author header goes along | PUT $b/ ; Accept: a ; Accept-Language: en ; X-A: 1 | ?PUT:x-a
Content-Language with an unsafe byte | PUT $b/ ; Content-Language: _ | ?PUT:content-language

# #cors-preflight-fetch-0, step 1 (URL)
= $a PUT {1} | OPTIONS {2} @$a ?PUT => lost | error preflight-connection-failed
the path and the query | $b/x/y?z=1 | $b/x/y?z=1
not the fragment | $b/x#f | $b/x
the port | $b:8443/ | $b:8443/
a path that is no path | $b | $b/

# #cors-preflight-fetch-0, step 1 (origin)
= {1} PUT {2}/ | OPTIONS {2}/ @{1} ?PUT => lost | error preflight-connection-failed
a port that is not the default | https://a.example:8443 | $b
http: | $h | $b
an IPv4 address | http://127.0.0.1:8080 | $b
an IPv6 address | http://[::1]:8080 | $b
punycode | https://xn--bcher-kva.example | $b
an opaque origin | null | $b
of the same host | $h | $a

# #cors-preflight-fetch-0, step 1 (the preflight's own modes)
credentials make no difference to it | $a PUT $b/ include | OPTIONS $b/ @$a ?PUT => lost | error preflight-connection-failed
nor does the redirect mode error | $a PUT $b/ error | OPTIONS $b/ @$a ?PUT => lost | error preflight-connection-failed
nor does the redirect mode manual | $a PUT $b/ manual | OPTIONS $b/ @$a ?PUT => lost | error preflight-connection-failed
nor does the referrer policy | $a PUT $b/ referrer:no-referrer | OPTIONS $b/ @$a ?PUT => lost | error preflight-connection-failed

# #cors-preflight-fetch-0, step 6 (HTTP-network-or-cache fetch: redirects are not followed)
= $a PUT $b/ {1} | OPTIONS $b/ @$a ?PUT => {2} ; acao: * ; acam: PUT ; Location: $b/x | error preflight-redirect
301 |  | 301
302 |  | 302
303 |  | 303
307 |  | 307
308 |  | 308
redirect mode manual | manual | 302
redirect mode error | error | 302
";

#[test]
fn rows() {
    crate::table::run(TABLE);
}
