//! What can be read of a response: <https://fetch.spec.whatwg.org/#concept-filtered-response>.

pub(crate) const TABLE: &str = r"
# #concept-filtered-response-basic
= $a GET $a/ | GET $a/ => 200 {1} | basic 200 {2}
every header | ; X-A: 1 ; ETag: x ; Content-Type: text/plain | content-type etag x-a
names in lower case | ; X-UPPER: 1 | x-upper
each once | ; X-A: 1 ; x-a: 2 | x-a
Set-Cookie is not among them | ; Set-Cookie: a=b ; X-A: 1 | x-a
Set-Cookie2 is not among them | ; set-cookie2: a=b ; X-A: 1 | x-a
Set-Cookie3 is | ; Set-Cookie3: a=b | set-cookie3
exposed names are not asked | ; X-A: 1 ; aceh: X-B | access-control-expose-headers x-a
none |  | 

# #cors-safelisted-response-header-name
= $a GET $b/ | GET $b/ @$a => 200 ; acao: * ; {1}: x | cors 200 {2}
Cache-Control | Cache-Control | cache-control
Content-Language | Content-Language | content-language
Content-Length | Content-Length | content-length
Content-Type | Content-Type | content-type
Expires | Expires | expires
Last-Modified | Last-Modified | last-modified
Pragma | Pragma | pragma
in upper case | CONTENT-TYPE | content-type
not ETag | ETag | 
not Date | Date | 
not Server | Server | 
not Location | Location | 
not Content-Encoding | Content-Encoding | 
not Content-Disposition | Content-Disposition | 
not Content-Range | Content-Range | 
not Accept-Ranges | Accept-Ranges | 
not Vary | Vary | 
not Age | Age | 
not Link | Link | 
not Retry-After | Retry-After | 
not WWW-Authenticate | WWW-Authenticate | 
not Access-Control-Allow-Methods | acam | 
not Set-Cookie | Set-Cookie | 
not Timing-Allow-Origin | Timing-Allow-Origin | 

# #main-fetch, step 14.1 (Access-Control-Expose-Headers, a list)
= $a GET $b/ {1} | GET $b/ @$a => 200 ; acao: $a ; acac: true ; X-A: 1 ; X-B: 2 ; aceh: {2} | cors 200 {3}
a name |  | X-A | x-a
two names |  | X-A, X-B | x-a x-b
without a space |  | X-A,X-B | x-a x-b
another case |  | x-A | x-a
tabs around |  | X-A\t,\tX-B | x-a x-b
empty members |  | ,,X-A,, | x-a
twice |  | X-A, x-a | x-a
two fields |  | X-A ; aceh: X-B | x-a x-b
an empty field first |  | ; aceh: X-B | x-b
an absent name |  | X-C | 
nothing |  |  | 
commas only |  | ,, | 
a longer name |  | X-AA | 
a name with credentials | include | X-A | x-a
the exposing header itself |  | Access-Control-Expose-Headers | access-control-expose-headers
the allowing header |  | Access-Control-Allow-Origin | access-control-allow-origin
an odd token next to it |  | it's, X-A | x-a

# #main-fetch, step 14.1 (Access-Control-Expose-Headers fails: nothing more, and no error)
= $a GET $b/ {1} | GET $b/ @$a => 200 ; acao: $a ; acac: true ; X-A: 1 ; Content-Type: x ; aceh: {2} | cors 200 content-type
a space inside |  | X A
the name elsewhere |  | X-A, X B
in another field |  | X-A ; aceh: X B
a quotation mark |  | \x22X-A\x22
an at sign |  | X-A, @
a semicolon |  | X-A; X-B
a colon |  | X-A:
a vertical tab |  | X-A,\x0b
a form feed |  | X-A\x0c
a byte above ASCII |  | X-A,\xe9
a bad member next to a wildcard |  | *, X B
with credentials | include | X-A, X B

# #main-fetch, step 14.1.2 (a wildcard without credentials)
= $a GET $b/ {1} | GET $b/ @$a => 200 ; acao: * ; X-A: 1 ; Set-Cookie: a=b ; Set-Cookie2: c=d ; aceh: {2} | cors 200 access-control-allow-origin access-control-expose-headers x-a
alone |  | *
omit | omit | *
with white space |  | \s*\s
in a list |  | X-B, *
first in a list |  | *, X-B
in another field |  | X-B ; aceh: *
with empty members |  | ,*,

# #main-fetch, step 14.1.3 (a wildcard with credentials is a name)
= $a GET $b/ include | GET $b/ @$a => 200 ; acao: $a ; acac: true ; X-A: 1 {1} | cors 200 {2}
alone | ; aceh: * | 
a header of that name | ; aceh: * ; *: 1 | *
a header of that name that is not exposed | ; *: 1 | 
a name next to it | ; aceh: *, X-A | x-a
a name next to it in another field | ; aceh: * ; aceh: X-A | x-a
safelisted ones stay | ; aceh: * ; Content-Type: x | content-type

# #main-fetch, step 14.1 (asterisks that are no wildcard)
= $a GET $b/ | GET $b/ @$a => 200 ; acao: * ; X-A: 1 ; aceh: {1} | cors 200
two | **
in a token | X-*
in quotation marks | \x22*\x22

# #forbidden-response-header-name (never, though exposed)
= $a GET $b/ {1} | GET $b/ @$a => 200 ; acao: $a ; acac: true ; Set-Cookie: a ; Set-Cookie2: b ; X-A: 1 ; aceh: {2} | cors 200 {3}
Set-Cookie |  | Set-Cookie | 
Set-Cookie2 |  | set-cookie2 | 
both next to another |  | Set-Cookie, Set-Cookie2, X-A | x-a
with credentials | include | Set-Cookie, X-A | x-a

# #main-fetch, step 14.1 (the last response counts)
the redirect's names do not | $a GET $b/ | GET $b/ @$a => 302 ; acao: * ; aceh: X-A ; Location: /x -> GET $b/x @$a => 200 ; acao: * ; X-A: 1 | cors 200
the redirect's wildcard does not | $a GET $b/ | GET $b/ @$a => 302 ; acao: * ; aceh: * ; Location: /x -> GET $b/x @$a => 200 ; acao: * ; X-A: 1 | cors 200
the last one's do | $a GET $b/ | GET $b/ @$a => 302 ; acao: * ; Location: /x -> GET $b/x @$a => 200 ; acao: * ; aceh: X-A ; X-A: 1 | cors 200 x-a
the preflight's do not | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; aceh: X-A -> PUT $b/ @$a => 200 ; acao: * ; X-A: 1 | cors 200
the redirect's own headers are gone | $a GET $a/ | GET $a/ => 302 ; X-A: 1 ; Location: /x -> GET $a/x => 200 ; X-B: 1 | basic 200 x-b
own after other is cors | $a GET $b/ | GET $b/ @$a => 302 ; acao: * ; Location: $a/ -> GET $a/ @null => 200 ; acao: * ; X-A: 1 ; Pragma: x | cors 200 pragma ; tainted
own to other is cors | $a GET $a/ | GET $a/ => 302 ; Location: $b/ -> GET $b/ @$a => 200 ; acao: * ; X-A: 1 | cors 200
a redirect without a Location is a response | $a GET $b/ | GET $b/ @$a => 302 ; acao: * ; X-A: 1 ; aceh: X-A | cors 302 x-a

# #concept-filtered-response-cors (whatever the status)
= $a GET $b/ | GET $b/ @$a => {1} ; acao: * ; Content-Type: x ; X-A: 1 ; aceh: X-A | cors {1} content-type x-a
204 | 204
304 | 304
401 | 401
404 | 404
500 | 500

# #concept-filtered-response-opaque
= $a {1} $b/ no-cors {2} | {1} $b/ {3} => {4} | opaque
nothing can be read, exposed or not | GET |  |  | 200 ; acao: * ; aceh: * ; Content-Type: x
no status either | GET |  |  | 404
nor with POST | POST |  | @$a | 201 ; Content-Type: x
nor with credentials | GET | include |  | 200 ; acao: $a ; acac: true
";

#[test]
fn rows() {
    crate::table::run(TABLE);
}
