//! The register of agreements: who signed which version, when it lapses, and their signed copies.

use std::sync::Arc;

use eframe::egui::{Id, Ui};

use super::loaded::Loaded;
use super::signed_copy::SignedCopy;
use crate::app::event::Answer;
use crate::app::request::PeopleWish;
use crate::app::snapshot::{AgreementRegister, Due, RegisterRow};
use crate::base::id::AccountId;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::route::Route;
use crate::ui::screens::cells::Cell;
use crate::ui::screens::table::{self, Column, Row, Table, TableState, Width};
use crate::ui::screens::{Screen, beside};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, Icon, panes, text};

/// The screen and what it keeps.
#[derive(Default)]
pub(crate) struct Register {
    loaded: Loaded<AgreementRegister>,
    table: TableState,
    chosen: Option<AccountId>,
    copy: SignedCopy,
}

impl Register {
    fn list_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, face: &AgreementRegister) {
        let columns = [
            Column::new(cx.t("people-column-name"), Width::Share(1.0)),
            Column::new(cx.t("register-version"), Width::Points(88.0)),
            Column::new(cx.t("register-signed"), Width::Points(120.0)),
            Column::new(cx.t("register-lapses"), Width::Points(120.0)),
            Column::new(cx.t("register-due"), Width::Points(148.0)),
        ];
        let rows = u64::try_from(face.rows.len()).unwrap_or(0);
        let table = Table { id: list_id(), label: cx.t("register-list"), columns: &columns, rows };
        let chosen = self.chosen;
        let at = |place: u64| face.rows.get(usize::try_from(place).ok()?);
        let touched = table.ui(ui, cx, &mut self.table, |place| Some(drawn(cx, at(place)?, chosen)));
        let mut moved = touched.clicked.map(|(place, _)| place);
        if ui.memory(eframe::egui::Memory::focused) == Some(list_id()) {
            let here = face.rows.iter().position(|row| Some(row.account) == chosen);
            let here = here.and_then(|place| u64::try_from(place).ok());
            if let Some(place) = table::moved(ui, &self.table, here, rows) {
                self.table.reveal(place);
                moved = Some(place);
            }
        }
        let row = moved.and_then(at).filter(|row| Some(row.account) != self.chosen);
        if let Some(row) = row {
            self.chosen = Some(row.account);
            self.copy = SignedCopy::default();
        }
    }

    fn beside_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, face: &AgreementRegister) -> Option<Action> {
        let row = face.rows.iter().find(|row| Some(row.account) == self.chosen);
        let Some(row) = row else {
            let (title, words) = (cx.t("register-pick-title"), cx.t("register-pick-text"));
            panes::empty(ui, cx.theme, Icon::FileText, title, words, None);
            return None;
        };
        text::heading(ui, cx.theme, &row.name);
        panes::chip(ui, cx.theme, tone_of(row.due), cx.t(&row.due.text_key()));
        if let Some(why) = row.standing.why() {
            text::small(ui, cx.theme, cx.with("people-because", &[("why", cx.t(&why.text_key()).into())]));
        }
        ui.add_space(space::SMALL);
        let Some(signed) = &row.signed else {
            text::muted(ui, cx.theme, cx.t("register-never"));
            return None;
        };
        let fact = |ui: &mut Ui, key: &str, value: &str| {
            text::fact(ui, cx.theme, cx.t(key), |ui| {
                text::body(ui, cx.theme, value);
            });
        };
        fact(ui, "register-version", &signed.version.to_string());
        fact(ui, "register-typed", &signed.typed_name);
        fact(ui, "register-signed", &cx.texts.date_and_time(signed.signed_at));
        fact(ui, "register-lapses", &cx.texts.date(signed.lapses_at));
        text::fact(ui, cx.theme, cx.t("people-fingerprint"), |ui| {
            text::code(ui, cx.theme, signed.fingerprint_words.join(" "));
        });
        ui.add_space(space::MEDIUM);
        self.copy.ui(ui, cx, Some(row.account), &row.name)
    }
}

impl Screen for Register {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let take = |answer: &Answer| match answer {
            Answer::Register(face) => Some(Arc::clone(face)),
            _ => None,
        };
        let asked = self.loaded.keep(cx, || PeopleWish::Register, take);
        let (title, line) = (cx.t("register-title"), cx.t("register-text"));
        let edit = panes::page_head(ui, cx.theme, title, line, |ui| {
            Button::secondary(cx.t("register-edit")).icon(Icon::Pencil).ui(ui, cx.theme)
        });
        let edit = edit.then_some(Action::Open(Route::AgreementText));
        let Some(face) = self.loaded.face() else {
            self.loaded.missing_ui(ui, cx);
            return asked.or(edit);
        };
        ui.add_space(space::SMALL);
        let (list, beside) = beside::split(ui);
        beside::sheet(ui, cx.theme, list, |ui| self.list_ui(ui, cx, &face));
        let action = beside::card(ui, cx.theme, beside, |ui| self.beside_ui(ui, cx, &face));
        asked.or(edit).or(action)
    }

    fn manual_page(&self) -> &'static str {
        "register"
    }
}

fn list_id() -> Id {
    Id::unique("register-list")
}

/// How urgent it is, as a colour.
const fn tone_of(due: Due) -> Tone {
    match due {
        Due::Missing | Due::Week => Tone::Danger,
        Due::Month => Tone::Warning,
        Due::Later => Tone::Good,
    }
}

fn drawn(cx: &Cx<'_>, row: &RegisterRow, chosen: Option<AccountId>) -> Row {
    let due = cx.t(&row.due.text_key());
    let [version, signed, lapses] = match &row.signed {
        Some(signed) => {
            [signed.version.to_string(), cx.texts.date(signed.signed_at), cx.texts.date(signed.lapses_at)]
        }
        None => std::array::from_fn(|_| cx.t("people-none").to_owned()),
    };
    let named = [("name", (&row.name).into()), ("lapses", (&lapses).into()), ("due", due.into())];
    let label = cx.with("register-row", &named);
    let cells = vec![
        Cell::Text(row.name.clone()),
        Cell::muted(version),
        Cell::muted(signed),
        Cell::muted(lapses),
        Cell::Chips(vec![(due.to_owned(), tone_of(row.due))]),
    ];
    Row { cells, label, chosen: chosen == Some(row.account) }
}
