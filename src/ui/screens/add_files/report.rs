//! What came of adding files: how many are in, which the vault had already, and which are not in and why.

use eframe::egui::Ui;

use crate::app::snapshot::ImportReport;
use crate::base::code::ClientCode;
use crate::base::id::GroupId;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::route::Route;
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::{Button, panes, text};

/// How many lines of a list are shown; the rest is counted.
const LINES: usize = 100;

/// What the person does with the report.
pub(super) enum Next {
    /// Goes on here: chooses more files, for the same customer.
    Again,
    /// Wishes for something else, or for nothing yet.
    Wish(Option<Action>),
}

/// Draws the report.
pub(super) fn report_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    report: &ImportReport,
    (group, code): (GroupId, ClientCode),
) -> Next {
    ui.set_max_width(space::TEXT);
    summary_ui(ui, cx, report, code);
    if !report.failed.is_empty() {
        ui.add_space(space::MEDIUM);
        panes::card(ui, cx.theme, |ui| failed_ui(ui, cx, report));
    }
    if !report.duplicates.is_empty() {
        ui.add_space(space::MEDIUM);
        panes::card(ui, cx.theme, |ui| duplicates_ui(ui, cx, report));
    }
    ui.add_space(space::MEDIUM);
    ui.horizontal(|ui| {
        if Button::primary(cx.t("add-report-see")).ui(ui, cx.theme) {
            let route = Route::Records { group: Some(group), customer: Some(code) };
            return Next::Wish(Some(Action::Go(route)));
        }
        if Button::secondary(cx.t("add-report-again")).ui(ui, cx.theme) {
            return Next::Again;
        }
        Next::Wish(None)
    })
    .inner
}

fn summary_ui(ui: &mut Ui, cx: &Cx<'_>, report: &ImportReport, code: ClientCode) {
    let count = report.imported.len();
    let (tone, words) = match count {
        0 => (Tone::Warning, cx.t("add-report-none").to_owned()),
        _ => (Tone::Good, cx.with("add-report-done", &[("count", count.into())])),
    };
    panes::notice(ui, cx.theme, tone, &words, None);
    ui.add_space(space::TINY);
    if count > 0 {
        let named = [("size", cx.texts.size(report.bytes).into()), ("code", code.to_string().into())];
        text::muted(ui, cx.theme, cx.with("add-report-size", &named));
    }
    if report.cancelled {
        text::muted(ui, cx.theme, cx.t("add-report-cancelled"));
    }
}

fn failed_ui(ui: &mut Ui, cx: &Cx<'_>, report: &ImportReport) {
    ui.set_width(ui.available_width());
    text::text(ui, Face::Strong, cx.theme.danger, cx.t("add-report-failed"));
    text::muted(ui, cx.theme, cx.t("add-report-failed-text"));
    for (name, problem) in report.failed.iter().take(LINES) {
        ui.add_space(space::TINY);
        text::body(ui, cx.theme, name);
        text::small(ui, cx.theme, format!("{} {}", cx.problem(problem), cx.problem_next(problem)));
    }
    more_ui(ui, cx, report.failed.len());
}

fn duplicates_ui(ui: &mut Ui, cx: &Cx<'_>, report: &ImportReport) {
    ui.set_width(ui.available_width());
    text::strong(ui, cx.theme, cx.t("add-report-duplicates"));
    text::muted(ui, cx.theme, cx.t("add-report-duplicates-text"));
    for (name, _) in report.duplicates.iter().take(LINES) {
        text::body(ui, cx.theme, name);
    }
    more_ui(ui, cx, report.duplicates.len());
}

fn more_ui(ui: &mut Ui, cx: &Cx<'_>, all: usize) {
    if all > LINES {
        text::muted(ui, cx.theme, cx.with("out-more", &[("count", (all - LINES).into())]));
    }
}
