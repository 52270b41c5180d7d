//! The chosen event beside a list: everything that is known of it, and the ways from it to others like it.

use eframe::egui::Ui;

use super::words;
use crate::app::snapshot::{EventRow, LogFilter};
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::route::Route;
use crate::ui::screens::beside;
use crate::ui::theme::{Face, space};
use crate::ui::widgets::{Button, Icon, panes, text};

/// How many codes are named.
const CODES: usize = 12;

/// What the list shows already, so that no button leads there again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// Events of all kinds.
    Events,
    /// Everything about one customer.
    Customer,
}

/// Draws it.
pub(super) fn ui(ui: &mut Ui, cx: &Cx<'_>, row: Option<&EventRow>, of: Of) -> Option<Action> {
    let Some(row) = row else {
        let (title, words) = (cx.t("log-pick-title"), cx.t("log-pick-text"));
        panes::empty(ui, cx.theme, Icon::Notebook, title, words, None);
        return None;
    };
    let wishes = wishes(cx, row, of);
    let rows = f32::from(u8::try_from(wishes.len()).unwrap_or(0));
    let foot = (rows * (space::CONTROL + space::SMALL) - space::SMALL).max(0.0);
    let ((), action) = beside::with_foot(
        ui,
        foot,
        |ui| facts_ui(ui, cx, row),
        |ui| {
            let width = ui.available_width();
            let mut chosen = None;
            for (key, route) in wishes {
                if Button::secondary(cx.t(key)).width(width).ui(ui, cx.theme) {
                    chosen = Some(Action::Open(route));
                }
            }
            chosen
        },
    );
    action
}

/// Where one can go from here.
fn wishes(cx: &Cx<'_>, row: &EventRow, of: Of) -> Vec<(&'static str, Route)> {
    let mut wishes = Vec::new();
    let events = |filter: LogFilter| Route::LogEvents(Box::new(filter));
    if let (Of::Events, [code]) = (of, row.customers.as_slice()) {
        wishes.push(("log-see-customer", Route::Accesses(*code)));
    }
    if let Some(person) = row.account {
        let filter = LogFilter { person: Some(person), ..LogFilter::default() };
        wishes.push(("log-see-person", events(filter)));
    }
    if let Some(record) = row.record {
        wishes.push(("log-see-record", events(LogFilter { record: Some(record), ..LogFilter::default() })));
    }
    let day = crate::ui::screens::records::filters::day_of(row.at, cx.texts.zone());
    wishes.push(("log-see-day", Route::LogDay(day)));
    wishes
}

fn facts_ui(ui: &mut Ui, cx: &Cx<'_>, row: &EventRow) {
    text::heading(ui, cx.theme, words::what(cx, row));
    let (word, tone) = words::outcome(cx, row.outcome);
    panes::chip(ui, cx.theme, tone, &word);
    ui.add_space(space::SMALL);
    let fact = |ui: &mut Ui, key: &str, value: &str| {
        if !value.is_empty() {
            text::fact(ui, cx.theme, cx.t(key), |ui| {
                text::body(ui, cx.theme, value);
            });
        }
    };
    fact(ui, "log-fact-when", &moment(cx, row));
    fact(ui, "log-fact-who", &words::who(cx, row));
    if !row.customers.is_empty() {
        text::fact(ui, cx.theme, cx.t("log-fact-customer"), |ui| codes_ui(ui, cx, row));
    }
    if let Some(group) = &row.group {
        fact(ui, "log-fact-group", &words::group(cx, group));
    }
    if let Some(count) = row.count {
        fact(ui, "log-fact-count", &cx.texts.count(count));
    }
    fact(ui, "log-fact-words", &row.words);
    if let Some(record) = row.record {
        text::fact(ui, cx.theme, cx.t("log-fact-record"), |ui| {
            text::code(ui, cx.theme, record.to_string());
        });
    }
    fact(ui, "log-fact-frame", &cx.texts.count(row.number));
    text::fact(ui, cx.theme, cx.t("log-fact-run"), |ui| {
        let run: String = row.session.to_string().chars().take(8).collect();
        text::code(ui, cx.theme, run);
    });
}

/// The day and the time with seconds.
pub(super) fn moment(cx: &Cx<'_>, row: &EventRow) -> String {
    format!("{}, {}", cx.texts.date(row.at), cx.texts.time_with_seconds(row.at))
}

fn codes_ui(ui: &mut Ui, cx: &Cx<'_>, row: &EventRow) {
    for code in row.customers.iter().take(CODES) {
        text::text(ui, Face::Code, cx.theme.text, code.to_string());
    }
    if row.customers.len() > CODES {
        let more = [("count", (row.customers.len() - CODES).into())];
        text::small(ui, cx.theme, cx.with("log-more-codes", &more));
    }
}
