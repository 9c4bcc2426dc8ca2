//! Redirect modes: <https://fetch.spec.whatwg.org/#http-fetch>, step 6.3.

pub(crate) const TABLE: &str = r"
# #http-fetch, step 6.3, error
= $a {1} error | {2} | {3}
301 of the page's own origin | GET $a/ | GET $a/ => 301 ; Location: /x | error redirect-mode
302 of the page's own origin | GET $a/ | GET $a/ => 302 ; Location: /x | error redirect-mode
303 of the page's own origin | GET $a/ | GET $a/ => 303 ; Location: /x | error redirect-mode
307 of another | GET $b/ | GET $b/ @$a => 307 ; acao: * ; Location: /x | error redirect-mode
308 of another | GET $b/ | GET $b/ @$a => 308 ; acao: * ; Location: /x | error redirect-mode
without a Location | GET $a/ | GET $a/ => 302 | error redirect-mode
with a Location that cannot be parsed | GET $a/ | GET $a/ => 302 ; Location: https://[ | error redirect-mode
of another that the CORS check refuses | GET $b/ | GET $b/ @$a => 302 ; Location: /x | error allow-origin-missing
after a preflight | PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT -> PUT $b/ @$a => 302 ; acao: * ; Location: /x | error redirect-mode
in mode same-origin | GET $a/ same-origin | GET $a/ => 302 ; Location: $b/ | error redirect-mode
200 is no redirect | GET $a/ | GET $a/ => 200 ; Location: /x | basic 200 location
300 is no redirect | GET $a/ | GET $a/ => 300 ; Location: /x | basic 300 location
304 is no redirect | GET $b/ | GET $b/ @$a => 304 ; acao: * | cors 304
in mode no-cors, of the page's own origin | GET $a/ no-cors | GET $a/ => 302 ; Location: /x | error redirect-mode

# #http-fetch, step 6.3, manual
= $a {1} manual | {2} | {3}
301 of the page's own origin | GET $a/ | GET $a/ => 301 ; Location: /x | opaqueredirect
302 of the page's own origin to another | GET $a/ | GET $a/ => 302 ; Location: $b/ | opaqueredirect
303 of another | GET $b/ | GET $b/ @$a => 303 ; acao: * ; Location: /x | opaqueredirect
307 of another to a third | GET $b/ | GET $b/ @$a => 307 ; acao: * ; Location: $c/ | opaqueredirect
308 of another to the page's own origin | GET $b/ | GET $b/ @$a => 308 ; acao: $a ; Location: $a/ | opaqueredirect
without a Location | GET $a/ | GET $a/ => 302 | opaqueredirect
with a Location that cannot be parsed | GET $a/ | GET $a/ => 302 ; Location: https://[ | opaqueredirect
with two Locations | GET $a/ | GET $a/ => 302 ; Location: /x ; Location: /y | opaqueredirect
to another scheme | GET $a/ | GET $a/ => 302 ; Location: data:,x | opaqueredirect
to a bad port | GET $a/ | GET $a/ => 302 ; Location: http://a.example:22/ | opaqueredirect
nothing of it can be read, exposed or not | GET $b/ | GET $b/ @$a => 302 ; acao: * ; aceh: * ; X-A: 1 ; Location: /x | opaqueredirect
of another that the CORS check refuses | GET $b/ | GET $b/ @$a => 302 ; Location: /x | error allow-origin-missing
of another with credentials and a wildcard | GET $b/ include | GET $b/ @$a => 302 ; acao: * ; Location: /x | error wildcard-with-credentials
of another with credentials | GET $b/ include | GET $b/ @$a => 302 ; acao: $a ; acac: true ; Location: /x | opaqueredirect
after a preflight | PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT -> PUT $b/ @$a => 307 ; acao: * ; Location: /x | opaqueredirect
in mode same-origin | GET $a/ same-origin | GET $a/ => 302 ; Location: $b/ | opaqueredirect
in mode no-cors, of the page's own origin | GET $a/ no-cors | GET $a/ => 302 ; Location: $b/ | opaqueredirect
200 is no redirect | GET $b/ | GET $b/ @$a => 200 ; acao: * ; Location: /x | cors 200
304 is no redirect | GET $a/ | GET $a/ => 304 | basic 304
305 is no redirect | GET $a/ | GET $a/ => 305 ; Location: /x | basic 305 location
";

#[test]
fn rows() {
    crate::table::run(TABLE);
}
