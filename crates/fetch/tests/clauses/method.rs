//! Methods: <https://fetch.spec.whatwg.org/#methods>.

pub(crate) const TABLE: &str = r"
# #concept-method-normalize, to the page's own origin
= $a {1} $a/ | {2} $a/ => 200 | basic 200
get | get | GET
Get | Get | GET
head | head | HEAD

# #concept-method-normalize, to the page's own origin, with Origin
= $a {1} $a/ | {2} $a/ @$a => 200 | basic 200
post | post | POST
put | put | PUT
delete | delete | DELETE
DeLeTe | DeLeTe | DELETE
options | options | OPTIONS
patch stays | patch | patch
Patch stays | Patch | Patch
PATCH stays | PATCH | PATCH
query stays | query | query
chicken stays | chicken | chicken
an asterisk | * | *
a method with a dot | get.it | get.it
POSTS is not POST | posts | posts
a token of every other character | !#$%&'*+-.^_`|~ | !#$%&'*+-.^_`|~

# #cors-safelisted-method: no preflight
= $a {1} $b/ | {2} $b/ @$a => 200 ; acao: * | cors 200
GET | GET | GET
HEAD | HEAD | HEAD
POST | POST | POST
get is normalised first | get | GET
hEAD is normalised first | hEAD | HEAD
post is normalised first | post | POST

# #cors-safelisted-method: any other is preflighted, and asked for after normalisation
= $a {1} $b/ | OPTIONS $b/ @$a ?{2} => 204 ; acao: * ; acam: {3} -> {2} $b/ @$a => 200 ; acao: * | cors 200
PUT | PUT | PUT | PUT
put becomes PUT | put | PUT | PUT
delete becomes DELETE | delete | DELETE | DELETE
OPTIONS is preflighted by OPTIONS | OPTIONS | OPTIONS | OPTIONS
options becomes OPTIONS | options | OPTIONS | OPTIONS
PATCH | PATCH | PATCH | PATCH
patch stays | patch | patch | patch
QUERY | QUERY | QUERY | QUERY
COPY by a wildcard | COPY | COPY | *
the method `*` by its name | * | * | *
GETS | GETS | GETS | GETS

# #cors-preflight-fetch-0, step 7.5: case-sensitive
= $a {1} $b/ | OPTIONS $b/ @$a ?{2} => 204 ; acao: * ; acam: {3} | error method-not-allowed
patch is not PATCH | patch | patch | PATCH
PATCH is not patch | PATCH | PATCH | patch
Patch is neither | Patch | Patch | patch, PATCH
PUT is not put | put | PUT | put
DELETE is not Delete | DELETE | DELETE | Delete
chicken is not CHICKEN | chicken | chicken | CHICKEN
";

#[test]
fn rows() {
    crate::table::run(TABLE);
}
