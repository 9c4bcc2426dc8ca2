//! The headers whose value is a list of methods or header names.

use std::collections::HashSet;

use corsmith_fetch::{Extracted, extract_list};

use super::answer::Answer;
use super::distinct::Distinct;
use super::notes::Notes;
use crate::quoted::quoted;

/// A header with a list.
pub(super) struct NameHeader {
    pub(super) name: &'static str,
    /// The header of a preflight that asks for some of the list.
    pub(super) asked_in: Option<&'static str>,
    /// What two members that are one have in common: header names have no case, methods do.
    pub(super) fold: fn(&str) -> String,
}

impl NameHeader {
    /// The members of every answer, each once.
    pub(super) fn read(&self, answers: &[Answer], notes: &mut Notes) -> Option<Vec<String>> {
        let mut all = Distinct::default();
        let mut first = None;
        let (mut differ, mut echo) = (false, false);
        for answer in answers {
            let own = match extract_list(answer.headers(), self.name) {
                Extracted::Absent => continue,
                Extracted::Values(members) => members,
                Extracted::Failure => self.misread(answer, notes),
            };
            for member in &own {
                all.add(member, self.fold);
            }
            let set: HashSet<_> = own.iter().map(|member| (self.fold)(member)).collect();
            echo |= self.asked(answer).is_some_and(|asked| asked == set);
            differ |= first.as_ref().is_some_and(|first| *first != set);
            first.get_or_insert(set);
        }
        if differ {
            notes.push(format!(
                "the answers differ in `{}`; the policy has all of its values, for every path",
                self.name
            ));
        }
        if echo {
            notes.push(format!(
                "`{}` has just what the preflight asked for: the server may allow more",
                self.name
            ));
        }
        all.into_list()
    }

    /// The members of a list that is none to a browser, for whoever repairs it.
    fn misread(&self, answer: &Answer, notes: &mut Notes) -> Vec<String> {
        let values = answer.values(self.name).join(", ");
        notes.push(format!("`{}` is {}, which is no list of names and which browsers refuse; it is taken as written", self.name, quoted(&values)));
        let members = values.split(',').map(str::trim).filter(|member| !member.is_empty());
        members.map(str::to_owned).collect()
    }

    /// What the request asked for.
    fn asked(&self, answer: &Answer) -> Option<HashSet<String>> {
        let asked = answer.asked(self.asked_in?)?;
        Some(asked.split(',').map(|member| (self.fold)(member.trim())).collect())
    }
}
