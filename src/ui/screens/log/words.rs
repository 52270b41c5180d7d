//! What is in the log, in the reader's words: who, what, about whom, how it ended, and the colours of that.

use crate::app::snapshot::{Colour, DayCounts, DayState, EventRow, FindingRow, LogDayRow, Outcome};
use crate::base::id::GroupId;
use crate::policy::Act;
use crate::ui::cx::Cx;
use crate::ui::theme::Tone;
use jiff::civil::Date;

/// The colour of something that is watched.
pub(super) const fn tone_of(colour: Colour) -> Tone {
    match colour {
        Colour::Green => Tone::Good,
        Colour::Amber => Tone::Warning,
        Colour::Red => Tone::Danger,
    }
}

/// The word of a day's state, and its colour: how late it is stands in the word too.
pub(super) fn state_of(cx: &Cx<'_>, row: &LogDayRow, today: Date) -> (String, Tone) {
    let word = cx.t(&row.state.text_key()).to_owned();
    let late = tone_of(row.colour);
    match row.state {
        DayState::Today => (word, Tone::Plain),
        DayState::Reviewed => (word, Tone::Good),
        DayState::Open => {
            let days = (today - row.day).get_days().unsigned_abs();
            let tone = if row.colour == Colour::Green { Tone::Accent } else { late };
            (cx.with("log-late", &[("count", days.into())]), tone)
        }
        DayState::WaitsForAnother => (word, if row.colour == Colour::Green { Tone::Plain } else { late }),
        DayState::Alone => (word, Tone::Warning),
    }
}

/// Who did it; the program and people who were not logged in have no name.
pub(super) fn who(cx: &Cx<'_>, row: &EventRow) -> String {
    if !row.who.is_empty() {
        return row.who.clone();
    }
    let outside = matches!(
        row.act,
        Some(Act::LogIn | Act::LogInFailed | Act::LogInThrottled | Act::CodeFailed | Act::NetworkRefused)
    );
    cx.t(if outside { "log-who-nobody" } else { "log-who-program" }).to_owned()
}

/// What was done.
pub(super) fn what(cx: &Cx<'_>, row: &EventRow) -> String {
    match row.act {
        Some(act) => cx.t(&act.text_key()).to_owned(),
        None => cx.with("log-act-newer", &[("number", row.act_number.to_string().into())]),
    }
}

/// How it ended, and the colour of that.
pub(super) fn outcome(cx: &Cx<'_>, outcome: Option<Outcome>) -> (String, Tone) {
    let tone = match outcome {
        Some(Outcome::Refused) => Tone::Danger,
        Some(Outcome::Failed) => Tone::Warning,
        Some(Outcome::Done) => Tone::Good,
        Some(Outcome::Permitted | Outcome::Cancelled) | None => Tone::Plain,
    };
    let word = outcome.map_or_else(|| "–".to_owned(), |outcome| cx.t(&outcome.text_key()).to_owned());
    (word, tone)
}

/// The customers it was about: the code, or how many.
pub(super) fn customers(cx: &Cx<'_>, row: &EventRow) -> String {
    match row.customers.as_slice() {
        [] => String::new(),
        [one] => one.to_string(),
        more => cx.with("log-customers", &[("count", more.len().into())]),
    }
}

/// The name of a group, or that this person does not know it.
pub(super) fn group(cx: &Cx<'_>, group: &(GroupId, Option<String>)) -> String {
    group.1.clone().unwrap_or_else(|| cx.t("log-group-nameless").to_owned())
}

/// One finding in a sentence.
pub(super) fn finding(cx: &Cx<'_>, row: &FindingRow) -> String {
    let who = row.who.clone().unwrap_or_else(|| cx.t("log-who-nobody").to_owned());
    let group = row.group.as_ref().map_or_else(|| cx.t("log-group-nameless").to_owned(), |of| group(cx, of));
    cx.with(
        &format!("log-finding-{}", row.rule.key()),
        &[("who", who.into()), ("count", row.count.into()), ("group", group.into())],
    )
}

/// How much was done, in a sentence.
pub(super) fn summary(cx: &Cx<'_>, row: &LogDayRow) -> String {
    let events = cx.with("log-events-count", &[("count", row.counts.events.into())]);
    let people = cx.with("log-people-count", &[("count", row.counts.people.into())]);
    let unusual = cx.with("log-unusual-count", &[("count", row.findings.len().into())]);
    cx.with(
        "log-day-summary",
        &[("events", events.into()), ("people", people.into()), ("unusual", unusual.into())],
    )
}

/// What was counted, without what did not happen: the key of each line and the count.
pub(super) fn counted(counts: &DayCounts) -> Vec<(&'static str, u64)> {
    let lines = [
        ("log-count-log-ins", counts.log_ins),
        ("log-count-failed", counts.failed_log_ins),
        ("log-count-searches", counts.searches),
        ("log-count-views", counts.views),
        ("log-count-names", counts.names),
        ("log-count-changes", counts.changes),
        ("log-count-exports", counts.exports),
        ("log-count-administration", counts.administration),
        ("log-count-refused", counts.refused),
    ];
    lines.into_iter().filter(|(_, count)| *count > 0).collect()
}
