//! The queue of review: every day of the log with what is unusual in it, how late it is and what it waits for, and the
//! chosen one beside.
//!
//! A day is looked through and marked reviewed on a screen of its own.

use std::sync::Arc;

use eframe::egui::{Id, Key, Modifiers, Ui};
use jiff::civil::Date;

use super::menu::{Menu, Picked};
use super::reading::Reading;
use super::words;
use super::{archive::ArchiveDialog, glance, group_break::GroupBreakDialog, slip::SlipDialog};
use crate::app::event::Answer;
use crate::app::request::{LogWish, RequestId};
use crate::app::snapshot::{DayState, LogDayRow, LogQueue};
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::route::Route;
use crate::ui::screens::cells::Cell;
use crate::ui::screens::people::AskingDialog;
use crate::ui::screens::table::{self, Column, Row, Table, TableState, Width};
use crate::ui::screens::taking::TakeDialog;
use crate::ui::screens::{Screen, beside};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, Icon, panes};

/// The screen and what it keeps.
#[derive(Default)]
pub(crate) struct Log {
    loaded: Reading<LogQueue>,
    table: TableState,
    chosen: Option<Date>,
    evidence: Option<TakeDialog>,
    slip: Option<SlipDialog>,
    archive: Option<ArchiveDialog>,
    group_break: Option<GroupBreakDialog>,
}

impl Log {
    fn head_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, queue: Option<&LogQueue>) -> Option<Action> {
        let line = queue.map_or_else(String::new, |queue| line_of(cx, queue));
        let oldest = queue.and_then(first_to_review);
        panes::page_head(ui, cx.theme, cx.t("log-title"), &line, |ui| {
            let mut action = None;
            if let Some(day) = oldest
                && Button::primary(cx.t("log-review-oldest")).ui(ui, cx.theme)
            {
                action = Some(Action::Open(Route::LogDay(day)));
            }
            if let Some(picked) = Menu::of_log().ui(ui, cx) {
                let today = queue.map(|queue| queue.today);
                self.open(picked, today);
            }
            if Button::secondary(cx.t("log-charts")).ui(ui, cx.theme) {
                action = Some(Action::Open(Route::LogCharts));
            }
            if Button::secondary(cx.t("log-events")).ui(ui, cx.theme) {
                action = Some(Action::Open(Route::LogEvents(Box::default())));
            }
            action
        })
    }

    fn open(&mut self, picked: Picked, today: Option<Date>) {
        match (picked, self.chosen.or(today)) {
            (Picked::Evidence, Some(day)) => self.evidence = Some(TakeDialog::evidence(day, day)),
            (Picked::Slip, _) => self.slip = Some(SlipDialog::default()),
            (Picked::Archive, _) => self.archive = Some(ArchiveDialog::default()),
            (Picked::Break, _) => self.group_break = Some(GroupBreakDialog::default()),
            (Picked::Evidence, None) => {}
        }
    }

    fn list_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, queue: &LogQueue) -> Option<Action> {
        let columns = [
            Column::new(cx.t("log-column-day"), Width::Points(152.0)),
            Column::new(cx.t("log-column-state"), Width::Share(1.0)),
            Column::new(cx.t("log-column-unusual"), Width::Share(1.25)),
            Column::new(cx.t("log-column-events"), Width::Points(102.0)).right(),
            Column::new(cx.t("log-column-people"), Width::Points(84.0)).right(),
        ];
        let rows = u64::try_from(queue.days.len()).unwrap_or(0);
        let table = Table { id: list_id(), label: cx.t("log-list"), columns: &columns, rows };
        let chosen = self.chosen;
        let touched =
            table.ui(ui, cx, &mut self.table, |place| Some(drawn(cx, queue, at(queue, place)?, chosen)));
        if let Some((place, _)) = touched.clicked {
            self.chosen = at(queue, place).map(|row| row.day);
        }
        touched.opened.and_then(|place| at(queue, place)).map(|row| Action::Open(Route::LogDay(row.day)))
    }

    fn keys(&mut self, ui: &Ui, queue: &LogQueue) -> Option<Action> {
        if ui.memory(eframe::egui::Memory::focused) != Some(list_id()) {
            return None;
        }
        let rows = u64::try_from(queue.days.len()).unwrap_or(0);
        let here = (0..rows).find(|place| at(queue, *place).map(|row| row.day) == self.chosen);
        if let Some(place) = table::moved(ui, &self.table, here, rows) {
            self.table.reveal(place);
            self.chosen = at(queue, place).map(|row| row.day);
        }
        let day = self.chosen?;
        let entered = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        entered.then_some(Action::Open(Route::LogDay(day)))
    }

    fn dialogs_ui(&mut self, ui: &Ui, cx: &Cx<'_>) -> Option<Action> {
        let (evidence, slip) =
            (TakeDialog::ui_of(&mut self.evidence, ui, cx), SlipDialog::ui_of(&mut self.slip, ui, cx));
        let archive = ArchiveDialog::ui_of(&mut self.archive, ui, cx);
        let group_break = GroupBreakDialog::ui_of(&mut self.group_break, ui, cx);
        evidence.or(slip).or(archive).or(group_break)
    }

    fn page_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, queue: &LogQueue) -> Option<Action> {
        if queue.days.is_empty() {
            let (title, words) = (cx.t("log-empty-title"), cx.t("log-empty-text"));
            panes::empty(ui, cx.theme, Icon::Notebook, title, words, None);
            return None;
        }
        if self.chosen.is_none() {
            self.chosen = first_to_review(queue).or_else(|| queue.days.first().map(|row| row.day));
        }
        notices_ui(ui, cx, queue);
        let keyed = self.keys(ui, queue);
        let (list, beside) = beside::split(ui);
        let opened = beside::sheet(ui, cx.theme, list, |ui| self.list_ui(ui, cx, queue));
        let chosen = self.chosen.and_then(|day| queue.days.iter().find(|row| row.day == day));
        let glanced = beside::card(ui, cx.theme, beside, |ui| glance::ui(ui, cx, chosen, queue.today));
        keyed.or(opened).or(glanced)
    }
}

impl Screen for Log {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let take = |answer: &Answer| match answer {
            Answer::LogQueue(queue) => Some(Arc::clone(queue)),
            _ => None,
        };
        let asked = self.loaded.keep(cx, || LogWish::Queue, take);
        let queue = self.loaded.face();
        let headed = self.head_ui(ui, cx, queue.as_deref());
        let paged = match &queue {
            Some(queue) => self.page_ui(ui, cx, queue),
            None => self.loaded.missing_ui(ui, cx),
        };
        let dialog = self.dialogs_ui(ui, cx);
        dialog.or(asked).or(headed).or(paged)
    }

    fn job(&self) -> Option<RequestId> {
        let evidence = self.evidence.as_ref().and_then(TakeDialog::job);
        evidence.or_else(|| self.archive.as_ref().and_then(ArchiveDialog::job))
    }

    fn manual_page(&self) -> &'static str {
        "reviewing"
    }
}

fn list_id() -> Id {
    Id::unique("log-list")
}

fn at(queue: &LogQueue, place: u64) -> Option<&LogDayRow> {
    queue.days.get(usize::try_from(place).ok()?)
}

/// The oldest day that this person can review or ratify.
fn first_to_review(queue: &LogQueue) -> Option<Date> {
    let waits = |row: &&LogDayRow| {
        matches!(row.state, DayState::Open) || (row.state == DayState::Alone && queue.due.to_ratify > 0)
    };
    queue.days.iter().rev().find(waits).map(|row| row.day)
}

fn line_of(cx: &Cx<'_>, queue: &LogQueue) -> String {
    let due = &queue.due;
    let days = match due.oldest {
        Some(oldest) if due.days > 0 => {
            cx.with("log-line-due", &[("count", due.days.into()), ("day", cx.texts.short_day(oldest).into())])
        }
        _ => cx.t("log-line-none").to_owned(),
    };
    let read = cx.with("log-line-read", &[("count", queue.seen.into())]);
    format!("{days} · {read}")
}

/// What the queue cannot show, and what waits for others.
fn notices_ui(ui: &mut Ui, cx: &Cx<'_>, queue: &LogQueue) {
    if queue.unreadable > 0 {
        let words = cx.with("log-unreadable", &[("count", queue.unreadable.into())]);
        panes::notice(ui, cx.theme, Tone::Warning, &words, None);
        ui.add_space(space::SMALL);
    }
    if queue.due.others > 0 {
        let words = cx.with("log-others", &[("count", queue.due.others.into())]);
        panes::notice(ui, cx.theme, Tone::Plain, &words, None);
        ui.add_space(space::SMALL);
    }
}

fn drawn(cx: &Cx<'_>, queue: &LogQueue, row: &LogDayRow, chosen: Option<Date>) -> Row {
    let (state, tone) = words::state_of(cx, row, queue.today);
    let day = cx.texts.day(row.day);
    let (unusual, cell) = match row.findings.iter().map(|finding| finding.colour).max() {
        Some(worst) => {
            let words = cx.with("log-unusual-count", &[("count", row.findings.len().into())]);
            (words.clone(), Cell::Chips(vec![(words, words::tone_of(worst))]))
        }
        None => (cx.t("log-nothing-unusual").to_owned(), Cell::muted(cx.t("log-nothing-unusual"))),
    };
    let events = cx.texts.count(row.counts.events);
    let people = cx.texts.count(row.counts.people);
    let label = cx.with(
        "log-row",
        &[
            ("day", (&day).into()),
            ("state", (&state).into()),
            ("unusual", unusual.into()),
            ("events", (&events).into()),
            ("people", (&people).into()),
        ],
    );
    let cells = vec![
        Cell::Text(day),
        Cell::Chips(vec![(state, tone)]),
        cell,
        Cell::muted(events),
        Cell::muted(people),
    ];
    Row { cells, label, chosen: chosen == Some(row.day) }
}
