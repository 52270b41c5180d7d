//! What came of importing customers: how many were added, and which lines were refused and why.

use eframe::egui::Ui;

use crate::app::snapshot::CsvReport;
use crate::base::id::GroupId;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::route::Route;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, panes, text};

/// How many refused lines are named.
const LINES: usize = 200;

/// Draws the report, and beside its button what else can be done (`other`).
pub(super) fn report_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    report: &CsvReport,
    group: Option<GroupId>,
    other: impl FnOnce(&mut Ui) -> Option<Action>,
) -> Option<Action> {
    ui.set_max_width(space::TEXT);
    let tone = if report.added > 0 { Tone::Good } else { Tone::Warning };
    panes::notice(ui, cx.theme, tone, &cx.with("csv-done", &[("count", report.added.into())]), None);
    if report.cancelled {
        text::muted(ui, cx.theme, cx.t("csv-cancelled"));
    }
    if !report.refused.is_empty() {
        ui.add_space(space::MEDIUM);
        panes::card(ui, cx.theme, |ui| refused_ui(ui, cx, report));
    }
    ui.add_space(space::MEDIUM);
    ui.horizontal(|ui| {
        let see = Button::primary(cx.t("csv-see")).ui(ui, cx.theme);
        let other = other(ui);
        see.then_some(Action::Go(Route::Customers { group })).or(other)
    })
    .inner
}

fn refused_ui(ui: &mut Ui, cx: &Cx<'_>, report: &CsvReport) {
    ui.set_width(ui.available_width());
    text::strong(ui, cx.theme, cx.with("csv-refused", &[("count", report.refused.len().into())]));
    text::muted(ui, cx.theme, cx.t("csv-refused-text"));
    ui.add_space(space::SMALL);
    for (line, reason) in report.refused.iter().take(LINES) {
        let place = cx.with("csv-line", &[("line", line.to_string().into())]);
        text::fact(ui, cx.theme, &place, |ui| {
            text::body(ui, cx.theme, cx.t(&format!("csv-refused-{reason}")));
        });
    }
    if report.refused.len() > LINES {
        let more = report.refused.len() - LINES;
        text::muted(ui, cx.theme, cx.with("out-more", &[("count", more.into())]));
    }
}
