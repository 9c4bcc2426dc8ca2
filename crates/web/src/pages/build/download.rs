//! `/download` and `/policy`: the files of the page as the command writes them.

use std::io::{Cursor, Write};

use axum::extract::RawQuery;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use corsmith_targets::GeneratedFile;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::output::Output;
use super::{Judged, View, file_name};
use crate::query::Pairs;
use crate::render::attachment;

/// `GET /download`: the files of a target; one as it is, several as an archive, and `file` one of
/// them.
pub(crate) async fn download(RawQuery(query): RawQuery) -> Response {
    let query = query.unwrap_or_default();
    let (own, policy) = Pairs::parse(query.as_bytes()).split(&["file"]);
    let view = View::of(policy);
    let judged = Judged::new(&view.draft, view.scope.environment);
    let Ok(policy) = judged.resolution.into_policy() else {
        return refused("the policy is refused, so there are no files; its page says why");
    };
    let mut files = Output::new(&policy, view.target).files;
    if let Some(name) = own.get("file") {
        files.retain(|file| file.name == name);
    }
    match files.as_slice() {
        [] => refused("there is no such file of this policy for this target"),
        [file] => attachment(&file.name, file.contents.clone().into_bytes()),
        several => {
            let name = format!("corsmith-{}.zip", view.target.target.about().name);
            match archive(several) {
                Ok(bytes) => attachment(&name, bytes),
                Err(error) => {
                    (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response()
                }
            }
        }
    }
}

/// `GET /policy`: the policy's own file.
pub(crate) async fn policy_file(RawQuery(query): RawQuery) -> Response {
    let view = View::read(query.unwrap_or_default().as_bytes());
    attachment(file_name(view.document), view.draft.write(view.document).text.into_bytes())
}

fn archive(files: &[GeneratedFile]) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for file in files {
        archive.start_file(file.name.as_str(), options)?;
        archive.write_all(file.contents.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

fn refused(why: &'static str) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, why).into_response()
}
