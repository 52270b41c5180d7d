//! How an act that needs two people gets its second signature on the command line, and what is said when it got none.

use crate::app::problem::{Problem, ProblemKind};
use crate::app::request::Consent;
use crate::app::snapshot::{Named, SecondNeeded, Settled, Will};
use crate::texts::{Texts, Value};

use super::super::args::{Common, ConsentArguments};
use super::super::output::Output;
use super::pairs;

/// The consent that the flags give. A second person's password comes from a file or from the terminal.
pub(super) fn consent(
    common: &Common,
    arguments: ConsentArguments,
    output: &Output,
) -> Result<Consent, Problem> {
    if let Some(second) = pairs::second(common, output)? {
        return Ok(Consent::Second(second));
    }
    Ok(match (arguments.alone, arguments.later) {
        (Some(reason), _) => Consent::Alone(reason),
        (None, Some(reason)) => Consent::Later(reason),
        (None, None) => Consent::Unsaid,
    })
}

/// What came of an act; says that it waits. Nothing if it waits, a problem if it needs more than was given.
pub(super) fn settled<T>(settled: Settled<T>, output: &Output) -> Result<Option<T>, Problem> {
    match settled {
        Settled::Done(done) => Ok(Some(done)),
        Settled::Waiting(number) => {
            output.say("cli-waits", &[("number", number.0.into())]);
            Ok(None)
        }
        Settled::SecondNeeded(needed) => Err(say_what_is_needed(&needed, output)),
    }
}

fn say_what_is_needed(needed: &SecondNeeded, output: &Output) -> Problem {
    output.line(&will(&needed.will, output.texts()));
    if needed.reason_is_enough {
        return Problem::new(ProblemKind::ReasonNeeded);
    }
    let who: Vec<String> = needed.who.iter().map(|(name, login)| format!("{name} ({login})")).collect();
    Problem::new(ProblemKind::SecondNeeded).with("what", who.join(", "))
}

/// What will happen, in words. Several things of one name are put in a row.
pub(super) fn will(will: &Will, texts: &Texts) -> String {
    let mut named: Vec<(&str, String)> = Vec::with_capacity(will.named.len());
    for (name, what) in &will.named {
        let said = said(what, texts);
        match named.iter_mut().find(|(known, _)| known == name) {
            Some((_, row)) => *row = format!("{row}; {said}"),
            None => named.push((name, said)),
        }
    }
    let named: Vec<(&str, Value<'_>)> =
        named.iter().map(|(name, said)| (*name, said.as_str().into())).collect();
    texts.with(&will.text_key(), &named)
}

fn said(named: &Named, texts: &Texts) -> String {
    match named {
        Named::Person { name, login, .. } => format!("{name} ({login})"),
        Named::Group(_, Some(name)) => name.clone(),
        Named::Group(group, None) => group.to_string(),
        Named::Width(width) => texts.text(&width.text_key()).to_owned(),
        Named::Role(role) => texts.text(&format!("role-{}", role.key())).to_owned(),
        Named::Until(Some(until)) => texts.date(*until),
        Named::Until(None) => texts.text("until-no-end").to_owned(),
        Named::Setting { rule, from, to } => {
            format!("{}: {from} \u{2192} {to}", texts.text(&format!("rule-{rule}")))
        }
        Named::Checks(checks, notes) => Named::checks(checks, notes, |key| texts.text(key)),
        Named::Count(count) => texts.count(*count),
        Named::Size(bytes) => texts.size(*bytes),
        Named::Doomed { rows, twins, held } => Named::doomed(texts, (rows, *twins, *held), usize::MAX),
        Named::Key(key) => texts.text(key).to_owned(),
        Named::Words(words) => words.clone(),
    }
}
