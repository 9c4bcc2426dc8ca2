//! A site on the loopback interface whose answers the test changes.

use std::sync::{Arc, Mutex};

use crate::scan_site::{Site, answer, field};

/// A site that ends with the tests.
pub(crate) struct Changing {
    /// Its URL.
    pub(crate) url: String,
    lines: Arc<Mutex<Vec<String>>>,
}

impl Changing {
    /// A site that answers everything with these lines, in which `{origin}` is the `Origin` of the
    /// request.
    pub(crate) fn new(lines: &[&str]) -> Self {
        let current: Arc<Mutex<Vec<String>>> = Arc::default();
        let shared = Arc::clone(&current);
        let site = Site::new(move |head| {
            let origin = field(head, "Origin").unwrap_or("null");
            let lines = shared.lock().unwrap();
            let lines: Vec<_> = lines.iter().map(|line| line.replace("{origin}", origin)).collect();
            answer("200 OK", &lines.iter().map(String::as_str).collect::<Vec<_>>(), "")
        });
        let site = Self { url: site.url("/"), lines: current };
        site.answers(lines);
        site
    }

    /// From now on it answers so.
    pub(crate) fn answers(&self, lines: &[&str]) {
        *self.lines.lock().unwrap() = lines.iter().map(ToString::to_string).collect();
    }
}
