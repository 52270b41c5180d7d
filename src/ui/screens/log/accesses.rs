//! Who opened a customer's file, when and why: everything the log knows of one customer, and the report for their
//! request.

use std::sync::Arc;

use eframe::egui::{Align, Id, Layout, ScrollArea, Ui};

use super::event::{self, Of, moment};
use super::reading::Reading;
use super::words;
use crate::app::event::Answer;
use crate::app::request::{LogWish, RequestId};
use crate::app::snapshot::{CustomerAccesses, EventRow};
use crate::base::code::ClientCode;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::screens::cells::Cell;
use crate::ui::screens::people::AskingDialog;
use crate::ui::screens::table::{self, Column, Row, Table, TableState, Width};
use crate::ui::screens::taking::TakeDialog;
use crate::ui::screens::{Screen, beside, head};
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::{Button, Icon, choose, panes, text};

/// The screen and what it keeps.
pub(crate) struct Accesses {
    code: ClientCode,
    loaded: Reading<CustomerAccesses>,
    table: TableState,
    chosen: Option<u64>,
    report: Option<TakeDialog>,
}

impl Accesses {
    /// The accesses of one customer.
    pub(crate) fn new(code: ClientCode) -> Self {
        Self { code, loaded: Reading::default(), table: TableState::default(), chosen: None, report: None }
    }

    fn head_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, face: Option<&CustomerAccesses>) {
        let line = face.map_or_else(|| self.code.to_string(), |face| line_of(cx, face));
        let pressed = panes::page_head(ui, cx.theme, cx.t("log-accesses-title"), &line, |ui| {
            face.is_some() && Button::primary(cx.t("log-save-report")).icon(Icon::Save).ui(ui, cx.theme)
        });
        if pressed {
            self.report = Some(TakeDialog::report(self.code));
        }
    }

    fn page_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, face: &CustomerAccesses) -> Option<Action> {
        if face.unreadable > 0 {
            let words = cx.with("log-unreadable", &[("count", face.unreadable.into())]);
            panes::notice(ui, cx.theme, Tone::Warning, &words, None);
            ui.add_space(space::SMALL);
        }
        if face.rows.is_empty() {
            let (title, words) = (cx.t("log-accesses-none-title"), cx.t("log-accesses-none-text"));
            panes::empty(ui, cx.theme, Icon::CheckCircle, title, words, None);
            return None;
        }
        self.keys(ui, face);
        let (list, beside) = beside::split(ui);
        beside::sheet(ui, cx.theme, list, |ui| self.list_ui(ui, cx, face));
        let chosen = self.chosen.and_then(|place| at(face, place));
        let mut all = false;
        let action = beside::card(ui, cx.theme, beside, |ui| {
            if chosen.is_none() {
                people_ui(ui, cx, face);
                return None;
            }
            all = choose::link(ui, cx.theme, cx.t("log-all-people"));
            ui.add_space(space::TINY);
            event::ui(ui, cx, chosen, Of::Customer)
        });
        if all {
            self.chosen = None;
        }
        action
    }

    fn list_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, face: &CustomerAccesses) {
        let columns = [
            Column::new(cx.t("log-column-time"), Width::Points(188.0)),
            Column::new(cx.t("log-column-person"), Width::Share(1.0)),
            Column::new(cx.t("log-column-act"), Width::Share(1.1)),
            Column::new(cx.t("log-column-why"), Width::Share(1.4)),
        ];
        let rows = u64::try_from(face.rows.len()).unwrap_or(0);
        let table = Table { id: list_id(), label: cx.t("log-accesses-list"), columns: &columns, rows };
        let chosen = self.chosen;
        let row_at = |place| at(face, place).map(|row| drawn(cx, row, chosen == Some(place)));
        let touched = table.ui(ui, cx, &mut self.table, row_at);
        if let Some((place, _)) = touched.clicked {
            self.chosen = Some(place);
        }
    }

    fn keys(&mut self, ui: &Ui, face: &CustomerAccesses) {
        if ui.memory(eframe::egui::Memory::focused) != Some(list_id()) {
            return;
        }
        let rows = u64::try_from(face.rows.len()).unwrap_or(0);
        if let Some(place) = table::moved(ui, &self.table, self.chosen, rows) {
            self.table.reveal(place);
            self.chosen = Some(place);
        }
    }
}

impl Screen for Accesses {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let code = self.code;
        let take = |answer: &Answer| match answer {
            Answer::Accesses(face) => Some(Arc::clone(face)),
            _ => None,
        };
        let asked = self.loaded.keep(cx, || LogWish::Accesses(code), take);
        let back = head::back_ui(ui, cx, cx.t("log-back-plain"));
        let face = self.loaded.face();
        self.head_ui(ui, cx, face.as_deref());
        let paged = match &face {
            Some(face) => self.page_ui(ui, cx, face),
            None => self.loaded.missing_ui(ui, cx),
        };
        let report = TakeDialog::ui_of(&mut self.report, ui, cx);
        back.then_some(Action::Back).or(report).or(asked).or(paged)
    }

    fn job(&self) -> Option<RequestId> {
        self.report.as_ref().and_then(TakeDialog::job)
    }

    fn manual_page(&self) -> &'static str {
        "who-opened"
    }
}

fn list_id() -> Id {
    Id::unique("log-accesses-list")
}

fn at(face: &CustomerAccesses, place: u64) -> Option<&EventRow> {
    face.rows.get(usize::try_from(place).ok()?)
}

fn line_of(cx: &Cx<'_>, face: &CustomerAccesses) -> String {
    let accesses = cx.with("log-accesses-count", &[("count", face.rows.len().into())]);
    let people = cx.with("log-people-count", &[("count", face.people.len().into())]);
    cx.with(
        "log-accesses-line",
        &[("code", face.code.to_string().into()), ("accesses", accesses.into()), ("people", people.into())],
    )
}

/// How many accesses each person had.
fn people_ui(ui: &mut Ui, cx: &Cx<'_>, face: &CustomerAccesses) {
    text::heading(ui, cx.theme, cx.t("log-people"));
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        for (account, name, count) in &face.people {
            ui.horizontal(|ui| {
                let name = if account.is_some() { name.as_str() } else { cx.t("log-who-program-long") };
                text::line(ui, Face::Body, cx.theme.text, name);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    text::line(ui, Face::Body, cx.theme.muted, cx.texts.count(*count));
                });
            });
        }
        ui.add_space(space::MEDIUM);
        text::small(ui, cx.theme, cx.t("log-accesses-about"));
    });
}

fn drawn(cx: &Cx<'_>, row: &EventRow, chosen: bool) -> Row {
    let (time, who, what) = (moment(cx, row), words::who(cx, row), words::what(cx, row));
    let label = cx.with(
        "log-access-row",
        &[
            ("time", (&time).into()),
            ("who", (&who).into()),
            ("what", (&what).into()),
            ("why", (&row.words).into()),
        ],
    );
    let cells = vec![Cell::muted(time), Cell::Text(who), Cell::Text(what), Cell::muted(row.words.clone())];
    Row { cells, label, chosen }
}
