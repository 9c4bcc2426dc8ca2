//! The CORS check in its places: <https://fetch.spec.whatwg.org/#concept-cors-check>.

pub(crate) const TABLE: &str = r"
# #concept-cors-check, steps 3 and 4 (passes without credentials)
= $a GET $b/ {1} | GET $b/ @$a => 200 {2} | cors 200
a wildcard |  | ; acao: *
a wildcard, omit | omit | ; acao: *
the origin |  | ; acao: $a
the origin, omit | omit | ; acao: $a
spaces and tabs around |  | ; acao: \s\t$a\t\s
spaces around a wildcard |  | ; acao: \s*\s
the header's name in another case |  | ; ACCESS-CONTROL-ALLOW-ORIGIN: *
a wildcard with true |  | ; acao: * ; acac: true
the origin with false |  | ; acao: $a ; acac: false
the origin with true twice |  | ; acao: $a ; acac: true ; acac: true

# #concept-cors-check, step 2
= $a GET $b/ {1} | GET $b/ @$a => 200 {2} | error allow-origin-missing
nothing |  | 
with credentials | include | 
true alone | include | ; acac: true
another header |  | ; Allow-Origin: *
a name with a space for a hyphen |  | ; Access-Control-Allow-Origins: *
Origin as a response header |  | ; Origin: $a
Timing-Allow-Origin |  | ; Timing-Allow-Origin: *

# #concept-cors-check, step 4 (compared byte by byte)
= $a GET $b/ | GET $b/ @$a => 200 ; acao: {1} | error {2}
another origin | $b | allow-origin-mismatch
a trailing slash | $a/ | allow-origin-mismatch
a path | $a/x | allow-origin-mismatch
upper case of the scheme | HTTPS://a.example | allow-origin-mismatch
upper case of the host | https://A.example | allow-origin-mismatch
another scheme | $h | allow-origin-mismatch
the default port | $a:443 | allow-origin-mismatch
another port | $p | allow-origin-mismatch
a subdomain | $s | allow-origin-mismatch
a longer host | https://a.example.evil | allow-origin-mismatch
a host that ends so | https://xa.example | allow-origin-mismatch
null | null | allow-origin-mismatch
a trailing dot | https://a.example. | allow-origin-mismatch
a user | https://u@a.example | allow-origin-mismatch
a wildcard for a host | https://*.example | allow-origin-mismatch
a wildcard for a port | $a:* | allow-origin-invalid
a bare host | a.example | allow-origin-invalid
an empty value |  | allow-origin-invalid
two asterisks | ** | allow-origin-invalid
an asterisk in quotation marks | \x22*\x22 | allow-origin-invalid
an asterisk before the origin | *$a | allow-origin-invalid
true | true | allow-origin-invalid
NULL in upper case | NULL | allow-origin-invalid
the origin twice with a space | $a $a | allow-origin-multiple
the origin twice with a comma | $a,$a | allow-origin-multiple
the origin and another | $a, $b | allow-origin-multiple
a wildcard and the origin | *, $a | allow-origin-multiple
two wildcards | *, * | allow-origin-multiple
a wildcard and a comma | *, | allow-origin-multiple
a byte above ASCII after | $a\xff | allow-origin-invalid
a vertical tab after | $a\x0b | allow-origin-mismatch

# #concept-cors-check, step 1 (get joins the fields)
= $a GET $b/ | GET $b/ @$a => 200 ; acao: {1} ; acao: {2} | error allow-origin-multiple
the origin twice | $a | $a
a wildcard twice | * | *
the origin and a wildcard | $a | *
a wildcard and the origin | * | $a
the origin and nothing | $a | 
nothing and a wildcard |  | *
the origin and null | $a | null

# #concept-cors-check, steps 4 to 8 (with credentials)
= $a GET $b/ include | GET $b/ @$a => 200 {1} | {2}
the origin and true | ; acao: $a ; acac: true | cors 200
true with spaces around | ; acao: $a ; acac: \strue\t | cors 200
a wildcard | ; acao: * | error wildcard-with-credentials
a wildcard and true | ; acao: * ; acac: true | error wildcard-with-credentials
the origin alone | ; acao: $a | error allow-credentials-not-true
the origin and an empty value | ; acao: $a ; acac: | error allow-credentials-not-true
the origin and TRUE | ; acao: $a ; acac: TRUE | error allow-credentials-not-true
the origin and True | ; acao: $a ; acac: True | error allow-credentials-not-true
the origin and 1 | ; acao: $a ; acac: 1 | error allow-credentials-not-true
the origin and yes | ; acao: $a ; acac: yes | error allow-credentials-not-true
the origin and a wildcard | ; acao: $a ; acac: * | error allow-credentials-not-true
the origin and true in quotation marks | ; acao: $a ; acac: \x22true\x22 | error allow-credentials-not-true
the origin and true twice | ; acao: $a ; acac: true ; acac: true | error allow-credentials-not-true
the origin and true with a comma | ; acao: $a ; acac: true, | error allow-credentials-not-true
the origin and a list | ; acao: $a ; acac: true, true | error allow-credentials-not-true
the origin and false | ; acao: $a ; acac: false | error allow-credentials-not-true
the origin and true with a vertical tab | ; acao: $a ; acac: true\x0b | error allow-credentials-not-true
another origin and true | ; acao: $b ; acac: true | error allow-origin-mismatch
null and true | ; acao: null ; acac: true | error allow-origin-mismatch

# #concept-cors-check, step 4 (an opaque origin)
= null GET $b/ {1} | GET $b/ @null => 200 ; acao: {2} | {3}
null |  | null | cors 200
a wildcard |  | * | cors 200
null with credentials | include | null ; acac: true | cors 200
null with credentials without true | include | null | error allow-credentials-not-true
a wildcard with credentials | include | * ; acac: true | error wildcard-with-credentials
Null in mixed case |  | Null | error allow-origin-invalid
an empty value |  |  | error allow-origin-invalid
null in quotation marks |  | \x22null\x22 | error allow-origin-invalid
null twice |  | null ; acao: null | error allow-origin-multiple
the URL's own origin |  | $b | error allow-origin-mismatch

# #concept-cors-check, step 4 (how an origin is serialized)
= {1} GET $b/ | GET $b/ @{1} => 200 ; acao: {1} | cors 200
a port | https://a.example:8443
an IPv4 address | http://192.168.0.1
an IPv6 address | http://[2001:db8::1]
punycode | https://xn--bcher-kva.example
localhost | http://localhost:3000
an extension | chrome-extension://abcdefghijklmnop

# #http-fetch, step 4.4 (any status)
= $a GET $b/ | GET $b/ @$a => {1} ; acao: * | cors {1}
201 | 201
204 | 204
206 | 206
300 | 300
304 | 304
305 | 305
400 | 400
401 | 401
403 | 403
404 | 404
410 | 410
416 | 416
451 | 451
500 | 500
503 | 503
599 | 599

# #http-fetch, step 4.4 (an error page without it)
= $a GET $b/ | GET $b/ @$a => {1} | error allow-origin-missing
304 | 304
401 | 401
404 | 404
500 | 500
302 | 302 ; Location: $b/x
502 | 502
";

#[test]
fn rows() {
    crate::table::run(TABLE);
}
