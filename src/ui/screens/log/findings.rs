//! What is unusual in a day, the gravest first, each with the events behind it: read from the log when they are asked
//! for.

use std::sync::Arc;

use eframe::egui::{Align, Layout, Ui};

use super::words;
use crate::app::event::Answer;
use crate::app::problem::Problem;
use crate::app::request::{LogWish, Request, RequestId};
use crate::app::snapshot::{EventRow, FindingRow, Listing, LogFilter, Outcome};
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::route::Route;
use crate::ui::screens::people::problem_ui;
use crate::ui::theme::{Face, space};
use crate::ui::widgets::{Button, choose, panes, progress, text};

/// How many events are shown under a finding; the list of events has them all.
const SHOWN: u32 = 12;

/// The width of a time of day with seconds.
const TIME: f32 = 72.0;

/// Which finding is open, and its events.
#[derive(Default)]
pub(super) struct Findings {
    open: Option<usize>,
    asked: Option<RequestId>,
    events: Option<Arc<Listing<Vec<EventRow>>>>,
    problem: Option<Problem>,
}

impl Findings {
    fn hear(&mut self, cx: &Cx<'_>) {
        match cx.answer(self.asked) {
            Some(Ok(Answer::LogEvents(listing))) => {
                self.events = Some(Arc::clone(listing));
                self.asked = None;
            }
            Some(Err(problem)) => {
                self.problem = Some(problem.clone());
                self.asked = None;
            }
            _ => {}
        }
    }

    /// Draws them.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, rows: &[FindingRow]) -> Option<Action> {
        self.hear(cx);
        let mut action = None;
        for (place, row) in rows.iter().enumerate() {
            let wish = panes::card(ui, cx.theme, |ui| self.finding_ui(ui, cx, place, row)).inner;
            action = action.or(wish);
            ui.add_space(space::TINY);
        }
        action
    }

    fn finding_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, place: usize, row: &FindingRow) -> Option<Action> {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = space::TINY;
        let here = self.open == Some(place);
        let pressed = ui
            .horizontal(|ui| {
                panes::chip(ui, cx.theme, words::tone_of(row.colour), cx.t(&row.rule.text_key()));
                text::line(ui, Face::Small, cx.theme.muted, cx.texts.time(row.at));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let label = cx.t(if here { "log-hide-events" } else { "log-show-events" });
                    !row.frames.is_empty() && Button::quiet(label).height(20.0).ui(ui, cx.theme)
                })
                .inner
            })
            .inner;
        text::body(ui, cx.theme, words::finding(cx, row));
        text::small(ui, cx.theme, cx.t(&format!("log-ask-{}", row.rule.key())));
        let behind = if here { self.behind_ui(ui, cx, row) } else { None };
        if !pressed {
            return behind;
        }
        *self = Self::default();
        if here {
            return None;
        }
        self.open = Some(place);
        let filter = behind_filter(row);
        let (id, action) = cx.ask(Request::Log(LogWish::Events { filter, offset: 0, limit: SHOWN }));
        self.asked = Some(id);
        Some(action)
    }

    /// The events behind the finding that is open.
    fn behind_ui(&self, ui: &mut Ui, cx: &Cx<'_>, row: &FindingRow) -> Option<Action> {
        ui.add_space(space::TINY);
        if let Some(problem) = &self.problem {
            problem_ui(ui, cx, problem);
            return None;
        }
        let Some(events) = &self.events else {
            progress::waiting(ui, cx.theme, cx.t("log-reading"));
            return None;
        };
        for event in &events.rows {
            line_ui(ui, cx, event);
        }
        let count = u64::try_from(row.frames.len()).unwrap_or(0);
        let all = cx.with("log-events-behind", &[("count", count.into())]);
        let pressed = choose::link(ui, cx.theme, &all);
        pressed.then(|| Action::Open(Route::LogEvents(Box::new(behind_filter(row)))))
    }
}

fn behind_filter(row: &FindingRow) -> LogFilter {
    LogFilter { only: row.frames.clone(), oldest_first: true, ..LogFilter::default() }
}

/// One event on one line: when, what, about whom, and the words.
fn line_ui(ui: &mut Ui, cx: &Cx<'_>, event: &EventRow) {
    ui.horizontal(|ui| {
        let time = cx.texts.time_with_seconds(event.at);
        ui.allocate_ui_with_layout(
            [TIME, Face::Body.line()].into(),
            Layout::left_to_right(Align::Center),
            |ui| {
                ui.set_width(TIME);
                text::line(ui, Face::Code, cx.theme.muted, time);
            },
        );
        text::line(ui, Face::Body, cx.theme.text, words::what(cx, event));
        if matches!(event.outcome, Some(Outcome::Refused | Outcome::Failed | Outcome::Cancelled)) {
            let (word, tone) = words::outcome(cx, event.outcome);
            panes::chip(ui, cx.theme, tone, &word);
        }
        let about = words::customers(cx, event);
        if !about.is_empty() {
            text::line(ui, Face::Code, cx.theme.text, about);
        }
        if !event.words.is_empty() {
            text::line(ui, Face::Body, cx.theme.muted, &event.words);
        }
    });
}
