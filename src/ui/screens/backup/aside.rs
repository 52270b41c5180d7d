//! Beside the page of backups: what is owed, the turns of the media, and what was proved when.

use eframe::egui::{Align, Layout, Ui};

use super::words::{ago, days_since, owed_words};
use crate::app::snapshot::{BackupState, MediaFace, MediumFace};
use crate::policy::Role;
use crate::ui::cx::Cx;
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::{Icon, panes, text};

/// Media that were written longer ago than this stand in amber, in days.
const LONG_AGO_DAYS: u64 = 6;

/// Draws it.
pub(super) fn ui(ui: &mut Ui, cx: &Cx<'_>, register: Option<&MediaFace>) {
    let state = cx.model.session.as_ref().and_then(|session| session.backup.as_ref());
    if let Some(state) = state.filter(|state| !state.owed.is_empty()) {
        owed_ui(ui, cx, state);
        ui.add_space(space::SMALL);
    }
    if let Some(register) = register.filter(|register| !register.media.is_empty()) {
        turns_ui(ui, cx, register);
        ui.add_space(space::SMALL);
    }
    if let Some(state) = state {
        proof_ui(ui, cx, state, register);
        ui.add_space(space::SMALL);
    }
    if cx.model.session.as_ref().is_some_and(|session| session.role == Role::BackupOperator) {
        sheet(ui, cx, |ui| {
            text::muted(ui, cx.theme, cx.t("backup-closed-to-you"));
        });
    }
}

/// What is owed, the worst first.
pub(crate) fn owed_ui(ui: &mut Ui, cx: &Cx<'_>, state: &BackupState) {
    sheet(ui, cx, |ui| {
        text::strong(ui, cx.theme, cx.t("backup-owed-title"));
        for owed in &state.owed {
            ui.horizontal_top(|ui| {
                Icon::WarningCircle.ui(ui, cx.theme.warning);
                text::body(ui, cx.theme, owed_words(cx.texts, owed));
            });
        }
    });
}

fn turns_ui(ui: &mut Ui, cx: &Cx<'_>, register: &MediaFace) {
    sheet(ui, cx, |ui| {
        text::strong(ui, cx.theme, cx.t("backup-turns"));
        for one in &register.media {
            let (words, tone) = turn(cx, one, register.set_due.as_deref());
            line_ui(ui, cx, &one.wish.label, &words, Some(tone));
        }
    });
}

/// When a medium was written, or that it is its turn.
fn turn(cx: &Cx<'_>, one: &MediumFace, due: Option<&str>) -> (String, Tone) {
    if one.retired.is_some() {
        return (cx.t("media-retired").to_owned(), Tone::Plain);
    }
    if one.is_damaged {
        return (cx.t("verify-is-damaged").to_owned(), Tone::Danger);
    }
    let is_due = due.is_some_and(|due| due == one.wish.set);
    let words = ago(cx, one.last_written);
    match one.last_written.map(|at| days_since(cx, at)) {
        Some(0) => (words, Tone::Good),
        _ if is_due => (cx.t("backup-its-turn").to_owned(), Tone::Accent),
        Some(1) => (words, Tone::Good),
        Some(days) if days > LONG_AGO_DAYS => (words, Tone::Warning),
        Some(_) => (words, Tone::Plain),
        None => (words, Tone::Warning),
    }
}

fn proof_ui(ui: &mut Ui, cx: &Cx<'_>, state: &BackupState, register: Option<&MediaFace>) {
    sheet(ui, cx, |ui| {
        text::strong(ui, cx.theme, cx.t("backup-proof"));
        line_ui(ui, cx, cx.t("backup-proof-last"), &ago(cx, state.last), None);
        let verified = register.and_then(|face| face.media.iter().filter_map(|one| one.last_verified).max());
        line_ui(ui, cx, cx.t("backup-proof-verified"), &ago(cx, verified), None);
        line_ui(ui, cx, cx.t("backup-proof-drill"), &ago(cx, state.last_drill), None);
    });
}

/// A name at the left and what is said of it at the right.
fn line_ui(ui: &mut Ui, cx: &Cx<'_>, name: &str, words: &str, chip: Option<Tone>) {
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            match chip {
                Some(tone) => {
                    panes::chip(ui, cx.theme, tone, words);
                }
                None => {
                    text::line(ui, Face::Body, cx.theme.text, words);
                }
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                text::line(ui, Face::Body, if chip.is_some() { cx.theme.text } else { cx.theme.muted }, name);
            });
        });
    });
}

fn sheet(ui: &mut Ui, cx: &Cx<'_>, add: impl FnOnce(&mut Ui)) {
    panes::card(ui, cx.theme, |ui| {
        ui.set_width(ui.available_width());
        add(ui);
    });
}
