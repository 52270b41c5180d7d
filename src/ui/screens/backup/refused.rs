//! Why a medium is not written, and what to do.

use eframe::egui::Ui;

use crate::app::snapshot::{MediumRefusal, MediumSeen, Wear};
use crate::texts::Value;
use crate::ui::cx::Cx;
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::{panes, text};

/// Draws it.
pub(super) fn ui(ui: &mut Ui, cx: &Cx<'_>, why: &MediumRefusal, seen: &MediumSeen) {
    let (key, named) = said(cx, why, seen);
    panes::notice(ui, cx.theme, Tone::Warning, &cx.with(key, &named), None);
    ui.add_space(space::SMALL);
    text::text(ui, Face::Label, cx.theme.muted, cx.t("backup-what-to-do"));
    text::body(ui, cx.theme, cx.with(to_do(why), &named));
}

/// The sentence that says why, and what it names.
fn said<'a>(
    cx: &Cx<'_>,
    why: &'a MediumRefusal,
    seen: &'a MediumSeen,
) -> (&'static str, Vec<(&'static str, Value<'a>)>) {
    let mount = ("mount", seen.mount.display().to_string().into());
    let set = ("set", seen.set.as_str().into());
    let (key, more) = match why {
        MediumRefusal::Unreadable => ("refused-unreadable", Vec::new()),
        MediumRefusal::OutOfReach => ("refused-out-of-reach", Vec::new()),
        MediumRefusal::NotApart => ("refused-not-apart", Vec::new()),
        MediumRefusal::Unknown => ("refused-unknown", Vec::new()),
        MediumRefusal::Foreign => ("refused-foreign", Vec::new()),
        MediumRefusal::Forged => ("refused-forged", Vec::new()),
        MediumRefusal::Retired => ("refused-retired", Vec::new()),
        MediumRefusal::Copied => ("refused-copied", Vec::new()),
        MediumRefusal::ReadOnly => ("refused-read-only", Vec::new()),
        MediumRefusal::TooSmall { bytes, needed } => {
            let size = |name, bytes: &u64| (name, cx.texts.size(*bytes).into());
            ("refused-too-small", vec![size("size", bytes), size("needed", needed)])
        }
        MediumRefusal::Worn(Wear::Years(years)) => ("refused-years", vec![("count", (*years).into())]),
        MediumRefusal::Worn(Wear::Writes(writes)) => ("refused-writes", vec![("count", (*writes).into())]),
        MediumRefusal::Worn(Wear::Failures(failures)) => {
            ("refused-failures", vec![("count", (*failures).into())])
        }
        MediumRefusal::Worn(Wear::Device) => ("refused-device", Vec::new()),
        MediumRefusal::WrongSet { due } => ("refused-wrong-set", vec![("due", due.as_str().into())]),
    };
    (key, [mount, set].into_iter().chain(more).collect())
}

const fn to_do(why: &MediumRefusal) -> &'static str {
    match why {
        MediumRefusal::Unreadable => "refused-unreadable-do",
        MediumRefusal::OutOfReach => "refused-out-of-reach-do",
        MediumRefusal::NotApart => "refused-not-apart-do",
        MediumRefusal::Unknown => "refused-unknown-do",
        MediumRefusal::Foreign => "refused-foreign-do",
        MediumRefusal::Forged => "refused-forged-do",
        MediumRefusal::Retired => "refused-retired-do",
        MediumRefusal::Copied => "refused-copied-do",
        MediumRefusal::ReadOnly => "refused-read-only-do",
        MediumRefusal::TooSmall { .. } => "refused-too-small-do",
        MediumRefusal::Worn(_) => "refused-worn-do",
        MediumRefusal::WrongSet { .. } => "refused-wrong-set-do",
    }
}
