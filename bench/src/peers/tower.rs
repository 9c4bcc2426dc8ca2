//! tower-http's `CorsLayer`.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::task::{Context, Poll};
use std::time::Duration;

use http::{HeaderName, HeaderValue, Method, Request, Response};
use tower_http::cors::{AllowOrigin, Cors};
use tower_service::Service;

use super::now;
use crate::policies::{HEADERS, METHODS};
use crate::requests::Sample;

/// An application that does nothing.
#[derive(Debug, Clone, Copy)]
pub struct Application;

impl Service<Request<()>> for Application {
    type Response = Response<()>;
    type Error = Infallible;
    type Future = Ready<Result<Self::Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Request<()>) -> Self::Future {
        ready(Ok(Response::new(())))
    }
}

/// The policy of [`crate::policies::ordinary`], for the first `size` origins of
/// [`crate::origins::exact`], around [`Application`].
///
/// # Errors
///
/// None: names and values are valid.
pub fn cors(size: usize) -> Result<Cors<Application>, http::Error> {
    let origins = (0..size)
        .map(|index| HeaderValue::try_from(crate::origins::nth(index)))
        .collect::<Result<Vec<_>, _>>()?;
    let methods =
        METHODS.iter().map(|name| name.parse::<Method>()).collect::<Result<Vec<_>, _>>()?;
    let headers =
        HEADERS.iter().map(|name| name.parse::<HeaderName>()).collect::<Result<Vec<_>, _>>()?;
    Ok(Cors::new(Application)
        .allow_origin(AllowOrigin::list(origins))
        .allow_methods(methods)
        .allow_headers(headers)
        .allow_credentials(true)
        .expose_headers([HeaderName::from_static("x-request-id")])
        .max_age(Duration::from_hours(2)))
}

/// A sample as a request.
///
/// # Errors
///
/// None: names and values are valid.
pub fn request(sample: &Sample) -> Result<Request<()>, http::Error> {
    let mut builder = Request::builder().method(sample.method).uri("/");
    for (name, value) in &sample.headers {
        builder = builder.header(*name, value.as_slice());
    }
    builder.body(())
}

/// The answer; `None` never.
pub fn answer<S>(service: &mut S, request: Request<()>) -> Option<Response<()>>
where
    S: Service<Request<()>, Response = Response<()>>,
{
    now(service.call(request))?.ok()
}
