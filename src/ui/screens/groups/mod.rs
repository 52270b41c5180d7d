//! The customer groups: the list, and beside it one group with what can be done, or the form for a new one.
//!
//! Supervisors make, rename and close groups. Closing is for good, and is confirmed by typing the group's name.

mod details;
mod listed;
mod opening;
mod pairs;

use eframe::egui::{Id, Key, Modifiers, Ui};

pub(crate) use self::opening::{Came, Errand, Opening};

use self::details::Details;
use self::listed::Listed;
use super::table::{self, Column, Table, TableState, Width};
use super::{Screen, beside};
use crate::app::snapshot::GroupRow;
use crate::base::id::GroupId;
use crate::policy::Role;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::route::Route;
use crate::ui::theme::space;
use crate::ui::widgets::{Button, Icon, panes};

/// The screen and what it keeps.
#[derive(Default)]
pub(crate) struct Groups {
    chosen: Option<GroupId>,
    table: TableState,
    details: Details,
}

impl Groups {
    fn head_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, supervisor: bool) {
        let making = self.details.is_making();
        let pressed = panes::page_head(ui, cx.theme, cx.t("groups-title"), cx.t("groups-text"), |ui| {
            supervisor && Button::primary(cx.t("groups-new")).enabled(!making).ui(ui, cx.theme)
        });
        if pressed {
            self.details.make();
        }
    }

    fn list_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, supervisor: bool) -> Option<Action> {
        let groups = listed::all(cx.model);
        if groups.is_empty() {
            let words = if supervisor { "groups-empty-text" } else { "groups-empty-staff" };
            let act = supervisor.then(|| cx.t("groups-new"));
            let title = cx.t("groups-empty-title");
            if panes::empty(ui, cx.theme, Icon::Group, title, cx.t(words), act) {
                self.details.make();
            }
            return None;
        }
        let columns = columns(cx);
        let table = Table {
            id: list_id(),
            label: cx.t("groups-list"),
            columns: &columns,
            rows: u64::try_from(groups.len()).unwrap_or(0),
        };
        let chosen = self.chosen;
        let touched = table.ui(ui, cx, &mut self.table, |place| {
            let group = groups.get(usize::try_from(place).ok()?)?;
            Some(group.drawn(cx, chosen == group.id()))
        });
        let at = |place: u64| usize::try_from(place).ok().and_then(|place| groups.get(place));
        if let Some(group) = touched.clicked.and_then(|(place, _)| at(place)) {
            self.chosen = group.id();
            self.details.show();
        }
        touched.opened.and_then(at).and_then(|group| group.row).map(records_of)
    }

    fn keys(&mut self, ui: &Ui, cx: &Cx<'_>) -> Option<Action> {
        if ui.memory(eframe::egui::Memory::focused) != Some(list_id()) {
            return None;
        }
        let groups = listed::all(cx.model);
        let place = groups.iter().position(|group| self.chosen.is_some() && group.id() == self.chosen);
        let place = place.and_then(|place| u64::try_from(place).ok());
        let rows = u64::try_from(groups.len()).unwrap_or(0);
        if let Some(place) = table::moved(ui, &self.table, place, rows) {
            self.table.reveal(place);
            self.chosen = usize::try_from(place).ok().and_then(|at| groups.get(at)).and_then(Listed::id);
            self.details.show();
        }
        let group = cx.model.group(self.chosen?)?;
        let entered = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        entered.then(|| records_of(group))
    }
}

impl Screen for Groups {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        if let Some(made) = self.details.hear(cx) {
            self.chosen = Some(made);
        }
        let supervisor = cx.model.session.as_ref().is_some_and(|session| session.role == Role::Supervisor);
        let mut action = self.keys(ui, cx);
        self.head_ui(ui, cx, supervisor);
        ui.add_space(space::SMALL);
        let (list, beside) = beside::split(ui);
        action = action.or(beside::sheet(ui, cx.theme, list, |ui| self.list_ui(ui, cx, supervisor)));
        let listed = listed::all(cx.model);
        let chosen = listed.iter().find(|group| self.chosen.is_some() && group.id() == self.chosen);
        let detailed = beside::card(ui, cx.theme, beside, |ui| {
            // Without a foot: it may be longer than the sheet, and is scrolled then.
            beside::with_foot(ui, 0.0, |ui| self.details.ui(ui, cx, chosen, supervisor), |_| ()).0
        });
        action.or(detailed)
    }

    fn unsaved(&self) -> bool {
        self.details.unsaved()
    }

    fn manual_page(&self) -> &'static str {
        "groups"
    }
}

fn list_id() -> Id {
    Id::unique("groups-list")
}

fn records_of(group: &GroupRow) -> Action {
    Action::Open(Route::Records { group: Some(group.id), customer: None })
}

fn columns(cx: &Cx<'_>) -> Vec<Column> {
    vec![
        Column::new(cx.t("groups-column-name"), Width::Share(1.0)),
        Column::new(cx.t("groups-column-state"), Width::Points(176.0)),
        Column::new(cx.t("groups-column-identities"), Width::Points(100.0)),
        Column::new(cx.t("groups-column-customers"), Width::Points(92.0)).right(),
        Column::new(cx.t("groups-column-records"), Width::Points(92.0)).right(),
    ]
}
