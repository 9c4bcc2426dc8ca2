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
--- it is no number @chromium
0 | 5 seconds | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; age: +60 -> PUT $b/ @$a => 200 ; acao: * | cors 200 | PUT=5@0
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

# #cors-preflight-fetch-0, step 7.13 (CacheHoldsOneResponse, CacheDropsOnMiss)
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
0 | Downlink is not | $a GET $b/ ; Downlink: 1 | OPTIONS $b/ @$a ?GET:downlink => 204 ; acao: * ; acah: downlink -> GET $b/ @$a => 200 ; acao: * | cors 200

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
