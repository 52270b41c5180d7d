//! The list of records: found as you type, narrowed by filters, with the chosen record's details beside it.
//!
//! The rows come by windows of a list that may be a million long. `details` shows the chosen record, `filters_ui` the
//! row of filters; opening, adding and taking out are screens of their own.

mod chosen;
mod details;
pub(super) mod filters;
mod filters_ui;
pub(super) mod preview;

pub(super) use self::details::tags_ui;

use eframe::egui::{Id, Key, Modifiers, Ui};

use self::chosen::Chosen;
use self::details::Details;
use self::filters::Filters;
use self::filters_ui::FilterBar;
use self::preview::kind_key;
use super::cells::Cell;
use super::search::{Heard, Search};
use super::table::{self, Column, Row, Sorted, Table, TableState, Width};
use super::{Screen, beside};
use crate::app::event::Answer;
use crate::app::request::Request;
use crate::app::snapshot::{RecordOrder, RecordRow};
use crate::base::code::ClientCode;
use crate::base::id::GroupId;
use crate::policy::Role;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::route::Route;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, Icon, panes};

/// The screen and what it keeps.
#[derive(Default)]
pub(crate) struct Records {
    filters: Filters,
    bar: FilterBar,
    search: Search<RecordRow>,
    table: TableState,
    chosen: Chosen,
    details: Details,
}

impl Records {
    /// The list of a group, or of all; of one customer, or of all.
    pub(crate) fn new(group: Option<GroupId>, customer: Option<ClientCode>) -> Self {
        Self { filters: Filters { group, customer, ..Filters::default() }, ..Self::default() }
    }

    fn hear(&mut self, cx: &Cx<'_>) {
        let heard = self.search.hear(cx, |answer| match answer {
            Answer::Records(listing) => Some(listing),
            _ => None,
        });
        match heard {
            Some(Heard::First) => self.chosen.follow(&self.search.rows),
            Some(Heard::More) => self.chosen.arrive(&self.search.rows),
            None => {}
        }
    }

    fn head_ui(&self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let line = self.line_under_title(cx);
        panes::page_head(ui, cx.theme, cx.t("records-title"), &line, |ui| {
            let open = cx.model.groups.iter().any(|group| !group.closed);
            let add = Button::primary(cx.t("records-add-files")).enabled(open).ui(ui, cx.theme);
            let identities = cx.model.groups.iter().any(|group| group.identities && !group.closed);
            let new = identities && Button::secondary(cx.t("records-new-customer")).ui(ui, cx.theme);
            if add {
                let customer = self.filters.group.zip(self.filters.customer);
                Some(Action::Open(Route::AddFiles { customer, paths: Vec::new() }))
            } else if new {
                Some(Action::Open(Route::NewCustomer { group: self.filters.group }))
            } else {
                None
            }
        })
    }

    fn line_under_title(&self, cx: &Cx<'_>) -> String {
        let groups =
            cx.model.groups.iter().filter(|group| self.filters.group.is_none_or(|id| id == group.id));
        let (records, customers) = groups.fold((0, 0), |(records, customers), group| {
            (records + group.records, customers + group.customers)
        });
        let name = match self.filters.group.and_then(|id| cx.model.group(id)) {
            Some(group) => group.name.clone(),
            None => cx.t("records-all-groups").to_owned(),
        };
        let counted = cx.with("records-count", &[("count", records.into())]);
        let records = match self.search.rows.total() {
            Some(fit) if self.filters.narrow() => {
                cx.with("records-fit", &[("fit", cx.texts.count(fit).into()), ("records", counted.into())])
            }
            _ => counted,
        };
        let customers = cx.with("records-customers-count", &[("count", customers.into())]);
        cx.with(
            "records-under-title",
            &[("group", name.into()), ("records", records.into()), ("customers", customers.into())],
        )
    }

    /// The arrow keys and Enter, while the list or the search box has the keyboard.
    fn keys(&mut self, ui: &Ui) -> Option<Action> {
        let focused = ui.memory(eframe::egui::Memory::focused);
        if focused != Some(list_id()) && focused != Some(FilterBar::search_id()) {
            return None;
        }
        let rows = self.search.rows.total().unwrap_or(0);
        if let Some(place) = table::moved(ui, &self.table, self.chosen.place(), rows) {
            self.chosen.go_to(place, &self.search.rows);
            self.table.reveal(place);
        }
        let row = self.chosen.one()?;
        let entered = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        entered.then(|| open_record(row, false))
    }

    fn list_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        match self.search.total_ui(ui, cx)? {
            0 if self.search.rows.is_fresh() => self.nothing_ui(ui, cx),
            total => self.table_ui(ui, cx, total),
        }
    }

    fn table_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, total: u64) -> Option<Action> {
        let columns = columns(cx, self.filters.order, ui.available_width());
        let table = Table { id: list_id(), label: cx.t("records-list"), columns: &columns, rows: total };
        let (rows, chosen) = (&self.search.rows, &self.chosen);
        let row_at = |place| rows.row(place).map(|row| drawn(cx, row, chosen.has(row)));
        let touched = table.ui(ui, cx, &mut self.table, row_at);
        if let Some(column) = touched.sort {
            self.filters.order = ordered_by(column, self.filters.order);
            self.search.restart();
            self.table.go_to_head();
        }
        if let Some((place, keys)) = touched.clicked {
            self.chosen.click(place, keys, &self.search.rows);
        }
        let opened = self.search.rows.row(touched.opened?)?;
        Some(open_record(opened, false))
    }

    fn nothing_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let theme = cx.theme;
        if self.filters.narrow() {
            let (title, words) = (cx.t("records-none-title"), cx.t("records-none-text"));
            if panes::empty(ui, theme, Icon::Search, title, words, Some(cx.t("records-filter-clear"))) {
                self.filters.clear();
                self.search.restart();
            }
            return None;
        }
        let (title, words) = (cx.t("records-empty-title"), cx.t("records-empty-text"));
        panes::empty(ui, theme, Icon::Files, title, words, None);
        None
    }

    /// The rows on screen that are not here, or else the chosen record.
    fn wish(&mut self, cx: &Cx<'_>) -> Option<Action> {
        let filters = &self.filters;
        let asks = self.search.wish(cx, &self.table.on_screen, |offset, limit| Request::FindRecords {
            query: filters.query(cx.now, cx.texts.zone()),
            offset,
            limit,
        });
        if asks.is_some() {
            return asks;
        }
        self.details.wish(cx, self.chosen.one())
    }

    fn tags_on_screen(&self) -> Vec<String> {
        let mut tags: Vec<String> = Vec::new();
        for row in self.table.on_screen.clone().filter_map(|place| self.search.rows.row(place)) {
            for tag in row.tags.iter().filter(|tag| !tags.contains(tag)).cloned().collect::<Vec<_>>() {
                tags.push(tag);
            }
        }
        tags.sort();
        tags.truncate(12);
        tags
    }
}

impl Screen for Records {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        self.hear(cx);
        if cx.model.groups.is_empty() {
            return no_group_ui(ui, cx);
        }
        let mut action = self.keys(ui);
        action = action.or(self.head_ui(ui, cx));
        let tags = self.tags_on_screen();
        if self.bar.ui(ui, cx, &mut self.filters, &tags) {
            self.search.restart();
            self.table.go_to_head();
        }
        ui.add_space(space::SMALL);
        let (list, beside) = beside::split(ui);
        action = action.or(beside::sheet(ui, cx.theme, list, |ui| self.list_ui(ui, cx)));
        action = action.or(beside::card(ui, cx.theme, beside, |ui| self.details.ui(ui, cx, &self.chosen)));
        action.or_else(|| self.wish(cx))
    }

    fn manual_page(&self) -> &'static str {
        "finding"
    }
}

fn list_id() -> Id {
    Id::unique("records-list")
}

fn open_record(row: &RecordRow, edit: bool) -> Action {
    Action::Open(Route::Record { group: row.group, record: row.id, edit })
}

/// The page of a person to whom no group is open: what to do about it.
pub(super) fn no_group_ui(ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
    let supervisor = cx.model.session.as_ref().is_some_and(|session| session.role == Role::Supervisor);
    let title = cx.t("records-no-group-title");
    if let Some(problem) = cx.model.held.iter().find_map(|held| held.problem.as_ref()) {
        panes::empty(ui, cx.theme, Icon::Group, title, &cx.problem(problem), None);
        return None;
    }
    if supervisor {
        let act = Some(cx.t("records-no-group-button"));
        let pressed = panes::empty(ui, cx.theme, Icon::Group, title, cx.t("records-no-group-make"), act);
        return pressed.then_some(Action::Go(Route::Groups));
    }
    panes::empty(ui, cx.theme, Icon::Group, title, cx.t("records-no-group-text"), None);
    None
}

fn columns(cx: &Cx<'_>, order: RecordOrder, width: f32) -> Vec<Column> {
    let sorted = |up: RecordOrder, down: RecordOrder| match order {
        order if order == up => Sorted::Up,
        order if order == down => Sorted::Down,
        _ => Sorted::No,
    };
    let wide = width > 900.0;
    let points = |narrow: f32, generous: f32| Width::Points(if wide { generous } else { narrow });
    vec![
        Column::new(cx.t("records-column-code"), Width::Points(124.0)),
        Column::new(cx.t("records-column-title"), Width::Share(1.0)).sorted(if order == RecordOrder::Title {
            Sorted::Up
        } else {
            Sorted::No
        }),
        Column::new(cx.t("records-column-kind"), points(88.0, 120.0)),
        Column::new(cx.t("records-column-tags"), points(104.0, 220.0)),
        Column::new(cx.t("records-column-filed"), points(118.0, 128.0))
            .sorted(sorted(RecordOrder::OldestFirst, RecordOrder::NewestFirst)),
        Column::new(cx.t("records-column-size"), points(90.0, 104.0))
            .right()
            .sorted(if order == RecordOrder::Largest { Sorted::Down } else { Sorted::No }),
    ]
}

const fn ordered_by(column: usize, order: RecordOrder) -> RecordOrder {
    match (column, order) {
        (1, _) => RecordOrder::Title,
        (4, RecordOrder::NewestFirst) => RecordOrder::OldestFirst,
        (5, _) => RecordOrder::Largest,
        _ => RecordOrder::NewestFirst,
    }
}

fn drawn(cx: &Cx<'_>, row: &RecordRow, chosen: bool) -> Row {
    let (code, kind) = (row.code.to_string(), cx.t(kind_key(row.kind)));
    let (filed, size) = (cx.texts.date(row.filed_at), cx.texts.size(row.size_bytes));
    let (key, tags) = if row.tags.is_empty() {
        ("records-row", String::new())
    } else {
        ("records-row-tagged", row.tags.join(", "))
    };
    let label = cx.with(
        key,
        &[
            ("code", (&code).into()),
            ("title", (&row.title).into()),
            ("kind", kind.into()),
            ("tags", tags.into()),
            ("filed", (&filed).into()),
            ("size", (&size).into()),
        ],
    );
    let chips = row.tags.iter().map(|tag| (tag.clone(), Tone::Plain)).collect();
    let cells = vec![
        Cell::Code(code),
        Cell::Text(row.title.clone()),
        Cell::muted(kind),
        Cell::Chips(chips),
        Cell::muted(filed),
        Cell::muted(size),
    ];
    Row { cells, label, chosen }
}
