//! actix-cors's `Cors`.

use actix_cors::Cors;
use actix_web::Error;
use actix_web::body::{BoxBody, EitherBody};
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};
use actix_web::test::{TestRequest, ok_service};

use super::now;
use crate::policies::{HEADERS, METHODS};
use crate::requests::Sample;

/// An application that does nothing, without middleware.
#[must_use]
pub fn application()
-> impl Service<ServiceRequest, Response = ServiceResponse<BoxBody>, Error = Error> + 'static {
    ok_service()
}

/// The policy of [`crate::policies::ordinary`], for the first `size` origins of
/// [`crate::origins::exact`], around [`application`]. `None` never.
#[must_use]
pub fn cors(
    size: usize,
) -> Option<
    impl Service<ServiceRequest, Response = ServiceResponse<EitherBody<BoxBody>>, Error = Error>,
> {
    let mut cors = Cors::default()
        .allowed_methods(METHODS)
        .allowed_headers(HEADERS)
        .supports_credentials()
        .expose_headers(["x-request-id"])
        .max_age(7_200)
        // As everyone else: an actual request is never refused by CORS.
        .block_on_origin_mismatch(false);
    for index in 0..size {
        cors = cors.allowed_origin(&crate::origins::nth(index));
    }
    now(cors.new_transform(application()))?.ok()
}

/// A sample as a request. Building one is dear (over a microsecond), and never timed.
#[must_use]
pub fn request(sample: &Sample) -> ServiceRequest {
    let mut request = TestRequest::default().method(sample.method.parse().unwrap_or_default());
    for (name, value) in &sample.headers {
        request = request.append_header((*name, value.as_slice()));
    }
    request.to_srv_request()
}

/// The answer, an error included; `None` never.
pub fn answer<S>(service: &S, request: ServiceRequest) -> Option<Result<S::Response, Error>>
where
    S: Service<ServiceRequest, Error = Error>,
{
    now(service.call(request))
}
