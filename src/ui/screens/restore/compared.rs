//! What was restored, and group by group how it compares with the vault that is open.

use std::collections::BTreeSet;

use eframe::egui::Ui;

use crate::app::snapshot::{Compared, ComparedGroup, RestoredFace};
use crate::base::id::{GroupId, RecordId};
use crate::ui::cx::Cx;
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::{choose, panes, text};

/// How many records of a group are shown.
const SHOWN: usize = 50;

/// Draws it; the record that is to be put back, once one is. Those in `put` were.
pub(super) fn ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    face: &RestoredFace,
    put: &BTreeSet<RecordId>,
) -> Option<(GroupId, RecordId)> {
    let named = [
        ("folder", face.path.display().to_string().into()),
        ("when", cx.texts.date_and_time(face.made).into()),
        ("files", cx.texts.count(face.files).into()),
        ("size", cx.texts.size(face.bytes).into()),
    ];
    panes::notice(ui, cx.theme, Tone::Good, &cx.with("restore-done", &named), None);
    text::muted(ui, cx.theme, cx.t("restore-open"));
    ui.add_space(space::MEDIUM);
    groups_ui(ui, cx, &face.compared, Some(put))
}

/// Group by group. With `put`, those that were put back, the others can be.
pub(super) fn groups_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    compared: &[ComparedGroup],
    put: Option<&BTreeSet<RecordId>>,
) -> Option<(GroupId, RecordId)> {
    panes::card(ui, cx.theme, |ui| {
        let mut wished = None;
        ui.set_width(ui.available_width());
        text::strong(ui, cx.theme, cx.t("restore-compared"));
        for group in compared {
            ui.add_space(space::SMALL);
            let record = group_ui(ui, cx, group, put);
            wished = wished.or(record.map(|record| (group.group, record)));
        }
        wished
    })
    .inner
}

/// Group by group, by numbers alone.
pub(super) fn numbers_ui(ui: &mut Ui, cx: &Cx<'_>, compared: &[ComparedGroup]) {
    panes::card(ui, cx.theme, |ui| {
        ui.set_width(ui.available_width());
        text::strong(ui, cx.theme, cx.t("against-vault"));
        for (number, group) in (1_u64..).zip(compared) {
            ui.add_space(space::SMALL);
            let mut named = vec![("number", cx.texts.count(number).into())];
            named.extend(group.there.map(|there| ("there", cx.texts.count(there).into())));
            named.extend(group.here.map(|here| ("here", cx.texts.count(here).into())));
            let key = match (group.there, group.here) {
                (Some(_), Some(_)) => "against-group",
                (Some(_), None) => "against-group-there",
                (None, _) => "against-group-unopened",
            };
            text::body(ui, cx.theme, cx.with(key, &named));
            if key == "against-group" {
                differences_ui(ui, cx, group);
            }
        }
    });
}

fn differences_ui(ui: &mut Ui, cx: &Cx<'_>, group: &ComparedGroup) {
    if group.only_there + group.only_here + group.different == 0 {
        text::muted(ui, cx.theme, cx.t("restore-same"));
        return;
    }
    let named = [
        ("there", cx.texts.count(group.only_there).into()),
        ("here", cx.texts.count(group.only_here).into()),
        ("different", cx.texts.count(group.different).into()),
    ];
    text::muted(ui, cx.theme, cx.with("restore-counts", &named));
}

fn group_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    group: &ComparedGroup,
    put: Option<&BTreeSet<RecordId>>,
) -> Option<RecordId> {
    let mut wished = None;
    let count = |number: u64| cx.texts.count(number);
    match (&group.name, group.there, group.here) {
        (_, None, _) => _ = text::body(ui, cx.theme, cx.t("restore-group-sealed")),
        (Some(name), Some(there), Some(here)) => {
            let named = [
                ("name", name.as_str().into()),
                ("there", count(there).into()),
                ("here", count(here).into()),
            ];
            text::body(ui, cx.theme, cx.with("restore-group", &named));
            differences_ui(ui, cx, group);
        }
        (_, Some(there), _) => {
            text::body(ui, cx.theme, cx.with("restore-group-there", &[("there", count(there).into())]));
        }
    }
    for record in group.listed.iter().take(SHOWN) {
        ui.horizontal(|ui| {
            panes::chip(ui, cx.theme, Tone::Plain, cx.t(&format!("compared-{}", record.what.key())));
            text::line(ui, Face::Code, cx.theme.text, record.code.to_string());
            text::line(ui, Face::Body, cx.theme.text, &record.title);
            let Some(put) = put.filter(|_| record.what != Compared::OnlyHere) else { return };
            if put.contains(&record.record) {
                panes::chip(ui, cx.theme, Tone::Good, cx.t("put-back-done"));
            } else if choose::link(ui, cx.theme, cx.t("put-back-go")) {
                wished = Some(record.record);
            }
        });
    }
    let all = group.only_there + group.only_here + group.different;
    let shown = group.listed.len().min(SHOWN) as u64;
    if all > shown {
        text::small(ui, cx.theme, cx.with("restore-more", &[("count", count(all - shown).into())]));
    }
    wished
}
