use crate::declare::declare_check;
use crate::readable::{Reach, is_success};
use crate::shown::shown;
use crate::{Check, CheckContext, CheckMeta, Confidence, Finding, Purpose, Severity};

declare_check! {
    /// Errors lack the CORS fields that successes have.
    ///
    /// ## What it does
    ///
    /// Compares the answers to one origin: a success that it may read and an error that it may not.
    /// It is low where both come from the same address, and information where the error comes from
    /// a path below, which may be somebody else's.
    ///
    /// ## Why is this bad?
    ///
    /// The page gets a CORS error instead of the real one, and so does the developer who looks for
    /// it: it is the most frequent reason for CORS errors that are none.
    ///
    /// ## How to fix it
    ///
    /// Send the CORS fields on every status (nginx: `add_header … always`; Apache: `Header always
    /// set`), and also from the code that handles errors.
    ///
    /// ## References
    ///
    /// * [Fetch: CORS check](https://fetch.spec.whatwg.org/#concept-cors-check)
    struct ErrorNotReadable {
        code: "CS236",
        name: "error-not-readable",
        topic: Cors,
        severity: Low,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#concept-cors-check",
    }
}

pub(super) static CHECK: &dyn Check = &ErrorNotReadable;

impl Check for ErrorNotReadable {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let recording = context.recording;
        for resource in 0..recording.resources.len() {
            let answers = context.own_answers(resource);
            let unreadable = answers.iter().filter(|it| {
                let is_client_error_or_worse = it.answer.status >= 400;
                // What only this scan got too much of says nothing about others.
                let is_busy = matches!(it.answer.status, 429 | 503);
                it.entry.purpose == Purpose::Actual
                    && is_client_error_or_worse
                    && !is_busy
                    && it.reach() == Reach::Nothing
            });
            let readable: Vec<_> = context
                .telling_answers(resource)
                .iter()
                .filter(|it| is_success(it.answer.status) && it.reach() > Reach::Nothing)
                .collect();
            let pair = unreadable
                .filter_map(|error| {
                    let same = readable.iter().find(|it| it.origin() == error.origin())?;
                    let url =
                        |it: &crate::readable::Answered<'_>| it.entry.exchange.request.url.clone();
                    Some((url(error) == url(same), error, same))
                })
                .max_by_key(|(is_same_address, ..)| *is_same_address);
            let Some((is_same_address, error, same)) = pair else { continue };
            let origin = shown(&error.origin());
            let status = error.answer.status;
            let message = format!(
                "{origin} may read the answer with status {} and not the error {status}: its pages \
                 see a CORS error instead",
                same.answer.status
            );
            let help = "send the CORS fields on answers of every status";
            let (severity, confidence) = if is_same_address {
                (Severity::Low, Confidence::Firm)
            } else {
                (Severity::Info, Confidence::Tentative)
            };
            findings.push(
                Finding::new(&META, (resource, vec![same.index, error.index]), message, help)
                    .severity(severity)
                    .confidence(confidence),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::scripted::{found, list, noted, scan};
    use crate::vectors::{add, visit_to};
    use crate::{Ask, OriginKind, Request, Resource, Response, Target};

    fn allows(request: &Request) -> Response {
        list(request, |it| it == "https://app.example.com")
    }

    #[test]
    fn below_the_resource_it_is_noted() {
        let recording = scan(|request| match request.url.path() {
            "/" => allows(request),
            _ => Response::new(404, []),
        });
        assert!(found(&recording).is_empty());
        assert_eq!(noted(&recording), ["error-not-readable", "trusted-origins"]);
    }

    #[test]
    fn errors_that_are_readable() {
        let recording = scan(|request| {
            let mut answer = allows(request);
            if request.url.path() != "/" {
                answer.status = 404;
            }
            answer
        });
        assert_eq!(noted(&recording), ["trusted-origins"]);
    }

    #[test]
    fn at_the_same_address_it_is_a_mistake() {
        let url = "https://api.example.com/";
        let resource = Resource { target: Target::parse(url).unwrap(), method: "GET".to_owned() };
        let mut recording = visit_to(url, "Vary: Origin");
        let ask = || Ask::actual(&resource, OriginKind::Candidate, "https://app.example.com");
        add(&mut recording, ask(), "Access-Control-Allow-Origin: https://app.example.com");
        for (error, count) in [("429", 0), ("200", 0), ("500", 1)] {
            let mut recording = recording.clone();
            add(&mut recording, ask(), error);
            let found = found(&recording);
            assert_eq!(found.iter().filter(|it| *it == "error-not-readable low").count(), count);
        }
    }
}
