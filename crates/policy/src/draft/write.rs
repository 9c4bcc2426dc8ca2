//! The document of a draft: what is written, in which order; [`Writer`] knows how.

use super::writer::Writer;
use super::{Draft, DraftField, DraftSettings, Scope, WrittenDraft};
use crate::Format;

pub(super) fn write(draft: &Draft, format: Format) -> WrittenDraft {
    let mut writer = Writer::new(format);
    writer.key("version");
    writer.plain("1");
    if let Some(name) = &draft.name {
        writer.key("name");
        let field = DraftField { scope: Scope::default(), key: "name", index: None };
        writer.value(field, name);
    }
    writer.table("policy");
    settings(&mut writer, "policy", Scope::default(), &draft.policy);
    writer.end_table();
    if !draft.environments.is_empty() {
        writer.group("environment");
        for (index, (name, keys)) in draft.environments.iter().enumerate() {
            let scope = Scope { environment: Some(index), path: None };
            let table = writer.member("environment", name);
            settings(&mut writer, &table, scope, keys);
            writer.end_table();
        }
        writer.end_group();
    }
    if !draft.dangerously.is_empty() {
        writer.table("dangerously");
        for key in &draft.dangerously {
            writer.key(key);
            writer.plain("true");
        }
        writer.end_table();
    }
    writer.finish()
}

/// The keys of one table, then its paths.
fn settings(writer: &mut Writer, table: &str, scope: Scope, keys: &DraftSettings) {
    own_keys(writer, scope, keys);
    let Some(paths) = &keys.paths else { return };
    writer.list_of_tables(table, "path", paths.is_empty());
    for (index, (pattern, keys)) in paths.iter().enumerate() {
        let scope = Scope { path: Some(index), ..scope };
        writer.item(table, "path");
        writer.key("match");
        writer.value(DraftField { scope, key: "match", index: None }, pattern);
        own_keys(writer, scope, keys);
        writer.end_item();
    }
    writer.end_list_of_tables(paths.is_empty());
}

fn own_keys(writer: &mut Writer, scope: Scope, keys: &DraftSettings) {
    let field = |key| DraftField { scope, key, index: None };
    let list = |writer: &mut Writer, key| {
        if let Some(Some(values)) = keys.list(key) {
            writer.key(key);
            writer.values(field(key), values);
        }
    };
    list(writer, "allow-origins");
    list(writer, "allow-methods");
    list(writer, "allow-headers");
    if let Some(credentials) = keys.allow_credentials {
        writer.key("allow-credentials");
        writer.plain_value(field("allow-credentials"), if credentials { "true" } else { "false" });
    }
    list(writer, "expose-headers");
    if let Some(max_age) = &keys.max_age {
        writer.key("max-age");
        // A number has no leading zeros in TOML and JSON, and `i64` bounds it.
        let is_number = max_age.bytes().all(|byte| byte.is_ascii_digit())
            && (1..=15).contains(&max_age.len())
            && (max_age == "0" || !max_age.starts_with('0'));
        if is_number {
            writer.plain_value(field("max-age"), max_age);
        } else {
            writer.value(field("max-age"), max_age);
        }
    }
    if let Some(data) = &keys.data {
        writer.key("data");
        writer.value(field("data"), data);
    }
}
