//! The words of these screens that are put together: how long ago, how fast, how long still, and what is owed.

use std::sync::Arc;

use crate::app::event::Answer;
use crate::app::snapshot::{BackupOwed, MediaFace, WhyFull};
use crate::base::clock::WallTime;
use crate::texts::{Texts, Value};
use crate::ui::cx::Cx;
use crate::ui::screens::records::filters::day_of;

/// The register, out of the answer that asking for it gets.
pub(super) fn of_register(answer: &Answer) -> Option<Arc<MediaFace>> {
    match answer {
        Answer::MediaRegister(face) => Some(Arc::clone(face)),
        _ => None,
    }
}

/// How many days ago, by the calendar.
pub(crate) fn days_since(cx: &Cx<'_>, then: WallTime) -> u64 {
    let zone = cx.texts.zone();
    let days = (day_of(cx.now, zone) - day_of(then, zone)).get_days();
    u64::try_from(days).unwrap_or(0)
}

/// "today", "yesterday", "6 days ago"; "never" for nothing.
pub(crate) fn ago(cx: &Cx<'_>, then: Option<WallTime>) -> String {
    match then {
        Some(then) => cx.with("backup-days-ago", &[("days", days_since(cx, then).into())]),
        None => cx.t("media-never").to_owned(),
    }
}

/// Why everything is written.
pub(super) fn why_full<'a>(cx: &Cx<'a>, why: WhyFull) -> &'a str {
    cx.t(match why {
        WhyFull::First => "backup-full-first",
        WhyFull::Broken => "backup-full-broken",
        WhyFull::Long => "backup-full-long",
        WhyFull::Old => "backup-full-old",
        WhyFull::OtherKey => "backup-full-other-key",
    })
}

/// One thing that is owed, as a sentence.
pub(crate) fn owed_words(texts: &Texts, owed: &BackupOwed) -> String {
    let of = |key: &str, medium: Option<&String>, days: Option<u64>| {
        let mut named: Vec<(&str, Value<'_>)> = Vec::new();
        named.extend(medium.map(|label| ("medium", label.as_str().into())));
        named.extend(days.map(|days| ("days", days.into())));
        texts.with(key, &named)
    };
    match owed {
        BackupOwed::Backup(None) => texts.text("backup-owed-first").to_owned(),
        BackupOwed::Backup(days) => of("backup-owed-late", None, *days),
        BackupOwed::Damaged(label) => of("backup-owed-damaged", Some(label), None),
        BackupOwed::Turn(label, None) => of("backup-owed-never-written", Some(label), None),
        BackupOwed::Turn(label, days) => of("backup-owed-turn", Some(label), *days),
        BackupOwed::Unverified(label, None) => of("backup-owed-never-verified", Some(label), None),
        BackupOwed::Unverified(label, days) => of("backup-owed-unverified", Some(label), *days),
        BackupOwed::Drill(None) => texts.text("backup-owed-no-drill").to_owned(),
        BackupOwed::Drill(days) => of("backup-owed-drill", None, *days),
    }
}
