//! What a check found: sound or damaged, left-overs, and the parts this person cannot open.

use eframe::egui::Ui;

use crate::app::snapshot::CheckReport;
use crate::base::clock::WallTime;
use crate::ui::cx::Cx;
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::{Button, panes, text};

/// How many damaged things are named.
const NAMED: usize = 200;

/// Sound, or how much is damaged; and what was looked at.
pub(super) fn summary_ui(ui: &mut Ui, cx: &Cx<'_>, report: &CheckReport, when: WallTime) {
    let looked =
        [("files", cx.texts.count(report.files).into()), ("records", cx.texts.count(report.records).into())];
    if report.damage.is_empty() {
        panes::notice(ui, cx.theme, Tone::Good, cx.t("check-sound"), None);
        text::body(ui, cx.theme, cx.with("check-sound-text", &looked));
    } else {
        let words = cx.with("check-damage", &[("count", report.damage.len().into())]);
        panes::notice(ui, cx.theme, Tone::Danger, &words, None);
        text::body(ui, cx.theme, cx.t("check-damage-text"));
        text::muted(ui, cx.theme, cx.with("check-looked", &looked));
    }
    let when = cx.texts.date_and_time(when);
    text::small(ui, cx.theme, cx.with("check-when", &[("when", when.into())]));
    if report.repaired_bytes > 0 {
        let size = cx.texts.size(report.repaired_bytes);
        text::muted(ui, cx.theme, cx.with("check-repaired", &[("size", size.into())]));
    }
}

/// Left-over content; true when it is to be removed.
pub(super) fn orphans_ui(ui: &mut Ui, cx: &Cx<'_>, report: &CheckReport, supervisor: bool) -> bool {
    let left = report.orphan_bytes.saturating_sub(report.repaired_bytes);
    if left == 0 {
        return false;
    }
    ui.add_space(space::MEDIUM);
    panes::card(ui, cx.theme, |ui| {
        ui.set_width(ui.available_width());
        let size = cx.texts.size(left);
        text::strong(ui, cx.theme, cx.with("check-orphans", &[("size", size.into())]));
        text::muted(ui, cx.theme, cx.t("check-orphans-text"));
        ui.add_space(space::SMALL);
        supervisor && Button::danger(cx.t("check-repair")).ui(ui, cx.theme)
    })
    .inner
}

/// Each damaged thing: the file, the record if one is hit, and what is wrong.
pub(super) fn damage_ui(ui: &mut Ui, cx: &Cx<'_>, report: &CheckReport) {
    if report.damage.is_empty() {
        return;
    }
    ui.add_space(space::MEDIUM);
    panes::card(ui, cx.theme, |ui| {
        ui.set_width(ui.available_width());
        text::text(ui, Face::Strong, cx.theme.danger, cx.t("check-damage-list"));
        for damage in report.damage.iter().take(NAMED) {
            ui.add_space(space::SMALL);
            text::code(ui, cx.theme, &damage.file);
            if let Some(record) = damage.record {
                text::fact(ui, cx.theme, cx.t("check-damage-record"), |ui| {
                    text::code(ui, cx.theme, record.to_string());
                });
            }
            text::small(ui, cx.theme, cx.wrong(&damage.what));
        }
        if report.damage.len() > NAMED {
            let more = report.damage.len() - NAMED;
            text::muted(ui, cx.theme, cx.with("out-more", &[("count", more.into())]));
        }
    });
}

/// The parts whose content was not read, because this person holds no key to them.
pub(super) fn unopened_ui(ui: &mut Ui, cx: &Cx<'_>, report: &CheckReport) {
    if report.unopened.is_empty() {
        return;
    }
    ui.add_space(space::MEDIUM);
    panes::card(ui, cx.theme, |ui| {
        ui.set_width(ui.available_width());
        text::strong(ui, cx.theme, cx.t("check-unopened"));
        text::muted(ui, cx.theme, cx.t("check-unopened-text"));
        for part in &report.unopened {
            text::code(ui, cx.theme, part);
        }
    });
}
