//! Port blocking: <https://fetch.spec.whatwg.org/#port-blocking>.

use corsmith_fetch::is_bad_port;

pub(crate) const TABLE: &str = r"
# #main-fetch, step 7 (bad port)
= $a GET {1} | none | error bad-port
the first | http://b.example:1/
ssh | http://b.example:22/
smtp over https | https://b.example:25/
ftp over https | https://b.example:21/
X11 | http://b.example:6000/
irc | http://b.example:6667/
sip | https://b.example:5061/
the last | http://b.example:10080/
zero | http://b.example:0/
nfs | http://b.example:2049/

# #main-fetch, step 7, whatever the mode
no-cors | $a GET http://b.example:22/ no-cors | none | error bad-port
same-origin of another origin: the port comes first | $a GET http://b.example:22/ same-origin | none | error bad-port
the page's own origin | https://a.example:22 GET https://a.example:22/ | none | error bad-port
a preflight is not sent either | $a PUT http://b.example:22/ | none | error bad-port
an opaque page | null GET http://b.example:22/ | none | error bad-port

# #main-fetch, step 7, after a redirect
to a bad port | $a GET $b/ | GET $b/ @$a => 302 ; acao: * ; Location: https://b.example:22/ | error bad-port ; tainted
from the page's own origin to a bad port | $a GET $a/ | GET $a/ => 302 ; Location: https://a.example:25/ | error bad-port
with no-cors | $a GET $b/ no-cors | GET $b/ => 302 ; Location: http://b.example:6000/ | error bad-port ; tainted

# #main-fetch, step 7 (not a bad port)
= $a GET {1} | GET {1} @$a => 200 ; acao: * | cors 200
2 | http://b.example:2/
24 | http://b.example:24/
81 | http://b.example:81/
443 without TLS | http://b.example:443/
80 with TLS | https://b.example:80/
8080 | http://b.example:8080/
6670 | http://b.example:6670/
10081 | http://b.example:10081/
65535 | http://b.example:65535/
";

/// The first column of the standard's table.
const BAD_PORTS: &str = "0 1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102
    103 104 109 110 111 113 115 117 119 123 135 137 139 143 161 179 389 427 465 512 513 514 515 526
    530 531 532 540 548 554 556 563 587 601 636 989 990 993 995 1719 1720 1723 2049 3659 4045 4190
    5060 5061 6000 6566 6665 6666 6667 6668 6669 6679 6697 10080";

#[test]
fn rows() {
    crate::table::run(TABLE);
}

/// <https://fetch.spec.whatwg.org/#bad-port>
#[test]
fn every_port_is_as_the_table_says() {
    let bad: Vec<u16> = BAD_PORTS.split_whitespace().map(|port| port.parse().unwrap()).collect();
    for port in 0..=u16::MAX {
        assert_eq!(is_bad_port(port), bad.contains(&port), "{port}");
    }
}
