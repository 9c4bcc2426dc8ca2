//! The `Origin` header: <https://fetch.spec.whatwg.org/#append-a-request-origin-header>.

pub(crate) const TABLE: &str = r"
# #append-a-request-origin-header, step 3 (tainting cors: always, whatever the policy)
= $a {1} $b/ {2} | {1} $b/ @$a => 200 ; acao: * | cors 200
GET | GET | 
HEAD | HEAD | 
POST | POST | 
GET, no-referrer | GET | referrer:no-referrer
POST, no-referrer | POST | referrer:no-referrer
POST, same-origin | POST | referrer:same-origin
POST, strict-origin | POST | referrer:strict-origin
GET, omit | GET | omit

# #append-a-request-origin-header, step 3 (tainting cors, https: to http:)
= $a POST $i/ {1} | POST $i/ @$a => 200 ; acao: * | cors 200
the default | 
no-referrer | referrer:no-referrer
strict-origin | referrer:strict-origin
no-referrer-when-downgrade | referrer:no-referrer-when-downgrade

# #append-a-request-origin-header, step 4 (the page's own origin: no Origin with GET and HEAD)
= $a {1} $a/ {2} | {1} $a/ => 200 | basic 200
GET | GET | 
HEAD | HEAD | 
GET in mode same-origin | GET | same-origin
GET in mode no-cors | GET | no-cors
GET with credentials | GET | include
HEAD, unsafe-url | HEAD | referrer:unsafe-url

# #append-a-request-origin-header, step 4 (the page's own origin, mode cors)
= $a {1} $a/ {2} | {1} $a/ @$a => 200 | basic 200
POST | POST | 
PUT | PUT | 
OPTIONS | OPTIONS | 
get in a method's own case is another method | gETx | 
POST, no-referrer: mode cors is not asked | POST | referrer:no-referrer
POST, same-origin | POST | referrer:same-origin
POST, strict-origin-when-cross-origin | POST | referrer:strict-origin-when-cross-origin

# #append-a-request-origin-header, step 4.1 (the page's own origin, mode same-origin)
= $a {1} $a/ same-origin {2} | {1} $a/ @{3} => 200 | basic 200
POST by default | POST |  | $a
no-referrer | POST | referrer:no-referrer | null
no-referrer, PUT | PUT | referrer:no-referrer | null
no-referrer-when-downgrade | POST | referrer:no-referrer-when-downgrade | $a
strict-origin | POST | referrer:strict-origin | $a
same-origin | POST | referrer:same-origin | $a
origin | POST | referrer:origin | $a
origin-when-cross-origin | POST | referrer:origin-when-cross-origin | $a
unsafe-url | POST | referrer:unsafe-url | $a

# #append-a-request-origin-header, step 4.1 (mode no-cors, another origin, https: to https:)
= $a POST $b/ no-cors {1} | POST $b/ @{2} => 200 | opaque
by default |  | $a
no-referrer | referrer:no-referrer | null
no-referrer-when-downgrade | referrer:no-referrer-when-downgrade | $a
same-origin | referrer:same-origin | null
origin | referrer:origin | $a
strict-origin | referrer:strict-origin | $a
origin-when-cross-origin | referrer:origin-when-cross-origin | $a
strict-origin-when-cross-origin | referrer:strict-origin-when-cross-origin | $a
unsafe-url | referrer:unsafe-url | $a

# #append-a-request-origin-header, step 4.1 (mode no-cors, another origin, https: to http:)
= $a POST $i/ no-cors {1} | POST $i/ @{2} => 200 | opaque
by default |  | null
no-referrer | referrer:no-referrer | null
no-referrer-when-downgrade | referrer:no-referrer-when-downgrade | null
same-origin | referrer:same-origin | null
origin | referrer:origin | $a
strict-origin | referrer:strict-origin | null
origin-when-cross-origin | referrer:origin-when-cross-origin | $a
strict-origin-when-cross-origin | referrer:strict-origin-when-cross-origin | null
unsafe-url | referrer:unsafe-url | $a

# #append-a-request-origin-header, step 4.1 (mode no-cors, http: page)
= $h POST {1}/ no-cors {2} | POST {1}/ @{3} => 200 | opaque
to http: by default | $i |  | $h
to https: by default | $b |  | $h
to http: with strict-origin | $i | referrer:strict-origin | $h
to http: with no-referrer | $i | referrer:no-referrer | null
to https: with same-origin | $b | referrer:same-origin | null

# #append-a-request-origin-header, step 4.1 (mode no-cors, the page's own origin)
= $a POST $a/ no-cors {1} | POST $a/ @{2} => 200 | basic 200
by default |  | $a
no-referrer | referrer:no-referrer | null
same-origin | referrer:same-origin | $a

# #append-a-request-origin-header (mode no-cors: none with GET and HEAD)
= $a {1} $b/ no-cors | {1} $b/ => 200 | opaque
GET | GET
HEAD | HEAD

# #append-a-request-origin-header, step 2 (an opaque origin)
in mode no-cors with unsafe-url | null POST $b/ no-cors referrer:unsafe-url | POST $b/ @null => 200 | opaque
in mode cors | null POST $b/ | POST $b/ @null => 200 ; acao: * | cors 200

# #append-a-request-origin-header, step 4.1 (the current URL counts after a redirect)
https: to https: to http: | $a POST $b/ no-cors | POST $b/ @$a => 307 ; Location: $i/ -> POST $i/ @null => 200 | opaque ; tainted
own to own without TLS: mode same-origin ends | $a POST $a/ same-origin | POST $a/ @$a => 307 ; Location: $h/ | error same-origin-mode
own to http: in mode no-cors | $a POST $a/ no-cors | POST $a/ @$a => 307 ; Location: $i/ -> POST $i/ @null => 200 | opaque
own to other in mode no-cors with same-origin | $a POST $a/ no-cors referrer:same-origin | POST $a/ @$a => 307 ; Location: $b/ -> POST $b/ @null => 200 | opaque
";

#[test]
fn rows() {
    crate::table::run(TABLE);
}
