//! The order of HTTP fetch: <https://fetch.spec.whatwg.org/#http-fetch>.

pub(crate) const TABLE: &str = r"
# #http-fetch, step 4.1 (the preflight is of the first hop)
a failing preflight sends nothing else | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 500 | error preflight-allow-origin-missing
PUT goes through | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT -> PUT $b/ @$a => 201 ; acao: * | cors 201
the author's headers go with the request, not with the preflight | $a PUT $b/ ; X-A: 1 ; Accept: a | OPTIONS $b/ @$a ?PUT:x-a => 204 ; acao: * ; acam: * ; acah: * -> PUT $b/ @$a ; accept: a ; x-a: 1 => 200 ; acao: * | cors 200

# #http-network-or-cache-fetch, step 15 (407)
from the page's own origin | $a GET $a/ | GET $a/ => 407 | error proxy-authentication
from another | $a GET $b/ | GET $b/ @$a => 407 ; acao: * | error proxy-authentication
in mode no-cors | $a GET $b/ no-cors | GET $b/ => 407 | error proxy-authentication
after a preflight | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT -> PUT $b/ @$a => 407 ; acao: * | error proxy-authentication

# #http-fetch, step 4.4 comes before step 6
a redirect that fails the check is not followed | $a GET $b/ | GET $b/ @$a => 302 ; Location: $a/ | error allow-origin-missing
a redirect that fails the check, mode error | $a GET $b/ error | GET $b/ @$a => 302 ; Location: $a/ | error allow-origin-missing
a redirect that fails the check, mode manual | $a GET $b/ manual | GET $b/ @$a => 302 ; Location: $a/ | error allow-origin-missing
a redirect without a Location that fails the check | $a GET $b/ | GET $b/ @$a => 302 | error allow-origin-missing
a bad Location that fails the check | $a GET $b/ | GET $b/ @$a => 302 ; Location: https://[ | error allow-origin-missing

# #http-fetch, step 5 comes before step 6
an opaque redirect that fails the policy is not followed | $a GET $b/ no-cors | GET $b/ => 302 ; Cross-Origin-Resource-Policy: same-origin ; Location: $b/x | error resource-policy

# #http-network-or-cache-fetch (fields of one name go out as one)
two values | $a GET $a/ ; X-A: 1 ; x-a: 2 | GET $a/ ; x-a: 1, 2 => 200 | basic 200
two values with another between | $a GET $a/ ; X-A: 1 ; X-B: 3 ; x-a: 2 | GET $a/ ; x-a: 1, 2 ; x-b: 3 => 200 | basic 200
an empty value and one | $a GET $a/ ; X-A: ; X-A: 2 | GET $a/ ; x-a: , 2 => 200 | basic 200
";

#[test]
fn rows() {
    crate::table::run(TABLE);
}
