//! What a rehearsal came to: each thing that was compared, with what was found of it; and the rehearsals of before.

use eframe::egui::Ui;

use crate::app::snapshot::{DrillFace, DrillRow};
use crate::backup::drill::Drill;
use crate::ui::cx::Cx;
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::{Button, panes, text};

/// How many of those of before are listed.
const LISTED: usize = 8;

/// The room of what was compared, in points: its name stays on a line in either language.
const NAMES: f32 = 232.0;

/// Draws the result; whether another is wished for.
pub(super) fn ui(ui: &mut Ui, cx: &Cx<'_>, face: &DrillFace) -> bool {
    let drill = &face.drill;
    let named = [("medium", face.medium.as_str().into()), ("when", cx.texts.date_and_time(face.made).into())];
    if drill.passed() {
        panes::notice(ui, cx.theme, Tone::Good, &cx.with("drill-passed", &named), None);
    } else {
        panes::notice(ui, cx.theme, Tone::Danger, &cx.with("drill-failed", &named), None);
    }
    ui.add_space(space::MEDIUM);
    panes::card(ui, cx.theme, |ui| {
        ui.set_width(ui.available_width());
        text::strong(ui, cx.theme, cx.t("drill-compared"));
        ui.add_space(space::SMALL);
        for (key, words) in rows(cx, drill) {
            text::fact_of(ui, cx.theme, NAMES, cx.t(key), |ui| {
                text::body(ui, cx.theme, words);
            });
        }
        if drill.groups.1 > 0 {
            text::small(ui, cx.theme, cx.with("drill-sealed", &[("count", drill.groups.1.into())]));
        }
        if drill.counted.1 > 0 {
            text::small(ui, cx.theme, cx.with("drill-uncounted", &[("count", drill.counted.1.into())]));
        }
    });
    if !drill.passed() {
        ui.add_space(space::MEDIUM);
        panes::card(ui, cx.theme, |ui| found_ui(ui, cx, drill));
    }
    ui.add_space(space::MEDIUM);
    text::muted(ui, cx.theme, cx.t("drill-signed"));
    ui.add_space(space::SMALL);
    Button::primary(cx.t("drill-again")).ui(ui, cx.theme)
}

/// What was compared, and how much of it there was.
fn rows(cx: &Cx<'_>, drill: &Drill) -> Vec<(&'static str, String)> {
    let count = |number| cx.texts.count(number);
    let files = [("count", count(drill.files.0).into()), ("size", cx.texts.size(drill.files.1).into())];
    let log = [("count", count(drill.log.0).into()), ("root", short(&drill.log.1.to_hex()).into())];
    let rows = [
        ("customers", count(drill.rows.customers).into()),
        ("records", count(drill.rows.records).into()),
        ("identities", count(drill.rows.identities).into()),
    ];
    let groups = [("count", count(drill.groups.0).into()), ("counted", count(drill.counted.0).into())];
    vec![
        ("drill-files", cx.with("drill-files-said", &files)),
        ("drill-log", cx.with("drill-log-said", &log)),
        ("drill-statements", count(drill.statements.0)),
        ("drill-rows", cx.with("drill-rows-said", &rows)),
        ("drill-counts", cx.with("drill-counts-said", &groups)),
        ("drill-contents", cx.with("drill-contents-said", &[("count", count(drill.contents).into())])),
    ]
}

fn short(hex: &str) -> String {
    hex.chars().take(16).collect()
}

fn found_ui(ui: &mut Ui, cx: &Cx<'_>, drill: &Drill) {
    ui.set_width(ui.available_width());
    text::text(ui, Face::Strong, cx.theme.danger, cx.t("drill-found"));
    for (file, what) in &drill.found {
        text::code(ui, cx.theme, file.clone());
        text::small(ui, cx.theme, cx.wrong(what));
    }
    text::body(ui, cx.theme, cx.t("drill-found-do"));
}

/// The rehearsals that the register keeps.
pub(super) fn past_ui(ui: &mut Ui, cx: &Cx<'_>, past: &[DrillRow]) {
    panes::card(ui, cx.theme, |ui| {
        ui.set_width(ui.available_width());
        text::strong(ui, cx.theme, cx.t("drill-past"));
        ui.add_space(space::SMALL);
        if past.is_empty() {
            text::muted(ui, cx.theme, cx.t("drill-past-none"));
        }
        for row in past.iter().take(LISTED) {
            ui.horizontal(|ui| {
                let (tone, word) = if row.drill.passed() {
                    (Tone::Good, "drill-word-passed")
                } else {
                    (Tone::Danger, "drill-word-failed")
                };
                panes::chip(ui, cx.theme, tone, cx.t(word));
                let named = [
                    ("when", cx.texts.date_and_time(row.drill.wall).into()),
                    ("medium", row.medium.as_str().into()),
                    ("by", row.by.as_str().into()),
                ];
                text::line(ui, Face::Body, cx.theme.text, cx.with("drill-past-row", &named));
            });
        }
    });
}
