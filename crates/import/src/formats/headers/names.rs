//! The headers whose value is a list of methods or header names.

use corsmith_fetch::{Extracted, extract_list};

use super::answer::Answer;
use crate::quoted::quoted;

/// A header with a list.
pub(super) struct NameHeader {
    pub(super) name: &'static str,
    /// The header of a preflight that asks for some of the list.
    pub(super) asked_in: Option<&'static str>,
    /// Whether two members are one: header names have no case, methods do.
    pub(super) is_same: fn(&str, &str) -> bool,
}

impl NameHeader {
    /// The members of every answer, each once.
    pub(super) fn read(&self, answers: &[Answer], notes: &mut Vec<String>) -> Option<Vec<String>> {
        let mut all: Vec<String> = Vec::new();
        let mut first: Option<Vec<String>> = None;
        let (mut differ, mut echo) = (false, false);
        for answer in answers {
            let own = match extract_list(answer.headers(), self.name) {
                Extracted::Absent => continue,
                Extracted::Values(members) => members,
                Extracted::Failure => self.misread(answer, notes),
            };
            echo |= self.echoes(answer, &own);
            differ |= first.as_ref().is_some_and(|first| !self.are_same(first, &own));
            for member in &own {
                if !all.iter().any(|known| (self.is_same)(known, member)) {
                    all.push(member.clone());
                }
            }
            first.get_or_insert(own);
        }
        if differ {
            notes.push(format!("the answers differ in `{}`; the policy has all of its values, for every path", self.name));
        }
        if echo {
            notes.push(format!("`{}` has just what the preflight asked for: the server may allow more", self.name));
        }
        (!all.is_empty()).then_some(all)
    }

    /// The members of a list that is none to a browser, for whoever repairs it.
    fn misread(&self, answer: &Answer, notes: &mut Vec<String>) -> Vec<String> {
        let values = answer.values(self.name).join(", ");
        notes.push(format!("`{}` is {}, which is no list of names and which browsers refuse; it is taken as written", self.name, quoted(&values)));
        let members = values.split(',').map(str::trim).filter(|member| !member.is_empty());
        members.map(str::to_owned).collect()
    }

    /// Whether an answer repeats its request.
    fn echoes(&self, answer: &Answer, own: &[String]) -> bool {
        let Some(asked) = self.asked_in.and_then(|name| answer.asked(name)) else { return false };
        let asked: Vec<_> = asked.split(',').map(|member| member.trim().to_owned()).collect();
        self.are_same(&asked, own)
    }

    /// Whether two lists have the same members, in whatever order.
    fn are_same(&self, a: &[String], b: &[String]) -> bool {
        let has = |list: &[String], member: &String| list.iter().any(|it| (self.is_same)(it, member));
        a.iter().all(|member| has(b, member)) && b.iter().all(|member| has(a, member))
    }
}
