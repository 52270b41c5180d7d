//! What is known of the record that is open: beside its content, while nothing is edited.

use eframe::egui::{ScrollArea, Ui};

use crate::app::snapshot::RecordSheet;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::route::Route;
use crate::ui::screens::records::preview::kind_key;
use crate::ui::screens::records::tags_ui;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{choose, panes, text};

/// Draws the facts; a customer's code leads to the customer.
pub(super) fn facts_ui(ui: &mut Ui, cx: &Cx<'_>, sheet: &RecordSheet, saved: bool) -> Option<Action> {
    let area = ScrollArea::vertical().auto_shrink([false, false]);
    area.show(ui, |ui| {
        if saved {
            panes::chip(ui, cx.theme, Tone::Good, cx.t("viewer-saved"));
            ui.add_space(space::SMALL);
        }
        let action = customer_ui(ui, cx, sheet);
        let theme = cx.theme;
        let mut fact = |key: &str, value: &str| {
            text::fact(ui, theme, cx.t(key), |ui| {
                text::body(ui, theme, value);
            });
        };
        if let Some(group) = cx.model.group(sheet.row.group) {
            fact("record-group", &group.name);
        }
        fact("records-column-kind", cx.t(kind_key(sheet.row.kind)));
        let when = cx.texts.date_and_time(sheet.row.filed_at);
        let filed = if sheet.filed_by.is_empty() {
            when
        } else {
            cx.with("record-filed-by", &[("when", when.into()), ("who", (&sheet.filed_by).into())])
        };
        fact("record-filed", &filed);
        fact("record-size", &cx.texts.size(sheet.row.size_bytes));
        fact("record-file", &sheet.file_name);
        if !sheet.row.tags.is_empty() {
            text::fact(ui, theme, cx.t("record-tags"), |ui| tags_ui(ui, cx, &sheet.row.tags));
        }
        if !sheet.notes.is_empty() {
            text::fact(ui, theme, cx.t("record-notes"), |ui| {
                text::body(ui, theme, &sheet.notes);
            });
        }
        hash_ui(ui, cx, sheet);
        action
    })
    .inner
}

fn customer_ui(ui: &mut Ui, cx: &Cx<'_>, sheet: &RecordSheet) -> Option<Action> {
    let mut action = None;
    text::fact(ui, cx.theme, cx.t("record-customer"), |ui| {
        if choose::link(ui, cx.theme, &sheet.row.code.to_string()) {
            action = Some(Action::Open(Route::Customer { group: sheet.row.group, code: sheet.row.code }));
        }
    });
    action
}

/// The hash, to be compared by eye: it can be neither selected nor copied.
fn hash_ui(ui: &mut Ui, cx: &Cx<'_>, sheet: &RecordSheet) {
    ui.add_space(space::MEDIUM);
    ui.separator();
    ui.add_space(space::SMALL);
    text::small(ui, cx.theme, cx.t("record-hash"));
    let mut groups = Vec::new();
    let mut rest = sheet.sha256_hex.as_str();
    while let Some((group, tail)) = rest.split_at_checked(8) {
        groups.push(group);
        rest = tail;
    }
    text::code(ui, cx.theme, groups.join(" "));
    text::small(ui, cx.theme, cx.t("record-hash-what"));
}
