//! What engines do otherwise: every `Deviation`, with and without.

use corsmith_fetch::Deviation;

pub(crate) const SEQUENCES: &str = r"
# #cors-preflight-fetch-0, step 7.6 (WildcardCoversAuthorization)
--- it does not
0 | refused | $a GET $b/ ; Authorization: x | OPTIONS $b/ @$a ?GET:authorization => 204 ; acao: * ; acah: * ; age: 60 | error authorization-not-allowed | empty
--- it does @chromium
0 | allowed | $a GET $b/ ; Authorization: x | OPTIONS $b/ @$a ?GET:authorization => 204 ; acao: * ; acah: * ; age: 60 -> GET $b/ @$a => 200 ; acao: * | cors 200 | *=60@0
1 | not with credentials | $a GET $b/ include ; Authorization: x | OPTIONS $b/ @$a ?GET:authorization => 204 ; acao: $a ; acac: true ; acah: * | error authorization-not-allowed
--- it does @firefox
0 | allowed | $a GET $b/ ; Authorization: x | OPTIONS $b/ @$a ?GET:authorization => 204 ; acao: * ; acah: * ; age: 60 -> GET $b/ @$a => 200 ; acao: * | cors 200
--- it does @webkit
0 | allowed | $a GET $b/ ; Authorization: x | OPTIONS $b/ @$a ?GET:authorization => 204 ; acao: * ; acah: * ; age: 60 -> GET $b/ @$a => 200 ; acao: * | cors 200
0 | silence does not | $a GET $c/ ; Authorization: x | OPTIONS $c/ @$a ?GET:authorization => 204 ; acao: * | error authorization-not-allowed

# #cors-preflight-fetch-0, step 7.9 (NegativeMaxAgeIsZero, InvalidMaxAgeStoresNothing)
--- 5 seconds
0 | negative | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: -1 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=5@0
--- nothing @chromium
0 | negative | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: -1 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | empty
0 | asked again | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: never -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=5@0
--- nothing @webkit
0 | negative | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: -1 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | empty
0 | a word is 5 seconds | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: never -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=5@0
--- nothing @firefox
0 | negative | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: -1 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | empty
0 | a word | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: never -> PUT $b/ @$a => 200 ; acao: * | cors 200 | empty
0 | a unit | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60s -> PUT $b/ @$a => 200 ; acao: * | cors 200 | empty
0 | no header is 5 seconds | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=5@0

# #cors-preflight-fetch-0, step 7.9 (MaxAgeTakesPlusSign)
--- it is no number
0 | 5 seconds | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: +60 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=5@0
--- it is no number @firefox
0 | nothing, as of any that is none | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: +60 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | empty
--- it is one @chromium
0 | 60 seconds | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: +60 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=60@0
--- it is one @webkit
0 | 60 seconds | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: +60 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=60@0
0 | cut all the same | $a PUT $c/ | OPTIONS $c/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: +6000 -> PUT $c/ @$a => 200 ; acao: * | cors 200 | PUT=60@0 PUT=600@0

# #cors-preflight-fetch-0, step 7.10 (limits)
--- none
0 | a day and a second | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 86401 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=86401@0
--- two hours @chromium
0 | cut | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 7201 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=7200@0
--- a day @firefox
0 | cut | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 86401 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=86400@0
--- ten minutes @webkit
0 | cut | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 601 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=600@0

# #concept-cache-match (CacheKeyedByCredentials)
--- one with serves one without
0 | with | $a PUT $b/ include | OPTIONS $b/ @$a ?PUT => 204 ; acao: $a ; acac: true ; acam: PUT ; age: 60 -> PUT $b/ @$a => 200 ; acao: $a ; acac: true | cors 200
1 | without | $a PUT $b/ | PUT $b/ @$a => 200 ; acao: * | cors 200
--- one with serves one without @chromium
0 | with | $a PUT $b/ include | OPTIONS $b/ @$a ?PUT => 204 ; acao: $a ; acac: true ; acam: PUT ; age: 60 -> PUT $b/ @$a => 200 ; acao: $a ; acac: true | cors 200
1 | without | $a PUT $b/ | PUT $b/ @$a => 200 ; acao: * | cors 200
--- one with serves itself @firefox
0 | with | $a PUT $b/ include | OPTIONS $b/ @$a ?PUT => 204 ; acao: $a ; acac: true ; acam: PUT ; age: 60 -> PUT $b/ @$a => 200 ; acao: $a ; acac: true | cors 200
1 | with, again | $a PUT $b/ include | PUT $b/ @$a => 200 ; acao: $a ; acac: true | cors 200
1 | without | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT!=60@0 PUT=60@1
--- one with serves one without @webkit
0 | with | $a PUT $b/ include | OPTIONS $b/ @$a ?PUT => 204 ; acao: $a ; acac: true ; acam: PUT ; age: 60 -> PUT $b/ @$a => 200 ; acao: $a ; acac: true | cors 200
1 | without | $a PUT $b/ | PUT $b/ @$a => 200 ; acao: * | cors 200

# #concept-cache-match-method (CacheWildcardIsLiteral)
--- a wildcard
0 | asked | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: * ; acah: * ; age: 60 -> PUT $b/ @$a => 200 ; acao: * | cors 200
1 | kept | $a PUT $b/ ; X-A: 1 | PUT $b/ @$a => 200 ; acao: * | cors 200
--- a literal @firefox
0 | asked | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: * ; acah: * ; age: 60 -> PUT $b/ @$a => 200 ; acao: * | cors 200
1 | asked again | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: * ; acah: * ; age: 60 -> PUT $b/ @$a => 200 ; acao: * | cors 200
1 | a header is asked as well | $a GET $b/ ; X-A: 1 | OPTIONS $b/ @$a ?GET:x-a => 204 ; acao: * ; acam: * ; acah: * ; age: 60 -> GET $b/ @$a => 200 ; acao: * | cors 200
1 | the method of that name is kept | $a * $b/ | * $b/ @$a => 200 ; acao: * | cors 200

# #concept-cache-match-method (CacheWildcardNeedsUncredentialed)
--- one stored with credentials is a wildcard for those without
0 | with | $a PUT $b/ include | OPTIONS $b/ @$a ?PUT => 204 ; acao: $a ; acac: true ; acam: PUT, * ; age: 60 -> PUT $b/ @$a => 200 ; acao: $a ; acac: true | cors 200
1 | without | $a DELETE $b/ | DELETE $b/ @$a => 200 ; acao: * | cors 200
--- it is none @chromium
0 | with | $a PUT $b/ include | OPTIONS $b/ @$a ?PUT => 204 ; acao: $a ; acac: true ; acam: PUT, * ; age: 60 -> PUT $b/ @$a => 200 ; acao: $a ; acac: true | cors 200
1 | without | $a DELETE $b/ | OPTIONS $b/ @$a ?DELETE => 204 ; acao: * ; acam: * ; age: 60 -> DELETE $b/ @$a => 200 ; acao: * | cors 200
2 | one stored without is one | $a PATCH $b/ | PATCH $b/ @$a => 200 ; acao: * | cors 200
--- one stored with credentials is a wildcard for those without @webkit
0 | with | $a PUT $b/ include | OPTIONS $b/ @$a ?PUT => 204 ; acao: $a ; acac: true ; acam: PUT, * ; age: 60 -> PUT $b/ @$a => 200 ; acao: $a ; acac: true | cors 200
1 | without | $a DELETE $b/ | DELETE $b/ @$a => 200 ; acao: * | cors 200

# #http-fetch, step 4.1 (CacheWantsHeadListed)
--- HEAD is safelisted
0 | POST | $a POST $b/ ; X-A: 1 | OPTIONS $b/ @$a ?POST:x-a => 204 ; acao: * ; acah: x-a ; age: 60 -> POST $b/ @$a => 200 ; acao: * | cors 200
1 | HEAD | $a HEAD $b/ ; X-A: 1 | HEAD $b/ @$a => 200 ; acao: * | cors 200
--- HEAD must be listed @firefox
0 | POST | $a POST $b/ ; X-A: 1 | OPTIONS $b/ @$a ?POST:x-a => 204 ; acao: * ; acah: x-a ; age: 60 -> POST $b/ @$a => 200 ; acao: * | cors 200
1 | GET need not be | $a GET $b/ ; X-A: 1 | GET $b/ @$a => 200 ; acao: * | cors 200
1 | HEAD is asked | $a HEAD $b/ ; X-A: 1 | OPTIONS $b/ @$a ?HEAD:x-a => 204 ; acao: * ; acam: HEAD ; acah: x-a ; age: 60 -> HEAD $b/ @$a => 200 ; acao: * | cors 200
2 | HEAD is kept when listed | $a HEAD $b/ ; X-A: 1 | HEAD $b/ @$a => 200 ; acao: * | cors 200
2 | HEAD without headers is never asked | $a HEAD $c/ | HEAD $c/ @$a => 200 ; acao: * | cors 200
--- HEAD is safelisted @chromium
0 | POST | $a POST $b/ ; X-A: 1 | OPTIONS $b/ @$a ?POST:x-a => 204 ; acao: * ; acah: x-a ; age: 60 -> POST $b/ @$a => 200 ; acao: * | cors 200
1 | HEAD | $a HEAD $b/ ; X-A: 1 | HEAD $b/ @$a => 200 ; acao: * | cors 200
--- HEAD is safelisted @webkit
0 | POST | $a POST $b/ ; X-A: 1 | OPTIONS $b/ @$a ?POST:x-a => 204 ; acao: * ; acah: x-a ; age: 60 -> POST $b/ @$a => 200 ; acao: * | cors 200
1 | HEAD | $a HEAD $b/ ; X-A: 1 | HEAD $b/ @$a => 200 ; acao: * | cors 200

# #cors-preflight-fetch-0, step 7.13 (CacheDropsOnMiss)
--- entries add up
0 | PUT | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @$a => 200 ; acao: * | cors 200
1 | DELETE | $a DELETE $b/ | OPTIONS $b/ @$a ?DELETE => 204 ; acao: * ; acam: DELETE ; age: 60 -> DELETE $b/ @$a => 200 ; acao: * | cors 200 | PUT=60@0 DELETE=60@1
--- one replaces the other @chromium
0 | PUT | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @$a => 200 ; acao: * | cors 200
1 | DELETE | $a DELETE $b/ | OPTIONS $b/ @$a ?DELETE => 204 ; acao: * ; acam: DELETE ; age: 60 -> DELETE $b/ @$a => 200 ; acao: * | cors 200 | DELETE=60@1
2 | PUT is asked again | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=60@2
--- one replaces the other @webkit
0 | PUT | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @$a => 200 ; acao: * | cors 200
1 | DELETE | $a DELETE $b/ | OPTIONS $b/ @$a ?DELETE => 204 ; acao: * ; acam: DELETE ; age: 60 -> DELETE $b/ @$a => 200 ; acao: * | cors 200 | DELETE=60@1
--- entries add up @firefox
0 | PUT | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @$a => 200 ; acao: * | cors 200
1 | DELETE | $a DELETE $b/ | OPTIONS $b/ @$a ?DELETE => 204 ; acao: * ; acam: DELETE ; age: 60 -> DELETE $b/ @$a => 200 ; acao: * | cors 200 | PUT=60@0 DELETE=60@1
--- a miss drops @chromium
0 | PUT | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @$a => 200 ; acao: * | cors 200
1 | DELETE is refused | $a DELETE $b/ | OPTIONS $b/ @$a ?DELETE => 204 ; acao: * ; acam: GET | error method-not-allowed | empty
--- a miss drops @webkit
0 | PUT | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @$a => 200 ; acao: * | cors 200
1 | DELETE is refused | $a DELETE $b/ | OPTIONS $b/ @$a ?DELETE => 204 ; acao: * ; acam: GET | error method-not-allowed | GET=5@1
--- a miss drops, also where no answer comes @webkit
0 | PUT | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @$a => 200 ; acao: * | cors 200
1 | DELETE is lost | $a DELETE $b/ | OPTIONS $b/ @$a ?DELETE => lost | error preflight-connection-failed | empty

# #concept-cache-clear (CacheSurvivesNetworkError)
--- cleared
0 | PUT | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @$a => 200 ; acao: * | cors 200
1 | fails | $a PUT $b/ | PUT $b/ @$a => 200 | error allow-origin-missing | empty
--- kept @chromium
0 | PUT | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @$a => 200 ; acao: * | cors 200
1 | fails | $a PUT $b/ | PUT $b/ @$a => 200 | error allow-origin-missing | PUT=60@0
2 | not asked | $a PUT $b/ | PUT $b/ @$a => 200 ; acao: * | cors 200
--- kept @webkit
0 | PUT | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @$a => 200 ; acao: * | cors 200
1 | fails | $a PUT $b/ | PUT $b/ @$a => 200 | error allow-origin-missing | PUT=60@0
--- cleared @firefox
0 | PUT | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @$a => 200 ; acao: * | cors 200
1 | fails | $a PUT $b/ | PUT $b/ @$a => 200 | error allow-origin-missing | empty

# #cors-preflight-fetch-0, step 7.12 (CacheRestartsTime)
--- time goes on
0 | PUT | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 10 -> PUT $b/ @$a => 200 ; acao: * | cors 200
5 | both | $a DELETE $b/ | OPTIONS $b/ @$a ?DELETE => 204 ; acao: * ; acam: PUT, DELETE ; age: 10 -> DELETE $b/ @$a => 200 ; acao: * | cors 200 | PUT=10@0 DELETE=10@5
--- time begins anew @firefox
0 | PUT | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 10 -> PUT $b/ @$a => 200 ; acao: * | cors 200
5 | both | $a DELETE $b/ | OPTIONS $b/ @$a ?DELETE => 204 ; acao: * ; acam: PUT, DELETE ; age: 10 -> DELETE $b/ @$a => 200 ; acao: * | cors 200 | PUT=10@5 DELETE=10@5
14 | PUT is kept | $a PUT $b/ | PUT $b/ @$a => 200 ; acao: * | cors 200
--- time begins anew @chromium
0 | PUT | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 10 -> PUT $b/ @$a => 200 ; acao: * | cors 200
5 | both | $a DELETE $b/ | OPTIONS $b/ @$a ?DELETE => 204 ; acao: * ; acam: PUT, DELETE ; age: 10 -> DELETE $b/ @$a => 200 ; acao: * | cors 200 | PUT=10@5 DELETE=10@5

# #cors-preflight-fetch-0, step 7 (StatusBeforeCorsCheck)
--- the CORS check first
0 | both fail | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 404 | error preflight-allow-origin-missing
--- the CORS check first @chromium
0 | both fail | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 404 | error preflight-allow-origin-missing
--- the status first @webkit
0 | both fail | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 404 | error preflight-status
0 | the CORS check fails | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 | error preflight-allow-origin-missing
--- the CORS check first @firefox
0 | both fail | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 404 | error preflight-allow-origin-missing

# #cors-unsafe-request-header-names, step 4 (CombinesRequestHeaders)
--- each is judged alone
0 | 64 and 63 bytes | $a GET $b/ ; Accept: a×64 ; Accept: b×63 | GET $b/ @$a => 200 ; acao: * | cors 200
--- each is judged alone @firefox
0 | 64 and 63 bytes | $a GET $b/ ; Accept: a×64 ; Accept: b×63 | GET $b/ @$a => 200 ; acao: * | cors 200
--- they are judged together @chromium
0 | 64 and 62 bytes, and two for the comma | $a GET $b/ ; Accept: a×64 ; Accept: b×62 | GET $b/ @$a => 200 ; acao: * | cors 200
0 | 64 and 63 bytes, and two for the comma | $a GET $b/ ; Accept: a×64 ; Accept: b×63 | OPTIONS $b/ @$a ?GET:accept => 204 ; acao: * ; acah: accept -> GET $b/ @$a => 200 ; acao: * | cors 200
0 | two types are none | $a POST $c/ ; Content-Type: text/plain ; Content-Type: text/plain | OPTIONS $c/ @$a ?POST:content-type => 204 ; acao: * ; acah: content-type -> POST $c/ @$a => 200 ; acao: * | cors 200
--- they are judged together @webkit
0 | two types are none | $a POST $c/ ; Content-Type: text/plain ; Content-Type: text/plain | OPTIONS $c/ @$a ?POST:content-type => 204 ; acao: * ; acah: content-type -> POST $c/ @$a => 200 ; acao: * | cors 200

# #convert-header-names-to-a-sorted-lowercase-set (RepeatsRequestHeaderNames)
--- once
0 | each name | $a GET $b/ ; X-A: 1 ; x-a: 2 | OPTIONS $b/ @$a ?GET:x-a => 204 ; acao: * ; acah: x-a -> GET $b/ @$a => 200 ; acao: * | cors 200
--- once @chromium
0 | each name | $a GET $b/ ; X-A: 1 ; x-a: 2 | OPTIONS $b/ @$a ?GET:x-a => 204 ; acao: * ; acah: x-a -> GET $b/ @$a => 200 ; acao: * | cors 200
--- as often as it is there @firefox
0 | each name | $a GET $b/ ; X-A: 1 ; x-a: 2 | OPTIONS $b/ @$a ?GET:x-a,x-a => 204 ; acao: * ; acah: x-a -> GET $b/ @$a => 200 ; acao: * | cors 200

# #http-network-or-cache-fetch (SendsLastOfSingletons)
--- joined
0 | two types | $a POST $b/ ; Content-Type: text/plain ; Content-Type: text/plain;a=b | POST $b/ @$a ; content-type: text/plain, text/plain;a=b => 200 ; acao: * | cors 200
--- the last @firefox
0 | two types | $a POST $b/ ; Content-Type: text/plain ; Content-Type: text/plain;a=b | POST $b/ @$a ; content-type: text/plain;a=b => 200 ; acao: * | cors 200

# #cors-safelisted-request-header, step 2 (SafelistsClientHints)
--- not on the list
0 | DPR | $a GET $b/ ; DPR: 1 | OPTIONS $b/ @$a ?GET:dpr => 204 ; acao: * ; acah: dpr -> GET $b/ @$a => 200 ; acao: * | cors 200
--- not on the list @firefox
0 | Save-Data | $a GET $b/ ; Save-Data: on | OPTIONS $b/ @$a ?GET:save-data => 204 ; acao: * ; acah: save-data -> GET $b/ @$a => 200 ; acao: * | cors 200
--- on the list @chromium
0 | DPR | $a GET $b/ ; DPR: 1 | GET $b/ @$a => 200 ; acao: * | cors 200
0 | Save-Data | $a GET $b/ ; Save-Data: on | GET $b/ @$a => 200 ; acao: * | cors 200
0 | Downlink | $a GET $b/ ; Downlink: 1.5 | GET $b/ @$a => 200 ; acao: * | cors 200
0 | ECT | $a GET $b/ ; ECT: 4g | GET $b/ @$a => 200 ; acao: * | cors 200
0 | RTT | $a GET $b/ ; RTT: 50 | GET $b/ @$a => 200 ; acao: * | cors 200
0 | another value of ECT is not | $a GET $b/ ; ECT: 5g | OPTIONS $b/ @$a ?GET:ect => 204 ; acao: * ; acah: ect -> GET $b/ @$a => 200 ; acao: * | cors 200
0 | RTT with a fraction is not | $a GET $b/ ; RTT: 1.5 | OPTIONS $b/ @$a ?GET:rtt => 204 ; acao: * ; acah: rtt -> GET $b/ @$a => 200 ; acao: * | cors 200
0 | a redirect to another origin than the page's leaves Save-Data alone | $a GET $b/ ; DPR: 1 ; Save-Data: on | GET $b/ @$a => 302 ; acao: * ; Location: /x -> GET $b/x @$a ; -dpr => 200 ; acao: * | cors 200
0 | a redirect within the page's own origin leaves all | $a GET $a/ ; DPR: 1 | GET $a/ => 302 ; Location: /x -> GET $a/x => 200 | basic 200
--- not on the list @webkit
0 | DPR | $a GET $b/ ; DPR: 1 | OPTIONS $b/ @$a ?GET:dpr => 204 ; acao: * ; acah: dpr -> GET $b/ @$a => 200 ; acao: * | cors 200

# #concept-cache-match-header (CacheWildcardLeavesAuthorization)
--- it covers what it allowed @firefox
0 | but is a literal | $a GET $b/ ; Authorization: x | OPTIONS $b/ @$a ?GET:authorization => 204 ; acao: * ; acah: * ; age: 60 -> GET $b/ @$a => 200 ; acao: * | cors 200
1 | hence asked again | $a GET $b/ ; Authorization: x | OPTIONS $b/ @$a ?GET:authorization => 204 ; acao: * ; acah: * ; age: 60 -> GET $b/ @$a => 200 ; acao: * | cors 200
--- it covers what it allowed @webkit
0 | allowed | $a GET $b/ ; Authorization: x | OPTIONS $b/ @$a ?GET:authorization => 204 ; acao: * ; acah: * ; age: 60 -> GET $b/ @$a => 200 ; acao: * | cors 200
1 | kept | $a GET $b/ ; Authorization: x | GET $b/ @$a => 200 ; acao: * | cors 200
--- it leaves it out @chromium
0 | allowed | $a GET $b/ ; Authorization: x | OPTIONS $b/ @$a ?GET:authorization => 204 ; acao: * ; acah: * ; age: 60 -> GET $b/ @$a => 200 ; acao: * | cors 200
1 | asked again | $a GET $b/ ; Authorization: x | OPTIONS $b/ @$a ?GET:authorization => 204 ; acao: * ; acah: * ; age: 60 -> GET $b/ @$a => 200 ; acao: * | cors 200

# #cors-preflight-fetch-0, step 7.5 (CacheKeepsRefusals)
--- nothing is kept
0 | refused | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: DELETE ; acah: x-a ; age: 60 | error method-not-allowed | empty
--- nothing is kept @chromium
0 | refused | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: DELETE ; acah: x-a ; age: 60 | error method-not-allowed | empty
--- all is kept @webkit
0 | refused | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: DELETE ; acah: x-a ; age: 60 | error method-not-allowed | DELETE=60@0 x-a=60@0
1 | what was listed is not asked | $a DELETE $b/ ; X-A: 1 | DELETE $b/ @$a => 200 ; acao: * | cors 200

# #cors-preflight-fetch-0, step 7 (PreflightRedirectFirst)
--- the CORS check first, of a redirect
0 | both fail | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 302 ; Location: /x | error preflight-allow-origin-missing
--- the redirect first @chromium
0 | both fail | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 302 ; Location: /x | error preflight-redirect
0 | another status is not first | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 404 | error preflight-allow-origin-missing
--- the CORS check first, of a redirect @firefox
0 | both fail | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 302 ; Location: /x | error preflight-allow-origin-missing

# #http-network-or-cache-fetch, step 15 (ProxyAuthenticationIsReadable)
--- a network error
0 | of the page's own origin | $a GET $a/ | GET $a/ => 407 | error proxy-authentication
--- a network error @chromium
0 | of another | $a GET $b/ | GET $b/ @$a => 407 ; acao: * | error proxy-authentication
--- a response @firefox
0 | of the page's own origin | $a GET $a/ | GET $a/ => 407 | basic 407
0 | of another | $a GET $b/ | GET $b/ @$a => 407 ; acao: * | cors 407
0 | of another that does not allow it | $a GET $b/ | GET $b/ @$a => 407 | error allow-origin-missing
--- a response @webkit
0 | of another | $a GET $b/ | GET $b/ @$a => 407 ; acao: * | cors 407

# #concept-response-location-url, step 2 (JoinsLocations)
--- two are none
0 | two | $a GET $a/ | GET $a/ => 302 ; Location: /x ; Location: /y | error redirect-location
--- two are none @chromium
0 | two | $a GET $a/ | GET $a/ => 302 ; Location: /x ; Location: /y | error redirect-location
--- two are one @webkit
0 | two | $a GET $a/ | GET $a/ => 302 ; Location: /x ; Location: /y -> GET $a/x,%20/y => 200 | basic 200

# #cors-unsafe-request-header-names, step 5 (IgnoresSafelistSum)
--- 1024 bytes at most
0 | 1024 | $a GET $b/ ; Accept: a×128 ; Accept: a×128 ; Accept: a×128 ; Accept: a×128 ; Accept: a×128 ; Accept: a×128 ; Accept: a×128 ; Accept: a×128 | GET $b/ @$a => 200 ; acao: * | cors 200
0 | 1152 | $a GET $b/ ; Accept: a×128 ; Accept: a×128 ; Accept: a×128 ; Accept: a×128 ; Accept: a×128 ; Accept: a×128 ; Accept: a×128 ; Accept: a×128 ; Accept: a×128 | OPTIONS $b/ @$a ?GET:accept => 204 ; acao: * ; acah: accept -> GET $b/ @$a => 200 ; acao: * | cors 200
--- any number @firefox
0 | 1152 | $a GET $b/ ; Accept: a×128 ; Accept: a×128 ; Accept: a×128 ; Accept: a×128 ; Accept: a×128 ; Accept: a×128 ; Accept: a×128 ; Accept: a×128 ; Accept: a×128 | GET $b/ @$a => 200 ; acao: * | cors 200
--- 1024 bytes at most @chromium
0 | 1152, with client hints | $a GET $b/ ; Accept: 1×128 ; Accept-Language: 1×128 ; Content-Language: 1×128 ; Device-Memory: 1×128 ; Downlink: 1×128 ; DPR: 1×128 ; RTT: 1×128 ; Viewport-Width: 1×128 ; Width: 1×128 | OPTIONS $b/ @$a ?GET:accept,accept-language,content-language,device-memory,downlink,dpr,rtt,viewport-width,width => 204 ; acao: * ; acah: * -> GET $b/ @$a => 200 ; acao: * | cors 200

# #cors-safelisted-request-header, step 2, range (RangeUnitIgnoresCase)
--- in lower case
0 | Bytes | $a GET $b/ ; Range: Bytes=0-1 | OPTIONS $b/ @$a ?GET:range => 204 ; acao: * ; acah: range -> GET $b/ @$a => 200 ; acao: * | cors 200
--- in lower case @firefox
0 | Bytes | $a GET $b/ ; Range: Bytes=0-1 | OPTIONS $b/ @$a ?GET:range => 204 ; acao: * ; acah: range -> GET $b/ @$a => 200 ; acao: * | cors 200
--- in any case @webkit
0 | Bytes | $a GET $b/ ; Range: Bytes=0-1 | GET $b/ @$a => 200 ; acao: * | cors 200
0 | another unit is not safelisted | $a GET $b/ ; Range: Items=0-1 | OPTIONS $b/ @$a ?GET:range => 204 ; acao: * ; acah: range -> GET $b/ @$a => 200 ; acao: * | cors 200
--- in lower case @chromium
0 | Bytes | $a GET $b/ ; Range: Bytes=0-1 | OPTIONS $b/ @$a ?GET:range => 204 ; acao: * ; acah: range -> GET $b/ @$a => 200 ; acao: * | cors 200

# #cors-safelisted-request-header, step 2, range (RangeIsLimited)
--- no limit
0 | 2^64 | $a GET $b/ ; Range: bytes=0-18446744073709551616 | GET $b/ @$a => 200 ; acao: * | cors 200
--- less than 2^63 - 1 @chromium
0 | 2^63 - 2 | $a GET $b/ ; Range: bytes=0-9223372036854775806 | GET $b/ @$a => 200 ; acao: * | cors 200
0 | 2^63 - 1 | $a GET $b/ ; Range: bytes=0-9223372036854775807 | OPTIONS $b/ @$a ?GET:range => 204 ; acao: * ; acah: range -> GET $b/ @$a => 200 ; acao: * | cors 200
--- less than 2^64 @firefox
0 | 2^64 - 1 | $a GET $b/ ; Range: bytes=0-18446744073709551615 | GET $b/ @$a => 200 ; acao: * | cors 200
0 | 2^64 | $a GET $b/ ; Range: bytes=0-18446744073709551616 | OPTIONS $b/ @$a ?GET:range => 204 ; acao: * ; acah: range -> GET $b/ @$a => 200 ; acao: * | cors 200
--- less than 2^64 @webkit
0 | 2^64 - 1 | $a GET $b/ ; Range: bytes=0-18446744073709551615 | GET $b/ @$a => 200 ; acao: * | cors 200
0 | 2^64, where it starts | $a GET $b/ ; Range: bytes=18446744073709551616- | OPTIONS $b/ @$a ?GET:range => 204 ; acao: * ; acah: range -> GET $b/ @$a => 200 ; acao: * | cors 200

# #cors-safelisted-request-header, step 2, content-type (ContentTypeIsParsedStrictly)
--- by its essence
0 | a comma | $a POST $b/ ; Content-Type: text/plain;a=b,c | POST $b/ @$a => 200 ; acao: * | cors 200
0 | an empty parameter | $a POST $b/ ; Content-Type: text/plain;a=b; | POST $b/ @$a => 200 ; acao: * | cors 200
--- by its essence @chromium
0 | a comma | $a POST $b/ ; Content-Type: text/plain;a=b,c | POST $b/ @$a => 200 ; acao: * | cors 200
--- strictly @firefox
0 | a semicolon alone is nothing | $a POST $b/ ; Content-Type: text/plain; | POST $b/ @$a => 200 ; acao: * | cors 200
0 | nor is an empty parameter in between | $a POST $b/ ; Content-Type: text/plain;a=b;;c=d | POST $b/ @$a => 200 ; acao: * | cors 200
0 | a comma | $a POST $b/ ; Content-Type: text/plain;a=b,c | OPTIONS $b/ @$a ?POST:content-type => 204 ; acao: * ; acah: content-type -> POST $b/ @$a => 200 ; acao: * | cors 200
0 | an empty parameter | $a POST $c/ ; Content-Type: text/plain;a=b; | OPTIONS $c/ @$a ?POST:content-type => 204 ; acao: * ; acah: content-type -> POST $c/ @$a => 200 ; acao: * | cors 200
--- by its essence @webkit
0 | a comma | $a POST $b/ ; Content-Type: text/plain;a=b,c | POST $b/ @$a => 200 ; acao: * | cors 200
0 | an empty parameter | $a POST $b/ ; Content-Type: text/plain;a=b; | POST $b/ @$a => 200 ; acao: * | cors 200

# #cors-unsafe-request-header-byte (NonAsciiIsUnsafe)
--- it is safe
0 | in Accept | $a GET $b/ ; Accept: \xe9 | GET $b/ @$a => 200 ; acao: * | cors 200
0 | in Content-Type | $a POST $b/ ; Content-Type: text/plain;a=\xe9 | POST $b/ @$a => 200 ; acao: * | cors 200
--- it is safe @webkit
0 | in Accept | $a GET $b/ ; Accept: \xe9 | GET $b/ @$a => 200 ; acao: * | cors 200
--- it is not @firefox
0 | in Accept | $a GET $b/ ; Accept: \xe9 | OPTIONS $b/ @$a ?GET:accept => 204 ; acao: * ; acah: accept -> GET $b/ @$a => 200 ; acao: * | cors 200
0 | in Content-Type | $a POST $c/ ; Content-Type: text/plain;a=\xe9 | OPTIONS $c/ @$a ?POST:content-type => 204 ; acao: * ; acah: content-type -> POST $c/ @$a => 200 ; acao: * | cors 200
--- it is safe @chromium
0 | in Accept | $a GET $b/ ; Accept: \xe9 | GET $b/ @$a => 200 ; acao: * | cors 200
0 | in Content-Type | $a POST $b/ ; Content-Type: text/plain;a=\xe9 | POST $b/ @$a => 200 ; acao: * | cors 200

# #forbidden-request-header (DropsUserAgent)
--- it is a header like any other
0 | asked and sent | $a GET $b/ ; User-Agent: x | OPTIONS $b/ @$a ?GET:user-agent => 204 ; acao: * ; acah: user-agent -> GET $b/ @$a => 200 ; acao: * | cors 200
--- it is a header like any other @firefox
0 | asked and sent | $a GET $b/ ; User-Agent: x | OPTIONS $b/ @$a ?GET:user-agent => 204 ; acao: * ; acah: user-agent -> GET $b/ @$a => 200 ; acao: * | cors 200
--- it is dropped @chromium
0 | neither asked nor sent | $a GET $b/ ; User-Agent: x | GET $b/ @$a ; -user-agent => 200 ; acao: * | cors 200
0 | of the page's own origin | $a GET $a/ ; User-Agent: x | GET $a/ ; -user-agent => 200 | basic 200
--- it is a header like any other @webkit
0 | asked and sent | $a GET $b/ ; User-Agent: x | OPTIONS $b/ @$a ?GET:user-agent => 204 ; acao: * ; acah: user-agent -> GET $b/ @$a => 200 ; acao: * | cors 200

# #main-fetch, step 12, entered again after a redirect (StaysPreflighted)
--- a GET is safelisted
0 | PUT becomes GET | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT -> PUT $b/ @$a => 303 ; acao: * ; Location: /x -> GET $b/x @$a => 200 ; acao: * | cors 200
0 | Authorization goes | $a GET $a/ ; Authorization: x | GET $a/ => 302 ; Location: $b/ -> GET $b/ @$a ; -authorization => 200 ; acao: * | cors 200
--- a GET is safelisted @chromium
0 | PUT becomes GET | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT -> PUT $b/ @$a => 303 ; acao: * ; Location: /x -> GET $b/x @$a => 200 ; acao: * | cors 200
--- what was preflighted is again @firefox
0 | PUT becomes GET | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT -> PUT $b/ @$a => 303 ; acao: * ; Location: /x -> OPTIONS $b/x @$a ?GET => 204 ; acao: * -> GET $b/x @$a => 200 ; acao: * | cors 200
0 | Authorization goes, and asks all the same | $a GET $a/ ; Authorization: x | GET $a/ => 302 ; Location: $c/ -> OPTIONS $c/ @$a ?GET => 204 ; acao: * -> GET $c/ @$a ; -authorization => 200 ; acao: * | cors 200
--- what was preflighted is again @webkit
0 | PUT becomes GET | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT -> PUT $b/ @$a => 303 ; acao: * ; Location: /x -> OPTIONS $b/x @$a ?GET => 204 ; acao: * -> GET $b/x @$a => 200 ; acao: * | cors 200

# #cors-preflight-fetch-0, step 5 (PreflightNamesOriginalHeaders)
--- what is there
0 | Authorization goes | $a GET $a/ ; Authorization: x ; X-A: 1 | GET $a/ => 302 ; Location: $b/ -> OPTIONS $b/ @$a ?GET:x-a => 204 ; acao: * ; acah: x-a -> GET $b/ @$a ; -authorization => 200 ; acao: * | cors 200
--- what is there @firefox
0 | Authorization goes | $a GET $a/ ; Authorization: x ; X-A: 1 | GET $a/ => 302 ; Location: $b/ -> OPTIONS $b/ @$a ?GET:x-a => 204 ; acao: * ; acah: x-a -> GET $b/ @$a ; -authorization => 200 ; acao: * | cors 200
--- what was there @webkit
0 | Authorization is named and not sent | $a GET $a/ ; Authorization: x ; X-A: 1 | GET $a/ => 302 ; Location: $b/ -> OPTIONS $b/ @$a ?GET:authorization,x-a => 204 ; acao: * ; acah: authorization, x-a -> GET $b/ @$a ; -authorization => 200 ; acao: * | cors 200
0 | it must be allowed | $a GET $a/ ; Authorization: x ; X-A: 1 | GET $a/ => 302 ; Location: $c/ -> OPTIONS $c/ @$a ?GET:authorization,x-a => 204 ; acao: * ; acah: x-a | error authorization-not-allowed

# #cors-preflight-fetch-0, step 6 (PreflightKeepsOrigin)
--- null after redirect taint
0 | other to third | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: $a ; acam: PUT -> PUT $b/ @$a => 307 ; acao: $a ; Location: $c/ -> OPTIONS $c/ @null ?PUT => 204 ; acao: null ; acam: PUT -> PUT $c/ @null => 200 ; acao: null | cors 200 ; tainted
--- null after redirect taint @chromium
0 | other to third | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: $a ; acam: PUT -> PUT $b/ @$a => 307 ; acao: $a ; Location: $c/ -> OPTIONS $c/ @null ?PUT => 204 ; acao: null ; acam: PUT -> PUT $c/ @null => 200 ; acao: null | cors 200 ; tainted
--- the page's all the way @firefox
0 | other to third, which allows the page and then null | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: $a ; acam: PUT -> PUT $b/ @$a => 307 ; acao: $a ; Location: $c/ -> OPTIONS $c/ @$a ?PUT => 204 ; acao: $a ; acam: PUT -> PUT $c/ @null => 200 ; acao: null | cors 200 ; tainted
--- null does not allow the page @firefox
0 | other to third | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: $a ; acam: PUT -> PUT $b/ @$a => 307 ; acao: $a ; Location: $c/ -> OPTIONS $c/ @$a ?PUT => 204 ; acao: null ; acam: PUT | error preflight-allow-origin-mismatch ; tainted
--- the page's own origin need not allow it @firefox
0 | other to own | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: $a ; acam: PUT -> PUT $b/ @$a => 307 ; acao: $a ; Location: $a/ -> OPTIONS $a/ @$a ?PUT => 204 ; acam: PUT -> PUT $a/ @null => 200 ; acao: * | cors 200 ; tainted

# #http-redirect-fetch, step 13 (RedirectRestoresHeaders)
--- what is gone is gone
0 | Authorization | $a GET $a/ ; Authorization: x | GET $a/ => 302 ; Location: $b/ -> GET $b/ @$a ; -authorization => 302 ; acao: * ; Location: /x -> GET $b/x @$a ; -authorization => 200 ; acao: * | cors 200
--- what is gone is gone @chromium
0 | Authorization | $a GET $a/ ; Authorization: x | GET $a/ => 302 ; Location: $b/ -> GET $b/ @$a ; -authorization => 302 ; acao: * ; Location: /x -> GET $b/x @$a ; -authorization => 200 ; acao: * | cors 200
--- it is back after the next redirect @firefox
0 | Authorization | $a GET $a/ ; Authorization: x | GET $a/ => 302 ; Location: $b/ -> OPTIONS $b/ @$a ?GET => 204 ; acao: * -> GET $b/ @$a ; -authorization => 302 ; acao: * ; Location: /x -> OPTIONS $b/x @$a ?GET:authorization => 204 ; acao: * ; acah: authorization -> GET $b/x @$a => 200 ; acao: * | cors 200
0 | Content-Type | $a POST $a/ ; Content-Type: text/plain | POST $a/ @$a => 307 ; Location: /x -> POST $a/x @$a => 303 ; Location: /y -> GET $a/y ; -content-type => 200 | basic 200
--- what is gone is gone, though named @webkit
0 | Authorization | $a GET $a/ omit ; Authorization: x | GET $a/ => 302 ; Location: $b/ -> OPTIONS $b/ @$a ?GET:authorization => 204 ; acao: * ; acah: authorization -> GET $b/ @$a ; -authorization => 302 ; acao: * ; Location: /x -> OPTIONS $b/x @$a ?GET:authorization => 204 ; acao: * ; acah: authorization -> GET $b/x @$a ; -authorization => 200 ; acao: * | cors 200

# #http-redirect-fetch, step 12 (RedirectRestoresContentType)
--- what is gone is gone
0 | Content-Type | $a POST $b/ ; Content-Type: text/plain | POST $b/ @$a => 303 ; acao: * ; Location: /x -> GET $b/x @$a ; -content-type => 302 ; acao: * ; Location: /y -> GET $b/y @$a ; -content-type => 200 ; acao: * | cors 200
--- what is gone is gone @chromium
0 | Content-Type | $a POST $b/ ; Content-Type: text/plain | POST $b/ @$a => 303 ; acao: * ; Location: /x -> GET $b/x @$a ; -content-type => 302 ; acao: * ; Location: /y -> GET $b/y @$a ; -content-type => 200 ; acao: * | cors 200
--- it is back after the next redirect @webkit
0 | Content-Type | $a POST $b/ ; Content-Type: text/plain | POST $b/ @$a => 303 ; acao: * ; Location: /x -> GET $b/x @$a ; -content-type => 302 ; acao: * ; Location: /y -> GET $b/y @$a => 200 ; acao: * | cors 200
0 | not within the page's own origin | $a POST $a/ ; Content-Type: text/plain | POST $a/ @$a => 303 ; Location: /x -> GET $a/x @$a ; -content-type => 302 ; Location: /y -> GET $a/y @$a ; -content-type => 200 | basic 200
--- what is gone is gone @firefox
0 | Content-Type | $a POST $b/ ; Content-Type: text/plain | POST $b/ @$a => 303 ; acao: * ; Location: /x -> GET $b/x @$a ; -content-type => 302 ; acao: * ; Location: /y -> GET $b/y @$a ; -content-type => 200 ; acao: * | cors 200

# #append-a-request-origin-header, step 4 (NoCorsRedirectHidesOrigin)
--- the page's
0 | own to other | $a POST $a/ no-cors | POST $a/ @$a => 307 ; Location: $b/ -> POST $b/ @$a => 200 | opaque
--- the page's @firefox
0 | own to other | $a POST $a/ no-cors | POST $a/ @$a => 307 ; Location: $b/ -> POST $b/ @$a => 200 | opaque
--- null @chromium
0 | own to other | $a POST $a/ no-cors | POST $a/ @$a => 307 ; Location: $b/ -> POST $b/ @null => 200 | opaque
0 | other to the same is the page's | $a POST $b/ no-cors | POST $b/ @$a => 307 ; Location: /x -> POST $b/x @$a => 200 | opaque
0 | in mode cors it is the page's | $a POST $a/ | POST $a/ @$a => 307 ; Location: $b/ -> POST $b/ @$a => 200 ; acao: * | cors 200
--- the page's @webkit
0 | own to other | $a POST $a/ no-cors | POST $a/ @$a => 307 ; Location: $b/ -> POST $b/ @$a => 200 | opaque

# #append-a-request-origin-header, step 4 (OriginIgnoresReferrerPolicy)
--- null
0 | no-referrer, of another origin | $a POST $b/ no-cors referrer:no-referrer | POST $b/ @null => 200 | opaque
0 | no-referrer, of the page's | $a POST $a/ no-cors referrer:no-referrer | POST $a/ @null => 200 | basic 200
0 | same-origin, of another origin | $a POST $b/ no-cors referrer:same-origin | POST $b/ @null => 200 | opaque
--- null @firefox
0 | no-referrer, of another origin | $a POST $b/ no-cors referrer:no-referrer | POST $b/ @null => 200 | opaque
--- null @webkit
0 | same-origin, of another origin | $a POST $b/ no-cors referrer:same-origin | POST $b/ @null => 200 | opaque
--- the page's @chromium
0 | no-referrer, of another origin | $a POST $b/ no-cors referrer:no-referrer | POST $b/ @$a => 200 | opaque
0 | no-referrer, of the page's | $a POST $a/ no-cors referrer:no-referrer | POST $a/ @$a => 200 | basic 200
0 | same-origin, of another origin | $a POST $b/ no-cors referrer:same-origin | POST $b/ @$a => 200 | opaque

# #append-a-request-origin-header, step 4 (RedirectKeepsOriginHeader)
--- a GET of the page's own origin has none
0 | POST becomes GET | $a POST $a/ | POST $a/ @$a => 303 ; Location: /x -> GET $a/x => 200 | basic 200
--- a GET of the page's own origin has none @chromium
0 | POST becomes GET | $a POST $a/ | POST $a/ @$a => 303 ; Location: /x -> GET $a/x => 200 | basic 200
--- it has that of the POST @webkit
0 | POST becomes GET | $a POST $a/ | POST $a/ @$a => 303 ; Location: /x -> GET $a/x @$a => 200 | basic 200
0 | until another origin comes | $a POST $a/ no-cors | POST $a/ @$a => 303 ; Location: $b/ -> GET $b/ => 200 | opaque
0 | a GET that was one has none | $a GET $a/ | GET $a/ => 303 ; Location: /x -> GET $a/x => 200 | basic 200

# #http-redirect-fetch, step 12 (RedirectTurnsDeleteIntoGet)
--- the method stays
0 | own to other | $a DELETE $a/ | DELETE $a/ @$a => 308 ; Location: $b/ -> OPTIONS $b/ @$a ?DELETE => 204 ; acao: * ; acam: DELETE -> DELETE $b/ @$a => 200 ; acao: * | cors 200
--- the method stays @firefox
0 | own to other | $a DELETE $a/ | DELETE $a/ @$a => 308 ; Location: $b/ -> OPTIONS $b/ @$a ?DELETE => 204 ; acao: * ; acam: DELETE -> DELETE $b/ @$a => 200 ; acao: * | cors 200
--- DELETE becomes GET @webkit
0 | own to other | $a DELETE $a/ | DELETE $a/ @$a => 308 ; Location: $b/ -> GET $b/ @$a => 200 ; acao: * | cors 200
0 | not within an origin | $a DELETE $a/ | DELETE $a/ @$a => 308 ; Location: /x -> DELETE $a/x @$a => 200 | basic 200
0 | PUT does not | $a PUT $a/ | PUT $a/ @$a => 308 ; Location: $b/ -> OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT -> PUT $b/ @$a => 200 ; acao: * | cors 200
--- the method stays @chromium
0 | own to other | $a DELETE $a/ | DELETE $a/ @$a => 308 ; Location: $b/ -> OPTIONS $b/ @$a ?DELETE => 204 ; acao: * ; acam: DELETE -> DELETE $b/ @$a => 200 ; acao: * | cors 200

# #http-fetch, step 4.4 (RedirectCheckIncludesCredentials)
--- without them
0 | a wildcard | $a GET $a/ | GET $a/ => 302 ; Location: $b/ -> GET $b/ @$a => 302 ; acao: * ; Location: /x -> GET $b/x @$a => 200 ; acao: * | cors 200
--- without them @chromium
0 | a wildcard | $a GET $a/ | GET $a/ => 302 ; Location: $b/ -> GET $b/ @$a => 302 ; acao: * ; Location: /x -> GET $b/x @$a => 200 ; acao: * | cors 200
--- as though with them @webkit
0 | a wildcard | $a GET $a/ | GET $a/ => 302 ; Location: $b/ -> GET $b/ @$a => 302 ; acao: * ; Location: /x | error wildcard-with-credentials
0 | the page's origin alone | $a GET $a/ | GET $a/ => 302 ; Location: $b/ -> GET $b/ @$a => 302 ; acao: $a ; Location: /x | error allow-credentials-not-true
0 | the last response is not a redirect | $a GET $a/ | GET $a/ => 302 ; Location: $b/ -> GET $b/ @$a => 302 ; acao: $a ; acac: true ; Location: /x -> GET $b/x @$a => 200 ; acao: * | cors 200
0 | not where it began at another origin | $a GET $b/ | GET $b/ @$a => 302 ; acao: * ; Location: /x -> GET $b/x @$a => 200 ; acao: * | cors 200
0 | not with omit | $a GET $a/ omit | GET $a/ => 302 ; Location: $b/ -> GET $b/ @$a => 302 ; acao: * ; Location: /x -> GET $b/x @$a => 200 ; acao: * | cors 200

# #concept-cache-match (CacheForgetsNull, CacheForgetsTaint)
--- null is an origin like any other
0 | asked | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @$a => 307 ; acao: * ; Location: $c/ -> OPTIONS $c/ @null ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $c/ @null => 200 ; acao: * | cors 200 ; tainted
1 | kept | $a PUT $b/ | PUT $b/ @$a => 307 ; acao: * ; Location: $c/ -> PUT $c/ @null => 200 ; acao: * | cors 200 ; tainted
--- not found after redirect taint @chromium
0 | asked | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @$a => 307 ; acao: * ; Location: $c/ -> OPTIONS $c/ @null ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $c/ @null => 200 ; acao: * | cors 200 ; tainted
1 | asked again | $a PUT $b/ | PUT $b/ @$a => 307 ; acao: * ; Location: $c/ -> OPTIONS $c/ @null ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $c/ @null => 200 ; acao: * | cors 200 ; tainted
--- nor within the same fetch @chromium
0 | asked twice | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @$a => 307 ; acao: * ; Location: $c/ -> OPTIONS $c/ @null ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $c/ @null => 307 ; acao: * ; Location: $c/ -> OPTIONS $c/ @null ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $c/ @null => 200 ; acao: * | cors 200 ; tainted
--- an opaque page, within the same fetch only @chromium
0 | asked once | null PUT $b/ | OPTIONS $b/ @null ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @null => 307 ; acao: * ; Location: $b/ -> PUT $b/ @null => 200 ; acao: * | cors 200
1 | asked again | null PUT $b/ | OPTIONS $b/ @null ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @null => 200 ; acao: * | cors 200
--- after redirect taint found within the same fetch only @webkit
0 | asked once | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @$a => 307 ; acao: * ; Location: $c/ -> OPTIONS $c/ @null ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $c/ @null => 307 ; acao: * ; Location: $c/ -> PUT $c/ @null => 200 ; acao: * | cors 200 ; tainted
1 | asked again | $a PUT $b/ | PUT $b/ @$a => 307 ; acao: * ; Location: $c/ -> OPTIONS $c/ @null ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $c/ @null => 200 ; acao: * | cors 200 ; tainted
--- an opaque page is one like any other @webkit
0 | asked | null PUT $b/ | OPTIONS $b/ @null ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @null => 200 ; acao: * | cors 200
1 | kept | null PUT $b/ | PUT $b/ @null => 200 ; acao: * | cors 200
--- an opaque page is one like any other @firefox
0 | asked | null PUT $b/ | OPTIONS $b/ @null ?PUT => 204 ; acao: * ; acam: PUT ; age: 60 -> PUT $b/ @null => 200 ; acao: * | cors 200
1 | another page | $a GET $b/ | GET $b/ @$a => 200 ; acao: * | cors 200
2 | kept | null PUT $b/ | PUT $b/ @null => 200 ; acao: * | cors 200

# #http-fetch, step 6 (NoLocationIsNoError)
--- a redirect status is an error
0 | no Location | $a GET $a/ error | GET $a/ => 302 | error redirect-mode
0 | an empty one | $a GET $a/ error | GET $a/ => 302 ; Location: | error redirect-mode
--- a redirect status is an error @firefox
0 | no Location | $a GET $a/ error | GET $a/ => 302 | error redirect-mode
--- with a Location only @chromium
0 | no Location | $a GET $a/ error | GET $a/ => 302 | basic 302
0 | an empty one | $a GET $a/ error | GET $a/ => 302 ; Location: | basic 302 location
0 | one | $a GET $a/ error | GET $a/ => 302 ; Location: /x | error redirect-mode
--- with a Location only @webkit
0 | no Location | $a GET $a/ error | GET $a/ => 302 | basic 302
0 | an empty one | $a GET $a/ error | GET $a/ => 302 ; Location: | basic 302 location

# #concept-response-location-url, step 3 (EmptyLocationIsNone, EmptyLocationFails)
--- the URL itself
0 | empty | $a GET $a/ | GET $a/ => 302 ; Location: -> GET $a/ => 200 | basic 200
--- the URL itself @firefox
0 | empty | $a GET $a/ | GET $a/ => 302 ; Location: -> GET $a/ => 200 | basic 200
--- none @chromium
0 | empty | $a GET $a/ | GET $a/ => 302 ; Location: | basic 302 location
--- a network error @webkit
0 | empty | $a GET $a/ | GET $a/ => 302 ; Location: | error redirect-location
0 | none is none | $a GET $a/ | GET $a/ => 302 | basic 302

# #http-redirect-fetch, steps 9 and 10 (RedirectCredentialsFail)
--- within the page's own origin they are followed
0 | a user and a password | $a GET $a/ | GET $a/ => 302 ; Location: https://u:p@a.example/x -> GET https://u:p@a.example/x => 200 | basic 200
--- within the page's own origin they are followed @firefox
0 | a user and a password | $a GET $a/ | GET $a/ => 302 ; Location: https://u:p@a.example/x -> GET https://u:p@a.example/x => 200 | basic 200
--- never @chromium
0 | a user and a password | $a GET $a/ | GET $a/ => 302 ; Location: https://u:p@a.example/x | error redirect-credentials
0 | in mode no-cors | $a GET $b/ no-cors | GET $b/ => 302 ; Location: https://u:p@b.example/x | error redirect-credentials
--- within the page's own origin they are followed @webkit
0 | a user and a password | $a GET $a/ | GET $a/ => 302 ; Location: https://u:p@a.example/x -> GET https://u:p@a.example/x => 200 | basic 200

# #http-redirect-fetch, step 9 (RedirectCredentialsFoundLate)
--- at once
0 | own to other | $a PUT $a/ | PUT $a/ @$a => 307 ; Location: https://u:p@b.example/ | error redirect-credentials
--- at once @firefox
0 | own to other | $a PUT $a/ | PUT $a/ @$a => 307 ; Location: https://u:p@b.example/ | error redirect-credentials
--- after the preflight @webkit
0 | own to other | $a PUT $a/ | PUT $a/ @$a => 307 ; Location: https://u:p@b.example/ -> OPTIONS https://u:p@b.example/ @$a ?PUT => 204 ; acao: * ; acam: PUT | error redirect-credentials
0 | the preflight fails first | $a PUT $a/ | PUT $a/ @$a => 307 ; Location: https://u:p@c.example/ -> OPTIONS https://u:p@c.example/ @$a ?PUT => 204 | error preflight-allow-origin-missing
0 | no preflight, at once | $a GET $a/ | GET $a/ => 302 ; Location: https://u:p@b.example/ | error redirect-credentials
0 | of another origin, at once | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT -> PUT $b/ @$a => 307 ; acao: * ; Location: https://u:p@b.example/ | error redirect-credentials
--- at once @chromium
0 | own to other | $a PUT $a/ | PUT $a/ @$a => 307 ; Location: https://u:p@b.example/ | error redirect-credentials

# #extract-header-list-values, step 2 (AcceptsEqualLocations)
--- two are none
0 | equal | $a GET $a/ | GET $a/ => 302 ; Location: /x ; Location: /x | error redirect-location
--- equal ones are one @chromium
0 | equal | $a GET $a/ | GET $a/ => 302 ; Location: /x ; Location: /x -> GET $a/x => 200 | basic 200
0 | two | $a GET $a/ | GET $a/ => 302 ; Location: /x ; Location: /y | error redirect-location
--- equal ones are one @firefox
0 | equal | $a GET $a/ | GET $a/ => 302 ; Location: /x ; Location: /x -> GET $a/x => 200 | basic 200
0 | two | $a GET $a/ | GET $a/ => 302 ; Location: /x ; Location: /y | error redirect-location
--- they are joined all the same @webkit
0 | equal | $a GET $a/ | GET $a/ => 302 ; Location: /x ; Location: /x -> GET $a/x,%20/x => 200 | basic 200
";

#[test]
fn steps() {
    crate::sequence::run(SEQUENCES);
}

/// Each deviation stands in a heading; one that does not exist any more stands in none.
#[test]
fn every_deviation_has_its_steps() {
    for deviation in Deviation::ALL {
        let name = format!("{deviation:?}");
        assert!(
            SEQUENCES.lines().any(|line| line.starts_with('#') && line.contains(&name)),
            "{name}"
        );
    }
}
