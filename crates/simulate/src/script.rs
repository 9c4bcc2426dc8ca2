//! A server that answers by script.

use corsmith_fetch::{HttpRequest, HttpResponse, Transport};
use url::Url;

use crate::case::Exchange;
use crate::convert::http_response;
use crate::verdict::{FailureWire, sentence};

/// Answers with the exchanges of a case, in order, each only to the request it is for.
pub(crate) struct Script<'a> {
    exchanges: &'a [Exchange],
    next: usize,
    fault: Option<FailureWire>,
}

impl<'a> Script<'a> {
    pub(crate) const fn new(exchanges: &'a [Exchange]) -> Self {
        Self { exchanges, next: 0, fault: None }
    }

    /// What is wrong with the script: an exchange too few, too many, or for another request.
    pub(crate) fn fault(self) -> Option<FailureWire> {
        self.fault.or_else(|| {
            let unasked = self.exchanges.get(self.next)?;
            let method = unasked.expect_method.as_deref().unwrap_or("a request to");
            let message = format!(
                "exchange {} ({method} {}) was never asked for: the browser sends {} requests",
                self.next, unasked.url, self.next
            );
            Some(fault("exchange-unasked", self.next, &message))
        })
    }

    fn answer(&self, request: &HttpRequest) -> Result<Option<HttpResponse>, FailureWire> {
        let (index, method, url) = (self.next, &request.method, &request.url);
        let Some(exchange) = self.exchanges.get(index) else {
            let message = format!(
                "the browser sends {method} {url}, and the case has no exchange {index} to answer it"
            );
            return Err(fault("exchange-missing", index, &message));
        };
        let is_method = exchange.expect_method.as_ref().is_none_or(|expected| expected == method);
        if !is_method || !is_same_resource(&exchange.url, url) {
            let expected = exchange.expect_method.as_deref().unwrap_or("a request to");
            let message = format!(
                "the browser sends {method} {url}, and exchange {index} of the case is {expected} {}",
                exchange.url
            );
            return Err(fault("exchange-mismatch", index, &message));
        }
        let response = exchange.response.as_ref().map(http_response).transpose();
        response.map_err(|why| {
            fault("case-invalid", index, &format!("`exchanges[{index}].response`: {why}"))
        })
    }
}

impl Transport for Script<'_> {
    fn send(&mut self, request: &HttpRequest) -> Option<HttpResponse> {
        let answer = self.answer(request);
        self.next += 1;
        answer.unwrap_or_else(|fault| {
            self.fault = Some(fault);
            None
        })
    }
}

/// Whether the exchange's URL is what is sent: fragment and userinfo never are.
fn is_same_resource(text: &str, url: &Url) -> bool {
    if text == url.as_str() {
        return true;
    }
    let bare = |mut url: Url| {
        url.set_fragment(None);
        // These fail only for URLs without a host, which have no userinfo either.
        let _ = url.set_username("");
        let _ = url.set_password(None);
        url
    };
    Url::parse(text).is_ok_and(|parsed| bare(parsed) == bare(url.clone()))
}

fn fault(code: &str, exchange: usize, message: &str) -> FailureWire {
    FailureWire {
        code: code.to_owned(),
        step: None,
        exchange: Some(exchange),
        message: sentence(message),
    }
}
