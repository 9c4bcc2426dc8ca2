//! The CORS-preflight cache: <https://fetch.spec.whatwg.org/#cors-preflight-cache>.

pub(crate) const SEQUENCES: &str = r"
# #http-fetch, step 4.1; #concept-cache-match-method
--- a method is kept
0 | asked | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=60@0
1 | not asked again | $a PUT $b/ | PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=60@0
2 | another is asked, and the cache has both | $a DELETE $b/ | OPTIONS $b/ @$a ?DELETE => 204 ; acao: * ; acam: DELETE ; age: 60 -> DELETE $b/ @$a => 200 ; acao: * | cors 200 | PUT=60@0 DELETE=60@2
3 | the first is kept | $a PUT $b/ | PUT $b/ @$a => 200 ; acao: * | cors 200
4 | the second is kept | $a DELETE $b/ | DELETE $b/ @$a => 200 ; acao: * | cors 200
5 | a header is asked | $a PUT $b/ ; X-A: 1 | OPTIONS $b/ @$a ?PUT:x-a => 204 ; acao: * ; acam: PUT ; acah: X-A ; age: 60 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=60@0 DELETE=60@2 X-A=60@5
6 | method and header may come from two answers | $a DELETE $b/ ; x-a: 2 | DELETE $b/ @$a => 200 ; acao: * | cors 200
--- methods are case-sensitive
0 | patch | $a patch $b/ | OPTIONS $b/ @$a ?patch => 204 ; acao: * ; acam: patch ; age: 60 -> patch $b/ @$a => 200 ; acao: * | cors 200 | patch=60@0
0 | PATCH is another | $a PATCH $b/ | OPTIONS $b/ @$a ?PATCH => 204 ; acao: * ; acam: PATCH ; age: 60 -> PATCH $b/ @$a => 200 ; acao: * | cors 200 | patch=60@0 PATCH=60@0
--- what was listed and not asked for is kept
0 | PUT asks, and hears of others | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT, DELETE, PUT ; acah: X-A, x-a ; age: 60 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=60@0 DELETE=60@0 X-A=60@0
1 | DELETE | $a DELETE $b/ | DELETE $b/ @$a => 200 ; acao: * | cors 200
1 | a header | $a GET $b/ ; x-A: 1 | GET $b/ @$a => 200 ; acao: * | cors 200
1 | both | $a DELETE $b/ ; X-A: 1 | DELETE $b/ @$a => 200 ; acao: * | cors 200
1 | another header is asked | $a DELETE $b/ ; X-A: 1 ; X-B: 1 | OPTIONS $b/ @$a ?DELETE:x-a,x-b => 204 ; acao: * | error method-not-allowed | empty
--- a method is asked for though its header is kept
0 | POST with a header | $a POST $b/ ; X-A: 1 | OPTIONS $b/ @$a ?POST:x-a => 204 ; acao: * ; acah: x-a ; age: 60 -> POST $b/ @$a => 200 ; acao: * | cors 200 | x-a=60@0
1 | PUT with it | $a PUT $b/ ; X-A: 1 | OPTIONS $b/ @$a ?PUT:x-a => 204 ; acao: * ; acam: PUT ; acah: x-a ; age: 60 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | x-a=60@0 PUT=60@1

# #http-fetch, step 4.1 (a safelisted method needs no entry)
--- a header is kept, whatever safelisted method
0 | POST asks | $a POST $b/ ; X-A: 1 | OPTIONS $b/ @$a ?POST:x-a => 204 ; acao: * ; acah: x-a ; age: 60 -> POST $b/ @$a => 200 ; acao: * | cors 200
1 | POST with another value | $a POST $b/ ; X-A: 2 | POST $b/ @$a => 200 ; acao: * | cors 200
1 | GET | $a GET $b/ ; X-A: 2 | GET $b/ @$a => 200 ; acao: * | cors 200
1 | HEAD | $a HEAD $b/ ; X-A: 2 | HEAD $b/ @$a => 200 ; acao: * | cors 200
1 | with a safelisted header | $a GET $b/ ; X-A: 2 ; Accept: a | GET $b/ @$a => 200 ; acao: * | cors 200
1 | with a header that is not kept | $a GET $b/ ; X-A: 2 ; X-B: 1 | OPTIONS $b/ @$a ?GET:x-a,x-b => 204 ; acao: * ; acah: x-a, x-b ; age: 60 -> GET $b/ @$a => 200 ; acao: * | cors 200 | x-a=60@0 x-b=60@1
--- a request without a preflight neither asks nor keeps
0 | GET | $a GET $b/ | GET $b/ @$a => 200 ; acao: * ; acam: PUT ; acah: x-a ; age: 60 | cors 200 | empty
0 | PUT is asked | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @$a => 200 ; acao: * ; acam: DELETE ; age: 60 | cors 200 | PUT=60@0

# #http-fetch, step 4.1 (the use-CORS-preflight flag); #cors-preflight-fetch-0, step 7.4
--- silence keeps the method
0 | asked | $a POST $b/ flag | OPTIONS $b/ @$a ?POST => 204 ; acao: * ; age: 60 -> POST $b/ @$a => 200 ; acao: * | cors 200 | POST=60@0
1 | kept | $a POST $b/ flag | POST $b/ @$a => 200 ; acao: * | cors 200
1 | another method is asked | $a GET $b/ flag | OPTIONS $b/ @$a ?GET => 204 ; acao: * ; age: 60 -> GET $b/ @$a => 200 ; acao: * | cors 200 | POST=60@0 GET=60@1
1 | without the flag there is no question | $a HEAD $b/ | HEAD $b/ @$a => 200 ; acao: * | cors 200
--- another method listed keeps that one
0 | asked | $a POST $b/ flag | OPTIONS $b/ @$a ?POST => 204 ; acao: * ; acam: PUT ; age: 60 -> POST $b/ @$a => 200 ; acao: * | cors 200 | PUT=60@0
1 | asked again | $a POST $b/ flag | OPTIONS $b/ @$a ?POST => 204 ; acao: * ; acam: POST ; age: 60 -> POST $b/ @$a => 200 ; acao: * | cors 200 | PUT=60@0 POST=60@1
2 | kept | $a POST $b/ flag | POST $b/ @$a => 200 ; acao: * | cors 200
--- without the flag silence keeps nothing
0 | asked for its header | $a POST $b/ ; X-A: 1 | OPTIONS $b/ @$a ?POST:x-a => 204 ; acao: * ; acah: x-a ; age: 60 -> POST $b/ @$a => 200 ; acao: * | cors 200 | x-a=60@0
1 | the flag asks for the method | $a POST $b/ flag ; X-A: 1 | OPTIONS $b/ @$a ?POST:x-a => 204 ; acao: * ; acah: x-a ; age: 60 -> POST $b/ @$a => 200 ; acao: * | cors 200 | x-a=60@0 POST=60@1

# #concept-cache-match-method and #concept-cache-match-header (a wildcard)
--- without credentials
0 | asked | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: * ; acah: * ; age: 60 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | *=60@0 *=60@0
1 | any method | $a CHICKEN $b/ | CHICKEN $b/ @$a => 200 ; acao: * | cors 200
1 | any header | $a GET $b/ ; X-A: 1 ; X-B: 2 | GET $b/ @$a => 200 ; acao: * | cors 200
1 | any type | $a POST $b/ ; Content-Type: application/json | POST $b/ @$a => 200 ; acao: * | cors 200
1 | credentials are asked | $a PUT $b/ include | OPTIONS $b/ @$a ?PUT => 204 ; acao: $a ; acac: true ; acam: PUT ; age: 60 -> PUT $b/ @$a => 200 ; acao: $a ; acac: true | cors 200 | *=60@0 *=60@0 PUT!=60@1
2 | Authorization is asked | $a GET $b/ ; Authorization: x | OPTIONS $b/ @$a ?GET:authorization => 204 ; acao: * ; acah: * | error authorization-not-allowed | empty
--- Authorization by its name
0 | asked | $a GET $b/ ; Authorization: x | OPTIONS $b/ @$a ?GET:authorization => 204 ; acao: * ; acah: Authorization ; age: 60 -> GET $b/ @$a => 200 ; acao: * | cors 200 | Authorization=60@0
1 | kept | $a GET $b/ ; AUTHORIZATION: y | GET $b/ @$a => 200 ; acao: * | cors 200
--- with credentials it is a name (where the letter of the match has forgotten that, no engine has)
0 | asked | $a PUT $b/ include | OPTIONS $b/ @$a ?PUT => 204 ; acao: $a ; acac: true ; acam: PUT, * ; age: 60 -> PUT $b/ @$a => 200 ; acao: $a ; acac: true | cors 200 | PUT!=60@0 *!=60@0
1 | the method listed | $a PUT $b/ include | PUT $b/ @$a => 200 ; acao: $a ; acac: true | cors 200
1 | the method of that name | $a * $b/ include | * $b/ @$a => 200 ; acao: $a ; acac: true | cors 200
1 | another with credentials | $a DELETE $b/ include | OPTIONS $b/ @$a ?DELETE => 204 ; acao: $a ; acac: true ; acam: * | error method-not-allowed | empty

# #concept-cache-match (credentials)
--- an entry with credentials serves both
0 | asked | $a PUT $b/ include | OPTIONS $b/ @$a ?PUT => 204 ; acao: $a ; acac: true ; acam: PUT ; age: 60 -> PUT $b/ @$a => 200 ; acao: $a ; acac: true | cors 200 | PUT!=60@0
1 | with credentials | $a PUT $b/ include | PUT $b/ @$a => 200 ; acao: $a ; acac: true | cors 200
1 | same-origin | $a PUT $b/ | PUT $b/ @$a => 200 ; acao: * | cors 200
1 | omit | $a PUT $b/ omit | PUT $b/ @$a => 200 ; acao: * | cors 200
--- an entry without serves those without
0 | asked | $a PUT $b/ omit | OPTIONS $b/ @$a ?PUT => 204 ; acao: $a ; acac: true ; acam: PUT ; age: 60 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=60@0
1 | same-origin is without | $a PUT $b/ | PUT $b/ @$a => 200 ; acao: * | cors 200
1 | with credentials it is asked | $a PUT $b/ include | OPTIONS $b/ @$a ?PUT => 204 ; acao: $a ; acac: true ; acam: PUT ; age: 60 -> PUT $b/ @$a => 200 ; acao: $a ; acac: true | cors 200 | PUT=60@0 PUT!=60@1
--- a header with credentials
0 | asked | $a GET $b/ include ; X-A: 1 | OPTIONS $b/ @$a ?GET:x-a => 204 ; acao: $a ; acac: true ; acah: x-a ; age: 60 -> GET $b/ @$a => 200 ; acao: $a ; acac: true | cors 200 | x-a!=60@0
1 | without | $a GET $b/ ; X-A: 1 | GET $b/ @$a => 200 ; acao: * | cors 200

# #concept-cache-match (URL)
--- the whole of it
0 | asked | $a PUT $b/x | OPTIONS $b/x @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/x @$a => 200 ; acao: * | cors 200
1 | another path | $a PUT $b/y | OPTIONS $b/y @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/y @$a => 200 ; acao: * | cors 200
1 | another query | $a PUT $b/x?q | OPTIONS $b/x?q @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/x?q @$a => 200 ; acao: * | cors 200
1 | an empty query is another URL | $a PUT $b/x? | OPTIONS $b/x? @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/x? @$a => 200 ; acao: * | cors 200
1 | a slash more | $a PUT $b/x/ | OPTIONS $b/x/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/x/ @$a => 200 ; acao: * | cors 200
1 | another case of the path | $a PUT $b/X | OPTIONS $b/X @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/X @$a => 200 ; acao: * | cors 200
1 | another origin's same path | $a PUT $c/x | OPTIONS $c/x @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $c/x @$a => 200 ; acao: * | cors 200
1 | without TLS | $a PUT $i/x | OPTIONS $i/x @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $i/x @$a => 200 ; acao: * | cors 200
2 | the same in another spelling | $a PUT https://B.EXAMPLE:443/y/../x | PUT $b/x @$a => 200 ; acao: * | cors 200

# #concept-cache-match (URL, which is compared whole, though its fragment is not sent)
--- fragments
0 | none | $a PUT $b/x | OPTIONS $b/x @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/x @$a => 200 ; acao: * | cors 200
1 | one | $a PUT $b/x#f | OPTIONS $b/x @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/x @$a => 200 ; acao: * | cors 200 | PUT=60@0 PUT=60@1
2 | the same | $a PUT $b/x#f | PUT $b/x @$a => 200 ; acao: * | cors 200
2 | another | $a PUT $b/x#g | OPTIONS $b/x @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/x @$a => 200 ; acao: * | cors 200
3 | a redirect without one inherits it (#concept-response-location-url, step 4) | $a PUT $a/#f | PUT $a/ @$a => 307 ; Location: $b/x -> PUT $b/x @$a => 200 ; acao: * | cors 200
3 | a redirect with one has its own | $a PUT $a/#f | PUT $a/ @$a => 307 ; Location: $b/x#h -> OPTIONS $b/x @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/x @$a => 200 ; acao: * | cors 200

# #concept-cache-match (byte-serialized origin)
--- of the page
0 | one page | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @$a => 200 ; acao: * | cors 200
1 | another page | $c PUT $b/ | OPTIONS $b/ @$c ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @$c => 200 ; acao: * | cors 200
1 | another port of the first | $p PUT $b/ | OPTIONS $b/ @$p ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @$p => 200 ; acao: * | cors 200
1 | an opaque one | null PUT $b/ | OPTIONS $b/ @null ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @null => 200 ; acao: * | cors 200
2 | the first again | $a PUT $b/ | PUT $b/ @$a => 200 ; acao: * | cors 200
2 | the opaque one again: by its serialisation it is the same | null PUT $b/ | PUT $b/ @null => 200 ; acao: * | cors 200
--- a tainted origin is null
0 | by way of another | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @$a => 307 ; acao: * ; Location: $c/ -> OPTIONS $c/ @null ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $c/ @null => 200 ; acao: * | cors 200 ; tainted
1 | the same way: both are kept | $a PUT $b/ | PUT $b/ @$a => 307 ; acao: * ; Location: $c/ -> PUT $c/ @null => 200 ; acao: * | cors 200 ; tainted
1 | at once: the entry of null is not the page's | $a PUT $c/ | OPTIONS $c/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $c/ @$a => 200 ; acao: * | cors 200
2 | an opaque page has the entry of null | null PUT $c/ | PUT $c/ @null => 200 ; acao: * | cors 200

# #concept-cache-match (every redirect's URL is looked up)
--- hops
0 | a preflight a hop | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @$a => 307 ; acao: * ; Location: /x -> OPTIONS $b/x @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/x @$a => 200 ; acao: * | cors 200 | PUT=60@0 PUT=60@0
1 | none | $a PUT $b/ | PUT $b/ @$a => 307 ; acao: * ; Location: /x -> PUT $b/x @$a => 200 ; acao: * | cors 200
1 | the second URL at once | $a PUT $b/x | PUT $b/x @$a => 200 ; acao: * | cors 200
1 | from the page's own origin to the second URL | $a PUT $a/ | PUT $a/ @$a => 307 ; Location: $b/x -> PUT $b/x @$a => 200 ; acao: * | cors 200
--- a circle
0 | the same URL again needs one preflight | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @$a => 307 ; acao: * ; Location: /x -> OPTIONS $b/x @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/x @$a => 307 ; acao: * ; Location: / -> PUT $b/ @$a => 200 ; acao: * | cors 200

# #cache-entry (removed after max-age has passed)
--- the exact second
0 | asked | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 10 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=10@0
9.999 | kept until then | $a PUT $b/ | PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=10@0
10 | asked then | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 10 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=10@10
--- each entry by itself
0 | a method | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 10 -> PUT $b/ @$a => 200 ; acao: * | cors 200
5 | a header | $a GET $b/ ; X-A: 1 | OPTIONS $b/ @$a ?GET:x-a => 204 ; acao: * ; acah: x-a ; age: 10 -> GET $b/ @$a => 200 ; acao: * | cors 200 | PUT=10@0 x-a=10@5
10 | the header is kept | $a GET $b/ ; X-A: 1 | GET $b/ @$a => 200 ; acao: * | cors 200 | x-a=10@5
10 | the method is not | $a PUT $b/ ; X-A: 1 | OPTIONS $b/ @$a ?PUT:x-a => 204 ; acao: * ; acam: PUT ; acah: x-a ; age: 10 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | x-a=10@5 PUT=10@10

# #cors-preflight-fetch-0, steps 7.8 and 7.9 (5 seconds where max-age is null or failure)
--- no header
0 | asked | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=5@0
4.9 | kept | $a PUT $b/ | PUT $b/ @$a => 200 ; acao: * | cors 200
5 | asked again | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=5@5
--- negative
0 | asked | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: -1 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=5@0
4 | kept | $a PUT $b/ | PUT $b/ @$a => 200 ; acao: * | cors 200
--- signed
0 | asked | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: +60 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=5@0
--- a fraction
0 | asked | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60.5 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=5@0
--- a unit
0 | asked | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60s -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=5@0
--- an exponent
0 | asked | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 1e3 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=5@0
--- a space inside
0 | asked | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 6 0 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=5@0
--- a list
0 | asked | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60, 60 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=5@0
--- two fields
0 | asked | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 ; age: 60 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=5@0
--- an empty value
0 | asked | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=5@0
--- a word
0 | asked | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: never -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=5@0
--- quotation marks
0 | asked | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: \x2260\x22 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=5@0

# #http-access-control-max-age (delta-seconds)
--- zero
0 | asked | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 0 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | empty
0 | asked again at once | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 0 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | empty
--- leading zeros and white space
0 | asked | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: \s0060\t -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=60@0
--- beyond 64 bits is a very long time
0 | asked | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 99999999999999999999 -> PUT $b/ @$a => 200 ; acao: * | cors 200
1000000000 | kept | $a PUT $b/ | PUT $b/ @$a => 200 ; acao: * | cors 200

# #cors-preflight-fetch-0, step 7.10 (an imposed limit)
--- longer than the limit cap 600
0 | cut | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 601 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=600@0
599 | kept | $a PUT $b/ | PUT $b/ @$a => 200 ; acao: * | cors 200
600 | asked | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 599 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=599@600
--- the default is cut as well cap 3
0 | cut | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=3@0
--- without a limit
0 | not cut | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 31536000 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=31536000@0

# #cors-preflight-fetch-0, steps 7.12 and 7.14 (a match has its max-age set, its time goes on)
--- a longer one
0 | PUT for 10 | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 10 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=10@0
5 | DELETE, and PUT for 20 | $a DELETE $b/ | OPTIONS $b/ @$a ?DELETE => 204 ; acao: * ; acam: PUT, DELETE ; age: 20 -> DELETE $b/ @$a => 200 ; acao: * | cors 200 | PUT=20@0 DELETE=20@5
19 | PUT is kept | $a PUT $b/ | PUT $b/ @$a => 200 ; acao: * | cors 200
20 | PUT is gone, 20 seconds after it was stored | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 10 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | DELETE=20@5 PUT=10@20
--- a shorter one
0 | a header for 60 | $a GET $b/ ; X-A: 1 | OPTIONS $b/ @$a ?GET:x-a => 204 ; acao: * ; acah: x-a ; age: 60 -> GET $b/ @$a => 200 ; acao: * | cors 200 | x-a=60@0
5 | another, and the first for 6 | $a GET $b/ ; X-B: 1 | OPTIONS $b/ @$a ?GET:x-b => 204 ; acao: * ; acah: X-A, x-b ; age: 6 -> GET $b/ @$a => 200 ; acao: * | cors 200 | x-a=6@0 x-b=6@5
6 | the first is gone | $a GET $b/ ; X-A: 1 | OPTIONS $b/ @$a ?GET:x-a => 204 ; acao: * ; acah: x-a ; age: 60 -> GET $b/ @$a => 200 ; acao: * | cors 200 | x-b=6@5 x-a=60@6
--- what is not listed stays
0 | PUT | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @$a => 200 ; acao: * | cors 200
1 | DELETE, without PUT | $a DELETE $b/ | OPTIONS $b/ @$a ?DELETE => 204 ; acao: * ; acam: DELETE ; age: 0 -> DELETE $b/ @$a => 200 ; acao: * | cors 200 | PUT=60@0
--- a wildcard is a match for a name
0 | a wildcard for 60 | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: * ; age: 60 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | *=60@0
1 | a name for 30 is set on the wildcard | $a GET $b/ ; X-A: 1 | OPTIONS $b/ @$a ?GET:x-a => 204 ; acao: * ; acam: PUT ; acah: x-a ; age: 30 -> GET $b/ @$a => 200 ; acao: * | cors 200 | *=30@0 x-a=30@1
--- with credentials the entry without is no match
0 | without | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @$a => 200 ; acao: * | cors 200
1 | with | $a PUT $b/ include | OPTIONS $b/ @$a ?PUT => 204 ; acao: $a ; acac: true ; acam: PUT ; age: 30 -> PUT $b/ @$a => 200 ; acao: $a ; acac: true | cors 200 | PUT=60@0 PUT!=30@1
2 | without, for a header: both entries match | $a GET $b/ ; X-A: 1 | OPTIONS $b/ @$a ?GET:x-a => 204 ; acao: * ; acam: PUT ; acah: x-a ; age: 90 -> GET $b/ @$a => 200 ; acao: * | cors 200 | PUT=90@0 PUT!=90@1 x-a=90@2

# #cors-preflight-fetch-0, step 7 (a preflight that fails keeps nothing)
--- by its method
0 | the header it lists is not kept | $a PUT $b/ ; X-A: 1 | OPTIONS $b/ @$a ?PUT:x-a => 204 ; acao: * ; acam: GET ; acah: x-a ; age: 60 | error method-not-allowed | empty
--- by its status
0 | nothing | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 404 ; acao: * ; acam: PUT ; age: 60 | error preflight-status | empty
--- by its origin
0 | nothing | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: $c ; acam: PUT ; age: 60 | error preflight-allow-origin-mismatch | empty

# #main-fetch, step 12, the branch with preflight, step 3; #concept-cache-clear
--- the response fails the CORS check
0 | asked, and cleared | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @$a => 200 | error allow-origin-missing | empty
1 | asked again | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=60@1
2 | kept, fails, and is cleared | $a PUT $b/ | PUT $b/ @$a => 200 | error allow-origin-missing | empty
--- no response
0 | asked | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=60@0
1 | lost | $a PUT $b/ | PUT $b/ @$a => lost | error connection-failed | empty
--- a status of an error is no network error
0 | asked | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @$a => 500 ; acao: * | cors 500 | PUT=60@0
--- a redirect in mode error
0 | cleared | $a PUT $b/ error | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @$a => 302 ; acao: * ; Location: /x | error redirect-mode | empty
--- a redirect in mode manual is no network error
0 | kept | $a PUT $b/ manual | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @$a => 302 ; acao: * ; Location: /x | opaqueredirect | PUT=60@0
--- a redirect to a bad scheme
0 | cleared | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @$a => 307 ; acao: * ; Location: data:,x | error redirect-scheme | empty
--- a fetch without preflight clears nothing
0 | asked | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=60@0
1 | GET fails | $a GET $b/ | GET $b/ @$a => 200 | error allow-origin-missing | PUT=60@0
1 | GET is lost | $a GET $b/ | GET $b/ @$a => lost | error connection-failed | PUT=60@0
1 | no-cors fails | $a GET $b/ no-cors | GET $b/ => 200 ; Cross-Origin-Resource-Policy: same-origin | error resource-policy | PUT=60@0
1 | a constructor that throws | $a TRACE $b/ | none | throws forbidden-method | PUT=60@0
2 | PUT is kept | $a PUT $b/ | PUT $b/ @$a => 200 ; acao: * | cors 200
--- entries of any credentials go
0 | without | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @$a => 200 ; acao: * | cors 200
1 | with | $a PUT $b/ include | OPTIONS $b/ @$a ?PUT => 204 ; acao: $a ; acac: true ; acam: PUT ; age: 60 -> PUT $b/ @$a => 200 ; acao: $a ; acac: true | cors 200 | PUT=60@0 PUT!=60@1
2 | without, failing | $a PUT $b/ | PUT $b/ @$a => 200 | error allow-origin-missing | empty
--- entries of another URL and another origin stay
0 | one URL | $a PUT $b/x | OPTIONS $b/x @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/x @$a => 200 ; acao: * | cors 200
0 | another page | $c PUT $b/ | OPTIONS $b/ @$c ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @$c => 200 ; acao: * | cors 200
1 | another URL fails | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 500 ; acao: * | error preflight-status | PUT=60@0 PUT=60@0
2 | the first URL is kept | $a PUT $b/x | PUT $b/x @$a => 200 ; acao: * | cors 200
2 | the other page is kept | $c PUT $b/ | PUT $b/ @$c => 200 ; acao: * | cors 200
--- headers go with the methods
0 | both | $a PUT $b/ ; X-A: 1 | OPTIONS $b/ @$a ?PUT:x-a => 204 ; acao: * ; acam: PUT ; acah: x-a ; age: 60 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=60@0 x-a=60@0
1 | a header alone fails | $a GET $b/ ; X-A: 1 | GET $b/ @$a => 200 | error allow-origin-missing | empty
--- after a redirect the current URL's entries go
0 | both hops | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @$a => 307 ; acao: * ; Location: /x -> OPTIONS $b/x @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 70 -> PUT $b/x @$a => 200 ; acao: * | cors 200 | PUT=60@0 PUT=70@0
1 | the second fails | $a PUT $b/ | PUT $b/ @$a => 307 ; acao: * ; Location: /x -> PUT $b/x @$a => 200 | error allow-origin-missing | PUT=60@0
2 | the first is kept | $a PUT $b/ | PUT $b/ @$a => 200 ; acao: * | cors 200
--- a GET hop of a fetch that went with preflight clears, too
0 | the last URL has an entry | $a PUT $b/x | OPTIONS $b/x @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/x @$a => 200 ; acao: * | cors 200 | PUT=60@0
1 | 303 makes it GET, which fails | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 70 -> PUT $b/ @$a => 303 ; acao: * ; Location: /x -> GET $b/x @$a => 200 | error allow-origin-missing | PUT=70@1
--- a GET that never went with preflight clears nothing at its last URL
0 | the last URL has an entry | $a PUT $b/x | OPTIONS $b/x @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/x @$a => 200 ; acao: * | cors 200 | PUT=60@0
1 | GET fails there | $a GET $b/ | GET $b/ @$a => 302 ; acao: * ; Location: /x -> GET $b/x @$a => 200 | error allow-origin-missing | PUT=60@0
--- a tainted origin clears the entries of null
0 | the page's own entry | $a PUT $c/ | OPTIONS $c/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $c/ @$a => 200 ; acao: * | cors 200 | PUT=60@0
1 | by way of another it fails | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 50 -> PUT $b/ @$a => 307 ; acao: * ; Location: $c/ -> OPTIONS $c/ @null ?PUT => 204 ; acao: * ; acam: PUT ; age: 40 -> PUT $c/ @null => 200 | error allow-origin-missing ; tainted | PUT=60@0 PUT=50@1
";

#[test]
fn steps() {
    crate::sequence::run(SEQUENCES);
}
