//! What will happen, in the reader's words: the same sentence in the countersign dialog, the queue and the list to
//! ratify.

use crate::app::snapshot::{Named, Will};
use crate::texts::Value;
use crate::ui::cx::Cx;

/// How many records that are to be deleted are named.
const DOOMED_LINES: usize = 10;

/// The sentence.
pub(super) fn said(cx: &Cx<'_>, will: &Will) -> String {
    let named: Vec<(&str, Value<'_>)> =
        will.named.iter().map(|(name, value)| (*name, word(cx, value).into())).collect();
    cx.with(&will.text_key(), &named)
}

/// The reason that the act itself has, which its sentence says.
pub(super) fn reason_of(will: &Will) -> Option<&str> {
    will.named.iter().find_map(|(name, named)| match named {
        Named::Words(words) if *name == "reason" && !words.is_empty() => Some(words.as_str()),
        _ => None,
    })
}

fn word(cx: &Cx<'_>, named: &Named) -> String {
    match named {
        Named::Person { name, login, .. } => format!("{name} ({login})"),
        Named::Group(_, Some(name)) => name.clone(),
        Named::Group(_, None) => cx.t("grants-nameless").to_owned(),
        Named::Width(width) => cx.t(&width.text_key()).to_lowercase(),
        Named::Role(role) => cx.t(&format!("role-{}", role.key())).to_owned(),
        Named::Until(Some(until)) => cx.texts.date(*until),
        Named::Until(None) => cx.t("until-no-end").to_owned(),
        Named::Setting { rule, from, to } => {
            let name = cx.t(&format!("rule-{rule}"));
            format!("{name}: {} → {}", cx.texts.count(*from), cx.texts.count(*to))
        }
        Named::Checks(checks, notes) => Named::checks(checks, notes, |key| cx.t(key)),
        Named::Count(count) => cx.texts.count(*count),
        Named::Size(bytes) => cx.texts.size(*bytes),
        Named::Doomed { rows, twins, held } => Named::doomed(cx.texts, (rows, *twins, *held), DOOMED_LINES),
        Named::Key(key) => cx.t(key).to_owned(),
        Named::Words(words) => words.clone(),
    }
}
