//! CORS-safelisted request-headers, where they count:
//! <https://fetch.spec.whatwg.org/#cors-safelisted-request-header>.

pub(crate) const TABLE: &str = r"
# #cors-safelisted-request-header, step 2, accept: no preflight
= $a GET $b/ ; Accept: {1} | GET $b/ @$a => 200 ; acao: * | cors 200
nothing | 
anything | */*
types with weights | text/html,application/xml;q=0.9,*/*;q=0.8
a slash, a comma, a semicolon, an equals sign | /,;=
a tab inside | a\tb
a byte above ASCII | \x80\xff
an apostrophe | it's
128 bytes | a×128
128 bytes after normalisation | \s\sa×128\s
an exclamation mark and the like | !#$%&'*+-.^_`|~
a caret | ^

# #cors-safelisted-request-header, step 2, accept: preflight
= $a GET $b/ ; Accept: {1} | OPTIONS $b/ @$a ?GET:accept => 204 ; acao: * ; acah: accept -> GET $b/ @$a => 200 ; acao: * | cors 200
129 bytes | a×129
a quotation mark | \x22
an opening parenthesis | (
a closing parenthesis | )
a colon | :
less than | <
greater than | >
a question mark | ?
an at sign | @
an opening bracket | [
a backslash | \\
a closing bracket | ]
an opening brace | {
a closing brace | }
DEL | \x7f
a control character | \x01
the last control character | \x1f
a vertical tab inside | a\x0bb
a form feed at the end stays and is unsafe | a\x0c

# #cors-safelisted-request-header, step 2, accept-language and content-language: no preflight
= $a POST $b/ ; {1}: {2} | POST $b/ @$a => 200 ; acao: * | cors 200
nothing | Accept-Language | 
letters, digits and every mark allowed | Accept-Language | azAZ09 *,-.;=
a list with weights | accept-language | en-GB, en;q=0.8, *;q=0.1
128 bytes | Accept-Language | a×128
content language | Content-Language | de-DE, en
content language, nothing | CONTENT-LANGUAGE | 

# #cors-safelisted-request-header, step 2, accept-language and content-language: preflight
= $a POST $b/ ; {1}: {2} | OPTIONS $b/ @$a ?POST:{3} => 204 ; acao: * ; acah: * -> POST $b/ @$a => 200 ; acao: * | cors 200
an underscore | Accept-Language | en_US | accept-language
a slash | Accept-Language | en/US | accept-language
a tab | Accept-Language | en\tfr | accept-language
an at sign | Accept-Language | @ | accept-language
a plus sign | Accept-Language | + | accept-language
a byte above ASCII | Accept-Language | \xe9 | accept-language
a quotation mark | Content-Language | \x22en\x22 | content-language
an apostrophe | Content-Language | ' | content-language
129 bytes | Content-Language | a×129 | content-language
a tilde | Content-Language | ~ | content-language

# #cors-safelisted-request-header, step 2, content-type: no preflight
= $a POST $b/ ; Content-Type: {1} | POST $b/ @$a => 200 ; acao: * | cors 200
text/plain | text/plain
text/plain with a charset, as fetch() writes it | text/plain;charset=UTF-8
a space after the semicolon | text/plain; charset=UTF-8
a form | application/x-www-form-urlencoded
a form as URLSearchParams has it | application/x-www-form-urlencoded;charset=UTF-8
form data | multipart/form-data; boundary=----x
form data without a boundary | multipart/form-data
upper case | TEXT/PLAIN
mixed case | Multipart/Form-Data
a semicolon alone | text/plain;
garbage for a parameter | text/plain;garbage
several semicolons | text/plain;;;
white space around | \s\ttext/plain\s
white space before the semicolon | text/plain ;a=b
a parameter above ASCII | text/plain;a=\xff
128 bytes | text/plain;a×117

# #cors-safelisted-request-header, step 2, content-type: preflight
= $a POST $b/ ; Content-Type: {1} | OPTIONS $b/ @$a ?POST:content-type => 204 ; acao: * ; acah: content-type -> POST $b/ @$a => 200 ; acao: * | cors 200
JSON | application/json
JSON as a form's parameter has no say, but quotation marks have | text/plain;a=\x22application/json\x22
a blob of JSON with a charset | application/json;charset=utf-8
HTML | text/html
XML | text/xml
nothing | 
no slash | text
no subtype | text/
no type | /plain
a space before the slash | text /plain
tabs around the slash | text\t/\tplain
a space after the slash | text/ plain
a comma | text/plain,
a comma before | ,text/plain
two types | text/plain,text/plain
a second type of JSON | text/plain, application/json
a vertical tab | text/plain\x0b
a form feed | text/plain\x0c
a control character in a parameter | text/plain;garbage\x01\x02
DEL in a parameter | application/x-www-form-urlencoded;\x7f
a boundary in quotation marks | multipart/form-data; boundary=\x22x\x22
an almost-form | application/www-form-urlencoded
text/plain with a suffix | text/plain+json
text/css | text/css
an empty-looking type | */*
a bracket in a parameter | text/plain;a=[1]
129 bytes | text/plain;a×118
an octet stream | application/octet-stream
protobuf | application/grpc-web+proto
CSP reports | application/csp-report

# #cors-safelisted-request-header, step 2, range: no preflight
= $a GET $b/ ; Range: {1} | GET $b/ @$a => 206 ; acao: * | cors 206
a range | bytes=100-200
an open range | bytes=200-
the first byte | bytes=0-0
leading zeros | bytes=0009-10
white space around is dropped | \sbytes=0-\t
beyond 64 bits | bytes=18446744073709551616-18446744073709551617
128 bytes | bytes=1×60-2×61

# #cors-safelisted-request-header, step 2, range: preflight
= $a GET $b/ ; Range: {1} | OPTIONS $b/ @$a ?GET:range => 204 ; acao: * ; acah: Range -> GET $b/ @$a => 206 ; acao: * | cors 206
no unit | 100-200
another unit | MB=100-200
the unit in upper case | Bytes=0-
a space before the equals sign | bytes =100-200
a tab before the equals sign | bytes\t=100-200
spaces after the equals sign | bytes=  100-200
a space before the hyphen | bytes=100 -200
a tab before the hyphen | bytes=100\t-200
a space after the hyphen | bytes=100- 200
a tab after the hyphen | bytes=100-\t200
letters after | bytes=100-200hello
letters | bytes=abc-def
two ranges | bytes=100-200,300-400
a suffix | bytes=-200
a hyphen alone | bytes=-
nothing after the equals sign | bytes=
the end before the start | bytes=200-100
beyond 64 bits, the end before the start | bytes=18446744073709551617-18446744073709551616
a space for the equals sign | bytes 100-200
spaces around the equals sign | bytes = 100-200
a comma before | ,bytes=100-200
a comma after the equals sign | bytes=,100-200
129 bytes | bytes=1×61-2×61
nothing | 

# #cors-safelisted-request-header, step 2, otherwise: preflight
= $a GET $b/ ; {1}: {2} | OPTIONS $b/ @$a ?GET:{3} => 204 ; acao: * ; acah: {3} -> GET $b/ @$a => 200 ; acao: * | cors 200
Last-Event-ID | Last-Event-ID | abc123 | last-event-id
DPR | DPR | 1.0 | dpr
Save-Data | Save-Data | on | save-data
Viewport-Width | Viewport-Width | 100 | viewport-width
Width | Width | 100 | width
Device-Memory | Device-Memory | 1 | device-memory
Downlink | Downlink | 1 | downlink
Authorization | Authorization | x | authorization
X-Requested-With | X-Requested-With | XMLHttpRequest | x-requested-with
an empty value | X-A |  | x-a
the header `*` | * | 1 | *
Accept- | Accept- | 1 | accept-

# #cors-unsafe-request-header-names, step 4: each field is judged alone
two safe types | $a POST $b/ ; Content-Type: text/plain ; Content-Type: text/plain | POST $b/ @$a => 200 ; acao: * | cors 200
a safe type before JSON | $a POST $b/ ; Content-Type: text/plain ; Content-Type: application/json | OPTIONS $b/ @$a ?POST:content-type => 204 ; acao: * ; acah: content-type -> POST $b/ @$a => 200 ; acao: * | cors 200
JSON before a safe type | $a POST $b/ ; Content-Type: application/json ; Content-Type: text/plain | OPTIONS $b/ @$a ?POST:content-type => 204 ; acao: * ; acah: content-type -> POST $b/ @$a => 200 ; acao: * | cors 200
two of 128 bytes | $a GET $b/ ; Accept: a×128 ; Accept: b×128 | GET $b/ @$a => 200 ; acao: * | cors 200

# #cors-unsafe-request-header-names, step 5: the sum of 1024 bytes
1024 bytes | $a GET $b/ ; Accept: a×128 ; Accept: a×128 ; Accept: a×128 ; Accept: a×128 ; Accept: a×128 ; Accept: a×128 ; Accept: a×128 ; Accept: a×128 | GET $b/ @$a => 200 ; acao: * | cors 200
1025 bytes | $a GET $b/ ; Accept: a×128 ; Accept: a×128 ; Accept: a×128 ; Accept: a×128 ; Accept: a×128 ; Accept: a×128 ; Accept: a×128 ; Accept: a×128 ; Accept: b | OPTIONS $b/ @$a ?GET:accept => 204 ; acao: * ; acah: accept -> GET $b/ @$a => 200 ; acao: * | cors 200
1025 bytes of several names make all of them unsafe | $a GET $b/ ; Accept: a×128 ; Accept: a×128 ; Accept: a×128 ; Accept: a×128 ; Accept: a×128 ; Accept: a×128 ; Accept: a×128 ; Accept-Language: a×128 ; Content-Language: b | OPTIONS $b/ @$a ?GET:accept,accept-language,content-language => 204 ; acao: * ; acah: * -> GET $b/ @$a => 200 ; acao: * | cors 200
unsafe values do not add to the sum | $a GET $b/ ; X-A: a×2000 ; Accept: a | OPTIONS $b/ @$a ?GET:x-a => 204 ; acao: * ; acah: * -> GET $b/ @$a => 200 ; acao: * | cors 200

# #convert-header-names-to-a-sorted-lowercase-set
lower case | $a GET $b/ ; X-UPPER: 1 | OPTIONS $b/ @$a ?GET:x-upper => 204 ; acao: * ; acah: X-Upper -> GET $b/ @$a => 200 ; acao: * | cors 200
sorted | $a GET $b/ ; X-C: 1 ; X-A: 2 ; X-B: 3 | OPTIONS $b/ @$a ?GET:x-a,x-b,x-c => 204 ; acao: * ; acah: * -> GET $b/ @$a => 200 ; acao: * | cors 200
each once | $a GET $b/ ; X-A: 1 ; x-a: 2 ; X-a: 3 | OPTIONS $b/ @$a ?GET:x-a => 204 ; acao: * ; acah: * -> GET $b/ @$a => 200 ; acao: * | cors 200
by bytes: a hyphen before a digit before an underscore before a letter | $a GET $b/ ; x_a: 1 ; xa: 2 ; x1: 3 ; x-: 4 | OPTIONS $b/ @$a ?GET:x-,x1,x_a,xa => 204 ; acao: * ; acah: * -> GET $b/ @$a => 200 ; acao: * | cors 200
a prefix first | $a GET $b/ ; x-ab: 1 ; x-a: 2 | OPTIONS $b/ @$a ?GET:x-a,x-ab => 204 ; acao: * ; acah: * -> GET $b/ @$a => 200 ; acao: * | cors 200
safe ones are left out | $a POST $b/ ; X-A: 1 ; Accept: a ; Content-Type: text/plain | OPTIONS $b/ @$a ?POST:x-a => 204 ; acao: * ; acah: * -> POST $b/ @$a => 200 ; acao: * | cors 200
forbidden ones are left out | $a GET $b/ ; X-A: 1 ; Cookie: a ; Sec-A: 1 ; Proxy-A: 1 | OPTIONS $b/ @$a ?GET:x-a => 204 ; acao: * ; acah: * -> GET $b/ @$a ; -cookie ; -sec-a ; -proxy-a => 200 ; acao: * | cors 200

# #main-fetch, step 12: to the page's own origin nothing is judged
= $a {1} $a/ ; {2} | {1} $a/ {3} => 200 | basic 200
PUT | PUT | X-A: 1 | @$a
JSON | POST | Content-Type: application/json | @$a
Authorization | DELETE | Authorization: x | @$a
";

#[test]
fn rows() {
    crate::table::run(TABLE);
}
