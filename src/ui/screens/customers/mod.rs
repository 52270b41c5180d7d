//! The list of customers: found as you type by name, code or contact, with the chosen one's details beside it.
//!
//! People without the identities of a group see its codes only. A new customer and a move to another group are
//! screens of their own; an identity is edited in the details.

mod details;
pub(super) mod finder;
mod form;
mod move_to;
mod new;
mod typed;

use eframe::egui::{Id, Key, Modifiers, Ui};

pub(crate) use self::move_to::MoveCustomer;
pub(crate) use self::new::NewCustomer;

use self::details::Details;
use self::typed::{Typed, typed};
use super::cells::Cell;
use super::choice::{choice, option};
use super::search::{Heard, Search};
use super::table::{self, Column, Row, Table, TableState, Width};
use super::{Screen, beside};
use crate::app::event::Answer;
use crate::app::request::Request;
use crate::app::snapshot::{CustomerQuery, CustomerRow};
use crate::base::code::ClientCode;
use crate::base::id::GroupId;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::keys;
use crate::ui::route::Route;
use crate::ui::theme::space;
use crate::ui::widgets::{Button, Field, Icon, panes};

/// The screen and what it keeps.
#[derive(Default)]
pub(crate) struct Customers {
    query: CustomerQuery,
    search: Search<CustomerRow>,
    table: TableState,
    chosen: Option<(u64, CustomerRow)>,
    choose_first: bool,
    /// Where the keyboard went, while the row is on its way.
    heading_for: Option<u64>,
    details: Details,
    filter_width: f32,
}

impl Customers {
    /// The customers of a group, or of all.
    pub(crate) fn new(group: Option<GroupId>) -> Self {
        Self { query: CustomerQuery { group, text: String::new() }, ..Self::default() }
    }

    /// The list with one customer found and chosen.
    pub(crate) fn at(group: GroupId, code: ClientCode) -> Self {
        let query = CustomerQuery { group: Some(group), text: code.to_string() };
        Self { query, choose_first: true, ..Self::default() }
    }

    fn hear(&mut self, cx: &Cx<'_>) {
        let heard = self.search.hear(cx, |answer| match answer {
            Answer::Customers(listing) => Some(listing),
            _ => None,
        });
        match heard {
            Some(Heard::First) => {
                self.heading_for = None;
                self.follow();
            }
            Some(Heard::More) => self.arrive(),
            None => {}
        }
    }

    /// The list was read again: the chosen customer is looked for in it.
    fn follow(&mut self) {
        if std::mem::take(&mut self.choose_first) {
            self.chosen = self.search.rows.row(0).map(|row| (0, row.clone()));
            return;
        }
        let Some((_, chosen)) = &self.chosen else { return };
        let same = |row: &CustomerRow| row.code == chosen.code && row.group == chosen.group;
        let place = self.search.rows.position(same);
        self.chosen = place.and_then(|place| Some((place, self.search.rows.row(place)?.clone())));
    }

    /// Chooses the row the keyboard went to, once it is here.
    fn arrive(&mut self) {
        if let Some(place) = self.heading_for
            && let Some(row) = self.search.rows.row(place)
        {
            self.chosen = Some((place, row.clone()));
            self.heading_for = None;
        }
    }

    fn search_again(&mut self) {
        self.search.restart();
        self.table.go_to_head();
    }

    fn head_ui(&self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let line = self.line_under_title(cx);
        panes::page_head(ui, cx.theme, cx.t("customers-title"), &line, |ui| {
            if !cx.model.groups.iter().any(|group| group.identities && !group.closed) {
                return None;
            }
            let new = Button::primary(cx.t("customers-new")).ui(ui, cx.theme);
            let import = Button::secondary(cx.t("customers-import")).ui(ui, cx.theme);
            if new {
                Some(Action::Open(Route::NewCustomer { group: self.query.group }))
            } else if import {
                Some(Action::Open(Route::ImportCustomers { group: self.query.group }))
            } else {
                None
            }
        })
    }

    fn line_under_title(&self, cx: &Cx<'_>) -> String {
        let groups = cx.model.groups.iter().filter(|group| self.query.group.is_none_or(|id| id == group.id));
        let all: u64 = groups.map(|group| group.customers).sum();
        let counted = cx.with("records-customers-count", &[("count", all.into())]);
        match self.search.rows.total() {
            Some(fit) if !self.query.text.trim().is_empty() => {
                cx.with("records-fit", &[("fit", cx.texts.count(fit).into()), ("records", counted.into())])
            }
            _ => counted,
        }
    }

    fn search_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let before = self.query.clone();
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::MEDIUM;
            let width = (ui.available_width() - self.filter_width - space::MEDIUM).max(160.0);
            let error =
                (typed(&self.query.text) == Typed::Mistyped).then(|| cx.t("customers-code-check").to_owned());
            let hint = if sees_names(cx, self.query.group) {
                "customers-search-hint"
            } else {
                "customers-search-hint-codes"
            };
            focus_on_ctrl_f(ui, search_id());
            Field::new(cx.t("customers-search"))
                .unlabelled()
                .hint(cx.t(hint))
                .error(error)
                .width(width)
                .id(search_id())
                .ui(ui, cx.theme, &mut self.query.text);
            let used = group_filter_ui(ui, cx, &mut self.query.group);
            if (used - self.filter_width).abs() > 0.5 {
                self.filter_width = used;
                ui.ctx().request_discard("the filter changed its width");
            }
        });
        if self.query != before {
            self.search_again();
        }
    }

    fn keys(&mut self, ui: &Ui) -> Option<Action> {
        let focused = ui.memory(eframe::egui::Memory::focused);
        if focused != Some(list_id()) && focused != Some(search_id()) {
            return None;
        }
        let place = self.chosen.as_ref().map(|(place, _)| *place);
        let place = self.heading_for.or(place);
        if let Some(place) = table::moved(ui, &self.table, place, self.search.rows.total().unwrap_or(0)) {
            self.heading_for = Some(place);
            self.table.reveal(place);
            self.arrive();
        }
        let (_, row) = self.chosen.as_ref()?;
        let entered = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        entered.then(|| records_of(row))
    }

    fn list_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        match self.search.total_ui(ui, cx)? {
            0 if self.search.rows.is_fresh() => {
                self.nothing_ui(ui, cx);
                None
            }
            total => self.table_ui(ui, cx, total),
        }
    }

    fn table_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, total: u64) -> Option<Action> {
        let names = sees_names(cx, self.query.group);
        let columns = columns(cx, names);
        let table = Table { id: list_id(), label: cx.t("customers-list"), columns: &columns, rows: total };
        let (rows, chosen) = (&self.search.rows, self.chosen.as_ref().map(|(_, row)| (row.group, row.code)));
        let row_at =
            |place| rows.row(place).map(|row| drawn(cx, row, names, chosen == Some((row.group, row.code))));
        let touched = table.ui(ui, cx, &mut self.table, row_at);
        if let Some((place, _)) = touched.clicked
            && let Some(row) = self.search.rows.row(place)
        {
            self.chosen = Some((place, row.clone()));
        }
        let opened = self.search.rows.row(touched.opened?)?;
        Some(records_of(opened))
    }

    fn nothing_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        if self.query.text.trim().is_empty() {
            let names = sees_names(cx, self.query.group);
            let words = if names { "customers-empty-text" } else { "customers-empty-text-codes" };
            panes::empty(ui, cx.theme, Icon::Users, cx.t("customers-empty-title"), cx.t(words), None);
            return;
        }
        let (title, words) = (cx.t("customers-none-title"), cx.t("customers-none-text"));
        let act = Some(cx.t("records-filter-clear"));
        if panes::empty(ui, cx.theme, Icon::Search, title, words, act) {
            self.query.text.clear();
            self.search_again();
        }
    }

    fn wish(&mut self, cx: &Cx<'_>) -> Option<Action> {
        let query = &self.query;
        let asks = self.search.wish(cx, &self.table.on_screen, |offset, limit| Request::FindCustomers {
            query: CustomerQuery { text: query.text.trim().to_owned(), ..query.clone() },
            offset,
            limit,
        });
        if asks.is_some() {
            return asks;
        }
        self.details.wish(cx, self.chosen.as_ref().map(|(_, row)| row))
    }
}

impl Screen for Customers {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        self.hear(cx);
        if cx.model.groups.is_empty() {
            return super::records::no_group_ui(ui, cx);
        }
        let mut action = self.keys(ui);
        action = action.or(self.head_ui(ui, cx));
        self.search_ui(ui, cx);
        ui.add_space(space::SMALL);
        let (list, beside) = beside::split(ui);
        action = action.or(beside::sheet(ui, cx.theme, list, |ui| self.list_ui(ui, cx)));
        let chosen = self.chosen.as_ref().map(|(_, row)| row.clone());
        let detailed = beside::card(ui, cx.theme, beside, |ui| self.details.ui(ui, cx, chosen.as_ref()));
        action.or(detailed).or_else(|| self.wish(cx))
    }

    fn unsaved(&self) -> bool {
        self.details.unsaved()
    }

    fn manual_page(&self) -> &'static str {
        "customers"
    }
}

/// Whether names are shown: the identities of the group, or of any group, were granted.
fn sees_names(cx: &Cx<'_>, group: Option<GroupId>) -> bool {
    let mut groups = cx.model.groups.iter().filter(|row| group.is_none_or(|id| id == row.id));
    groups.any(|row| row.identities)
}

/// Draws the choice of a group; returns the width it took.
fn group_filter_ui(ui: &mut Ui, cx: &Cx<'_>, group: &mut Option<GroupId>) -> f32 {
    let label = match group.and_then(|id| cx.model.group(id)) {
        Some(named) => cx.with("records-filter-group", &[("group", (&named.name).into())]),
        None => cx.t("records-filter-group-all").to_owned(),
    };
    let (button, chosen) = choice(ui, cx.theme, &label, None, |ui| {
        if option(ui, cx.theme, group.is_none(), cx.t("records-all-groups")) {
            return Some(None);
        }
        let mut groups = cx.model.groups.iter();
        groups.find(|row| option(ui, cx.theme, *group == Some(row.id), &row.name)).map(|row| Some(row.id))
    });
    if let Some(chosen) = chosen {
        *group = chosen;
    }
    button.rect.width()
}

fn focus_on_ctrl_f(ui: &Ui, id: Id) {
    if ui.input_mut(|input| input.consume_shortcut(&keys::FIND)) {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
}

fn list_id() -> Id {
    Id::unique("customers-list")
}

fn search_id() -> Id {
    Id::unique("customers-search")
}

fn records_of(row: &CustomerRow) -> Action {
    Action::Open(Route::Records { group: Some(row.group), customer: Some(row.code) })
}

fn columns(cx: &Cx<'_>, names: bool) -> Vec<Column> {
    let mut columns = vec![Column::new(cx.t("customers-column-code"), Width::Points(134.0))];
    if names {
        columns.push(Column::new(cx.t("customers-column-name"), Width::Share(1.0)));
        columns.push(Column::new(cx.t("customers-column-contact"), Width::Share(1.0)));
    }
    columns.push(Column::new(cx.t("customers-column-added"), Width::Points(112.0)));
    columns.push(Column::new(cx.t("customers-column-records"), Width::Points(104.0)).right());
    if !names {
        columns.push(Column::new("", Width::Share(1.0)));
    }
    columns
}

fn drawn(cx: &Cx<'_>, row: &CustomerRow, names: bool, chosen: bool) -> Row {
    let code = row.code.to_string();
    let added = cx.texts.date(row.added_at);
    let label = match &row.name {
        Some(name) => {
            let contact = row.contact.as_deref().unwrap_or_default();
            let named = [("code", (&code).into()), ("name", name.into()), ("contact", contact.into())];
            cx.with("customers-row", &named)
        }
        None => code.clone(),
    };
    let mut cells = vec![Cell::Code(code)];
    if names {
        cells.push(match &row.name {
            Some(name) => Cell::Text(name.clone()),
            None => Cell::muted(cx.t("customers-no-name")),
        });
        cells.push(Cell::muted(row.contact.clone().unwrap_or_default()));
    }
    cells.push(Cell::muted(added));
    cells.push(Cell::muted(cx.texts.count(row.records)));
    Row { cells, label, chosen }
}
