//! The events of the log: narrowed by person, act, outcome, customer, time and words, a page at a time, with the chosen
//! one beside; a plain list of them to take out. No frame waits for a page.

use eframe::egui::{Id, Ui};

use super::event::{self, Of};
use super::filter_bar::FilterBar;
use super::reading::{reading_ui, stopped_ui};
use super::words;
use crate::app::event::Answer;
use crate::app::problem::Problem;
use crate::app::request::{LogWish, PeopleWish, Request, RequestId};
use crate::app::snapshot::{EventRow, LogFilter};
use crate::base::id::AccountId;
use crate::base::speed::Speed;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::screens::cells::Cell;
use crate::ui::screens::people::AskingDialog;
use crate::ui::screens::rows::{PAGE_ROWS, Rows};
use crate::ui::screens::table::{self, Column, Row, Sorted, Table, TableState, Width};
use crate::ui::screens::taking::TakeDialog;
use crate::ui::screens::{Screen, beside, head};
use crate::ui::theme::space;
use crate::ui::widgets::{Button, Icon, panes};

/// From this width of the list on, the words have a column.
const WIDE: f32 = 860.0;

/// The screen and what it keeps.
pub(crate) struct Events {
    filter: LogFilter,
    bar: FilterBar,
    rows: Rows<EventRow>,
    asked: Option<RequestId>,
    speed: Speed,
    problem: Option<Problem>,
    table: TableState,
    chosen: Option<(u64, EventRow)>,
    /// Where the keyboard went, while the row is on its way.
    heading_for: Option<u64>,
    people: Option<RequestId>,
    taking: Option<TakeDialog>,
}

impl Events {
    /// The list, narrowed like this.
    pub(crate) fn new(filter: LogFilter) -> Self {
        Self {
            bar: FilterBar::of(&filter),
            filter,
            rows: Rows::default(),
            asked: None,
            speed: Speed::default(),
            problem: None,
            table: TableState::default(),
            chosen: None,
            heading_for: None,
            people: None,
            taking: None,
        }
    }

    fn hear(&mut self, cx: &Cx<'_>) {
        if cx.lost(self.asked) {
            self.asked = None;
            self.rows.restart();
        }
        match cx.answer(self.asked) {
            Some(Ok(Answer::LogEvents(listing))) => {
                let first = !self.rows.is_fresh();
                self.rows.take(listing);
                self.asked = None;
                self.problem = None;
                if first {
                    self.chosen = None;
                }
                self.arrive();
                self.learn_names(&listing.rows);
            }
            Some(Err(problem)) => {
                self.problem = Some(problem.clone());
                self.rows.failed();
                self.asked = None;
            }
            _ => {}
        }
        if let Some(Ok(Answer::People(face))) = cx.answer(self.people) {
            for person in &face.people {
                self.learn_name(person.account, &person.name);
            }
        }
    }

    /// The names on the rows are known without asking for the register of people.
    fn learn_names(&mut self, rows: &[EventRow]) {
        for row in rows {
            if let Some(account) = row.account {
                self.learn_name(account, &row.who);
            }
        }
    }

    fn learn_name(&mut self, account: AccountId, name: &str) {
        let people = &mut self.bar.people;
        if !people.iter().any(|(known, _)| *known == account) {
            people.push((account, name.to_owned()));
            people.sort_by(|(_, one), (_, other)| one.cmp(other));
        }
    }

    fn arrive(&mut self) {
        if let Some(place) = self.heading_for
            && let Some(row) = self.rows.row(place)
        {
            self.chosen = Some((place, row.clone()));
            self.heading_for = None;
        }
    }

    fn search_again(&mut self) {
        self.rows.restart();
        self.problem = None;
        self.heading_for = None;
        self.speed = Speed::default();
        self.table.go_to_head();
    }

    fn keys(&mut self, ui: &Ui) {
        let focused = ui.memory(eframe::egui::Memory::focused);
        if focused != Some(list_id()) && focused != Some(FilterBar::words_id()) {
            return;
        }
        let here = self.heading_for.or(self.chosen.as_ref().map(|(place, _)| *place));
        if let Some(place) = table::moved(ui, &self.table, here, self.rows.total().unwrap_or(0)) {
            self.heading_for = Some(place);
            self.table.reveal(place);
            self.arrive();
        }
    }

    fn list_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        if let Some(problem) = &self.problem {
            if stopped_ui(ui, cx, problem) {
                self.search_again();
            }
            return None;
        }
        match self.rows.total() {
            None => reading_ui(ui, cx, self.asked, &mut self.speed),
            Some(0) if self.rows.is_fresh() => {
                let act = (self.filter != LogFilter::default()).then(|| cx.t("records-filter-clear"));
                let (title, words) = (cx.t("log-none-title"), cx.t("log-none-text"));
                if panes::empty(ui, cx.theme, Icon::Search, title, words, act) {
                    self.bar.clear(&mut self.filter);
                    self.search_again();
                }
                None
            }
            Some(total) => {
                self.table_ui(ui, cx, total);
                None
            }
        }
    }

    fn head_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let total = self.rows.total();
        let count = |total: u64| cx.with("log-events-count", &[("count", total.into())]);
        let line = total.map_or_else(String::new, count);
        let pressed = panes::page_head(ui, cx.theme, cx.t("log-events-title"), &line, |ui| {
            total.is_some() && Button::secondary(cx.t("log-save-list")).icon(Icon::Save).ui(ui, cx.theme)
        });
        if pressed {
            self.taking = Some(TakeDialog::list(self.filter.clone()));
        }
    }

    fn table_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, total: u64) {
        let wide = ui.available_width() > WIDE;
        let columns = columns(cx, self.filter.oldest_first, wide);
        let table = Table { id: list_id(), label: cx.t("log-events-list"), columns: &columns, rows: total };
        let (rows, chosen) = (&self.rows, self.chosen.as_ref().map(|(_, row)| row.number));
        let row_at = |place| rows.row(place).map(|row| drawn(cx, row, wide, chosen == Some(row.number)));
        let touched = table.ui(ui, cx, &mut self.table, row_at);
        if let Some((place, _)) = touched.clicked
            && let Some(row) = self.rows.row(place)
        {
            self.chosen = Some((place, row.clone()));
        }
        if touched.sort.is_some() {
            self.filter.oldest_first = !self.filter.oldest_first;
            self.search_again();
        }
    }

    fn wish(&mut self, cx: &Cx<'_>) -> Option<Action> {
        if self.bar.wants_people && self.people.is_none() {
            let (id, action) = cx.ask(Request::People(PeopleWish::List));
            self.people = Some(id);
            return Some(action);
        }
        let offset = self.rows.wanted(&self.table.on_screen).filter(|_| self.problem.is_none())?;
        let filter = self.filter.clone();
        let (id, action) = cx.ask(Request::Log(LogWish::Events { filter, offset, limit: PAGE_ROWS }));
        self.asked = Some(id);
        Some(action)
    }
}

impl Screen for Events {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        self.hear(cx);
        self.keys(ui);
        let back = head::back_ui(ui, cx, cx.t("log-back-plain"));
        self.head_ui(ui, cx);
        if back {
            return Some(Action::Back);
        }
        if self.bar.ui(ui, cx, &mut self.filter) {
            self.search_again();
        }
        ui.add_space(space::SMALL);
        let (list, beside) = beside::split(ui);
        let stopped = beside::sheet(ui, cx.theme, list, |ui| self.list_ui(ui, cx));
        let chosen = self.chosen.as_ref().map(|(_, row)| row);
        let detailed = beside::card(ui, cx.theme, beside, |ui| event::ui(ui, cx, chosen, Of::Events));
        let taking = TakeDialog::ui_of(&mut self.taking, ui, cx);
        stopped.or(detailed).or(taking).or_else(|| self.wish(cx))
    }

    fn job(&self) -> Option<RequestId> {
        self.taking.as_ref().and_then(TakeDialog::job)
    }

    fn manual_page(&self) -> &'static str {
        "log-events"
    }
}

fn list_id() -> Id {
    Id::unique("log-events-list")
}

fn columns(cx: &Cx<'_>, oldest_first: bool, wide: bool) -> Vec<Column> {
    let sorted = if oldest_first { Sorted::Up } else { Sorted::Down };
    let mut columns = vec![
        Column::new(cx.t("log-column-time"), Width::Points(138.0)).sorted(sorted),
        Column::new(cx.t("log-column-person"), Width::Share(1.0)),
        Column::new(cx.t("log-column-act"), Width::Share(1.25)),
        Column::new(cx.t("log-column-customer"), Width::Points(124.0)),
    ];
    if wide {
        columns.push(Column::new(cx.t("log-column-words"), Width::Share(1.6)));
    }
    columns.push(Column::new(cx.t("log-column-outcome"), Width::Points(98.0)));
    columns
}

fn drawn(cx: &Cx<'_>, row: &EventRow, wide: bool, chosen: bool) -> Row {
    let day = crate::ui::screens::records::filters::day_of(row.at, cx.texts.zone());
    let time = format!("{} {}", cx.texts.short_day(day), cx.texts.time_with_seconds(row.at));
    let (who, what, customers) = (words::who(cx, row), words::what(cx, row), words::customers(cx, row));
    let (outcome, tone) = words::outcome(cx, row.outcome);
    let label = cx.with(
        "log-event-row",
        &[
            ("time", (&time).into()),
            ("who", (&who).into()),
            ("what", (&what).into()),
            ("customer", (&customers).into()),
            ("outcome", (&outcome).into()),
        ],
    );
    let mut cells = vec![Cell::muted(time), Cell::Text(who), Cell::Text(what), Cell::Code(customers)];
    if wide {
        cells.push(Cell::muted(row.words.clone()));
    }
    cells.push(Cell::Chips(vec![(outcome, tone)]));
    Row { cells, label, chosen }
}
