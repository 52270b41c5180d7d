//! What an assessor may know of the log: that all of it fits together, and how much there is of it. No name, no
//! customer, no key.

use std::sync::Arc;

use eframe::egui::{ScrollArea, Ui};
use jiff::civil::Date;

use super::reading::Reading;
use crate::app::event::Answer;
use crate::app::request::LogWish;
use crate::app::snapshot::LogCounts;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::screens::Screen;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{panes, text};

/// The screen and what it keeps.
#[derive(Default)]
pub(crate) struct Counts {
    loaded: Reading<LogCounts>,
}

impl Screen for Counts {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let take = |answer: &Answer| match answer {
            Answer::LogCounts(counts) => Some(Arc::clone(counts)),
            _ => None,
        };
        let asked = self.loaded.keep(cx, || LogWish::Counts, take);
        panes::page_head(ui, cx.theme, cx.t("log-title"), cx.t("log-counts-line"), |_| ());
        let missing = match self.loaded.face() {
            Some(counts) => {
                ScrollArea::vertical().auto_shrink(false).show(ui, |ui| counts_ui(ui, cx, &counts));
                None
            }
            None => self.loaded.missing_ui(ui, cx),
        };
        asked.or(missing)
    }

    fn manual_page(&self) -> &'static str {
        "log-limits"
    }
}

fn counts_ui(ui: &mut Ui, cx: &Cx<'_>, counts: &LogCounts) {
    ui.set_max_width(space::TEXT);
    panes::notice(ui, cx.theme, Tone::Good, cx.t("log-counts-fit"), None);
    ui.add_space(space::MEDIUM);
    panes::card(ui, cx.theme, |ui| {
        ui.set_width(ui.available_width());
        let fact = |ui: &mut Ui, key: &str, value: String| {
            text::fact(ui, cx.theme, cx.t(key), |ui| {
                text::body(ui, cx.theme, value);
            });
        };
        fact(ui, "log-counts-frames", cx.texts.count(counts.frames));
        fact(ui, "log-counts-events", cx.texts.count(counts.events));
        fact(ui, "log-counts-runs", cx.texts.count(counts.sessions));
        if counts.torn_bytes > 0 {
            fact(ui, "log-counts-torn", cx.texts.size(counts.torn_bytes));
        }
    });
    for (key, days) in
        [("log-counts-failed", &counts.failed_log_ins), ("log-counts-runs-by-day", &counts.sessions_by_day)]
    {
        days_ui(ui, cx, key, days);
    }
}

fn days_ui(ui: &mut Ui, cx: &Cx<'_>, key: &str, days: &[(Date, u64)]) {
    if days.is_empty() {
        return;
    }
    ui.add_space(space::MEDIUM);
    panes::card(ui, cx.theme, |ui| {
        ui.set_width(ui.available_width());
        text::heading(ui, cx.theme, cx.t(key));
        for (day, count) in days.iter().rev() {
            text::fact(ui, cx.theme, &cx.texts.day(*day), |ui| {
                text::body(ui, cx.theme, cx.texts.count(*count));
            });
        }
    });
}
