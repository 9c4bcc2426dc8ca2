//! `Cross-Origin-Resource-Policy`:
//! <https://fetch.spec.whatwg.org/#cross-origin-resource-policy-header>.

pub(crate) const TABLE: &str = r"
# #cross-origin-resource-policy-internal-check, step 5, same-origin
= {1} GET {2}/ no-cors | GET {2}/ => 200 ; Cross-Origin-Resource-Policy: same-origin | error resource-policy
another site | $a | $b
a subdomain | $a | $s
the domain of a subdomain | $s | $a
another port | $a | $p
another scheme | $h | $a
without TLS | $a | $h
an opaque origin | null | $b

# #cross-origin-resource-policy-internal-check, step 5, same-site (allowed)
= {1} GET {2}/ no-cors | GET {2}/ => 200 ; Cross-Origin-Resource-Policy: same-site | opaque
a subdomain | $a | $s
the domain of a subdomain | $s | $a
two subdomains | $s | https://t.a.example
another port | $a | $p
https: page, http: resource | $a | $h
http: page, http: resource | $h | http://sub.a.example
one label below a suffix of two | https://x.a.co.uk | https://y.a.co.uk
an address and its port | http://127.0.0.1:1024 | http://127.0.0.1:8080

# #cross-origin-resource-policy-internal-check, step 5, same-site (blocked)
= {1} GET {2}/ no-cors | GET {2}/ => 200 ; Cross-Origin-Resource-Policy: same-site | error resource-policy
another site | $a | $b
http: page, https: resource of the same host | $h | $a
http: page, https: resource of a subdomain | $h | $s
two registrants below one suffix | https://a.co.uk | https://b.co.uk
two users of one host of pages | https://a.github.io | https://b.github.io
two addresses | http://127.0.0.1 | http://127.0.0.2
an opaque origin | null | $b

# #cross-origin-resource-policy-internal-check, steps 3 to 5 (allowed)
= $a GET $b/ no-cors | GET $b/ => 200 ; Cross-Origin-Resource-Policy: {1} | opaque
cross-origin | cross-origin
upper case is no value | SAME-ORIGIN
mixed case is no value | Same-Site
a list is no value | same-origin, same-site
two fields are no value | same-origin ; Cross-Origin-Resource-Policy: same-origin
two fields, one that allows | same-site ; Cross-Origin-Resource-Policy: cross-origin
another word | none
nothing | 
a parameter is no value | same-origin; report-to=x
in quotation marks | \x22same-origin\x22
null | null

# #cross-origin-resource-policy-internal-check, step 2 (white space around goes)
spaces and tabs | $a GET $b/ no-cors | GET $b/ => 200 ; Cross-Origin-Resource-Policy: \s\tsame-origin\t | error resource-policy
the header's name in another case | $a GET $b/ no-cors | GET $b/ => 200 ; CROSS-ORIGIN-RESOURCE-POLICY: same-origin | error resource-policy

# #http-fetch, step 5 (tainting opaque only)
the page's own origin | $a GET $a/ no-cors | GET $a/ => 200 ; Cross-Origin-Resource-Policy: same-origin | basic 200 cross-origin-resource-policy
mode cors | $a GET $b/ | GET $b/ @$a => 200 ; acao: * ; Cross-Origin-Resource-Policy: same-origin | cors 200
mode cors, the page's own origin | $a GET $a/ | GET $a/ => 200 ; Cross-Origin-Resource-Policy: same-origin | basic 200 cross-origin-resource-policy
any status | $a GET $b/ no-cors | GET $b/ => 404 ; Cross-Origin-Resource-Policy: same-origin | error resource-policy
POST | $a POST $b/ no-cors | POST $b/ @$a => 200 ; Cross-Origin-Resource-Policy: same-origin | error resource-policy

# #http-fetch, step 5 (every hop, by its own URL and the page's origin)
the redirect blocks | $a GET $b/ no-cors | GET $b/ => 302 ; Cross-Origin-Resource-Policy: same-origin ; Location: /x | error resource-policy
the last response blocks | $a GET $b/ no-cors | GET $b/ => 302 ; Location: /x -> GET $b/x => 200 ; Cross-Origin-Resource-Policy: same-origin | error resource-policy
a redirect within the page's own origin is not asked | $a GET $a/ no-cors | GET $a/ => 302 ; Cross-Origin-Resource-Policy: same-origin ; Location: $b/ -> GET $b/ => 200 | opaque
back at the page's own origin it is same-origin, though tainted | $a GET $b/ no-cors | GET $b/ => 302 ; Location: $a/ -> GET $a/ => 200 ; Cross-Origin-Resource-Policy: same-origin | opaque ; tainted
the redirecting origin does not count | $a GET $b/ no-cors | GET $b/ => 302 ; Location: $b/x -> GET $b/x => 200 ; Cross-Origin-Resource-Policy: same-site | error resource-policy
";

#[test]
fn rows() {
    crate::table::run(TABLE);
}
