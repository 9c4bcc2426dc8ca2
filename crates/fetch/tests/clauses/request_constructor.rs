//! `new Request(input, init)`: <https://fetch.spec.whatwg.org/#dom-request>.

pub(crate) const TABLE: &str = r"
# #dom-request, step 5.1 (URL parser)
= $a GET {1} | GET {2} => 200 | basic 200
an absolute URL | $a/x?y | $a/x?y
a path | /x | $a/x
a relative path | x/y | $a/x/y
a path with dots | /x/../y/./z | $a/y/z
a query | ?q=1 | $a/?q=1
a fragment is not sent | /x#f | $a/x
a scheme-relative URL | //a.example/x | $a/x
the scheme of the page and no slashes is relative | https:x | $a/x
backslashes are slashes | \\x\\y | $a/x/y
scheme and host in upper case | HTTPS://A.EXAMPLE/X | $a/X
the default port | https://a.example:443/ | $a/
spaces around the URL | \s/x\s | $a/x
a line feed inside | /x\ny | $a/xy
a space inside is encoded | /x\sy | $a/x%20y
beyond ASCII is encoded | /\xe9 | $a/%C3%A9

# #dom-request, step 5.2
= $a GET {1} | none | throws invalid-url
a host missing | https://
a port that is no number | https://a.example:x/
a port out of range | https://a.example:65536/
a space in the host | https://a\sb/
an address out of range | https://256.0.0.1/
an IPv6 address not closed | https://[::1/
an invalid percent sign in the host | https://%zz/

# #dom-request, step 5.2, without a base
a relative URL from an opaque origin | null GET /x | none | throws invalid-url
an absolute URL from an opaque origin | null GET $b/x | GET $b/x @null => 200 ; acao: null | cors 200

# #dom-request, step 5.3 (includes credentials)
= $a GET {1} | none | throws url-credentials
user and password | https://u:p@b.example/
a user | https://u@b.example/
a password | https://:p@b.example/
of the page's own origin too | https://u:p@a.example/
an encoded user | https://%75@b.example/

# #dom-request, step 5.3 (does not include credentials)
= $a GET {1} | GET $b/ @$a => 200 ; acao: * | cors 200
an empty user | https://@b.example/
an empty user and password | https://:@b.example/

# #dom-request, step 25.2 (not a method)
= $a {1} $b/ | none | throws invalid-method
nothing | EMPTY
a space | GE\sT
a space after | GET\s
a space before | \sGET
a tab | G\tET
a line feed | GET\n
a NUL | GET\0
a comma | GET,POST
a colon | GET:
a slash | GET/x
parentheses | GET()
a quotation mark | G\x22ET
beyond ASCII | G\xc9T
a control character | G\x7fT

# #dom-request, step 25.2 (forbidden method)
= $a {1} {2} | none | throws forbidden-method
CONNECT | CONNECT | $b/
TRACE | TRACE | $b/
TRACK | TRACK | $b/
connect in lower case | connect | $b/
trace in mixed case | tRaCe | $b/
track in lower case | track | $b/
CONNECT to the page's own origin | CONNECT | $a/
TRACE to the page's own origin | TRACE | /

# #dom-request, step 32.1
= $a {1} {2} no-cors | none | throws no-cors-method
PUT | PUT | $b/
DELETE | DELETE | $b/
OPTIONS | options | $b/
PATCH | PATCH | $b/
a method of one's own | CHICKEN | $b/
the page's own origin makes no difference | PUT | $a/
forbidden comes before | patch | $b/

# #dom-request, step 25.2 comes before step 32.1
TRACE in no-cors mode is forbidden first | $a TRACE $b/ no-cors | none | throws forbidden-method
no token in no-cors mode is no method first | $a P\sT $b/ no-cors | none | throws invalid-method

# #dom-request, step 33.5; #headers-validate, step 1 (header name)
= $a GET $b/ ; {1}: 1 | none | throws invalid-header
an empty name | 
a space in the name | X\sA
a NUL | X\0
a slash | X/A
a comma | X,A
a semicolon | X;A
parentheses | X(A)
beyond ASCII | X-\xc9
braces | X{A}

# #dom-request, step 33.5; #headers-validate, step 1 (header value)
= $a GET $b/ ; X-A: {1} | none | throws invalid-header
a NUL inside | a\0b
a line feed inside | a\nb
a carriage return inside | a\rb
a line folded | a\r\n\sb
a NUL alone | \0

# #concept-headers-append, step 1 (normalize), to the page's own origin
= $a GET $a/ ; X-A: {1} | GET $a/ ; x-a: {2} => 200 | basic 200
spaces around | \s\sa\s | a
tabs and line feeds around | \t\na\r\n | a
nothing but white space | \s\t\n | 
a vertical tab stays | \x0ba | \x0ba
a form feed stays | a\x0c | a\x0c
a byte above ASCII stays | \xe9 | \xe9
a control character stays | a\x01b | a\x01b
DEL stays | a\x7fb | a\x7fb
a space inside stays | a\s\sb | a\s\sb

# #headers-validate, step 3 (a forbidden request-header is dropped)
= $a GET $b/ ; {1}: {2} | GET $b/ @$a ; -{3} => 200 ; acao: * | cors 200
Accept-Charset | Accept-Charset | utf-8 | accept-charset
Accept-Encoding | Accept-Encoding | br | accept-encoding
Access-Control-Request-Headers | Access-Control-Request-Headers | x | access-control-request-headers
Access-Control-Request-Method | Access-Control-Request-Method | PUT | access-control-request-method
Connection | Connection | close | connection
Content-Length | Content-Length | 1 | content-length
Cookie | Cookie | a=b | cookie
Cookie2 | COOKIE2 | a=b | cookie2
Date | date | x | date
DNT | DNT | 1 | dnt
Expect | Expect | 100-continue | expect
Host | Host | x | host
Keep-Alive | Keep-Alive | x | keep-alive
Referer | Referer | x | referer
Set-Cookie | Set-Cookie | a=b | set-cookie
TE | TE | trailers | te
Trailer | Trailer | x | trailer
Transfer-Encoding | Transfer-Encoding | chunked | transfer-encoding
Upgrade | Upgrade | h2c | upgrade
Via | Via | x | via
any that starts with Proxy- | Proxy-Authorization | x | proxy-authorization
Proxy- alone | Proxy- | x | proxy-
any that starts with Sec- | Sec-Fetch-Site | none | sec-fetch-site
sec- in lower case | sec-x | x | sec-x
a method override naming TRACE | X-HTTP-Method | TRACE | x-http-method
a method override in lower case | x-http-method-override | connect | x-http-method-override
a method override in a list | X-Method-Override | GET,track\s | x-method-override
a method override after an empty member | X-HTTP-Method | ,TRACE | x-http-method

# #forbidden-request-header (an Origin of one's own is dropped, too)
to another origin | $a GET $b/ ; Origin: $c | GET $b/ ; -origin ; origin: $a => 200 ; acao: * | cors 200
to the page's own | $a GET $a/ ; Origin: $c | GET $a/ ; -origin => 200 | basic 200

# #forbidden-request-header (not forbidden, hence asked for)
= $a GET $b/ ; {1}: {2} | OPTIONS $b/ @$a ?GET:{3} => 204 ; acao: * ; acah: * -> GET $b/ @$a => 200 ; acao: * | cors 200
User-Agent | User-Agent | x | user-agent
Proxy without a hyphen | Proxy | x | proxy
Sec without a hyphen | Sec | x | sec
Security | Security | x | security
Cookies | Cookies | x | cookies
Content-Encoding | Content-Encoding | gzip | content-encoding
Access-Control-Allow-Origin | Access-Control-Allow-Origin | * | access-control-allow-origin
Access-Control-Request-Private-Network | Access-Control-Request-Private-Network | true | access-control-request-private-network
a method override naming DELETE | X-HTTP-Method | DELETE | x-http-method
a method override naming no method | X-HTTP-Method | GETTRACE | x-http-method
TRACE in quotation marks | X-HTTP-Method-Override | \x22,TRACE\x22, | x-http-method-override
TRACE in another header | X-Method | TRACE | x-method
If-None-Match | If-None-Match | \x22x\x22 | if-none-match
Cache-Control of a request | Cache-Control | no-cache | cache-control
Pragma of a request | Pragma | no-cache | pragma

# #concept-headers-append, step 3 (guard request-no-cors): dropped
= $a POST $b/ no-cors ; {1}: {2} | POST $b/ @$a ; -{3} => 200 | opaque
a header of one's own | X-A | 1 | x-a
Authorization | Authorization | x | authorization
Range, though it may be safelisted | Range | bytes=0- | range
a JSON type | Content-Type | application/json | content-type
a type that is no type | Content-Type | text | content-type
an unsafe byte | Accept | a(b | accept
a value of 129 bytes | Accept | a×129 | accept
an underscore in a language | Accept-Language | en_US | accept-language
If-None-Match | If-None-Match | x | if-none-match
Content-Encoding | Content-Encoding | gzip | content-encoding

# #concept-headers-append, step 3 (guard request-no-cors): kept
= $a POST $b/ no-cors ; {1}: {2} | POST $b/ @$a => 200 | opaque
Accept | Accept | text/html
Accept-Language | Accept-Language | en, fr;q=0.5
Content-Language | Content-Language | de
a plain type | Content-Type | text/plain;charset=utf-8
a form | content-type | application/x-www-form-urlencoded
a value of 128 bytes | Accept | a×128

# #concept-headers-append, steps 3.1 to 3.4 (combined values)
two short values | $a GET $b/ no-cors ; Accept: a ; accept: b | GET $b/ => 200 | opaque
64 and 62 bytes are 128 with the comma and the space | $a GET $b/ no-cors ; Accept: a×64 ; Accept: b×62 | GET $b/ => 200 | opaque
64 and 63 bytes are 129: the second is dropped | $a GET $b/ no-cors ; Accept: a×64 ; Accept: b×63 | GET $b/ ; accept: a×64 => 200 | opaque
a third that fits is kept after a second that does not | $a GET $b/ no-cors ; Accept: a×120 ; Accept: b×9 ; Accept: c | GET $b/ ; accept: a×120, c => 200 | opaque
two types are none together | $a POST $b/ no-cors ; Content-Type: text/plain ; Content-Type: text/plain | POST $b/ @$a ; content-type: text/plain => 200 | opaque
a bad value first does not spoil a good one | $a POST $b/ no-cors ; Content-Type: text/html ; Content-Type: text/plain | POST $b/ @$a ; content-type: text/plain => 200 | opaque

# #dom-request, step 33: the guard is the mode's, whatever the origin
no-cors drops to the page's own origin as well | $a GET $a/ no-cors ; X-A: 1 | GET $a/ ; -x-a => 200 | basic 200
an invalid name still throws in no-cors mode | $a GET $b/ no-cors ; X A: 1 | none | throws invalid-header
an invalid value still throws in no-cors mode | $a GET $b/ no-cors ; X-A: a\0b | none | throws invalid-header
an invalid value of a forbidden name throws | $a GET $b/ ; Cookie: a\0b | none | throws invalid-header
same-origin mode keeps a header of one's own | $a GET $a/ same-origin ; X-A: 1 | GET $a/ => 200 | basic 200
";

#[test]
fn rows() {
    crate::table::run(TABLE);
}
