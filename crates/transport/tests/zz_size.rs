use corsmith_scan::*;
use corsmith_transport::guard::AddressPolicy;
use corsmith_transport::{Client, ClientOptions};
#[test]
fn size() {
    let client = Client::new(ClientOptions::new(AddressPolicy::AllowPrivate)).unwrap();
    let options = ScanOptions::active(Label::from_random(1));
    let mut session = client.session();
    let mut recording = Recording::new(Target::parse("http://127.0.0.1/").unwrap());
    let r = Request::new("GET", "http://127.0.0.1/".parse().unwrap());
    {
        let f = session.exchange(&r);
        println!("exchange future {}", size_of_val(&f));
    }
    {
        let f = session.wait(std::time::Duration::ZERO);
        println!("wait future {}", size_of_val(&f));
    }
    {
        let f = record(&mut session, &mut recording, &options);
        println!("record future {}", size_of_val(&f));
    }
}
