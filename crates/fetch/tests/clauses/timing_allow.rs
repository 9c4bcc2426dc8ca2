//! `Timing-Allow-Origin`: <https://fetch.spec.whatwg.org/#tao-check>.

pub(crate) const TABLE: &str = r"
# #concept-tao-check, steps 3 to 5 (another origin)
= $a GET $b/ | GET $b/ @$a => 200 ; acao: * {1} | cors 200 ; {2}
nothing |  | no-timing
a wildcard | ; Timing-Allow-Origin: * | timing
the origin | ; Timing-Allow-Origin: $a | timing
the origin in a list | ; Timing-Allow-Origin: $b, $a | timing
the origin in another field | ; Timing-Allow-Origin: $b ; Timing-Allow-Origin: $a | timing
a wildcard in a list | ; Timing-Allow-Origin: $b, * | timing
a wildcard with white space | ; Timing-Allow-Origin: $b\t,\t*\t | timing
another origin | ; Timing-Allow-Origin: $b | no-timing
null | ; Timing-Allow-Origin: null | no-timing
the origin with a slash | ; Timing-Allow-Origin: $a/ | no-timing
the origin in upper case | ; Timing-Allow-Origin: HTTPS://A.EXAMPLE | no-timing
the origin with its default port | ; Timing-Allow-Origin: $a:443 | no-timing
two origins without a comma | ; Timing-Allow-Origin: $b $a | no-timing
in quotation marks | ; Timing-Allow-Origin: \x22*\x22 | no-timing
a comma within quotation marks | ; Timing-Allow-Origin: \x22x,*\x22 | no-timing
an empty value | ; Timing-Allow-Origin: | no-timing
a host with a wildcard | ; Timing-Allow-Origin: https://*.example | no-timing
credentials do not count | ; acac: true | no-timing

# #concept-tao-check, steps 4 and 5 (credentials make no difference)
a wildcard | $a GET $b/ include | GET $b/ @$a => 200 ; acao: $a ; acac: true ; Timing-Allow-Origin: * | cors 200 ; timing
nothing | $a GET $b/ include | GET $b/ @$a => 200 ; acao: $a ; acac: true | cors 200 ; no-timing

# #concept-tao-check, step 5 (an opaque origin)
null | null GET $b/ | GET $b/ @null => 200 ; acao: * ; Timing-Allow-Origin: null | cors 200 ; timing
the URL's own origin | null GET $b/ | GET $b/ @null => 200 ; acao: * ; Timing-Allow-Origin: $b | cors 200 ; no-timing

# #concept-tao-check, steps 7 and 8
the page's own origin | $a GET $a/ | GET $a/ => 200 | basic 200 ; timing
the page's own origin, naming another | $a GET $a/ | GET $a/ => 200 ; Timing-Allow-Origin: $b | basic 200 timing-allow-origin ; timing
a data: URL | $a GET data:,x | none | basic 200 content-type ; timing
no-cors | $a GET $b/ no-cors | GET $b/ => 200 | opaque ; no-timing
no-cors with a wildcard | $a GET $b/ no-cors | GET $b/ => 200 ; Timing-Allow-Origin: * | opaque ; timing
no-cors with the origin | $a GET $b/ no-cors | GET $b/ => 200 ; Timing-Allow-Origin: $a | opaque ; timing

# #concept-tao-check, step 2 (once failed, failed for good)
the redirect has none, the last has | $a GET $b/ | GET $b/ @$a => 302 ; acao: * ; Location: /x -> GET $b/x @$a => 200 ; acao: * ; Timing-Allow-Origin: * | cors 200 ; no-timing
both have | $a GET $b/ | GET $b/ @$a => 302 ; acao: * ; Timing-Allow-Origin: * ; Location: /x -> GET $b/x @$a => 200 ; acao: * ; Timing-Allow-Origin: $a | cors 200 ; timing
the last has none | $a GET $b/ | GET $b/ @$a => 302 ; acao: * ; Timing-Allow-Origin: * ; Location: /x -> GET $b/x @$a => 200 ; acao: * | cors 200 ; no-timing
the page's own redirect needs none | $a GET $a/ | GET $a/ => 302 ; Location: $b/ -> GET $b/ @$a => 200 ; acao: * ; Timing-Allow-Origin: * | cors 200 ; timing
a tainted origin is null | $a GET $b/ | GET $b/ @$a => 302 ; acao: * ; Timing-Allow-Origin: $a ; Location: $c/ -> GET $c/ @null => 200 ; acao: * ; Timing-Allow-Origin: null | cors 200 ; tainted ; timing
a tainted origin is not the page's | $a GET $b/ | GET $b/ @$a => 302 ; acao: * ; Timing-Allow-Origin: $a ; Location: $c/ -> GET $c/ @null => 200 ; acao: * ; Timing-Allow-Origin: $a | cors 200 ; tainted ; no-timing
back at the page's own origin it must be allowed | $a GET $b/ | GET $b/ @$a => 302 ; acao: * ; Timing-Allow-Origin: * ; Location: $a/ -> GET $a/ @null => 200 ; acao: * | cors 200 ; tainted ; no-timing

# #concept-tao-check (a preflight is not asked)
the preflight has none | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT -> PUT $b/ @$a => 200 ; acao: * ; Timing-Allow-Origin: * | cors 200 ; timing
the preflight alone has | $a PUT $b/ | OPTIONS $b/ @$a ?PUT => 204 ; acao: * ; acam: PUT ; Timing-Allow-Origin: * -> PUT $b/ @$a => 200 ; acao: * | cors 200 ; no-timing

# #main-fetch, step 19 (a network error has no timing)
a wildcard on a refused response | $a GET $b/ | GET $b/ @$a => 200 ; Timing-Allow-Origin: * | error allow-origin-missing ; no-timing
";

#[test]
fn rows() {
    crate::table::run(TABLE);
}
