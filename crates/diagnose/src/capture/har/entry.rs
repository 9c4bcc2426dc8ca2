//! One entry of a HAR file.

use std::collections::HashMap;
use std::io::Read;

use url::Url;

use super::json::{Json, JsonError};
use crate::capture::exchange::{CapturedExchange, HeaderFields, is_markup};
use crate::capture::mask;

/// Takes a page: its id, and its address if the title is one (in Chromium it is).
pub(super) fn page<R: Read>(json: &mut Json<R>) -> Result<Option<(String, String)>, JsonError> {
    if json.peek()? != b'{' {
        return json.skip().map(|()| None);
    }
    let (mut id, mut title) = (None, None);
    json.object(|json, key| {
        match key {
            "id" => id = json.string_or_skip()?,
            "title" => title = json.string_or_skip()?,
            _ => json.skip()?,
        }
        Ok(())
    })?;
    Ok(id.zip(title.filter(|title| is_address(title))))
}

/// Takes an entry. What is missing or of another type than it should be is left out.
pub(super) fn entry<R: Read>(
    json: &mut Json<R>,
    pages: &HashMap<String, String>,
) -> Result<CapturedExchange, JsonError> {
    let mut exchange = CapturedExchange::default();
    if json.peek()? != b'{' {
        json.skip()?;
        return Ok(exchange);
    }
    let (mut page, mut script) = (None, None);
    json.object(|json, key| {
        match (key, json.peek()?) {
            ("request", b'{') => request(json, &mut exchange)?,
            ("response", b'{') => response(json, &mut exchange)?,
            ("_initiator", b'{') => script = initiator(json)?,
            ("startedDateTime", _) => exchange.started = json.string_or_skip()?,
            ("pageref", _) => page = json.string_or_skip()?.and_then(|id| pages.get(&id).cloned()),
            // Safari writes `_fetchType` for another thing: network, cache.
            ("_resourceType", _) => exchange.resource_type = json.string_or_skip()?,
            ("_error" | "_errorText", _) => fail(&mut exchange, json.string_or_skip()?),
            _ => json.skip()?,
        }
        Ok(())
    })?;
    exchange.initiator_page = page.or(script);
    Ok(exchange)
}

fn request<R: Read>(json: &mut Json<R>, exchange: &mut CapturedExchange) -> Result<(), JsonError> {
    json.object(|json, key| {
        match (key, json.peek()?) {
            ("method", _) => exchange.method = json.string_or_skip()?,
            ("url", _) => exchange.url = json.string_or_skip()?,
            ("headers", b'[') => exchange.request_headers = headers(json)?.into_list(),
            _ => json.skip()?,
        }
        Ok(())
    })
}

fn response<R: Read>(json: &mut Json<R>, exchange: &mut CapturedExchange) -> Result<(), JsonError> {
    let mut redirect = None;
    json.object(|json, key| {
        match (key, json.peek()?) {
            ("status", _) => {
                let status = json.integer_or_skip()?.and_then(|status| u16::try_from(status).ok());
                exchange.status = status.filter(|status| (100..=999).contains(status));
            }
            ("headers", b'[') => {
                headers(json)?.into_response(exchange);
            }
            ("redirectURL", _) => redirect = json.string_or_skip()?,
            ("_error" | "_errorText", _) => fail(exchange, json.string_or_skip()?),
            ("content", b'{') => exchange.markup = markup(json)?,
            _ => json.skip()?,
        }
        Ok(())
    })?;
    // Where the headers are not recorded, this is all that is known of a redirect.
    if let Some(url) = redirect.filter(|url| !url.is_empty())
        && !exchange.response_headers.contains("Location")
    {
        exchange.response_headers.append("Location", url);
    }
    Ok(())
}

/// The beginning of a body, if it is markup: browsers write the type before the text.
fn markup<R: Read>(json: &mut Json<R>) -> Result<String, JsonError> {
    let (mut is_page, mut is_encoded, mut text) = (false, false, None);
    json.object(|json, key| {
        match key {
            "mimeType" => {
                let kind = json.string_or_skip()?;
                is_page = kind.is_some_and(|kind| !kind.is_empty() && is_markup(&kind));
            }
            "encoding" => is_encoded = json.string_or_skip()?.is_some_and(|it| it == "base64"),
            "text" if is_page => text = json.string_or_skip()?,
            _ => json.skip()?,
        }
        Ok(())
    })?;
    Ok(text.filter(|_| !is_encoded).map(|text| mask(&text).into_owned()).unwrap_or_default())
}

/// The first error stays; an empty one is none.
fn fail(exchange: &mut CapturedExchange, error: Option<String>) {
    if exchange.error.is_none() {
        exchange.error = error.filter(|error| !error.is_empty());
    }
}

fn headers<R: Read>(json: &mut Json<R>) -> Result<HeaderFields, JsonError> {
    let mut fields = HeaderFields::default();
    json.array(|json| {
        if json.peek()? != b'{' {
            return json.skip();
        }
        let (mut name, mut value) = (None, None);
        json.object(|json, key| {
            match key {
                "name" => name = json.string_or_skip()?,
                "value" => value = json.string_or_skip()?,
                _ => json.skip()?,
            }
            Ok(())
        })?;
        if let Some((name, value)) = name.zip(value)
            && !name.is_empty()
            && !name.starts_with(':')
        {
            // Chromium and Firefox write repeated fields as one with line feeds in some versions.
            for line in value.split('\n') {
                fields.append(&name, line);
            }
        }
        Ok(())
    })?;
    Ok(fields)
}

/// The URL of the script, if the browser tells it: directly, or in the first frame of the stack.
fn initiator<R: Read>(json: &mut Json<R>) -> Result<Option<String>, JsonError> {
    let (mut url, mut frame_url) = (None, None);
    json.object(|json, key| {
        match (key, json.peek()?) {
            ("url", _) => url = json.string_or_skip()?,
            ("stack", b'{') => json.object(|json, key| {
                if key != "callFrames" || json.peek()? != b'[' {
                    return json.skip();
                }
                json.array(|json| {
                    if json.peek()? != b'{' {
                        return json.skip();
                    }
                    json.object(|json, key| {
                        if key != "url" {
                            return json.skip();
                        }
                        let own = json.string_or_skip()?;
                        frame_url = frame_url.take().or(own);
                        Ok(())
                    })
                })
            })?,
            _ => json.skip()?,
        }
        Ok(())
    })?;
    Ok(url.or(frame_url).filter(|url| is_address(url)))
}

fn is_address(text: &str) -> bool {
    text.starts_with("http") && Url::parse(text).is_ok()
}
