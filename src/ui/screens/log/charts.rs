//! The charts of the log: accesses of each day and person, when in the week, and what failed; over a range that can be
//! chosen. Each says in a sentence what it shows, and all can be read as tables.

use std::sync::Arc;

use eframe::egui::{Align, Grid, Layout, Rect, RichText, ScrollArea, Ui, UiBuilder, pos2};
use jiff::ToSpan as _;

use super::plots;
use super::reading::Reading;
use crate::app::event::Answer;
use crate::app::request::LogWish;
use crate::app::snapshot::LogCharts;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::screens::records::filters::day_of;
use crate::ui::screens::{Screen, head};
use crate::ui::theme::{Face, space};
use crate::ui::widgets::{choose, panes, text};

/// The ranges that can be chosen, in days.
const RANGES: [i64; 4] = [7, 28, 90, 365];

/// What a card of charts takes beside the chart itself: title, sentence, legend, room.
const AROUND: f32 = 88.0;

/// The least height of a chart.
const LEAST: f32 = 120.0;

/// The screen and what it keeps.
pub(crate) struct Charts {
    range: usize,
    tables: bool,
    loaded: Reading<LogCharts>,
}

impl Default for Charts {
    fn default() -> Self {
        Self { range: 1, tables: false, loaded: Reading::default() }
    }
}

impl Charts {
    fn choices_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        ui.horizontal(|ui| {
            let words: Vec<String> = RANGES
                .iter()
                .map(|days| cx.with("log-chart-range", &[("count", days.unsigned_abs().into())]))
                .collect();
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            if let Some(place) = choose::words(ui, cx.theme, &words, self.range) {
                self.range = place;
                self.loaded.again();
            }
            ui.add_space(space::LARGE);
            choose::tick(ui, cx.theme, &mut self.tables, cx.t("log-chart-tables"));
        });
    }
}

impl Screen for Charts {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let to = day_of(cx.now, cx.texts.zone());
        let days = RANGES.get(self.range).copied().unwrap_or(28);
        let from = to.checked_sub((days - 1).days()).unwrap_or(to);
        let take = |answer: &Answer| match answer {
            Answer::LogCharts(charts) => Some(Arc::clone(charts)),
            _ => None,
        };
        let asked = self.loaded.keep(cx, || LogWish::Charts { from, to }, take);
        let back = head::back_ui(ui, cx, cx.t("log-back"));
        let between = [("from", cx.texts.day(from).into()), ("to", cx.texts.day(to).into())];
        let line = cx.with("log-days-between", &between);
        panes::page_head(ui, cx.theme, cx.t("log-charts-title"), &line, |_| ());
        self.choices_ui(ui, cx);
        ui.add_space(space::SMALL);
        let missing = match self.loaded.face() {
            Some(charts) if self.tables => {
                tables_ui(ui, cx, &charts);
                None
            }
            Some(charts) => {
                charts_ui(ui, cx, &charts);
                None
            }
            None => self.loaded.missing_ui(ui, cx),
        };
        back.then_some(Action::Back).or(asked).or(missing)
    }

    fn manual_page(&self) -> &'static str {
        "charts"
    }
}

fn charts_ui(ui: &mut Ui, cx: &Cx<'_>, charts: &LogCharts) {
    let room = ui.available_rect_before_wrap();
    let middle = room.top() + (room.height() - space::LARGE) * 0.5;
    let height = (middle - room.top() - AROUND).max(LEAST);
    let top = Rect::from_min_max(room.min, pos2(room.right(), middle));
    let across = room.left() + (room.width() - space::LARGE) * 0.58;
    let below = middle + space::LARGE;
    let left = Rect::from_min_max(pos2(room.left(), below), pos2(across, room.bottom()));
    let right = Rect::from_min_max(pos2(across + space::LARGE, below), room.max);
    card_ui(ui, cx, top, "log-chart-accesses", &said_accesses(cx, charts), |ui, name| {
        plots::legend(ui, cx, charts);
        plots::accesses(ui, cx, charts, name, height - Face::Small.line() - space::MEDIUM);
    });
    card_ui(ui, cx, left, "log-chart-week", &said_week(cx, charts), |ui, name| {
        plots::week(ui, cx, &charts.week, name, height);
    });
    card_ui(ui, cx, right, "log-chart-failures", &said_failures(cx, charts), |ui, name| {
        plots::failures(ui, cx, charts, name, height);
    });
}

fn card_ui(ui: &mut Ui, cx: &Cx<'_>, rect: Rect, title: &str, said: &str, chart: impl FnOnce(&mut Ui, &str)) {
    ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
        panes::card(ui, cx.theme, |ui| {
            ui.set_min_size(ui.available_size());
            ui.spacing_mut().item_spacing.y = space::TINY;
            text::heading(ui, cx.theme, cx.t(title));
            text::line(ui, Face::Small, cx.theme.muted, said);
            ui.add_space(space::SMALL);
            chart(ui, &format!("{}: {said}", cx.t(title)));
        });
    });
}

/// The place of the most, if there is anything.
fn most(counts: &[u64]) -> Option<(usize, u64)> {
    let (place, count) =
        counts.iter().copied().enumerate().max_by_key(|(place, count)| (*count, usize::MAX - place))?;
    (count > 0).then_some((place, count))
}

fn said_accesses(cx: &Cx<'_>, charts: &LogCharts) -> String {
    let totals = plots::totals(charts);
    let Some((place, count)) = most(&totals) else { return cx.t("log-chart-nothing").to_owned() };
    let day = charts.days.get(place).map_or_else(String::new, |day| cx.texts.day(*day));
    let all = cx.with("log-accesses-count", &[("count", totals.iter().sum::<u64>().into())]);
    let people = cx.with("log-people-count", &[("count", charts.people.len().into())]);
    cx.with(
        "log-chart-accesses-said",
        &[
            ("all", all.into()),
            ("people", people.into()),
            ("day", day.into()),
            ("count", cx.texts.count(count).into()),
        ],
    )
}

fn said_week(cx: &Cx<'_>, charts: &LogCharts) -> String {
    let flat: Vec<u64> = charts.week.iter().flatten().copied().collect();
    let Some((place, count)) = most(&flat) else { return cx.t("log-chart-nothing").to_owned() };
    cx.with(
        "log-chart-week-said",
        &[
            ("day", plots::weekday(cx, place / 24).into()),
            ("hour", format!("{:02}:00", place % 24).into()),
            ("count", cx.texts.count(count).into()),
        ],
    )
}

fn said_failures(cx: &Cx<'_>, charts: &LogCharts) -> String {
    let Some((place, count)) = most(&charts.failures) else {
        return cx.t("log-chart-no-failures").to_owned();
    };
    let day = charts.days.get(place).map_or_else(String::new, |day| cx.texts.day(*day));
    cx.with(
        "log-chart-failures-said",
        &[
            ("all", cx.texts.count(charts.failures.iter().sum()).into()),
            ("day", day.into()),
            ("count", cx.texts.count(count).into()),
        ],
    )
}

/// The same as tables.
fn tables_ui(ui: &mut Ui, cx: &Cx<'_>, charts: &LogCharts) {
    ScrollArea::both().auto_shrink(false).show(ui, |ui| {
        panes::card(ui, cx.theme, |ui| {
            text::heading(ui, cx.theme, cx.t("log-chart-accesses"));
            days_ui(ui, cx, charts);
        });
        ui.add_space(space::MEDIUM);
        panes::card(ui, cx.theme, |ui| {
            text::heading(ui, cx.theme, cx.t("log-chart-week"));
            week_ui(ui, cx, charts);
        });
    });
}

fn cell(ui: &mut Ui, cx: &Cx<'_>, words: impl Into<String>) {
    ui.label(text::rich(Face::Body, cx.theme.text, words));
}

/// A word or a number at the right of its column.
fn right(ui: &mut Ui, words: RichText) {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.label(words));
}

fn number(ui: &mut Ui, cx: &Cx<'_>, number: u64) {
    right(ui, text::rich(Face::Body, cx.theme.text, cx.texts.count(number)));
}

fn days_ui(ui: &mut Ui, cx: &Cx<'_>, charts: &LogCharts) {
    Grid::new("log-days").spacing([space::LARGE, space::TINY]).show(ui, |ui| {
        let named = charts.people.iter().map(|(_, who, _)| who.as_str());
        let title = |title: &str| text::rich(Face::SmallLabel, cx.theme.muted, title);
        ui.label(title(cx.t("log-column-day")));
        for name in named.chain([cx.t("log-chart-failed")]) {
            right(ui, title(name));
        }
        ui.end_row();
        for (place, day) in charts.days.iter().enumerate().rev() {
            cell(ui, cx, cx.texts.day(*day));
            for (_, _, counts) in &charts.people {
                number(ui, cx, counts.get(place).copied().unwrap_or(0));
            }
            number(ui, cx, charts.failures.get(place).copied().unwrap_or(0));
            ui.end_row();
        }
    });
}

fn week_ui(ui: &mut Ui, cx: &Cx<'_>, charts: &LogCharts) {
    Grid::new("log-week-table").spacing([space::MEDIUM, space::TINY]).show(ui, |ui| {
        ui.label("");
        for hour in 0..24 {
            right(ui, text::rich(Face::SmallLabel, cx.theme.muted, format!("{hour:02}")));
        }
        ui.end_row();
        for (row, hours) in charts.week.iter().enumerate() {
            cell(ui, cx, plots::weekday(cx, row));
            for count in hours {
                number(ui, cx, *count);
            }
            ui.end_row();
        }
    });
}
