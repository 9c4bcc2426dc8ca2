//! Browser cases of every length: the shortest, the ordinary, and redirects with preflights.

use corsmith_simulate::{Case, Item, ReadError, read_cases};

const CASES: &str = r#"[
  {"id": "same origin", "page_origin": "https://app.example",
   "request": {"url": "https://app.example/orders"},
   "exchanges": [{"url": "https://app.example/orders", "response": {"status": 200, "headers":
     [["Content-Type", "application/json"], ["Cache-Control", "no-store"], ["Date", "x"]]}}]},
  {"id": "readable", "page_origin": "https://app.example",
   "request": {"url": "https://api.example/orders", "headers": [["Accept", "application/json"]]},
   "exchanges": [{"url": "https://api.example/orders", "response": {"status": 200, "headers":
     [["Access-Control-Allow-Origin", "https://app.example"], ["Vary", "Origin"],
      ["Content-Type", "application/json"], ["Access-Control-Expose-Headers", "X-Request-Id"],
      ["X-Request-Id", "1"]]}}]},
  {"id": "header missing", "page_origin": "https://app.example",
   "request": {"url": "https://api.example/orders"},
   "exchanges": [{"url": "https://api.example/orders", "response": {"status": 500, "headers":
     [["Content-Type", "text/html"], ["Server", "nginx"]]}}]},
  {"id": "preflighted, with credentials", "page_origin": "https://app.example",
   "request": {"url": "https://api.example/orders/1", "method": "put", "credentials": "include",
     "headers": [["Content-Type", "application/json"], ["Authorization", "Bearer 1"]]},
   "exchanges": [
    {"url": "https://api.example/orders/1", "response": {"status": 204, "headers":
      [["Access-Control-Allow-Origin", "https://app.example"],
       ["Access-Control-Allow-Credentials", "true"],
       ["Access-Control-Allow-Methods", "GET, PUT, DELETE"],
       ["Access-Control-Allow-Headers", "Content-Type, Authorization"],
       ["Access-Control-Max-Age", "600"]]}},
    {"url": "https://api.example/orders/1", "response": {"status": 200, "headers":
      [["Access-Control-Allow-Origin", "https://app.example"],
       ["Access-Control-Allow-Credentials", "true"], ["ETag", "1"]]}}]},
  {"id": "preflight refused", "page_origin": "https://app.example",
   "request": {"url": "https://api.example/orders/1", "method": "PATCH"},
   "exchanges": [{"url": "https://api.example/orders/1", "response": {"status": 405, "headers":
     [["Allow", "GET, POST"]]}}]},
  {"id": "redirected twice", "page_origin": "https://app.example",
   "request": {"url": "https://api.example/a", "headers": [["X-Trace", "1"]]},
   "exchanges": [
    {"url": "https://api.example/a", "response": {"status": 204, "headers":
      [["Access-Control-Allow-Origin", "*"], ["Access-Control-Allow-Headers", "*"]]}},
    {"url": "https://api.example/a", "response": {"status": 307, "headers":
      [["Access-Control-Allow-Origin", "*"], ["Location", "https://cdn.example/b"]]}},
    {"url": "https://cdn.example/b", "response": {"status": 204, "headers":
      [["Access-Control-Allow-Origin", "*"], ["Access-Control-Allow-Headers", "x-trace"]]}},
    {"url": "https://cdn.example/b", "response": {"status": 200, "headers":
      [["Access-Control-Allow-Origin", "null"]]}}]}
]"#;

/// The cases, as they are read from a file.
///
/// # Errors
///
/// None, unless the text above is broken.
pub fn cases() -> Result<Vec<Case>, ReadError> {
    let items = read_cases(CASES.as_bytes())?;
    let case = |item| if let Item::Case(case) = item { Some(*case) } else { None };
    Ok(items.into_iter().filter_map(case).collect())
}

#[cfg(test)]
mod tests {
    use corsmith_fetch::Profile;
    use corsmith_simulate::run_case;

    #[test]
    fn every_case_ends_as_its_name_says() {
        let ends: Vec<_> = super::cases()
            .unwrap()
            .iter()
            .map(|case| run_case(case, Profile::STANDARD))
            .map(|verdict| (verdict.id.clone(), verdict.result, verdict.requests.len()))
            .map(|(id, result, requests)| format!("{id}: {} {requests}", result.unwrap_or("none")))
            .collect();
        assert_eq!(
            ends,
            [
                "same origin: success 1",
                "readable: success 1",
                "header missing: network-error 1",
                "preflighted, with credentials: success 2",
                "preflight refused: network-error 1",
                "redirected twice: success 4",
            ]
        );
    }
}
